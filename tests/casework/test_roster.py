"""The staff roster: read with every fault at once, kept by codes only, counted under the reading in force."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import openpyxl
import pytest

from tests.casework import city
from tests.casework.intake.handed_in import csv_of, xlsx_of
from zhiyun import law
from zhiyun.casework.actions import rosters
from zhiyun.casework.editing import SectionClosed
from zhiyun.casework.intake.roster import MOST_PEOPLE, RosterEntry, RosterSheet, read
from zhiyun.casework.queries.application_sections import section_page
from zhiyun.casework.queries.rosters import roster
from zhiyun.casework.refusals import NotAllowed, NotFound, Stale, WrongStage
from zhiyun.casework.roles import Role
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import Application, CorrectionNotice, Event, RosterLine, StepKind, Submission

HEADER = ("人员代码", "岗位", "用工方式", "劳动合同", "社保缴纳月份")
OWN = law.Engagement.OWN
JUNE = (date(2026, 6, 1),)


def sheet(*rows: Sequence[str], header: Sequence[str] = HEADER) -> RosterSheet:
    return read(stream=io.BytesIO(csv_of(header, *rows)), name="名册")


def faults(*rows: Sequence[str], header: Sequence[str] = HEADER) -> list[str]:
    with pytest.raises(Faulty) as refused:
        sheet(*rows, header=header)
    return [str(fault) for fault in refused.value.faults]


def entry(code: str, **said: object) -> RosterEntry:
    return replace(RosterEntry(code, "运营专员", OWN, contract=True, insured_months=JUNE), **said)


def case(benefit: law.Benefit = law.Benefit.PERFORMANCE_SUBSIDY) -> tuple[city.City, Application]:
    town = city.city()
    return town, city.application(town, city.call(town, benefit))


# Reading ------------------------------------------------------------------------------------------------------


def test_a_roster_is_read_by_its_usual_words_and_by_others() -> None:
    usual = sheet(("YY-001", "运营专员", "本单位", "是", "2026-01至2026-03、2026年6月"))
    others = sheet(
        ("YY-001", "本单位聘用", "有", "202606；2026-01;2026.2,2026/3", "运营专员"),
        header=("员工代码", "用工形式", "是否签订劳动合同", "参保月份", "岗位名称"),
    )

    months = (date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1), date(2026, 6, 1))
    assert usual.entries == (RosterEntry("YY-001", "运营专员", OWN, contract=True, insured_months=months),)
    assert others.entries == usual.entries


def test_every_fault_of_a_roster_is_told_at_once_by_row_and_column() -> None:
    told = faults(
        ("YY-001", "", "本单位", "是", "2026-06"),
        ("", "", "", "", ""),
        ("YY-002", "", "临时工", "也许", "六月"),
        ("YY-001", "", "本单位", "", "2026-13"),
        ("", "", "派遣", "否", ""),
    )

    assert [fault.split("：")[0] for fault in told] == [
        "第 4 行「用工方式」",
        "第 4 行「劳动合同」",
        "第 4 行「社保缴纳月份」",
        "第 5 行「劳动合同」",
        "第 5 行「社保缴纳月份」",
        "第 6 行「人员代码」",
    ]
    assert "可用的有：本单位、合作方、劳务派遣、退休返聘" in told[0]


def test_one_code_twice_is_told_with_the_row_it_came_in_first() -> None:
    row = ("YY-001", "", "本单位", "是", "2026-06")

    assert faults(row, row) == ["第 3 行「人员代码」：代码「YY-001」与第 2 行相同，一人只列一次，请核对"]


@pytest.mark.parametrize("header", ["姓名", "身份证号", "手 机 号", "联系电话", "name", "出生日期", "E-mail"])
def test_a_column_that_tells_who_people_are_is_refused_unread(header: str) -> None:
    told = faults(("YY-001", "", "本单位", "是", "2026-06", "演示"), header=(*HEADER, header))

    assert told == [
        f"名册：有「{header}」列；名册只收人员代码，不收姓名、证件号和联系方式，请删去这一列后再试"
    ]


@pytest.mark.parametrize(
    "code", ["演示张三", "110101199003070011", "13812345678", "zhangsan", "YY 0 0 1?", "1" * 21, "=1+1"]
)
def test_what_is_no_code_is_refused_as_one(code: str) -> None:
    [told] = faults((code, "", "本单位", "是", "2026-06"))

    assert told.startswith("第 2 行「人员代码」：")


@pytest.mark.parametrize("post", ["专员13812345678", "专员（11010119900307001X）", "demo@example.cn"])
def test_a_post_with_a_number_of_a_person_is_refused(post: str) -> None:
    [told] = faults(("YY-001", post, "本单位", "是", "2026-06"))

    assert told.startswith("第 2 行「岗位」：里有像证件号、电话或邮箱的内容")


def test_a_post_of_fifty_characters_is_kept_and_of_fifty_one_refused() -> None:
    assert sheet(("YY-1", "岗" * 50, "本单位", "是", "")).entries[0].post == "岗" * 50
    assert faults(("YY-1", "岗" * 51, "本单位", "是", "")) == [
        "第 2 行「岗位」：有 51 个字，最多 50 个，请写短一些"
    ]


def test_a_missing_column_is_named() -> None:
    [told] = faults(
        ("YY-001", "", "本单位", "2026-06"), header=("人员代码", "岗位", "用工方式", "社保缴纳月份")
    )

    assert told.startswith("名册：缺少「劳动合同」（contract）列")


def test_a_formula_in_a_workbook_is_refused_and_not_worked_out() -> None:
    content = xlsx_of(HEADER, ("=CONCAT(1)", "", "本单位", "是", "2026-06"))

    with pytest.raises(Faulty, match="此格是公式"):
        read(stream=io.BytesIO(content), name="名册")


def test_months_kept_as_days_of_a_spreadsheet_are_their_months() -> None:
    book = openpyxl.Workbook()
    for line in (HEADER, ("YY-001", "", "本单位", "是", date(2026, 6, 1))):
        book.active.append(list(line))
    content = io.BytesIO()
    book.save(content)

    assert read(stream=content, name="名册").entries[0].insured_months == JUNE


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2026-06至2026-01", "不是一段月份"),
        ("2026-01至2026-02至2026-03", "不是一段月份"),
        ("六月", "不是月份"),
        ("2026-13", "不是真实存在的月份"),
        ("2026-00", "不是真实存在的月份"),
        ("2026-06-32", "不是真实存在的月份"),
        ("1984-12", "年份不在 1985 至 2999 之间"),
        ("2016-07至2026-07", "超过 120 个月"),
    ],
)
def test_what_are_no_months_is_refused_with_the_way_to_write_them(written: str, told: str) -> None:
    [fault] = faults(("YY-1", "", "本单位", "是", written))

    assert fault.startswith("第 2 行「社保缴纳月份」：")
    assert told in fault


def test_ten_years_of_months_are_read() -> None:
    [person] = sheet(("YY-1", "", "本单位", "是", "2016-08至2026-07")).entries

    assert (len(person.insured_months), person.insured_months[-1]) == (120, date(2026, 7, 1))


def test_more_people_than_a_roster_holds_are_refused() -> None:
    rows = [(f"Y{number}", "", "本单位", "是", "") for number in range(MOST_PEOPLE + 1)]

    assert len(sheet(*rows[:-1]).entries) == MOST_PEOPLE
    assert faults(*rows) == ["名册：有 2,001 人，一份名册最多 2,000 人，请只列专职人员"]


# Keeping ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_roster_replaces_the_one_before_and_the_record_keeps_no_contents() -> None:
    town, its = case()
    by = town.by(Role.PREPARER)
    rosters.replace(by=by, application=its.reference, edition=0, entries=[entry("YY-1"), entry("YY-2")])

    answer = rosters.replace(by=by, application=its.reference, edition=1, entries=[entry("YY-9")])

    assert answer == "2"
    assert list(RosterLine.objects.values_list("line", "code", "insured_months")) == [
        (1, "YY-9", ["2026-06"])
    ]
    event = Event.objects.filter(action="roster.replace").order_by("-pk")[0]
    assert (event.before["lines"], event.after["lines"], event.after["section"]) == (2, 1, "roster")
    assert event.cites == ["第八条第2项"]
    assert "YY-" not in str(event.before) + str(event.after)


@pytest.mark.django_db
def test_nothing_of_an_unsound_roster_is_kept() -> None:
    town, its = case()
    wrong = [
        entry("YY-1"),
        entry("YY-1"),
        entry("演示李四"),
        entry("YY-3", post="电话13812345678"),
        entry("YY-4", post="岗" * 51),
    ]

    with pytest.raises(Faulty) as refused:
        rosters.replace(by=town.by(Role.PREPARER), application=its.reference, edition=0, entries=wrong)

    assert [fault.place for fault in refused.value.faults] == [
        "第 2 人",
        "第 3 人「人员代码」",
        "第 4 人「岗位」",
        "第 5 人「岗位」",
    ]
    assert not RosterLine.objects.exists()


@pytest.mark.django_db
def test_too_many_people_are_refused_at_the_door_too() -> None:
    town, its = case()
    crowd = [entry(f"Y{number}") for number in range(MOST_PEOPLE + 1)]

    with pytest.raises(Faulty, match="最多 2,000 人"):
        rosters.replace(by=town.by(Role.PREPARER), application=its.reference, edition=0, entries=crowd)


@pytest.mark.django_db
def test_a_second_editor_does_not_overwrite_what_the_first_saved() -> None:
    town, its = case()
    rosters.replace(by=town.by(Role.PREPARER), application=its.reference, edition=0, entries=[entry("YY-1")])

    with pytest.raises(Stale):
        rosters.replace(
            by=town.by(Role.LEGAL_REPRESENTATIVE), application=its.reference, edition=0, entries=[]
        )

    assert RosterLine.objects.count() == 1


@pytest.mark.django_db
def test_a_form_sent_twice_is_saved_once() -> None:
    town, its = case()
    by = town.by(Role.PREPARER)
    first = rosters.replace(
        by=by, application=its.reference, edition=0, entries=[entry("YY-1")], key="demo-key"
    )

    again = rosters.replace(
        by=by, application=its.reference, edition=0, entries=[entry("YY-1")], key="demo-key"
    )

    assert (first, again) == ("1", "1")
    assert Event.objects.filter(action="roster.replace").count() == 1


@pytest.mark.django_db
def test_strangers_and_officers_change_no_roster_and_strangers_see_none() -> None:
    town, its = case()

    with pytest.raises(NotFound):
        rosters.replace(by=town.foreign_preparer, application=its.reference, edition=0, entries=[])
    with pytest.raises(NotAllowed):
        rosters.replace(by=town.by(Role.CASE_OFFICER), application=its.reference, edition=0, entries=[])
    with pytest.raises(NotFound):
        roster(by=town.foreign_preparer, reference=its.reference)


@pytest.mark.django_db
def test_a_submitted_roster_stands_and_a_closed_call_takes_none() -> None:
    town = city.city()
    call = city.call(town)
    its = city.application(town, call, StepKind.SUBMITTED)
    late = city.application(town, call, of=town.other_applicant)

    with pytest.raises(WrongStage):
        rosters.replace(by=town.by(Role.PREPARER), application=its.reference, edition=0, entries=[])
    with pytest.raises(WrongStage):
        rosters.replace(
            by=town.foreign_preparer.at_instant(city.CLOSES),
            application=late.reference,
            edition=0,
            entries=[],
        )


@pytest.mark.django_db
def test_a_correction_that_did_not_ask_for_the_roster_leaves_it_closed() -> None:
    town = city.city()
    its = city.application(town, city.call(town), StepKind.SUBMITTED, StepKind.RETURNED)
    after = town.by(Role.PREPARER, at=city.CLOSES + timedelta(days=1))
    notice = returned(town, its)

    assert not section_page(by=after, reference=its.reference, name="roster").is_open
    with pytest.raises(SectionClosed):
        rosters.replace(by=after, application=its.reference, edition=0, entries=[])

    notice.sections.create(section="roster", reason="演示原因", cites="第八条第2项")
    assert section_page(by=after, reference=its.reference, name="roster").is_open
    assert rosters.replace(by=after, application=its.reference, edition=0, entries=[]) == "1"


def returned(town: city.City, its: Application) -> CorrectionNotice:
    officer = town.seats[Role.CASE_OFFICER].person_id
    submission = Submission.objects.create(
        application=its,
        number=1,
        call_version=its.call.current,
        at=city.NOON,
        by_id=officer,
        undertaking="演示承诺",
        snapshot={},
        seal="0" * 64,
        outcome="no_evidence",
        not_met=0,
        missing=0,
        to_judge=0,
        papers=0,
    )
    return CorrectionNotice.objects.create(
        application=its, submission=submission, at=city.CLOSES, by_id=officer, workdays=5, due_on="2026-07-10"
    )


# Counting -----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_applicant_sees_who_counts_who_does_not_and_how_many_are_needed() -> None:
    town, its = case()
    by = town.by(Role.PREPARER)
    people = [
        *(entry(f"YY-{number}") for number in range(1, 6)),
        entry("YY-6", contract=False),
        entry("YY-7", insured_months=(date(2026, 5, 1),)),
        entry("YY-8", engagement=law.Engagement.REHIRED),
    ]
    rosters.replace(by=by, application=its.reference, edition=0, entries=people)

    seen = roster(by=by, reference=its.reference)

    assert [member.why for member in seen.members] == [
        *[""] * 5,
        "无劳动合同",
        "社保缴纳不满足计数口径",
        "退休返聘不计入",
    ]
    assert (seen.counted, seen.needed, seen.left_out, seen.suffices) == (5, 5, 3, True)
    assert (seen.closing_month, str(seen.cites)) == ("2026-06", "第八条第2项")
    assert [choice.reading.id for choice in seen.readings] == ["A21"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("benefit", "needed"), [(law.Benefit.MUNICIPAL_CENTRE, 15), (law.Benefit.INDUSTRY_CENTRE, 10)]
)
def test_each_centre_needs_its_own_number(benefit: law.Benefit, needed: int) -> None:
    town, its = case(benefit)

    seen = roster(by=town.by(Role.PREPARER), reference=its.reference)

    assert (seen.needed, seen.counted, seen.suffices) == (needed, 0, False)


@pytest.mark.django_db
def test_a_code_another_applicant_claims_too_is_counted_here_all_the_same() -> None:
    town = city.city()
    call = city.call(town)
    mine, theirs = city.application(town, call), city.application(town, call, of=town.other_applicant)
    by = town.by(Role.PREPARER)
    rosters.replace(by=by, application=mine.reference, edition=0, entries=[entry("YY-1")])
    before = roster(by=by, reference=mine.reference)

    rosters.replace(
        by=town.foreign_preparer, application=theirs.reference, edition=0, entries=[entry("YY-1")]
    )

    assert roster(by=by, reference=mine.reference) == before
