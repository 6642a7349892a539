"""The quick way through a column and the careful way give the same."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from zhiyun.casework.intake.cells import CellReader, Slip, Texts
from zhiyun.casework.intake.days import day_reader
from zhiyun.casework.intake.names import DistinctNames, Names
from zhiyun.casework.intake.numbers import Amounts, rate_reader, share_reader
from zhiyun.casework.intake.rights import Numbers, Rights
from zhiyun.casework.intake.words import currency_reader, kind_reader, level_reader, relation_reader
from zhiyun.gateways.tables import Unreadable
from zhiyun.kernel.money_text import read_money

READERS = {
    "amounts": Amounts,
    "amounts in wan": lambda: Amounts(unit="万元", required=True),
    "days": day_reader,
    "names": Names,
    "required names": lambda: Names(required=True),
    "distinct names": DistinctNames,
    "numbers": Numbers,
    "own numbers": lambda: Numbers(required=True, keeps_case=True),
    "rights": Rights,
    "texts": Texts,
    "kinds": kind_reader,
    "relations": relation_reader,
    "currencies": currency_reader,
    "levels": level_reader,
    "shares": share_reader,
    "rates": rate_reader,
}

CELLS = st.one_of(
    st.sampled_from(
        [
            *(
                "",
                " ",
                "5",
                "5.00",
                "12345678901.99",
                "123456789012.00",
                "1.5",
                "1.005",
                "-1",
                "3750万元",
                "007",
                "٣",
            ),
            *(
                "2025-06-01",
                "2025/6/1",
                "20250601",
                "2025年6月1日",
                "2025-02-30",
                "45809",
                "2025-06-01 12:30:00",
            ),
            *(
                "演示甲公司",
                "演示（甲）公司",
                "演示(甲)公司",
                " 演示甲公司 ",
                "合计",
                "演示\n甲",
                "\u3000甲",
                "甲\u200b",
                "\x07",
            ),
            *("11500000MB185477XR", "11500000mb185477xr", "11500000MB185477XA", "11010519491231002X"),
            *(
                "ZL201810123456.7",
                "CN 201810123456.7",
                "2018101234567",
                "zl201810123456.X;ZL201810123456.7",
                "A、B，C;;A",
            ),
            *(
                "CN201810123456A",
                "ZL20181012345",
                "201810123456201810123457",
                "ＺＬ２０１８１０１２３４５６．７",
            ),
            *(
                "质押融资",
                "pledge",
                "PLEDGE",
                "是",
                "否",
                "不详",
                "USD",
                "美元",
                "市级;区县",
                "60%",
                "0.6",
                "100",
                "7.1234",
            ),
        ]
    ),
    st.text(max_size=12),
    st.text(alphabet="0123456789.,-ZLCNX;、 \n\t（）()甲乙", max_size=24),
    st.builds(Unreadable, st.sampled_from(["", "此格是公式，请复制后选择性粘贴为数值"])),
)


def one_by_one(reader: CellReader[Any], cells: Sequence[str]) -> list[Any] | None:
    values = []
    for cell in cells:
        try:
            values.append(reader.careful(cell))
        except Slip:
            return None
    return values


@settings(max_examples=300)
@given(
    st.sampled_from(sorted(READERS)),
    st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=3),
)
@example("rights", [["ZL201810123456.7;CN 201810123456.7", "2018101234567"]])
@example("names", [["11500000MB185477XR", "演示甲公司"], ["演示甲公司", "演示(甲)公司"], ["演示（甲）公司"]])
@example("amounts", [["5.00", "6.01"], ["5", ""]])
def test_the_quick_way_gives_what_the_careful_way_gives(kind: str, blocks: list[list[str]]) -> None:
    quick, careful = READERS[kind](), READERS[kind]()

    for cells in blocks:
        read = quick.bulk(cells)
        if read is None:
            read = one_by_one(quick, cells)
        if read is None or one_by_one(careful, cells) is None:
            assert read is None
            assert one_by_one(READERS[kind](), cells) is None
            return
        # The careful reader met the cells once just now: what it gives again is what it gave.
        assert list(read) == one_by_one(careful, cells)


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        ("amounts", ["5.00", "37500000.00"]),
        ("amounts", ["5", "5.5", ""]),
        ("days", ["2025-06-01", "", "2025年6月1日"]),
        ("names", ["演示甲公司", "", "演示（集团）公司", "11500000MB185477XR"]),
        ("distinct names", ["演示甲公司", "演示乙 公司"]),
        ("numbers", ["Y2025000001", "y 2025"]),
        ("own numbers", ["D-001", "甲2"][:1]),
        ("rights", ["ZL201810123456.7", "ZL201810123456.7;2018101234567", ""]),
        ("texts", ["按合同，核定"]),
        ("shares", ["", "60"]),
    ],
)
def test_common_cells_go_the_quick_way(kind: str, cells: list[str]) -> None:
    """Else the test above would say nothing."""
    assert READERS[kind]().bulk(cells) is not None


@given(st.integers(0, 10**13))
def test_every_amount_is_read_as_the_kernel_reads_it(fen: int) -> None:
    plain = f"{fen // 100}.{fen % 100:02d}"

    assert Amounts().bulk([plain, plain]) == [read_money(plain).fen] * 2 == [fen] * 2


@given(st.dates(date(1985, 1, 1), date(2999, 12, 31)))
def test_every_day_is_read_in_every_form(day: date) -> None:
    y, m, d = day.year, day.month, day.day
    forms = [
        day.isoformat(),
        f"{y}/{m}/{d}",
        f"{y}.{m:02d}.{d:02d}",
        f"{y}年{m}月{d}日",
        f"{y} 年 {m} 月 {d} 日",
        f"{y}{m:02d}{d:02d}",
        f"{day} 12:30:00",
        f"{day}T00:00:00",
    ]

    assert day_reader().bulk(forms) == [day] * len(forms)
