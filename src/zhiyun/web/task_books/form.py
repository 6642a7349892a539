"""The form of a task book: fields and three tables, drawn with what was typed, every fault in its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from zhiyun.casework.task_books import checking
from zhiyun.casework.task_books.typed import COLUMNS, FIELDS, Row, Typed
from zhiyun.kernel.refusal import Fault
from zhiyun.kernel.said import Said
from zhiyun.web.faults import ShownFault
from zhiyun.web.sent_numbers import whole

MORE = 2
"""How many blank rows stand below the filled ones."""
MOST = 60
"""Rows of one table a form is read for."""
LOOKS = {"target": "few", "half_year": "few", "public": "money", "own": "money", "amount": "money"}
LONG = {"goals": 8, "change": 4, "acceptance": 4, "recovery": 4}
DAYS = ("begins", "last_on")
NOTE = Said("修改说明")
REASON = Said("变更理由")
JUDGED = "judged"


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of the form as drawn; ``rows`` above 0 makes it a text of several lines."""

    id: str
    words: Said
    text: str
    fault: Said | str = ""
    look: str = ""
    rows: int = 0
    is_day: bool = False
    offers: str = ""


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """One row as drawn, counted from 1."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table as drawn."""

    name: str
    words: Said
    columns: tuple[Said, ...]
    rows: tuple[DrawnRow, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """The whole form as drawn: ``fields`` by name."""

    fields: Mapping[str, Cell]
    tables: tuple[Table, ...]
    faults: tuple[ShownFault, ...]


def typed_in(request: HttpRequest) -> Typed:
    """Give what was typed; blank rows are left out, so that rows are numbered as the task book will number them."""
    fields = {name: request.POST.get(name, "") for name in FIELDS}
    return Typed(fields, {table: _rows_in(request, table) for table in COLUMNS})


def _rows_in(request: HttpRequest, table: str) -> list[Row]:
    told = request.POST.get(f"{table}-rows", "")
    count = min(whole(told, 0, digits=3), MOST)
    rows = (
        {column: request.POST.get(_id(table, number, column), "") for column in COLUMNS[table][1]}
        for number in range(1, count + 1)
    )
    return [row for row in rows if any(text.strip() for text in row.values())]


def drawn(
    *,
    typed: Typed,
    faults: Iterable[Fault] = (),
    judges: bool,
    note: str = "",
    more: int = MORE,
    asks: bool = False,
) -> Form:
    """Draw the form; only who ``judges`` may give reasons for heads Article 11 does not name.

    Who ``asks`` for a change gives its reason where others say what they changed.
    """
    shown = [ShownFault(fault.place, fault.message, _target(fault.place)) for fault in faults]
    by_target = {each.target: each.message for each in reversed(shown)}
    fields = {name: _field(name, words, typed, by_target) for name, words in FIELDS.items()}
    fields["note"] = Cell("note", REASON if asks else NOTE, note, by_target.get("note", ""), rows=3)
    return Form(
        fields,
        tuple(_table(name, typed, by_target, judges, more) for name in COLUMNS),
        tuple(shown),
    )


def _field(name: str, words: Said, typed: Typed, faults: Mapping[str, str]) -> Cell:
    return Cell(
        name,
        words,
        typed.fields.get(name, ""),
        faults.get(name, ""),
        rows=LONG.get(name, 0),
        is_day=name in DAYS,
    )


def _table(name: str, typed: Typed, faults: Mapping[str, str], judges: bool, more: int) -> Table:
    words, columns = COLUMNS[name]
    shown = {column: said for column, said in columns.items() if judges or column != JUDGED}
    rows = [*typed.tables.get(name, ()), *({} for _more in range(more))]
    return Table(
        name,
        words,
        tuple(shown.values()),
        tuple(
            DrawnRow(
                number,
                tuple(_cell(name, number, column, said, row, faults) for column, said in shown.items()),
            )
            for number, row in enumerate(rows, 1)
        ),
    )


def _cell(table: str, number: int, column: str, words: Said, row: Row, faults: Mapping[str, str]) -> Cell:
    place = _id(table, number, column)
    return Cell(
        place,
        words,
        row.get(column, ""),
        faults.get(place, ""),
        LOOKS.get(column, ""),
        is_day=column == "due_on",
        offers="heads" if column == "head" else "",
    )


def _id(table: str, number: int, column: str) -> str:
    return f"{table}-{number}-{column}"


def _target(place: str) -> str:
    """Find what a fault is about: a cell, a field, or a table."""
    if isinstance(place, Said) and {"table", "number", "column"} <= set(place.filled):
        filled = place.filled
        for name, (words, columns) in COLUMNS.items():
            if words == filled["table"]:
                column = next(each for each, said in columns.items() if said == filled["column"])
                return _id(name, int(str(filled["number"])), column)
    for name, (words, _columns) in COLUMNS.items():
        if place == words:
            return f"table-{name}"
    if place == checking.PERIOD:
        return "last_on"
    if place in (NOTE, REASON):
        return "note"
    return next((name for name, words in FIELDS.items() if place == words), "")
