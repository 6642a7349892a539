"""Text without quotes is split at once, and comes out as the parser of the csv module reads it."""

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.gateways import paper
from zhiyun.gateways import tables
from zhiyun.gateways.tables.plain_lines import PIECE

PLAIN = st.text(alphabet="a甲1. ,\n\r;", max_size=400)


@given(PLAIN, st.booleans(), st.sampled_from(["utf-8", "gb18030"]))
@example("", False, "utf-8")
@example("甲\n乙,5,6\n", False, "utf-8")
@example("甲,5,6\n乙\n", False, "utf-8")
@example("甲,5\n\n乙,6\n", False, "utf-8")
@example("甲,5\r乙,6\n", False, "gb18030")
def test_text_split_at_once_is_the_text_the_parser_reads(
    body: str, is_quoted_late: bool, encoding: str
) -> None:
    header = "申报单位,运营金额\n"
    tail = '\n"甲",5\n' if is_quoted_late else ""
    plain = (header + body + tail).encode(encoding)
    parsed = (header.replace("申报单位", '"申报单位"') + body + tail).encode(encoding)

    assert table_of(plain) == table_of(parsed)


def table_of(content: bytes) -> tuple[list[tuple[int, tuple[str, ...]]], int]:
    table = paper.opened(content)
    faults = tables.FaultList()
    return list(table.rows(faults)), faults.count


def test_plain_text_comes_in_large_blocks() -> None:
    """Else the test above would compare the parser with itself."""
    content = ("申报单位,运营金额\n" + "甲,5\n" * 5000).encode()
    table = paper.opened(content)

    [block] = table.blocks(tables.FaultList())

    assert (block.numbers[0], block.numbers[-1]) == (2, 5001)


def long_lines(count: int) -> Iterator[str]:
    return (f"演示申报单位{number}号,{number}.00" for number in range(count))


@pytest.mark.parametrize("late", ["", '"演示引号",5\n', "\n\n演示空行,5\n", "演示缺格\n演示多格,5,6\n"])
def test_row_numbers_hold_across_pieces(late: str) -> None:
    count = 20_000
    text = (
        "申报单位,运营金额\n"
        + "\n".join(long_lines(count))
        + "\n"
        + late
        + "\n".join(long_lines(count))
        + "\n"
    )
    assert len(text.encode()) > 3 * PIECE

    quick = table_of(text.encode())

    assert quick == table_of(text.replace("申报单位,", '"申报单位",', 1).encode())
    assert quick[0][count - 1] == (count + 1, (f"演示申报单位{count - 1}号", f"{count - 1}.00"))


def test_a_line_longer_than_a_piece_is_still_one_row() -> None:
    text = "申报单位,运营金额\n甲,5" + "," * 1_500_000 + "\n乙,6\n"

    assert table_of(text.encode()) == ([(2, ("甲", "5")), (3, ("乙", "6"))], 0)
