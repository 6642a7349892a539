"""Files that a row keeps beside its words, as pages name them and ask for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from zhiyun.records.models import Person


class Keeps(Protocol):
    """A row with files: each with its name and SM3, as `casework.construction.attached` writes them."""

    pk: int
    files: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Whence:
    """Of what zhiyun wrote a report, see `casework.navigations.WrittenReport`, and who put it among the files."""

    drawn_of: str
    beside: str
    asked: str
    data_on: date | None
    written_on: date
    by: str


@dataclass(frozen=True, slots=True)
class File:
    """A file handed in: its name, its SM3, where a page asks for it, and whence it is where zhiyun wrote it."""

    name: str
    sm3: str
    of: str
    row: int
    place: int
    whence: Whence | None = None


def files_of(*, row: Keeps, of: str) -> tuple[File, ...]:
    """Give the files of a row in their order; ``of`` says which kind of row."""
    return tuple(
        File(each["name"], each["sm3"], of, row.pk, place, _whence(each))
        for place, each in enumerate(row.files, 1)
    )


def _whence(kept: dict[str, str]) -> Whence | None:
    if "written_on" not in kept:
        return None
    return Whence(
        kept["drawn_of"],
        kept["beside"],
        kept["asked"],
        date.fromisoformat(kept["data_on"]) if kept["data_on"] else None,
        date.fromisoformat(kept["written_on"]),
        Person.objects.values_list("name", flat=True).get(pk=kept["by"]),
    )
