"""Text laid out by terminal columns."""

from __future__ import annotations

import pytest

from zhiyun.cli.tables import Column, folded, plain, table, width


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("abc", 3), ("知运", 4), ("A9 口径", 7), ("（元）", 6), ("e\u0301", 1), ("１２", 4)],
)
def test_a_chinese_character_takes_two_columns(text: str, columns: int) -> None:
    assert width(text) == columns


def test_cells_stand_in_columns_and_figures_to_the_right() -> None:
    rows = [("甲单位", "750000.00"), ("B", "1.00")]

    assert list(table([Column("申报单位"), Column("补贴", is_figure=True)], rows)) == [
        "申报单位       补贴",
        "--------  ---------",
        "甲单位    750000.00",
        "B              1.00",
    ]


def test_a_table_without_rows_still_has_its_heading() -> None:
    assert list(table([Column("申报单位")], [])) == ["申报单位", "--------"]


def test_a_name_cannot_steer_the_terminal() -> None:
    hostile = "甲\x1b[2J\x9b\r\n\u202e单位"

    lines = list(table([Column("申报单位")], [(hostile,)]))

    assert lines[2] == "甲 [2J    单位"
    assert plain(hostile) == "甲 [2J    单位"


def test_a_line_breaks_between_characters_but_never_before_a_comma() -> None:
    assert list(folded("公示五日，期满无异议的付款", 12, indent="  ")) == [
        "  公示五日，",
        "  期满无异议",
        "  的付款",
    ]
    assert list(folded("可加 --first-day-counts 试算", 20)) == ["可加", "--first-day-counts", "试算"]
    assert list(folded("一\n\n  二", 20)) == ["一", "", "  二"]
    assert list(folded("“引用”", 4)) == ["“引", "用”"]
