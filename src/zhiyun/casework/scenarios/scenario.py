"""A worked example of the law: what is asked, what is given, and what the answer must be, all in the office's words."""

from __future__ import annotations

from dataclasses import dataclass

from zhiyun.kernel.citation import Citation
from zhiyun.kernel.refusal import Faulty

Tree = str | list["Tree"] | dict[str, "Tree"]
"""What a scenario file holds: nothing but texts, in lists and tables."""

Pairs = tuple[tuple[str, str], ...]


class BadScenario(Faulty):
    """A scenario whose own words cannot be understood; nothing was asked of the law."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One example: ``given`` and ``expected`` are pairs of texts in the file's order, fit to be shown.

    ``readings`` are the readings it is read under, by id; none means as the measure stands. ``reviewed_by`` names
    who at the bureau has read it.
    """

    measure_id: str
    place: str
    name: str
    cites: tuple[Citation, ...]
    question: str
    given: Pairs
    readings: Pairs
    expected: Pairs
    reviewed_by: str
    told: dict[str, Tree]

    @property
    def articles(self) -> tuple[int, ...]:
        """The articles it is an example of, in the order cited."""
        return tuple(dict.fromkeys(cites.article for cites in self.cites))


@dataclass(frozen=True, slots=True)
class Trial:
    """What a measure answered to a scenario; ``got`` has the same left sides as ``expected``."""

    scenario: Scenario
    matches: bool
    expected: Pairs
    got: Pairs

    @property
    def differences(self) -> tuple[tuple[str, str, str], ...]:
        """Give what was asked, expected and got, wherever the last two differ."""
        both = zip(self.expected, self.got, strict=True)
        return tuple((what, wanted, came) for (what, wanted), (_, came) in both if wanted != came)
