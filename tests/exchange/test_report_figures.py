"""The tables of a report: how the width of the paper is shared, and what stands in a cell."""

from pathlib import Path

import pytest

import zhiyun.web
from zhiyun.exchange.patents.landscape.figures import MONTHS, Column, Drawing, Figure, Row
from zhiyun.exchange.patents.landscape.report_figures import FigureWriting
from zhiyun.exchange.patents.landscape.tongues import tongue
from zhiyun.gateways.official_papers import Table
from zhiyun.kernel.said import Named, Said

ENGLISH = Path(zhiyun.web.__path__[0], "locale", "en", "LC_MESSAGES", "django.mo")
LONG = Named(
    "G06Q",
    "数据处理系统",
    "Data processing systems or methods, specially adapted for administrative purposes",
)


def drawn() -> Figure:
    """Give what compares two sets by classes: a name, counts and shares, a ratio, and a verdict."""
    titles = ("IPC 小类", "甲", "甲的占比", "乙", "乙的占比", "占比之比")
    ratio = Said("%(ratio)s（%(low)s—%(high)s）", ratio="35.21", low="24.59", high="50.40")
    return Figure(
        key="classes",
        title=Said("技术"),
        drawing=Drawing.NONE,
        columns=tuple(Column(Said(each), is_figure=at > 0) for at, each in enumerate(titles)),
        rows=(Row((LONG, 475, "100.0%", 29, "2.8%", ratio)), Row((LONG, 20, "4.2%", 13, "1.3%", ""))),
    )


@pytest.mark.parametrize(("catalogue", "part"), [(ENGLISH, 10), (None, 5)])
def test_a_long_name_in_a_wide_table_is_given_the_room_it_needs(catalogue: Path | None, part: int) -> None:
    writing = FigureWriting(tongue(catalogue=catalogue), "", as_word=True)

    [table] = [each for each in writing.chapter([drawn()]) if isinstance(each, Table)]

    widths = [column.width for column in table.columns]
    assert widths[0] == part


def test_an_interval_stands_in_the_brackets_of_its_language() -> None:
    said = {
        each.code: each.say(drawn().rows[0].values[-1])
        for each in (tongue(catalogue=None), tongue(catalogue=ENGLISH))
    }

    assert said == {"zh": "35.21（24.59—50.40）", "en": "35.21 (24.59–50.40)"}


def test_every_month_has_its_name_in_english() -> None:
    say = tongue(catalogue=ENGLISH).say

    assert [say(each)[:3] for each in MONTHS] == [
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
    ]
