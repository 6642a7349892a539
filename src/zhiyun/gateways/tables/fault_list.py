"""Every fault of one table, in the order of its rows; the first ones are listed, the rest are counted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said

LISTED = 200
"""More than this many faults help nobody: the clerk mends the cause and tries again."""


def cell_place(row: int, column: str) -> Said:
    """Name a cell as the clerk sees it: ``第 17 行「运营金额」``."""
    return Said("第 %(row)s 行「%(column)s」", row=row, column=column)


class FaultList:
    """Gathers faults; keeps the ``listed`` ones nearest the top of the table and counts the others."""

    def __init__(self, *, listed: int = LISTED) -> None:
        self._listed = listed
        self._kept: list[tuple[int, int, Fault]] = []
        self._last_row: int | None = None
        self.count = 0

    def about_file(self, name: str, message: Said) -> None:
        """Note a fault of the whole file ``name``; it is listed before any row's."""
        self.note(0, name, message)

    def about_row(self, row: int, message: Said) -> None:
        """Note a fault of a whole row, counted from 1 as a spreadsheet shows it."""
        self.note(row, Said("第 %(row)s 行", row=row), message)

    def about_cell(self, row: int, column: str, message: Said) -> None:
        """Note a fault of one cell, its column named as the table's own header names it."""
        self.note(row, cell_place(row, column), message)

    def refuse_if_any(self) -> None:
        """Raise `Faulty` with what was gathered; return quietly when nothing was."""
        if self.count:
            self._trim()
            listed = [fault for _, _, fault in self._kept]
            raise Faulty(listed, unlisted=self.count - len(listed))

    def note(self, row: int, place: str, message: Said) -> None:
        """Note a fault at a ``place`` in words; ``row`` is where it comes in the list."""
        self.count += 1
        if self._last_row is not None and row >= self._last_row:
            return
        self._kept.append((row, self.count, Fault(place, message)))
        if len(self._kept) > 8 * self._listed:
            self._trim()

    def _trim(self) -> None:
        self._kept.sort(key=lambda entry: entry[:2])
        del self._kept[self._listed :]
        if len(self._kept) == self._listed:
            self._last_row = self._kept[-1][0]


@contextmanager
def gathered() -> Iterator[FaultList]:
    """Give a list to note faults in, and refuse at the end when there are any."""
    faults = FaultList()
    yield faults
    faults.refuse_if_any()


def unreadable_file(name: str, message: Said) -> Faulty:
    """Make the refusal of a file of which nothing can be read; ``message`` says how to mend it."""
    return Faulty([Fault(name, message)])
