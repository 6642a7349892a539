"""Questions to an applicant with a clock of working days: answered in time, late, extended, reminded of."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.casework import city, verification
from zhiyun.casework.actions import inquiries as acts
from zhiyun.casework.calls.publishing import KeptFile
from zhiyun.casework.queries import inquiries
from zhiyun.casework.receiving import Received
from zhiyun.casework.refusals import NotFound, WrongStage
from zhiyun.casework.roles import Role
from zhiyun.gateways import holiday_notices
from zhiyun.kernel.refusal import Faulty
from zhiyun.kernel.workdays import NoHolidayNotice
from zhiyun.records.models import Application, InquiryAnswer, InquiryDraft, Message, StepKind

pytestmark = pytest.mark.django_db

CALENDAR = holiday_notices.load(None)
LAST_SECOND = datetime(2026, 7, 13, 15, 59, 59, tzinfo=UTC)
"""2026-07-13 23:59:59 in Chongqing: the fifth working day after Monday 2026-07-06 ends."""


@pytest.fixture
def town() -> city.City:
    return city.city()


@pytest.fixture
def case(town: city.City) -> Application:
    return verification.case(town, city.call(town), [city.deal_line(1)])


def ask(town: city.City, case: Application, **asked: Any) -> str:
    usual = {"words": "演示：请补交回单", "workdays": 5, "deal": "D0001", "calendar": CALENDAR}
    by = asked.pop("by", None) or verification.officer(town)
    return acts.ask(by=by, application=case.reference, **(usual | asked))


def answer(town: city.City, case: Application, *, at: datetime, **asked: Any) -> str:
    usual = {"number": 1, "words": "演示：回单附后"}
    return acts.answer(by=town.by(Role.PREPARER, at=at), application=case.reference, **(usual | asked))


def file(sm3: str = "a" * 64) -> Received:
    return Received(KeptFile(sm3, 3, "pdf", "application/pdf"), "演示回单.pdf", "clean")


def test_an_inquiry_has_its_last_day_by_the_calendar_and_a_word_to_every_member(
    town: city.City, case: Application
) -> None:
    assert ask(town, case) == "1"

    row = case.inquiries.get()
    assert row.due_on == date(2026, 7, 13)
    told = Message.objects.filter(subject__contains="第1次询问")
    assert {each.person_id for each in told} == {
        town.seats[role].person_id for role in (Role.PREPARER, Role.LEGAL_REPRESENTATIVE)
    }
    assert all("2026-07-13" in each.body for each in told)


def test_an_answer_in_the_last_second_is_in_time(town: city.City, case: Application) -> None:
    ask(town, case)

    answer(town, case, at=LAST_SECOND, add=[file()])

    made = InquiryAnswer.objects.get()
    assert (made.words, [each["name"] for each in made.files]) == ("演示：回单附后", ["演示回单.pdf"])
    assert Message.objects.filter(person_id=town.seats[Role.CASE_OFFICER].person_id).count() == 1


def test_attack_29_an_answer_a_second_too_late_is_refused_and_its_draft_can_be_sent_once_extended(
    town: city.City, case: Application
) -> None:
    """Attack 29: the server's clock in Chongqing decides; nothing of a late answer is lost."""
    ask(town, case)
    late = LAST_SECOND + timedelta(seconds=1)

    with pytest.raises(acts.InquiryOverdue):
        answer(town, case, at=late)
    by = town.by(Role.PREPARER, at=late)
    acts.save(by=by, application=case.reference, number=1, words="演示：晚了的答复", add=[file()])
    acts.extend(
        by=verification.officer(town, at=late + timedelta(hours=12)),
        application=case.reference,
        number=1,
        workdays=2,
        reason="演示：银行出具回单需要时间",
        calendar=CALENDAR,
    )

    answer(town, case, at=late + timedelta(days=2), words="演示：晚了的答复")
    assert [each["sm3"] for each in InquiryAnswer.objects.get().files] == ["a" * 64]


def test_a_draft_is_its_applicants_alone(town: city.City, case: Application) -> None:
    ask(town, case)
    acts.save(
        by=town.by(Role.PREPARER, at=verification.LOOKED_AT),
        application=case.reference,
        number=1,
        words="演示：草稿",
        add=[file()],
    )

    [own] = inquiries.own(
        by=town.by(Role.PREPARER, at=verification.LOOKED_AT), reference=case.reference
    ).inquiries
    [seen] = inquiries.office(by=verification.officer(town), reference=case.reference).inquiries

    assert (own.draft, len(own.draft_files)) == ("演示：草稿", 1)
    assert (seen.draft, seen.draft_files, seen.files) == ("", (), ())
    with pytest.raises(NotFound):
        inquiries.download(by=verification.officer(town), reference=case.reference, number=1, place=1)


def test_the_applicant_is_not_told_who_of_the_office_asks(town: city.City, case: Application) -> None:
    ask(town, case)

    [own] = inquiries.own(
        by=town.by(Role.PREPARER, at=verification.LOOKED_AT), reference=case.reference
    ).inquiries

    assert own.by == ""


def test_a_file_can_be_taken_out_of_the_draft_again(town: city.City, case: Application) -> None:
    ask(town, case)
    by = town.by(Role.PREPARER, at=verification.LOOKED_AT)
    acts.save(by=by, application=case.reference, number=1, words="", add=[file(), file("b" * 64)])

    acts.save(by=by, application=case.reference, number=1, words="", drop=["a" * 64])

    assert [each["sm3"] for each in InquiryDraft.objects.get().files] == ["b" * 64]


def test_an_answer_is_given_once(town: city.City, case: Application) -> None:
    ask(town, case)
    answer(town, case, at=verification.LOOKED_AT)

    with pytest.raises(acts.AlreadyAnswered):
        answer(town, case, at=verification.LOOKED_AT, words="演示：改口")


def test_an_answer_without_words_and_too_many_files_are_faults(town: city.City, case: Application) -> None:
    ask(town, case)

    with pytest.raises(Faulty):
        answer(town, case, at=verification.LOOKED_AT, words=" ")
    many = [file(f"{number:064x}") for number in range(acts.MOST_FILES + 1)]
    with pytest.raises(Faulty):
        answer(town, case, at=verification.LOOKED_AT, add=many)
    assert not InquiryDraft.objects.exists()


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ({"words": " "}, "询问内容"),
        ({"words": "演" * 2001}, "询问内容"),
        ({"deal": "X-9"}, "询问内容"),
        ({"workdays": 0}, "答复期限"),
        ({"workdays": 61}, "答复期限"),
    ],
)
def test_what_cannot_be_asked_is_a_fault(
    town: city.City, case: Application, asked: dict[str, Any], place: str
) -> None:
    with pytest.raises(Faulty) as refused:
        ask(town, case, **asked)

    assert [str(fault.place) for fault in refused.value.faults] == [place]


def test_a_clock_that_runs_into_a_year_without_its_notice_is_refused(
    town: city.City, case: Application
) -> None:
    with pytest.raises(NoHolidayNotice):
        ask(town, case, by=verification.officer(town, at=datetime(2026, 12, 30, 4, tzinfo=UTC)))


def test_a_reminder_is_sent_once_a_day(town: city.City, case: Application) -> None:
    ask(town, case)
    later = verification.LOOKED_AT + timedelta(hours=3)

    acts.remind(by=verification.officer(town, at=later), application=case.reference, number=1)
    with pytest.raises(acts.RemindedToday):
        acts.remind(
            by=verification.officer(town, at=later + timedelta(hours=1)),
            application=case.reference,
            number=1,
        )
    acts.remind(
        by=verification.officer(town, at=later + timedelta(days=1)), application=case.reference, number=1
    )

    assert Message.objects.filter(subject__startswith="提醒").count() == 4


def test_an_extension_needs_its_reason(town: city.City, case: Application) -> None:
    ask(town, case)

    with pytest.raises(Faulty):
        acts.extend(
            by=verification.officer(town),
            application=case.reference,
            number=1,
            workdays=2,
            reason=" ",
            calendar=CALENDAR,
        )


def test_a_ledger_is_not_closed_while_an_answer_may_still_come(town: city.City, case: Application) -> None:
    ask(town, case)
    verification.decide(town, case, "D0001", "counted")
    verification.check(town, case, "D0001")
    verification.judge_all(town, case)

    with pytest.raises(Faulty) as refused:
        verification.propose(town, case)
    assert "答复期限还没有到" in str(refused.value)

    verification.propose(town, case, by=verification.officer(town, at=LAST_SECOND + timedelta(seconds=1)))


def test_the_applicants_desk_tells_of_an_inquiry_until_its_last_day(
    town: city.City, case: Application
) -> None:
    ask(town, case)

    [task] = inquiries.tasks(by=town.by(Role.PREPARER, at=LAST_SECOND))
    after = list(inquiries.tasks(by=town.by(Role.PREPARER, at=LAST_SECOND + timedelta(seconds=1))))

    assert task.until == LAST_SECOND + timedelta(seconds=1)
    assert after == []


def test_the_desk_asks_the_database_once_however_many_inquiries_wait(
    town: city.City, case: Application, django_assert_num_queries: Any
) -> None:
    another = verification.case(town, city.call(town), [city.deal_line(1)])
    for each in (case, another):
        ask(town, each)
        ask(town, each)
    preparer = town.by(Role.PREPARER, at=LAST_SECOND)

    with django_assert_num_queries(1):
        waiting = list(inquiries.tasks(by=preparer))

    assert {task.address[1] for task in waiting} == {case.reference, another.reference}
    assert len(waiting) == 4


def test_nothing_is_asked_of_who_is_decided(town: city.City, case: Application) -> None:
    from tests.casework import onward

    onward.step(case, StepKind.DECIDED, case.begun_by_id, Role.MEETING_SECRETARY)

    with pytest.raises(WrongStage):
        ask(town, case)


def test_another_applicant_knows_of_no_inquiry(town: city.City, case: Application) -> None:
    ask(town, case)

    with pytest.raises(NotFound):
        inquiries.own(by=town.foreign_preparer, reference=case.reference)
    with pytest.raises(NotFound):
        acts.answer(by=town.foreign_preparer, application=case.reference, number=1, words="演示")
