"""A district's measure as a file: it changes declared numbers, lists and readings, and every fault of it is told."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pytest

from tests.law.world import CALENDAR, MEASURE, SUBSIDY, book, counted_yuan, day, deal, pledge
from zhiyun import law
from zhiyun.kernel.money import Money, Rate, percent, wan, yuan
from zhiyun.kernel.period import Period, calendar_year
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.terms import Confirmation

HEAD: dict[str, object] = {
    "id": "demo_2027",
    "base": "cq_2021_65",
    "number": "演示区知发〔2027〕1号",
    "title": "演示区知识产权运营绩效补贴办法",
    "authority": "演示区知识产权局",
    "in_force_from": date(2027, 1, 1),
    "document": "渝知发〔2021〕65号第二十一条",
    "dated": date(2026, 12, 1),
    "demo": True,
}
NUMBERS: dict[str, object] = {
    "13.annual_cap": {"value": "200万元", "cites": "第五条"},
    "12.rate": {"value": "1.5%", "cites": "第四条"},
    "8.staff": {"value": 3, "cites": "第三条"},
}
LISTS: dict[str, object] = {"12.operation_kinds": {"values": ["pledge", "insurance"], "cites": "第四条"}}
READINGS: dict[str, object] = {"A9": {"adopts": "largest_remainder", "cites": "演示区答复函"}}


def table(**parts: object) -> dict[str, Any]:
    whole: dict[str, Any] = {"measure": dict(HEAD), "numbers": NUMBERS, "lists": LISTS, "readings": READINGS}
    return copy.deepcopy(whole | parts)


def derived(**parts: object) -> law.Measure:
    return law.derive(table(**parts), {MEASURE.id: MEASURE})


def faults(told: Mapping[str, object], bases: Mapping[str, law.Measure] | None = None) -> list[Fault]:
    with pytest.raises(Faulty) as refusal:
        law.derive(told, {MEASURE.id: MEASURE} if bases is None else bases)
    return list(refusal.value.faults)


def headed(**entries: object) -> dict[str, Any]:
    head = HEAD | {key: value for key, value in entries.items() if value is not None}
    return table(measure={key: value for key, value in head.items() if entries.get(key, 0) is not None})


# What a good file makes -------------------------------------------------------------------------------------------


def test_a_derived_measure_is_its_own_and_says_what_it_stands_on() -> None:
    measure = derived()

    assert (measure.id, measure.base, measure.number, measure.title, measure.authority, measure.cites) == (
        "demo_2027",
        "cq_2021_65",
        "演示区知发〔2027〕1号",
        "演示区知识产权运营绩效补贴办法",
        "演示区知识产权局",
        "渝知发〔2021〕65号第二十一条",
    )
    assert measure.in_force == Period(day("2027-01-01"), None)
    assert measure.text_hash == MEASURE.text_hash


def test_a_derived_measure_may_end() -> None:
    ending = law.derive(headed(in_force_before=date(2028, 1, 1)), {MEASURE.id: MEASURE})

    assert ending.in_force == Period(day("2027-01-01"), day("2028-01-01"))


def test_what_it_changes_stands_side_by_side_with_its_base() -> None:
    assert derived().changes == (
        law.Change(13, "运营绩效补贴每年最高总额", "5,000,000.00元", "2,000,000.00元", "第五条"),
        law.Change(12, "按运营金额给予补贴的比例", "2%", "1.5%", "第四条"),
        law.Change(8, "专职人员最少人数", "5", "3", "第三条"),
        law.Change(
            12,
            "补贴的业务类型",
            "质押融资、商标品牌培育推广、证券化、许可、转让、其他交易、投融资",
            "质押融资、保险",
            "第四条",
        ),
        law.Change(
            13,
            "A9 分配到多少为止，尾数怎么办",
            "舍去不足1元的部分，余额留存不分",
            "舍到整元后，余额按小数部分从大到小逐元补给，不超过本单位应补金额",
            "演示区答复函",
        ),
    )


def test_it_answers_with_its_own_numbers_lists_and_readings() -> None:
    measure = derived()

    allocation = measure.allocate(law.Claims.of({"甲": yuan(100_000_000), "乙": yuan(100_000_050)}))
    assert (allocation.cap, allocation.rate) == (wan(200), Rate(percent(15).ratio / 10))
    assert allocation.by_applicant() == {"甲": yuan(1_000_000), "乙": yuan(1_000_000)}
    counted = measure.count([pledge(), deal("2", kind=law.Kind.INSURANCE), deal("3")], calendar_year(2025))
    assert counted_yuan(counted) == ["1000000.00", "1000000.00", "0.00"]
    assert [c.key for c in measure.readings if c.reading.id == "A9"] == ["largest_remainder"]


def test_its_adopted_reading_is_adopted_by_its_authority_and_may_be_confirmed() -> None:
    entry = {
        "adopts": "floor_yuan",
        "cites": "市局复函〔2027〕3号",
        "confirmed_by": "市知识产权局",
        "confirmed_on": date(2027, 2, 1),
    }
    measure = derived(
        numbers={}, lists={}, readings={"A9": entry, "A7": {"adopts": "cap_each_first", "cites": "函"}}
    )
    nine, seven = (next(c for c in measure.readings if c.reading.id == name) for name in ("A9", "A7"))

    assert (nine.is_adopted, nine.is_confirmed) == (True, True)
    assert nine.reading.confirmed == Confirmation("市知识产权局", day("2027-02-01"), "市局复函〔2027〕3号")
    assert (nine.reading.adopted_by, nine.reading.since) == ("演示区知识产权局", day("2026-12-01"))
    assert (seven.is_adopted, seven.is_confirmed, seven.key) == (True, False, "cap_each_first")
    assert seven.reading.alternatives == ("pot_only",)
    assert [change.what[:2] for change in measure.changes] == ["A9", "A7"]


def test_the_base_stays_as_it_was() -> None:
    derived()

    assert MEASURE.allocate(law.Claims.of({})).cap == wan(500)
    assert all(choice.is_adopted for choice in MEASURE.readings)


def test_a_derived_measure_can_be_derived_from() -> None:
    first = derived()
    second = law.derive(
        table(
            measure=HEAD | {"id": "demo_2028", "base": "demo_2027", "in_force_from": date(2028, 1, 1)},
            numbers={"13.annual_cap": {"value": "100万元", "cites": "第五条"}},
            lists={"12.operation_kinds": {"values": ["pledge"], "cites": "第四条"}},
            readings={"A9": {"adopts": "floor_fen", "cites": "函"}},
        ),
        {"demo_2027": first},
    )

    assert [(change.base, change.derived) for change in second.changes[:2]] == [
        ("2,000,000.00元", "1,000,000.00元"),
        ("质押融资、保险", "质押融资"),
    ]
    assert (second.base, second.allocate(law.Claims.of({})).rate) == (
        "demo_2027",
        first.allocate(law.Claims.of({})).rate,
    )


@pytest.mark.parametrize("dated", [date(1985, 1, 1), date(2999, 12, 31)])
def test_a_paper_may_be_of_any_year_there_was_a_patent_law(dated: date) -> None:
    assert (
        next(
            c for c in derived(measure=HEAD | {"dated": dated}).readings if c.reading.id == "A9"
        ).reading.since
        == dated
    )


@pytest.mark.parametrize(
    ("number", "value", "held"),
    [
        ("13.annual_cap", "0", yuan(0)),
        ("13.annual_cap", "10亿元", wan(100_000)),
        ("11.industry_cap", "1亿", wan(10_000)),
        ("12.rate", "0%", percent(0)),
        ("12.rate", "100%", percent(100)),
        ("12.rate", " 2.5 ％", Rate(percent(5).ratio / 2)),
        ("12.rate", "0.000001%", Rate(percent(1).ratio / 10**6)),
        ("8.staff", 1, 1),
        ("8.staff", 1000, 1000),
        ("9.notice_workdays", 60, 60),
    ],
)
def test_a_number_may_take_any_value_within_its_bounds(number: str, value: object, held: object) -> None:
    measure = derived(numbers={number: {"value": value, "cites": "第一条"}}, lists={}, readings={})

    assert measure.terms.numbers == {number: held}


def test_a_shorter_notice_or_grace_runs_shorter() -> None:
    entry = {"value": 2, "cites": "第一条"}
    measure = derived(
        numbers={"10.notice_workdays": entry, "15.grace_years": entry, "17.times_a_year": entry}
    )

    dues = measure.due(book(first_failed="2025-04-10"), CALENDAR)
    assert measure.notice_period(SUBSIDY, day("2026-11-23"), CALENDAR).last_day == day("2026-11-25")
    assert [str(due.covers) for due in dues if due.article == 17] == [
        "2023-03-15至2023-09-14",
        "2023-09-15至2024-03-14",
        "2024-03-15至2024-09-14",
        "2024-09-15至2025-03-14",
    ]
    assert [(due.on, due.because) for due in dues][-1] == (day("2027-04-10"), "首次验收不合格，给予2年宽限期")
    assert {due.because for due in dues if due.article == 17} == {"原则上每年2次，日期由市知识产权局确定"}


# Every fault ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        (headed(id=None), Fault("measure.id", "缺办法编号，请填写")),
        (headed(number=None), Fault("measure.number", "缺文号，请填写")),
        (headed(title=None), Fault("measure.title", "缺名称，请填写")),
        (headed(authority=None), Fault("measure.authority", "缺制定机关，请填写")),
        (
            headed(document=None),
            Fault("measure.document", "缺制定依据（如：渝知发〔2021〕65号第二十一条），请填写"),
        ),
        (headed(dated=None), Fault("measure.dated", "缺成文日期，请写成 2027-01-01")),
        (headed(in_force_from=None), Fault("measure.in_force_from", "缺施行日期，请写成 2027-01-01")),
        (headed(base=None), Fault("measure.base", "缺所依据的办法编号（base），请填写")),
        (headed(base="nobody"), Fault("measure.base", "没有「nobody」；可用的有：cq_2021_65")),
        (headed(id="cq_2021_65"), Fault("measure.id", "编号与原办法相同，请另取编号")),
        (headed(title="  "), Fault("measure.title", "缺名称，请填写")),
        (headed(title=5), Fault("measure.title", "缺名称，请填写")),
        (headed(dated="2026-12-01"), Fault("measure.dated", "不是日期，请写成 2027-01-01（不加引号）")),
        (
            headed(dated=datetime(2026, 12, 1)),
            Fault("measure.dated", "不是日期，请写成 2027-01-01（不加引号）"),
        ),
        (
            headed(dated=date(1984, 12, 31)),
            Fault("measure.dated", "1984-12-31的年份不在1985至2999之间，请核对"),
        ),
        (
            headed(dated=date(3000, 1, 1)),
            Fault("measure.dated", "3000-01-01的年份不在1985至2999之间，请核对"),
        ),
        (
            headed(in_force_before=date(2027, 1, 1)),
            Fault("measure.in_force_before", "失效日（2027-01-01）不晚于施行日（2027-01-01）"),
        ),
        (
            headed(colour="red"),
            Fault(
                "measure.colour",
                "不认识的条目；可用的有：id、base、number、title、authority、in_force_from、in_force_before、document、dated、demo、replaces",
            ),
        ),
        (table(extra={}), Fault("extra", "不认识的条目；可用的有：measure、numbers、lists、readings")),
        (table(measure="x"), Fault("measure", "应是一个表，如 [measure]")),
        (table(numbers=[]), Fault("numbers", "应是一个表，如 [numbers]")),
        (
            table(numbers={}, lists={}, readings={}),
            Fault("measure", "没有任何改动；与原办法相同的不必另立"),
        ),
    ],
)
def test_a_fault_of_the_head_is_told_at_its_place(told: dict[str, Any], fault: Fault) -> None:
    assert fault in faults(told)


CAP, RATE, STAFF, KINDS = "13.annual_cap", "12.rate", "8.staff", "12.operation_kinds"


@pytest.mark.parametrize(
    ("number", "entry", "fault"),
    [
        (CAP, {"cites": "第五条"}, Fault(f"numbers.{CAP}.value", '应是金额，如 "200万元"（加引号）')),
        (
            CAP,
            {"value": 200, "cites": "第五条"},
            Fault(f"numbers.{CAP}.value", '应是金额，如 "200万元"（加引号）'),
        ),
        (
            CAP,
            {"value": "二百万", "cites": "第五条"},
            Fault(f"numbers.{CAP}.value", "「二百万」不是金额，请写成 37500000.00 或 3750万元"),
        ),
        (
            CAP,
            {"value": "10亿元", "cites": ""},
            Fault(f"numbers.{CAP}.cites", "缺依据条款（本区县文件第几条），请填写"),
        ),
        (
            CAP,
            {"value": "1000000000.01", "cites": "第五条"},
            Fault(f"numbers.{CAP}.value", "1,000,000,000.01元超出可设范围（0.00元至1,000,000,000.00元）"),
        ),
        (
            RATE,
            {"value": 0.02, "cites": "第四条"},
            Fault(f"numbers.{RATE}.value", '应是百分比，如 "1.5%"（加引号）'),
        ),
        (
            RATE,
            {"value": "2", "cites": "第四条"},
            Fault(f"numbers.{RATE}.value", '应是百分比，如 "1.5%"（加引号）'),
        ),
        (
            RATE,
            {"value": "-2%", "cites": "第四条"},
            Fault(f"numbers.{RATE}.value", '应是百分比，如 "1.5%"（加引号）'),
        ),
        (
            RATE,
            {"value": "100.000001%", "cites": "第四条"},
            Fault(f"numbers.{RATE}.value", "100.000001%超出可设范围（0%至100%）"),
        ),
        (
            RATE,
            {"value": "1.0000001%", "cites": "四"},
            Fault(f"numbers.{RATE}.value", '应是百分比，如 "1.5%"（加引号）'),
        ),
        (STAFF, {"value": "3", "cites": "第三条"}, Fault(f"numbers.{STAFF}.value", "应是整数（不加引号）")),
        (STAFF, {"value": True, "cites": "第三条"}, Fault(f"numbers.{STAFF}.value", "应是整数（不加引号）")),
        (STAFF, {"value": 0, "cites": "第三条"}, Fault(f"numbers.{STAFF}.value", "0超出可设范围（1至1000）")),
        (
            STAFF,
            {"value": 1001, "cites": "第三条"},
            Fault(f"numbers.{STAFF}.value", "1001超出可设范围（1至1000）"),
        ),
        (
            STAFF,
            {"value": 3, "cites": "第三条", "why": "x"},
            Fault(f"numbers.{STAFF}.why", "不认识的条目；可用的有：value、cites"),
        ),
        (
            "1.none",
            {"value": 3, "cites": "第三条"},
            Fault("numbers.1.none", "原办法没有这个数；可改的有：" + "、".join(MEASURE.terms.declared)),
        ),
    ],
)
def test_a_number_that_cannot_be_is_told_at_its_place(number: str, entry: object, fault: Fault) -> None:
    assert faults(table(numbers={number: entry})) == [fault]


def test_a_bare_value_in_a_numbers_place_is_told_with_what_it_lacks() -> None:
    assert [(f.place, f.message) for f in faults(table(numbers={STAFF: 3}))] == [
        (f"numbers.{STAFF}", f"应是一个表，如 [{STAFF}]"),
        (f"numbers.{STAFF}.cites", "缺依据条款（本区县文件第几条），请填写"),
        (f"numbers.{STAFF}.value", "应是整数（不加引号）"),
    ]


@pytest.mark.parametrize(
    ("listing", "entry", "told"),
    [
        (KINDS, {"cites": "第四条"}, [Fault(f"lists.{KINDS}.values", "清单不能为空")]),
        (
            KINDS,
            {"values": ["pledge"]},
            [Fault(f"lists.{KINDS}.cites", "缺依据条款（本区县文件第几条），请填写")],
        ),
        (
            KINDS,
            {"values": ["pledge", "pledge"], "cites": "第四条"},
            [Fault(f"lists.{KINDS}.values", "清单中有重复项")],
        ),
        (
            KINDS,
            {"values": ["pledge", "gift", "loan"], "cites": "第四条"},
            [
                Fault(
                    f"lists.{KINDS}.values",
                    "没有「gift、loan」；可用的有：" + "、".join(kind.value for kind in law.Kind),
                )
            ],
        ),
        (
            KINDS,
            {"values": "pledge", "cites": "第四条"},
            [
                Fault(f"lists.{KINDS}.values", '应是一列文字，如 ["…", "…"]'),
                Fault(f"lists.{KINDS}.values", "清单不能为空"),
            ],
        ),
        (
            KINDS,
            {"values": ["pledge", " "], "cites": "第四条"},
            [
                Fault(f"lists.{KINDS}.values", '应是一列文字，如 ["…", "…"]'),
                Fault(f"lists.{KINDS}.values", "清单不能为空"),
            ],
        ),
        (
            KINDS,
            {"values": ["pledge"], "cites": "第四条", "x": 1},
            [Fault(f"lists.{KINDS}.x", "不认识的条目；可用的有：values、cites")],
        ),
        (
            "1.none",
            {"values": ["pledge"], "cites": "第四条"},
            [Fault("lists.1.none", "原办法没有这个清单；可改的有：" + "、".join(MEASURE.terms.listings))],
        ),
    ],
)
def test_a_list_that_cannot_be_is_told_at_its_place(listing: str, entry: object, told: list[Fault]) -> None:
    assert faults(table(lists={listing: entry})) == told


def test_a_list_without_bounds_may_say_anything_once() -> None:
    entry = {"values": [" 网站 ", "培训"], "cites": "第六条"}

    measure = derived(lists={"11.permitted_uses": entry})

    assert measure.terms.lists == {"11.permitted_uses": ("网站", "培训")}
    assert measure.permitted_use("网站").outcome.value == "met"
    assert measure.permitted_use("线下载体").outcome.value == "needs_judgement"


@pytest.mark.parametrize(
    ("reading", "entry", "told"),
    [
        (
            "A9",
            {"cites": "函"},
            [Fault("readings.A9.adopts", "缺所采读法，请填写")],
        ),
        (
            "A9",
            {"adopts": "half_up", "cites": "函"},
            [
                Fault(
                    "readings.A9.adopts",
                    "没有「half_up」；可用的有：floor_yuan、largest_remainder、floor_fen",
                )
            ],
        ),
        ("A9", {"adopts": "floor_fen"}, [Fault("readings.A9.cites", "缺依据（答复函或文件名称），请填写")]),
        (
            "A9",
            {"adopts": "floor_fen", "cites": "函", "confirmed_on": date(2027, 1, 1)},
            [Fault("readings.A9.confirmed_by", "缺确认机关，请填写")],
        ),
        (
            "A9",
            {"adopts": "floor_fen", "cites": "函", "confirmed_by": "市局"},
            [Fault("readings.A9.confirmed_on", "缺确认日期，请写成 2027-01-01")],
        ),
        (
            "A9",
            {"adopts": "floor_fen", "cites": "函", "x": 1},
            [Fault("readings.A9.x", "不认识的条目；可用的有：adopts、cites、confirmed_by、confirmed_on")],
        ),
        (
            "A99",
            {"adopts": "floor_fen", "cites": "函"},
            [Fault("readings.A99", "原办法没有这个口径；可用的有：" + "、".join(MEASURE.terms.readings))],
        ),
    ],
)
def test_a_reading_that_cannot_be_is_told_at_its_place(
    reading: str, entry: object, told: list[Fault]
) -> None:
    assert faults(table(readings={reading: entry})) == told


def test_every_fault_of_a_file_is_told_at_once() -> None:
    told = table(
        measure=HEAD | {"title": "", "in_force_before": date(2020, 1, 1), "x": 1},
        numbers={"1.none": {}, "8.staff": {"value": 0}, "7.staff": {"value": 0, "cites": "第三条"}},
        lists={"1.none": {}, "12.operation_kinds": {"values": ["gift"]}},
        readings={"A9": {"adopts": "x"}},
    )

    assert [fault.place for fault in faults(told)] == [
        "measure.x",
        "measure.title",
        "measure.in_force_before",
        "numbers.1.none",
        "numbers.8.staff.cites",
        "numbers.8.staff.value",
        "numbers.7.staff.value",
        "lists.1.none",
        "lists.12.operation_kinds.cites",
        "lists.12.operation_kinds.values",
        "readings.A9.cites",
        "readings.A9.adopts",
    ]


def test_without_a_base_the_rest_of_the_head_is_still_read() -> None:
    told = headed(base="nobody", title="", in_force_before=date(2020, 1, 1))

    assert [fault.place for fault in faults(told)] == [
        "measure.base",
        "measure.title",
        "measure.in_force_before",
    ]


def test_no_measure_at_all_to_derive_from_is_told() -> None:
    assert faults(table(), {}) == [Fault("measure.base", "没有「cq_2021_65」；可用的有：")]


@pytest.mark.parametrize(
    "same",
    [
        {"numbers": {"13.annual_cap": {"value": "500万元", "cites": "第五条"}}},
        {
            "lists": {
                "17.dimensions": {"values": ["运营模式", "运营团队", "运营效益", "工作成效"], "cites": "条"}
            }
        },
        {"readings": {"A9": {"adopts": "floor_yuan", "cites": "函"}}},
    ],
)
def test_saying_what_the_base_says_already_changes_nothing(same: dict[str, object]) -> None:
    nothing: dict[str, object] = {"numbers": {}, "lists": {}, "readings": {}}

    assert faults(table(**(nothing | same))) == [Fault("measure", "没有任何改动；与原办法相同的不必另立")]


def test_an_empty_file_is_told_all_it_lacks() -> None:
    assert [fault.place for fault in faults({})] == [
        "measure.base",
        "measure.id",
        "measure.number",
        "measure.title",
        "measure.authority",
        "measure.document",
        "measure.dated",
        "measure.in_force_from",
    ]


def test_an_overlap_shows_when_the_measure_is_added() -> None:
    same_authority = law.derive(headed(authority=MEASURE.authority), {MEASURE.id: MEASURE})

    with pytest.raises(law.Overlap):
        law.REGISTRY.adding(same_authority)
    assert law.REGISTRY.adding(derived()).measure("demo_2027").allocate(law.Claims.of({})).cap == Money(
        200_000_000
    )


# A successor ------------------------------------------------------------------------------------------------------


def test_a_file_of_the_same_authority_may_replace_the_base_from_its_first_day() -> None:
    heir = law.derive(headed(authority=law.CHONGQING, replaces="cq_2021_65"), {MEASURE.id: MEASURE})

    registry = law.REGISTRY.adding(heir)

    assert (heir.replaces, heir.wording) == ("cq_2021_65", "渝知发〔2021〕65号")
    assert registry.measure("cq_2021_65").in_force == Period(day("2022-01-01"), day("2027-01-01"))
    assert registry.in_force(authority=law.CHONGQING, on=day("2027-01-01")).id == "demo_2027"


def test_a_district_cannot_replace_the_citys_measure() -> None:
    assert faults(headed(replaces="cq_2021_65")) == [
        Fault("measure.replaces", "「cq_2021_65」由重庆市知识产权局制定，演示区知识产权局不能取代")
    ]


def test_a_successor_begins_after_what_it_replaces_and_replaces_what_is_known() -> None:
    early = headed(authority=law.CHONGQING, replaces="cq_2021_65", in_force_from=date(2022, 1, 1))
    unknown = headed(replaces="cq_2015_90")

    assert faults(early) == [Fault("measure.in_force_from", "施行日不晚于所取代办法的施行日（2022-01-01）")]
    assert faults(unknown) == [Fault("measure.replaces", "没有「cq_2015_90」；可用的有：cq_2021_65")]
