"""How zhiyun says no: a sentence a person can act on, with its ground."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zhiyun.kernel.citation import Citation
from zhiyun.kernel.said import Said, word


class Refusal(Exception):
    """We decline to answer or act; the message is a Chinese sentence that says what to do next."""

    cites: Citation | None = None

    def __init__(self, said: Said) -> None:
        super().__init__(said)
        self.said = said


class NoAnswer(Refusal):
    """The measure in force leaves this question to nobody; ask for the article that would answer it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an input: where it is, what is wrong, and how to mend it."""

    place: str
    message: Said

    def __str__(self) -> str:
        return f"{self.place}：{self.message}" if self.place else self.message

    def within(self, whole: str) -> Fault:
        """Give the same fault, its place named within something larger, such as a file."""
        return Fault(Said("%(whole)s %(place)s", whole=whole, place=self.place), self.message)


class Faulty(Refusal):
    """An input with one or more faults, all of them listed; nothing was done with it."""

    def __init__(self, faults: Iterable[Fault], *, unlisted: int = 0) -> None:
        self.faults = tuple(faults)
        self.unlisted = unlisted
        assert self.faults, "a faulty input has at least one fault"
        super().__init__(word("；".join(map(str, self.faults[:5]))))

    @property
    def count(self) -> int:
        """How many faults there are, listed or not."""
        return len(self.faults) + self.unlisted
