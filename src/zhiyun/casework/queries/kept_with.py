"""Files that a row keeps beside its words, as pages name them and ask for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Keeps(Protocol):
    """A row with files: each with its name and SM3, as `casework.construction.attached` writes them."""

    pk: int
    files: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class File:
    """A file handed in: its name, its SM3, and where a page asks for it."""

    name: str
    sm3: str
    of: str
    row: int
    place: int


def files_of(*, row: Keeps, of: str) -> tuple[File, ...]:
    """Give the files of a row in their order; ``of`` says which kind of row."""
    return tuple(
        File(each["name"], each["sm3"], of, row.pk, place) for place, each in enumerate(row.files, 1)
    )
