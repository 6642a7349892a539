"""What people decided about two groups of applicants, and which group each is counted under for it.

The rules may have put two into one group: then one of its names, as it is written, is taken out and becomes a group of
its own (`grouping.own_key`), held apart from the one it came from like any two. Undone is that as all else is, by a
later decision about the same two.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from zhiyun.ip.applicants.grouping import OWN, group_of
from zhiyun.kernel.said import Said


class Verdict(enum.Enum):
    """What somebody holds of two groups."""

    SAME = "same"
    FORMER = "former"
    APART = "apart"

    @property
    def words(self) -> Said:
        """Say it of the first group."""
        return _WORDS[self]


_WORDS = {
    Verdict.SAME: Said("是同一单位，归入"),
    Verdict.FORMER: Said("是曾用名，现名是"),
    Verdict.APART: Said("不是同一单位，不归入"),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision about two groups, by their keys: unless they are apart, the first is counted under the second."""

    first: str
    second: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Counting:
    """What follows from decisions: which names are groups of their own, and which key is counted under which."""

    under: Mapping[str, str] = field(default_factory=dict)
    apart: frozenset[str] = frozenset()

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> Self:
        """Give what follows from decisions in their order."""
        made = list(decisions)
        own = {key for each in made for key in (each.first, each.second) if key.endswith(OWN)}
        return cls(merged(made), frozenset(own))

    def key(self, name: str) -> str:
        """Give the key that an applicant is counted under."""
        key = group_of(name, apart=self.apart).key
        return self.under.get(key, key)


def merged(decisions: Iterable[Decision]) -> dict[str, str]:
    """Give for each key that is counted under another the one it is counted under.

    Of the decisions about one pair, in their order, the last is valid. Groups that hang together count under the one
    that was put under no other; where there are several, or none, under the one that was named last.
    """
    joined = [each for each in _valid(decisions) if each.verdict is not Verdict.APART]
    groups = _joined(joined)
    under: dict[str, str] = {}
    put_under = {each.first for each in joined}
    for is_head in (False, True):
        for each in joined:
            if not is_head or each.second not in put_under:
                under[groups[each.second]] = each.second
    return {key: head for key, group in groups.items() if (head := under[group]) != key}


def at_odds(decisions: Iterable[Decision]) -> tuple[str, str] | None:
    """Give two groups that are held apart and yet joined through others; None where no decision is at odds."""
    valid = list(_valid(decisions))
    groups = _joined([each for each in valid if each.verdict is not Verdict.APART])
    for each in reversed(valid):
        if (
            each.verdict is Verdict.APART
            and each.first in groups
            and groups[each.first] == groups.get(each.second)
        ):
            return each.first, each.second
    return None


def _valid(decisions: Iterable[Decision]) -> Iterable[Decision]:
    last: dict[frozenset[str], Decision] = {}
    for each in decisions:
        pair = frozenset((each.first, each.second))
        last.pop(pair, None)
        last[pair] = each
    return last.values()


def _joined(joined: Iterable[Decision]) -> Mapping[str, str]:
    """Give each key one name for all it hangs together with."""
    groups: dict[str, list[str]] = {}
    for each in joined:
        first, second = (
            groups.setdefault(each.first, [each.first]),
            groups.setdefault(each.second, [each.second]),
        )
        if first is not second:
            second.extend(first)
            groups |= dict.fromkeys(first, second)
    return {key: group[0] for key, group in groups.items()}
