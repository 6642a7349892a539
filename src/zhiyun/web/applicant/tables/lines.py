"""A table filled in line by line: drawn with what was typed, read as the same table a file would be."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from zhiyun.kernel.refusal import Fault
from zhiyun.web.faults import ShownFault
from zhiyun.web.sent_numbers import whole

MOST_TYPED = 120
"""More lines than this are handed in as a file."""
MORE = 3
"""How many blank lines stand below the filled ones."""

Typed = Mapping[str, str]

_PLACE = re.compile(r"第 (\d+) 行(?:「(.*)」)?", re.ASCII | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Field:
    """One column of the lines: its name in the form, its words, and the words to choose among where it is closed.

    ``offers`` are words to take or leave: any others may be typed.
    """

    name: str
    words: str
    choices: tuple[str, ...] = ()
    look: str = ""
    offers: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Its words in the page's language."""
        return _(self.words)


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of one line as drawn."""

    id: str
    field: Field
    text: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as drawn, counted from 1."""

    number: int
    cells: tuple[Cell, ...]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The lines as the page shows them, and their faults, each leading to its cell."""

    fields: tuple[Field, ...]
    lines: tuple[Line, ...]
    faults: tuple[ShownFault, ...]


def typed_in(request: HttpRequest, fields: Sequence[Field]) -> list[Typed]:
    """Give what was typed, blank lines too; more lines than the page draws are not looked at."""
    told = request.POST.get("lines", "")
    count = min(whole(told, 0, digits=5), MOST_TYPED)
    return [
        {field.name: _one_line(request.POST.get(cell_id(number, field), "")) for field in fields}
        for number in range(1, count + 1)
    ]


def cell_id(number: int, field: Field) -> str:
    """Name a cell, in the form and on the page alike."""
    return f"line-{number}-{field.name}"


def is_blank(line: Typed) -> bool:
    """Say whether nothing was typed into a line."""
    return not any(text.strip() for text in line.values())


def as_table(fields: Sequence[Field], lines: Iterable[Typed]) -> bytes:
    """Write the lines as the table a person would have handed in; line 1 is its second row."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow([field.words for field in fields])
    writer.writerows([line[field.name] for field in fields] for line in lines)
    return out.getvalue().encode()


def drawn(
    fields: Sequence[Field],
    lines: Sequence[Typed],
    faults: Iterable[Fault] = (),
    *,
    first_row: int = 1,
    more: int = MORE,
) -> Drawn:
    """Draw lines with ``more`` blank ones below; ``first_row`` is the number the faults give the first line."""
    by_words = {field.words: field for field in fields}
    by_cell: dict[tuple[int, str], str] = {}
    shown = []
    for fault in faults:
        place = _PLACE.fullmatch(fault.place)
        number = int(place[1]) - first_row + 1 if place else 0
        field = by_words.get(place[2] or "") if place else None
        if not 1 <= number <= len(lines):
            shown.append(ShownFault(fault.place, fault.message, "lines"))
            continue
        by_cell.setdefault((number, field.name if field else ""), fault.message)
        where = _("第 %(number)s 行") % {"number": number} + (
            _("「%(column)s」") % {"column": field.label} if field else ""
        )
        shown.append(ShownFault(where, fault.message, cell_id(number, field or fields[0])))
    padded = [*lines, *({field.name: "" for field in fields} for _number in range(more))][:MOST_TYPED]
    return Drawn(
        tuple(fields),
        tuple(_line(fields, number, line, by_cell) for number, line in enumerate(padded, start=1)),
        tuple(shown),
    )


def _line(fields: Sequence[Field], number: int, line: Typed, faults: Mapping[tuple[int, str], str]) -> Line:
    cells = tuple(
        Cell(cell_id(number, field), field, line[field.name], faults.get((number, field.name), ""))
        for field in fields
    )
    return Line(number, cells, faults.get((number, ""), ""))


def _one_line(text: str) -> str:
    return " ".join(text.split())
