"""The shipped notices, and the taking in of a new one: complete validation, no silent overwriting."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from zhiyun.gateways import holiday_notices
from zhiyun.gateways.holiday_notices.sense import checked
from zhiyun.gateways.holiday_notices.shelf import on_file
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.workdays import NoHolidayNotice

SHIPPED = Path(holiday_notices.__file__).parent / "shipped"


def span(name: str, first: str, last: str, *, is_off: bool = True) -> list[dict[str, Any]]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    dates = [start + timedelta(days=n) for n in range((end - start).days + 1)]
    return [{"name": name, "date": str(each), "isOffDay": is_off} for each in dates]


def invented_2027() -> dict[str, Any]:
    """An arrangement made up for these tests; the real one was not published when they were written."""
    days = [
        *span("元旦", "2027-01-01", "2027-01-03"),
        *span("春节", "2027-01-30", "2027-01-31", is_off=False),
        *span("春节", "2027-02-05", "2027-02-12"),
        *span("清明节", "2027-04-03", "2027-04-05"),
        *span("劳动节", "2027-05-01", "2027-05-05"),
        *span("端午节", "2027-06-09", "2027-06-09"),
        *span("中秋节", "2027-09-15", "2027-09-15"),
        *span("国庆节", "2027-10-01", "2027-10-07"),
    ]
    return {"year": 2027, "papers": ["国办发明电〔2026〕演示号"], "days": days}


def written(directory: Path, document: object) -> Path:
    file = directory / "通知.json"
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return file


def faults_of(document: object) -> tuple[Fault, ...]:
    with pytest.raises(Faulty) as refused:
        checked(json.dumps(document).encode())
    return refused.value.faults


def test_the_years_2007_to_2026_are_shipped_each_with_its_papers() -> None:
    notices = on_file(None)

    assert sorted(notices) == list(range(2007, 2027))
    assert [year for year, notice in notices.items() if not notice.papers] == []
    assert holiday_notices.load(None).known_years == tuple(range(2007, 2027))


def test_the_shipped_data_say_where_they_come_from_and_under_which_licence() -> None:
    assert "commit d4e53bf2143de9a85bbd0a916c6c4adac32b075f" in (SHIPPED / "PROVENANCE.txt").read_text(
        "utf-8"
    )
    assert "Copyright (c) 2019 NateScarlet" in (SHIPPED / "LICENSE").read_text("utf-8")


def test_every_shipped_notice_would_pass_import_but_for_the_monday_of_2020() -> None:
    faults = {}
    for path in sorted(SHIPPED.glob("*.json")):
        try:
            checked(path.read_bytes())
        except Faulty as refused:
            faults[path.name] = [str(fault) for fault in refused.faults]

    # The second notice for 2020 ended the extended Spring Festival on a Sunday and said work resumed on the Monday.
    assert faults == {
        "2020.json": [
            "days 第13项：2020-02-03 是星期一，本来就上班，调休上班日只能是周末，请核对日期，确系工作日的请删去该项"
        ]
    }


def test_an_imported_notice_opens_its_year(tmp_path: Path) -> None:
    home = tmp_path / "holidays"

    imported = holiday_notices.import_notice(written(tmp_path, invented_2027()), home)

    calendar = holiday_notices.load(home)
    assert imported == holiday_notices.Imported(2027, home / "2027.json", ())
    assert calendar.known_years[-1] == 2027
    assert calendar.workday_after(date(2026, 12, 31), 1) == date(2027, 1, 4)
    assert calendar.is_workday(date(2027, 1, 30)) is True
    assert calendar.caution(date(2026, 12, 28), date(2026, 12, 31)) is None
    with pytest.raises(NoHolidayNotice, match="2028年"):
        calendar.is_workday(date(2028, 1, 3))
    assert [path.name for path in home.iterdir()] == ["2027.json"]


def test_importing_the_same_content_again_changes_nothing(tmp_path: Path) -> None:
    home, file = tmp_path / "holidays", written(tmp_path, invented_2027())
    holiday_notices.import_notice(file, home)

    again = holiday_notices.import_notice(file, home)

    assert again == holiday_notices.Imported(2027, None, ())


def test_importing_a_shipped_year_unchanged_writes_nothing(tmp_path: Path) -> None:
    home = tmp_path / "holidays"

    imported = holiday_notices.import_notice(SHIPPED / "2026.json", home)

    assert imported == holiday_notices.Imported(2026, None, ())
    assert not home.exists()


def amended_2026() -> dict[str, Any]:
    """The shipped year as if a second notice had moved the working Sunday of September to the Saturday."""
    document: dict[str, Any] = json.loads((SHIPPED / "2026.json").read_text("utf-8"))
    for each in document["days"]:
        if each["date"] == "2026-09-20":
            each["date"] = "2026-09-19"
    document["papers"].append("国办发明电〔2026〕演示号")
    return document


AMENDMENTS = (
    "2026-09-19：原为未列，现为上班（国庆节）",
    "2026-09-20：原为上班（国庆节），现为未列",
    (
        "通知出处：原为 https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm，"
        "现为 https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm、国办发明电〔2026〕演示号"
    ),
)


def test_other_content_for_a_year_on_file_is_refused_with_the_differences(tmp_path: Path) -> None:
    home = tmp_path / "holidays"

    with pytest.raises(holiday_notices.NoticeOnFile) as refused:
        holiday_notices.import_notice(written(tmp_path, amended_2026()), home)

    assert refused.value.differences == AMENDMENTS
    assert str(refused.value) == (
        "2026年的安排已经入库，内容与此文件不同：\n  "
        + "\n  ".join(AMENDMENTS)
        + "\n确系国务院办公厅后来调整的，请加 --replace 重新导入，以此文件为准"
    )
    assert not home.exists()


def test_replacing_on_purpose_stands_in_for_the_shipped_year(tmp_path: Path) -> None:
    home = tmp_path / "holidays"

    imported = holiday_notices.import_notice(written(tmp_path, amended_2026()), home, replace=True)

    calendar = holiday_notices.load(home)
    assert imported == holiday_notices.Imported(2026, home / "2026.json", AMENDMENTS)
    assert [calendar.is_workday(date(2026, 9, each)) for each in (19, 20)] == [True, False]


def test_a_notice_contradicting_its_neighbour_is_refused_and_nothing_is_kept(tmp_path: Path) -> None:
    home, document = tmp_path / "holidays", amended_2026()
    document["days"].append({"name": "元旦", "date": "2026-12-27", "isOffDay": False})
    holiday_notices.import_notice(written(tmp_path, document), home, replace=True)
    contrary = invented_2027()
    contrary["days"] += span("元旦", "2026-12-27", "2026-12-27")

    with pytest.raises(Faulty) as refused:
        holiday_notices.import_notice(written(tmp_path, contrary), home)

    assert refused.value.faults == (
        Fault(
            "与相邻年份",
            "节假日安排互相矛盾：2026-12-27 在2027年的安排中放假，在2026年的安排中上班，请核对两份通知原文",
        ),
    )
    assert [path.name for path in home.iterdir()] == ["2026.json"]


def test_the_empty_file_for_an_unpublished_year_is_refused_for_both_reasons() -> None:
    assert faults_of({"year": 2027, "papers": [], "days": []}) == (
        Fault("papers", "没有写明通知出处，请列出国务院办公厅通知的网址或文号，没有出处的安排不予导入"),
        Fault("days", "没有列出任何一天，请确认文件完整、通知已经公布"),
    )


def test_all_faults_of_a_notice_are_told_at_once() -> None:
    document = invented_2027()
    document["papers"] = [" "]
    document["days"] = [each for each in document["days"] if each["name"] != "端午节"]
    document["days"] += [
        {"name": "元旦", "date": "2026-12-19", "isOffDay": True},
        {"name": "元旦", "date": "2027-01-01", "isOffDay": True},
        {"name": "春节", "date": "2027-01-29", "isOffDay": False},
        {"name": "", "date": "2027-02-30", "isOffDay": 1},
        "2027-03-01",
    ]
    count = len(document["days"])

    faults = faults_of(document)

    assert faults == (
        Fault("papers", "每一项出处都应为不超过500字的文字（网址或文号），不能为空"),
        Fault(f"days 第{count - 1}项 date", "应为真实存在的日期，写成 2027-01-01 的样式"),
        Fault(f"days 第{count - 1}项 name", "应写明节日名称，如 春节"),
        Fault(f"days 第{count - 1}项 isOffDay", "应为 true（放假）或 false（调休上班）"),
        Fault(f"days 第{count}项", '应为 {"name": 节日, "date": "年-月-日", "isOffDay": true 或 false}'),
        Fault(
            f"days 第{count - 4}项",
            "2026-12-19 不在2027年安排应涉及的 2026-12-20 至 2028-01-15 之间，请核对年份",
        ),
        Fault("days", "没有端午节的放假日，请对照通知补全"),
        Fault(f"days 第1项、days 第{count - 3}项", "2027-01-01 列了2次，每一天只能列一次"),
        Fault(
            f"days 第{count - 2}项",
            "2027-01-29 是星期五，本来就上班，调休上班日只能是周末，请核对日期，确系工作日的请删去该项",
        ),
    )


@pytest.mark.parametrize(
    ("day", "refused"),
    [("2026-12-19", True), ("2026-12-20", False), ("2028-01-15", False), ("2028-01-16", True)],
)
def test_days_may_reach_a_little_into_the_neighbouring_years(day: str, refused: bool) -> None:
    document = invented_2027()
    document["days"] += span("元旦", day, day)

    if refused:
        assert [fault.message[:10] for fault in faults_of(document)] == [day]
    else:
        assert checked(json.dumps(document).encode()).year == 2027


@pytest.mark.parametrize("holiday", ["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"])
def test_a_notice_without_one_of_the_seven_holidays_is_refused(holiday: str) -> None:
    document = invented_2027()
    document["days"] = [each for each in document["days"] if each["name"] != holiday]

    assert Fault("days", f"没有{holiday}的放假日，请对照通知补全") in faults_of(document)


@pytest.mark.parametrize("day", ["2027-01-01", "2027-05-01", "2027-10-01", "2027-10-02", "2027-10-03"])
def test_a_statutory_day_must_be_off(day: str) -> None:
    document = invented_2027()
    document["days"] = [each for each in document["days"] if each["date"] != day]

    assert faults_of(document) == (Fault("days", f"{day} 是法定节假日，应列为放假"),)


def test_an_ordinary_weekend_may_be_listed_as_off() -> None:
    document = invented_2027()
    document["days"] += span("元旦", "2027-01-09", "2027-01-10")

    assert checked(json.dumps(document).encode()).year == 2027


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        (b"", "第1行第1列", "不是有效的 JSON，请核对此处的标点"),
        (b'{"year": 2027,}', "第1行第15列", "不是有效的 JSON，请核对此处的标点"),
        (b"[]", "文件", '最外层应为 {"year": 年份, "papers": [出处], "days": [各日]}'),
        ("{'年'}".encode("gb18030"), "文件", "不是 UTF-8 编码的文本，请另存为 UTF-8"),
        (b'{"year": 2027, "year": 2026}', "文件", "JSON 内有重复的键、过深的嵌套或过长的数字，请核对文件"),
        (b"[" * 100_000, "文件", "JSON 内有重复的键、过深的嵌套或过长的数字，请核对文件"),
        (b" " * 1_000_001, "文件", "超过1MB，不是节假日安排文件"),
    ],
    ids=["空文件", "多一个逗号", "不是对象", "编码不对", "重复的键", "过深", "过大"],
)
def test_a_file_that_is_no_notice_is_refused(content: bytes, place: str, message: str) -> None:
    with pytest.raises(Faulty) as refused:
        checked(content)

    assert refused.value.faults == (Fault(place, message),)


@pytest.mark.parametrize("year", [True, "2027", 2006, 20270, None, 2027.0])
def test_a_year_that_is_no_year_is_refused(year: object) -> None:
    assert faults_of({**invented_2027(), "year": year}) == (
        Fault("year", "应为四位年份的整数，如 2027，且不早于 2007"),
    )


def test_far_too_many_days_are_refused_without_reading_them() -> None:
    assert faults_of({**invented_2027(), "days": [None] * 121})[0] == Fault(
        "days", "列了121天，一年的通知不会超过120天，请核对文件"
    )


def test_a_byte_order_mark_is_read_over() -> None:
    assert checked(b"\xef\xbb\xbf" + json.dumps(invented_2027()).encode()).year == 2027


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (
            lambda home: (home / "2027.json").write_text("{", "utf-8"),
            "第1行第2列：不是有效的 JSON，请核对此处的标点",
        ),
        (
            lambda home: (home / "2027.json").rename(home / "2028.json"),
            "文件名是2028年，内容却是2027年，请删去此文件后重新导入",
        ),
    ],
)
def test_an_imported_file_spoilt_by_hand_is_refused_by_name(
    tmp_path: Path, spoil: Callable[[Path], object], told: str
) -> None:
    home = tmp_path / "holidays"
    holiday_notices.import_notice(written(tmp_path, invented_2027()), home)
    spoil(home)

    with pytest.raises(Faulty) as refused:
        holiday_notices.load(home)

    (fault,) = refused.value.faults
    assert str(home) in fault.place
    assert str(fault).endswith(told)


def test_other_files_in_the_directory_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "说明.txt").write_text("不是通知", "utf-8")
    (tmp_path / ".holidays-x").write_text("半份", "utf-8")

    assert holiday_notices.load(tmp_path).known_years[-1] == 2026


def test_a_missing_file_and_an_unwritable_place_raise_their_own_error(tmp_path: Path) -> None:
    file = written(tmp_path, invented_2027())

    with pytest.raises(FileNotFoundError):
        holiday_notices.import_notice(tmp_path / "没有.json", tmp_path / "holidays")
    with pytest.raises(NotADirectoryError):
        holiday_notices.import_notice(file, file / "holidays")
