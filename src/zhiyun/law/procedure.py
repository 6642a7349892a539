"""The papers and the steps an article names."""

from __future__ import annotations

from dataclasses import dataclass

from zhiyun.kernel.citation import Citation


@dataclass(frozen=True, slots=True)
class Material:
    """A paper an applicant hands in; ``code`` is how files and forms name it."""

    cites: Citation
    code: str
    words: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Votes:
    """How the bureau's meeting voted on one case; who is present and stands aside is in none of the numbers."""

    in_favour: int
    against: int
    abstained: int

    @property
    def present(self) -> int:
        """Everybody who may vote."""
        return self.in_favour + self.against + self.abstained


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a procedure, in the order of its article."""

    cites: Citation
    name: str
    words: str
