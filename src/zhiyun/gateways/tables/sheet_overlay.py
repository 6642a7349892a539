"""What must be said instead of a cell's value: it is a formula, an error, or part of a merged cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from zhiyun.gateways.tables.cell_text import Value, cell_text, percent_text
from zhiyun.gateways.tables.fault_list import FaultList, unreadable_file
from zhiyun.gateways.tables.sheet_marks import Marks, Range
from zhiyun.gateways.tables.table import Unreadable
from zhiyun.kernel.said import Said, word

MOST_MARKED: Final = 2_000_000

_FORMULA: Final = Unreadable(Said("此格是公式，请复制后选择性粘贴为数值"))
_ERROR: Final = Unreadable(Said("此格是错误值（如 #N/A、#REF!），请改成实际内容"))
_ELSEWHERE: Final = Unreadable(word(""))


@dataclass(frozen=True, slots=True)
class Overlay:
    """Cells to replace, and cells to show as percent, by row and index of column."""

    width: int
    instead: dict[int, dict[int, Unreadable]]
    percents: dict[int, list[int]]

    def texts(self, first: int, values: Sequence[Sequence[Value]]) -> list[list[str]]:
        """Write the rows from number ``first`` on as texts, each exactly ``width`` cells long."""
        return [self._row(number, row) for number, row in enumerate(values, first)]

    def _row(self, number: int, row: Sequence[Value]) -> list[str]:
        texts = list(map(cell_text, row[: self.width]))
        texts.extend([""] * (self.width - len(texts)))
        for column in self.percents.get(number, ()):
            value = row[column] if column < len(row) else ""
            if isinstance(value, float):
                texts[column] = percent_text(value)
        for column, why in self.instead.get(number, {}).items():
            texts[column] = why
        return texts


def overlay_of(marks: Marks, *, header_row: int, width: int, faults: FaultList, source: str) -> Overlay:
    """Sort the marks below the header by cell; hidden rows are noted as one fault.

    What nobody sees must not be counted, and what was hidden on purpose must not be dropped in silence.
    """
    _note_hidden_rows([row for row in marks.hidden_rows if row > header_row], faults)
    area = Range(header_row + 1, 1, marks.last_row, width)
    instead: dict[int, dict[int, Unreadable]] = defaultdict(dict)
    merged = [
        (part, Unreadable(Said("%(range)s 是合并单元格，请取消合并并逐行填写", range=whole)))
        for whole in marks.merged
        if (part := _within(whole, area))
    ]
    others = [
        (part, why)
        for ranges, why in ((marks.errors, _ERROR), (marks.formulas, _FORMULA))
        for whole in ranges
        if (part := _within(whole, area))
    ]
    if sum(part.size for part, _ in merged + others) > MOST_MARKED:
        raise unreadable_file(source, Said("合并单元格或公式太多，请另存为 CSV 后再试"))
    for part, why in merged:
        _mark(instead, part, _ELSEWHERE)
        _mark(instead, replace(part, bottom=part.top), why)
    for part, why in others:
        _mark(instead, part, why)
    percents: dict[int, list[int]] = defaultdict(list)
    for row, column in marks.percents:
        if row > header_row and column <= width:
            percents[row].append(column - 1)
    return Overlay(width, instead, percents)


def _within(whole: Range, area: Range) -> Range | None:
    top, left = max(whole.top, area.top), max(whole.left, area.left)
    bottom, right = min(whole.bottom, area.bottom), min(whole.right, area.right)
    return Range(top, left, bottom, right) if top <= bottom and left <= right else None


def _mark(instead: dict[int, dict[int, Unreadable]], part: Range, why: Unreadable) -> None:
    for row in range(part.top, part.bottom + 1):
        for column in range(part.left - 1, part.right):
            instead[row][column] = why


def _note_hidden_rows(rows: list[int], faults: FaultList) -> None:
    if not rows:
        return
    runs = groupby(enumerate(rows), key=lambda each: each[1] - each[0])
    spans = [_span([row for _, row in run]) for _, run in runs]
    shown = tuple(spans[:10])
    place = Said("第 %(rows)s等 行", rows=shown) if len(spans) > 10 else Said("第 %(rows)s 行", rows=shown)
    message = Said(
        "共 %(count)s 行被隐藏或筛选掉了，不知道该不该算；请取消筛选和隐藏，或删除这些行", count=len(rows)
    )
    faults.note(rows[0], place, message)


def _span(rows: list[int]) -> str:
    return str(rows[0]) if len(rows) == 1 else f"{rows[0]}-{rows[-1]}"
