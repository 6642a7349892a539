"""Tables in .xlsx workbooks: the first visible sheet that looks like the table we want."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, Final, TypeVar

from zhiyun.gateways.tables import archive
from zhiyun.gateways.tables.cell_text import cell_text
from zhiyun.gateways.tables.fault_list import FaultList, unreadable_file
from zhiyun.gateways.tables.safe_xml import Unsound
from zhiyun.gateways.tables.sheet_marks import Marks, marks_of
from zhiyun.gateways.tables.sheet_overlay import overlay_of
from zhiyun.gateways.tables.table import WIDEST, Batch, Table, find_header, header_of
from zhiyun.gateways.tables.workbook_outline import Outline, Sheet, outline_of
from zhiyun.kernel.said import Said

if TYPE_CHECKING:
    import python_calamine as calamine

Read = TypeVar("Read")

HEADER_WITHIN: Final = 50
BATCH: Final = 256
_BROKEN: Final = Said("工作簿内部结构已损坏，请在表格软件中打开并另存为 .xlsx 后再试")
_SPARSE_ALLOWED: Final = 2_000_000


def open_workbook(stream: BinaryIO, *, name: str, knows: Callable[[str], bool]) -> Table:
    """Find the table in a workbook and check what surrounds its values; the rows come when asked for."""
    import python_calamine as calamine  # noqa: PLC0415 - loaded when the first workbook comes

    members = archive.unpacked(stream, name=name)
    try:
        outline = outline_of(members)
        packed = archive.repacked(members)
        book = _read(lambda: calamine.load_workbook(packed), name)
        found, remarks = _chosen(book, outline, members, knows, name)
    except Unsound as error:
        raise unreadable_file(name, _BROKEN) from error
    return _table(found, name, remarks)


class _Found:
    """A sheet, the marks in it, and its header, None where all is blank."""

    def __init__(
        self, sheet: Sheet, content: calamine.CalamineSheet, marks: Marks, knows: Callable[[str], bool]
    ) -> None:
        self.sheet = sheet
        self.content = content
        self.marks = marks
        self.top = [list(map(cell_text, row)) for row in islice(content.iter_rows(), HEADER_WITHIN)]
        at, self.known = find_header(self.top, knows)
        self.header = header_of(self.top, at, knows) if at >= 0 else None


def _read(reading: Callable[[], Read], name: str) -> Read:
    """Let the library read, and turn whatever it makes of a damaged workbook into a refusal."""
    from python_calamine import CalamineError  # noqa: PLC0415 - as above

    try:
        return reading()
    except CalamineError as error:
        raise unreadable_file(name, _BROKEN) from error
    except BaseException as error:
        # A panic of the library's native code comes as a direct child of BaseException, without a public name.
        if type(error).__name__ == "PanicException":
            raise unreadable_file(name, _BROKEN) from error
        raise


def _chosen(
    book: calamine.CalamineWorkbook,
    outline: Outline,
    members: Mapping[str, bytes],
    knows: Callable[[str], bool],
    name: str,
) -> tuple[_Found, tuple[str, ...]]:
    looked_at = [
        _found(book, sheet, members, outline, knows, name) for sheet in outline.sheets if sheet.is_visible
    ]
    filled = [found for found in looked_at if found.header]
    if not filled:
        raise unreadable_file(name, Said("没有可见的、有内容的工作表，请把台账放在可见的工作表里"))
    recognised = [found for found in filled if found.known >= 2] or filled
    remarks = (
        [Said("只读取了工作表「%(name)s」", name=recognised[0].sheet.name)] if len(outline.sheets) > 1 else []
    )
    remarks += [
        Said("工作表「%(name)s」的列名也相符，没有读取", name=found.sheet.name)
        for found in recognised[1:]
        if found.known >= 2
    ]
    remarks += [
        Said("工作表「%(name)s」是隐藏的，没有读取", name=sheet.name)
        for sheet in outline.sheets
        if not sheet.is_visible
    ]
    return recognised[0], tuple(remarks)


def _found(
    book: calamine.CalamineWorkbook,
    sheet: Sheet,
    members: Mapping[str, bytes],
    outline: Outline,
    knows: Callable[[str], bool],
    name: str,
) -> _Found:
    marks = marks_of(members[sheet.path], outline.percent_styles)
    _check_extent(marks, sheet, name)
    return _read(lambda: _Found(sheet, book.get_sheet_by_name(sheet.name), marks, knows), name)


def _check_extent(marks: Marks, sheet: Sheet, name: str) -> None:
    """Refuse a few cells spread over a huge sheet: reading them would fill the memory with blanks."""
    if marks.last_row * marks.last_column > max(_SPARSE_ALLOWED, 8 * marks.filled):
        far = Said(
            "第 %(last_row)s 行、第 %(last_column)s 列",
            last_row=marks.last_row,
            last_column=marks.last_column,
        )
        raise unreadable_file(
            name,
            Said(
                "工作表「%(name)s」的内容散布到%(far)s，多半是误填；请删除台账以外的内容后再试",
                name=sheet.name,
                far=far,
            ),
        )


def _table(found: _Found, name: str, remarks: tuple[str, ...]) -> Table:
    assert found.header, "a blank sheet is not chosen"
    header = found.header.cells
    if len(header) > WIDEST:
        raise unreadable_file(name, Said("表头有 %(count)s 列，不像台账，请核对文件", count=len(header)))
    above = tuple(cell for row in found.top[: found.header.at] for cell in row if cell.strip())
    hidden = frozenset(
        column
        for first, last in found.marks.hidden_columns
        for column in range(first - 1, min(last, len(header)))
    )
    skipped, width = found.header.until, len(header)

    source = Said("%(name)s「%(sheet)s」", name=name, sheet=found.sheet.name)

    def batches(faults: FaultList) -> Iterator[Batch]:
        overlay = overlay_of(found.marks, header_row=skipped, width=width, faults=faults, source=source)
        rows = islice(found.content.iter_rows(), skipped, None)
        first = skipped + 1
        while values := list(islice(rows, BATCH)):
            yield first, overlay.texts(first, values)
            first += len(values)

    return Table(source, header, above, hidden, remarks, batches)
