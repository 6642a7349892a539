"""Groups that may be one: what a person should look at, the likeliest first, each with its reason."""

from __future__ import annotations

import enum
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from zhiyun.ip.applicants import chinese
from zhiyun.ip.applicants.grouping import Group
from zhiyun.ip.applicants.kinds import Kind
from zhiyun.kernel.said import Said

LEAST = 0.6
CONTAINED = 0.65
_NUMBERS = re.compile(r"[一二三四五六七八九十〇百]+|\d+")
ELSEWHERE = 0.75
"""What a score is worth when two firms of one name sit in different places: mostly sisters, seldom one."""
COMMON = 40
"""A pair of letters that more names have than this finds nobody."""
FIND_BY = 4
"""How many of its rarest pairs of letters a name is found by."""


class Likeness(enum.Enum):
    """Why two groups are proposed as one."""

    SECOND_NAME = Said("括号里写着另一个名称")
    ONE_LETTER = Said("只差一个字")
    SAME_BRAND = Said("名称相同，所在地不同")
    CONTAINED = Said("一个名称包含另一个")
    SIMILAR = Said("写法相近")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two groups that may be one; ``score`` is between 0 and 1 and orders the screen, it is no probability."""

    first: Group
    second: Group
    score: float
    because: Likeness


def candidates(groups: Iterable[Group], *, least: float = LEAST) -> list[Candidate]:
    """Propose pairs among groups, the likeliest first; persons are left out, for their names say too little."""
    by_key = {group.key: group for group in groups if group.kind is not Kind.PERSON}
    pieces = {key: _pieces(key) for key in by_key}
    having = Counter(piece for each in pieces.values() for piece in each)
    # Squared, for a brand of two characters must outweigh the long words that every firm of a trade has.
    rarity = {piece: math.log((len(pieces) + 1) / count) ** 2 for piece, count in having.items()}
    weight = {key: sum(rarity[piece] for piece in each) for key, each in pieces.items()}
    proposed = list(_second_names(by_key))
    done = {frozenset((each.first.key, each.second.key)) for each in proposed}
    for first, second in _met(pieces, having):
        if frozenset((first, second)) in done or _are_apart(by_key[first], by_key[second]):
            continue
        shared = sum(rarity[piece] for piece in pieces[first] & pieces[second])
        score, because = _judged(first, second, 2 * shared / ((weight[first] + weight[second]) or 1))
        if score >= least:
            proposed.append(Candidate(by_key[first], by_key[second], round(min(score, 0.99), 2), because))
    return sorted(proposed, key=lambda each: (-each.score, each.first.key, each.second.key))


def _judged(first: str, second: str, alike: float) -> tuple[float, Likeness]:
    if _sit_apart(first, second):
        return alike * ELSEWHERE, Likeness.SAME_BRAND
    because = _because(first, second)
    return (max(alike, CONTAINED) if because is Likeness.CONTAINED else alike), because


def _sit_apart(first: str, second: str) -> bool:
    """Say whether two names differ by their places: at the head, or where a group names its daughters by provinces."""
    differ_at = _differ_at(first, second)
    # 山东 and 山西 have their first character in common.
    for at in {0, max(0, differ_at - 1), differ_at}:
        here, there = chinese.place_at_head(first[at:]), chinese.place_at_head(second[at:])
        if here and there and here != there:
            return True
    return False


def _are_apart(first: Group, second: Group) -> bool:
    """Say what cannot be one whatever its letters: other numbers, a hospital and its university, schools of two towns."""
    if _NUMBERS.findall(first.key) != _NUMBERS.findall(second.key):
        return True
    if first.kind is not second.kind and Kind.HOSPITAL in (first.kind, second.kind):
        return True
    here, there = chinese.place_at_head(first.key), chinese.place_at_head(second.key)
    return (
        here != there and bool(here and there) and (first.kind, second.kind) != (Kind.COMPANY, Kind.COMPANY)
    )


def _second_names(by_key: Mapping[str, Group]) -> Iterator[Candidate]:
    from_name = {group.name: group for group in by_key.values()}
    for group in by_key.values():
        other = from_name.get(group.second_name)
        if other and other.key != group.key:
            first, second = sorted((group, other), key=lambda each: each.key)
            yield Candidate(first, second, 1.0, Likeness.SECOND_NAME)


def _pieces(key: str) -> frozenset[str]:
    """Cut a key into pairs of letters; words of a Latin name keep their ends."""
    padded = f" {key} " if " " in key or key.isascii() else key
    return frozenset(padded[at : at + 2] for at in range(len(padded) - 1))


def _met(pieces: Mapping[str, frozenset[str]], having: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Give every pair that shares one of its rarest pieces, once and in order."""
    found_by: dict[str, list[str]] = defaultdict(list)
    for key, each in pieces.items():
        telling = sorted(
            (piece for piece in each if 1 < having[piece] <= COMMON), key=lambda one: (having[one], one)
        )
        for piece in telling[:FIND_BY]:
            found_by[piece].append(key)
    met = {
        (min(first, second), max(first, second))
        for keys in found_by.values()
        for at, first in enumerate(keys)
        for second in keys[at + 1 :]
    }
    yield from sorted(met)


def _because(first: str, second: str) -> Likeness:
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) >= 5 and _is_one_letter_off(shorter, longer):
        return Likeness.ONE_LETTER
    return Likeness.CONTAINED if len(shorter) >= 4 and shorter in longer else Likeness.SIMILAR


def _is_one_letter_off(shorter: str, longer: str) -> bool:
    """Say whether one letter changed, was added, or two neighbours changed places."""
    if len(longer) - len(shorter) > 1:
        return False
    at = _differ_at(shorter, longer)
    if len(shorter) < len(longer):
        return shorter[at:] == longer[at + 1 :]
    if shorter[at + 1 :] == longer[at + 1 :]:
        return True
    return shorter[at : at + 2] == longer[at : at + 2][::-1] and shorter[at + 2 :] == longer[at + 2 :]


def _differ_at(first: str, second: str) -> int:
    """Give where two names first differ: the end of the shorter where they never do."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(first), len(second)))
