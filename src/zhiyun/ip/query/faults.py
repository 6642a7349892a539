"""What cannot be read in a query, with the place of each fault."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said

LISTED: Final = 10
"""More faults than this are not looked for: the first ones are mended first."""
LONGEST: Final = 100_000
MOST_CLAUSES: Final = 2_000
DEEPEST: Final = 50
WIDEST_NEAR: Final = 50
MOST_NEAR: Final = 16
COSTLY: Final = 10
"""Conditions that a beginning, a stretch of classes or a period counts for: an engine must walk through more."""
SHORTEST_BEGINNING: Final = 2
LONGEST_SAID: Final = 60
"""Characters of a value that a fault says again: a page of faults is to be read."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the query: characters [at, until), the first one being 0."""

    at: int
    until: int


class Misread(Faulty):
    """A query with faults; ``spots`` says where each of them is."""

    def __init__(self, found: Sequence[tuple[Spot, Said]]) -> None:
        ordered = sorted(found, key=lambda each: each[0].at)
        self.spots = tuple(spot for spot, _ in ordered)
        super().__init__(Fault(Said("第%(column)s个字", column=spot.at + 1), said) for spot, said in ordered)


class TooLong(Refusal):
    """A query of more characters than anybody writes."""

    def __init__(self, length: int) -> None:
        super().__init__(
            Said(
                "检索式有%(length)s个字，最多%(most)s个，请缩短后再试；大批号码请存为专题",
                length=length,
                most=LONGEST,
            )
        )


class TooManyClauses(Refusal):
    """A query of more conditions than are answered at once."""

    def __init__(self) -> None:
        super().__init__(
            Said("检索式超过%(most)s个条件，请分成几次检索，或者用分类号、通配符合并", most=MOST_CLAUSES)
        )


class TooDeep(Refusal):
    """Brackets within brackets beyond what anybody can read."""

    def __init__(self) -> None:
        super().__init__(Said("括号套了%(most)s层以上，请拆开后再试", most=DEEPEST))


def cut(text: str) -> str:
    """Give a value as a fault says it again."""
    return text if len(text) <= LONGEST_SAID else f"{text[:LONGEST_SAID]}…"


class Unreadable(Exception):
    """A value is not what its field asks for; `reading` turns it into a fault at its place."""

    def __init__(self, said: Said) -> None:
        super().__init__(said)
        self.said = said
