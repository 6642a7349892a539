"""Drawing a panel by lot, so that anyone can draw it again from the seed, the pool and the rules.

The lot of an expert is the SM3 of ``seed|ticket`` in hex, and experts stand in the order of their lots. From the
first to the last each is taken who can be: no panel may hold two of one employer, and behind whoever is taken the
rest must still be able to fill the seats and cover the fields. So the panel is the first possible one in the
order of the lots, whatever order the pool was listed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from zhiyun.casework.canonical import sm3_hex
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said

MOST_FIELDS = 8
MOST_SEATS = 25


class NoPanel(Refusal):
    """No panel can be drawn that keeps the rules."""

    def __init__(self, size: int, eligible: int) -> None:
        super().__init__(
            Said(
                "可抽的专家有%(eligible)s名，按现在的条件抽不出%(size)s名：人数不够、单位重复或者没有人覆盖所选领域。"
                "请减少人数、放宽领域，或者先补充专家库。",
                eligible=eligible,
                size=size,
            )
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be drawn: ``ticket`` is what the lot is cast on, ``employer`` code or name of the employer."""

    ticket: str
    employer: str
    fields: tuple[str, ...]

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Self:
        """Read one as a panel keeps it."""
        return cls(str(told["ticket"]), str(told["employer"]), tuple(told["fields"]))

    def told(self) -> dict[str, Any]:
        """Write it as a panel keeps it."""
        return asdict(self) | {"fields": list(self.fields)}


@dataclass(frozen=True, slots=True)
class Rules:
    """How many are drawn, and the fields of which each must be somebody's."""

    size: int
    fields: tuple[str, ...] = ()


def lot(*, seed: str, ticket: str) -> str:
    """Give a ticket's lot."""
    return sm3_hex(text=f"{seed}|{ticket}")


def in_order(*, seed: str, pool: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Put a pool in the order of its lots."""
    return tuple(sorted(pool, key=lambda each: lot(seed=seed, ticket=each.ticket)))


def draw(*, seed: str, pool: Iterable[Candidate], rules: Rules) -> tuple[Candidate, ...]:
    """Draw a panel, its first one to chair it; refuses with `NoPanel` where no panel keeps the rules."""
    ordered = in_order(seed=seed, pool=pool)
    taken: list[Candidate] = []
    if not _can_follow(taken, ordered, rules):
        raise NoPanel(rules.size, len(ordered))
    for place, each in enumerate(ordered):
        if len(taken) == rules.size:
            break
        if each.employer in {one.employer for one in taken}:
            continue
        if _can_follow([*taken, each], ordered[place + 1 :], rules):
            taken.append(each)
    return tuple(taken)


def _can_follow(taken: Sequence[Candidate], rest: Sequence[Candidate], rules: Rules) -> bool:
    """Say whether the rest can fill the open seats and cover the open fields, one of an employer at most."""
    seats = rules.size - len(taken)
    used = {each.employer for each in taken}
    covered = {field for each in taken for field in each.fields}
    lacking = [field for field in rules.fields if field not in covered]
    by_employer: dict[str, set[int]] = {}
    for each in rest:
        if each.employer not in used:
            mask = sum(1 << bit for bit, field in enumerate(lacking) if field in each.fields)
            by_employer.setdefault(each.employer, set()).add(mask)
    if seats < 0 or len(by_employer) < seats:
        return False
    return _fewest(by_employer.values(), (1 << len(lacking)) - 1) <= seats


def _fewest(choices: Iterable[set[int]], wanted: int) -> int:
    """Count the fewest experts, one of an employer at most, whose fields together cover ``wanted``."""
    fewest = {0: 0}
    for masks in choices:
        reached = dict(fewest)
        for have, count in fewest.items():
            for mask in masks:
                joined = have | mask
                reached[joined] = min(count + 1, reached.get(joined, count + 1))
        fewest = reached
    return fewest.get(wanted, MOST_SEATS + 1)
