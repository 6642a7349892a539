"""An officer answers a submission: accepts it, returns it once, or refuses it with every ground."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.casework import city
from zhiyun import law
from zhiyun.casework import bulk, examination, sight
from zhiyun.casework.actions import first_look
from zhiyun.casework.actor import Actor
from zhiyun.casework.refusals import (
    ConflictOfInterest,
    NeedsConfirmation,
    NotAllowed,
    NotFound,
    WrongStage,
)
from zhiyun.casework.roles import Role
from zhiyun.casework.stages import Stage, of_application
from zhiyun.gateways import holiday_notices
from zhiyun.kernel.refusal import Faulty
from zhiyun.kernel.workdays import Calendar, NoHolidayNotice
from zhiyun.records.models import (
    Application,
    ApplicationStep,
    CorrectionNotice,
    Event,
    ExpertProfile,
    FirstLook,
    IssuedPaper,
    Message,
    StepKind,
)

pytestmark = pytest.mark.django_db

LOOKED_AT = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)
"""2026-07-01 10:00 in Chongqing, a Wednesday, the day after the call closed."""
CALENDAR = holiday_notices.load(None)


@pytest.fixture
def town() -> city.City:
    return city.city()


@pytest.fixture
def case(town: city.City) -> Application:
    return city.submitted(town, city.call(town))


def officer(town: city.City, at: datetime = LOOKED_AT) -> Actor:
    return town.by(Role.CASE_OFFICER, at=at)


def returned(town: city.City, case: Application) -> str:
    reasons = {"roster": "名册缺6月社保", "materials": "缺主体资格材料原件"}
    return first_look.return_for_correction(
        by=officer(town), application=case.reference, seen=1, reasons=reasons, calendar=CALENDAR
    )


def resubmitted(town: city.City, case: Application) -> None:
    at = LOOKED_AT + timedelta(days=2)
    city.submission(town, case, 2, at=at)
    preparer = town.seats[Role.PREPARER]
    ApplicationStep.objects.create(
        application=case, kind=StepKind.RESUBMITTED, at=at, by_id=preparer.person_id, role=Role.PREPARER
    )


def refused(town: city.City, case: Application, articles: tuple[str, ...] = ("第八条第2项",)) -> str:
    return first_look.refuse_to_accept(
        by=officer(town), application=case.reference, seen=1, reason="人员不足", articles=articles
    )


def test_an_accepted_application_has_its_step_its_notice_its_word_to_the_applicant_and_its_event(
    town: city.City, case: Application
) -> None:
    number = first_look.accept(by=officer(town), application=case.reference, seen=1)

    look, paper = FirstLook.objects.get(), IssuedPaper.objects.get()
    assert number == paper.number == "渝知运受理〔2026〕1号"
    assert (look.accepted, look.submission.number, look.cites) == (True, 1, ["第十条第1项"])
    assert of_application(application=case, at=LOOKED_AT) is Stage.ACCEPTED
    assert paper.content["case"]["applicant"] == case.organisation.name
    assert [step["citation"] for step in paper.content["next_steps"]] == [
        "第十条第2项",
        "第十条第3项",
        "第十条第4项",
    ]
    assert {word.person_id for word in Message.objects.all()} == {
        town.seats[Role.PREPARER].person_id,
        town.seats[Role.LEGAL_REPRESENTATIVE].person_id,
    }
    event = Event.objects.get(chain=f"application:{case.reference}")
    assert (event.action, event.after["paper_sm3"]) == ("application.accept", paper.content_sm3)
    assert event.before["seal"] == look.submission.seal


def test_gaps_are_accepted_only_with_a_word_why(town: city.City) -> None:
    case = city.submitted(town, city.call(town), without_papers=("standing_papers",))

    with pytest.raises(first_look.GapsUnexplained):
        first_look.accept(by=officer(town), application=case.reference, seen=1, note="  ")
    first_look.accept(by=officer(town), application=case.reference, seen=1, note="原件已当面核对")

    assert FirstLook.objects.get().reason == "原件已当面核对"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CASE_OFFICER])
def test_nobody_but_a_case_officer_accepts(town: city.City, case: Application, role: Role) -> None:
    with pytest.raises(NotAllowed):
        first_look.accept(by=town.by(role, at=LOOKED_AT), application=case.reference, seen=1)

    assert not FirstLook.objects.exists()


def test_nothing_is_accepted_before_the_call_closes(town: city.City, case: Application) -> None:
    early = officer(town, city.CLOSES - timedelta(microseconds=1))

    with pytest.raises(NotFound):
        first_look.accept(by=early, application=case.reference, seen=1)


def test_attack_23_a_double_click_accepts_once_and_answers_the_same(
    town: city.City, case: Application
) -> None:
    answers = [
        first_look.accept(by=officer(town), application=case.reference, seen=1, key="form-1")
        for _ in range(2)
    ]

    assert answers[0] == answers[1]
    assert IssuedPaper.objects.count() == FirstLook.objects.count() == 1


def test_attack_24_a_page_opened_before_somebody_else_decided_decides_nothing(
    town: city.City, case: Application
) -> None:
    refused(town, case)

    with pytest.raises(WrongStage):
        first_look.accept(by=officer(town), application=case.reference, seen=1, key="another")


def test_attack_24_a_page_opened_before_the_correction_came_back_decides_nothing(
    town: city.City, case: Application
) -> None:
    returned(town, case)
    resubmitted(town, case)

    with pytest.raises(first_look.AnotherSubmission):
        first_look.accept(by=officer(town, LOOKED_AT + timedelta(days=3)), application=case.reference, seen=1)


def test_a_return_names_its_sections_and_counts_its_last_day_like_a_notice(
    town: city.City, case: Application
) -> None:
    number = returned(town, case)

    notice = CorrectionNotice.objects.get()
    assert (notice.workdays, notice.due_on) == (5, date(2026, 7, 8))
    assert notice.counted_by[0].startswith("https://www.gov.cn/")
    assert "口径A26" in notice.counted_by[-1]
    assert [(s.section, s.reason, s.cites) for s in notice.sections.order_by("id")] == [
        ("roster", "名册缺6月社保", "第八条第2项"),
        ("materials", "缺主体资格材料原件", "第十条第1项"),
    ]
    paper = IssuedPaper.objects.get(number=number)
    assert paper.content["deadline"]["last_day"] == "2026-07-08"
    assert [reason["section"] for reason in paper.content["reasons"]] == ["专职人员名册", "申报材料"]
    assert of_application(application=case, at=LOOKED_AT) is Stage.RETURNED
    assert Event.objects.get(chain=f"application:{case.reference}").readings == ["A26"]
    assert "2026-07-08" in Message.objects.all()[0].body


def test_the_day_of_return_is_not_counted_and_holidays_are_left_out(town: city.City) -> None:
    closes_at = datetime(2026, 9, 29, 10, 0, tzinfo=UTC)
    case = city.submitted(town, city.call(town, closes_at=closes_at))

    first_look.return_for_correction(
        by=officer(town, closes_at + timedelta(hours=1)),
        application=case.reference,
        seen=1,
        reasons={"roster": "缺社保"},
        calendar=CALENDAR,
    )

    # 30 September works, 1 to 7 October rest, 8 and 9 work, Saturday 10 makes up, 11 rests, 12 works.
    assert CorrectionNotice.objects.get().due_on == date(2026, 10, 12)


def test_a_return_in_a_year_without_its_holiday_notice_is_refused(town: city.City, case: Application) -> None:
    with pytest.raises(NoHolidayNotice, match="2026年的节假日安排"):
        first_look.return_for_correction(
            by=officer(town),
            application=case.reference,
            seen=1,
            reasons={"roster": "缺社保"},
            calendar=Calendar([]),
        )

    assert not CorrectionNotice.objects.exists()


def test_an_application_is_returned_once_ever(town: city.City, case: Application) -> None:
    returned(town, case)
    resubmitted(town, case)

    with pytest.raises(first_look.AlreadyReturned):
        first_look.return_for_correction(
            by=officer(town, LOOKED_AT + timedelta(days=3)),
            application=case.reference,
            seen=2,
            reasons={"roster": "还是缺"},
            calendar=CALENDAR,
        )


def test_all_faults_of_a_return_are_told_at_once(town: city.City, case: Application) -> None:
    reasons = {"roster": " ", "budget": "不是本事项的部分", "materials": "长" * 1001}

    with pytest.raises(Faulty) as told:
        first_look.return_for_correction(
            by=officer(town), application=case.reference, seen=1, reasons=reasons, calendar=CALENDAR
        )

    assert [fault.place for fault in told.value.faults] == ["budget", "专职人员名册", "申报材料"]


def test_a_return_of_nothing_is_refused(town: city.City, case: Application) -> None:
    with pytest.raises(Faulty, match="至少选一个"):
        first_look.return_for_correction(
            by=officer(town), application=case.reference, seen=1, reasons={}, calendar=CALENDAR
        )


def test_a_correction_that_never_came_can_still_be_decided(town: city.City, case: Application) -> None:
    returned(town, case)
    late = officer(town, datetime(2026, 7, 8, 16, 0, tzinfo=UTC))

    first_look.refuse_to_accept(
        by=late, application=case.reference, seen=1, reason="逾期未补正", articles=["第八条第2项"]
    )

    assert of_application(application=case, at=late.at) is Stage.REFUSED


def test_a_correction_is_left_in_peace_until_its_last_day_is_over(town: city.City, case: Application) -> None:
    returned(town, case)
    last_moment = officer(town, datetime(2026, 7, 8, 15, 59, tzinfo=UTC))

    with pytest.raises(WrongStage):
        first_look.accept(by=last_moment, application=case.reference, seen=1, note="等不及")


def test_a_refusal_keeps_every_ground_of_the_law_whichever_was_chosen(town: city.City) -> None:
    case = city.submitted(
        town, city.call(town), facts={"on_dishonest_list": True, "typical_cases": None}, roster=[]
    )

    refused(town, case, ("第八条第1项",))

    look = FirstLook.objects.get()
    assert (look.accepted, look.cites, look.reason) == (False, ["第八条第1项"], "人员不足")
    kept = {(ground["cites"], ground["outcome"]) for ground in look.grounds}
    assert {
        ("第八条第1项", "not_met"),
        ("第八条第2项", "no_evidence"),
        ("第八条第6项", "no_evidence"),
    } <= kept
    assert {ground["cites"] for ground in look.grounds if ground["chosen"]} == {"第八条第1项"}
    paper = IssuedPaper.objects.get()
    assert paper.kind == "non_acceptance"
    assert paper.content["grounds"][0] == {"text": "人员不足。", "citation": "第八条第1项"}
    assert len(paper.content["grounds"]) == 2


def test_a_refusal_needs_a_reason_and_an_article_the_law_was_heard_on(
    town: city.City, case: Application
) -> None:
    with pytest.raises(Faulty) as told:
        first_look.refuse_to_accept(
            by=officer(town), application=case.reference, seen=1, reason=" ", articles=["第九十条"]
        )

    assert [fault.place for fault in told.value.faults] == ["第九十条", "不予受理的理由"]
    with pytest.raises(Faulty, match="至少选一条依据"):
        refused(town, case, ())


def test_a_refusal_asks_for_the_secret_again(town: city.City, case: Application) -> None:
    stale = officer(town).at_instant(LOOKED_AT + timedelta(minutes=11))

    with pytest.raises(NeedsConfirmation):
        first_look.refuse_to_accept(
            by=stale, application=case.reference, seen=1, reason="人员不足", articles=["第八条第2项"]
        )


def test_attack_8_a_bulk_with_foreign_and_mixed_cases_touches_only_its_own(town: city.City) -> None:
    under = city.call(town)
    ready = city.submitted(town, under)
    gaps = city.submitted(town, under, of=town.other_applicant, without_papers=("standing_papers",))
    decided = city.submitted(town, under, of=city.organisation())
    first_look.accept(by=officer(town), application=decided.reference, seen=1)
    draft = city.application(town, under, of=city.organisation())
    foreign = city.submitted(town, city.call(city.city()), of=city.organisation())
    asked = [case.reference for case in (ready, gaps, decided, draft, foreign)]

    foreseen = bulk.foresee_accepting(by=officer(town), references=[*asked, "SB-没有"])
    answers = bulk.accept_each(by=officer(town), seen=dict.fromkeys(asked, 1), key="k")

    assert [(each.reference, bool(each.why_not)) for each in foreseen] == [
        (ready.reference, False),
        *((reference, True) for reference in (*asked[1:], "SB-没有")),
    ]
    assert [bool(each.applicant) for each in foreseen] == [True, True, True, False, False, False]
    assert [each.why_not for each in answers] == ["", *(each.why_not for each in foreseen[1:5])]
    assert answers[0].paper == "渝知运受理〔2026〕2号"
    turned_away = Event.objects.filter(chain="security", action="application.accept").values_list(
        "subject", "refused"
    )
    assert sorted(turned_away) == sorted(
        [*[(case.reference, "NotFound") for case in (draft, foreign)] * 2, ("SB-没有", "NotFound")]
    )
    assert FirstLook.objects.count() == 2


def test_a_preview_changes_nothing(town: city.City, case: Application) -> None:
    bulk.foresee_accepting(by=officer(town), references=[case.reference])

    assert not FirstLook.objects.exists()
    assert not IssuedPaper.objects.exists()
    assert not Event.objects.exists()


def test_attack_23_a_bulk_sent_twice_answers_each_the_same(town: city.City, case: Application) -> None:
    first, second = (
        bulk.accept_each(by=officer(town), seen={case.reference: 1}, key="form-2") for _ in range(2)
    )

    assert first == second
    assert FirstLook.objects.count() == 1


def test_a_bulk_of_none_and_of_too_many_are_refused(town: city.City) -> None:
    with pytest.raises(Faulty, match="先在列表里勾选"):
        bulk.foresee_accepting(by=officer(town), references=[])
    with pytest.raises(Faulty, match="最多100件"):
        bulk.foresee_accepting(by=officer(town), references=[f"SB-{n}" for n in range(101)])


@pytest.mark.parametrize("role", [Role.ROUND_MANAGER, Role.AUDITOR, Role.DISTRICT_OFFICER])
def test_who_only_reads_foresees_refusals_only(town: city.City, case: Application, role: Role) -> None:
    [told] = bulk.foresee_accepting(by=town.by(role, at=LOOKED_AT), references=[case.reference])

    assert "不能受理申报" in told.why_not
    assert told.applicant == ""


def test_attack_21_an_officer_who_ever_acted_for_the_applicant_stands_aside(
    town: city.City, case: Application
) -> None:
    held = officer(town)
    mandate = city.seat(
        Role.PREPARER, case.organisation, city.Person.objects.get(pk=held.person_id)
    ).mandate_id
    city.Mandate.objects.filter(pk=mandate).update(ended_at=city.NOON)

    with pytest.raises(ConflictOfInterest, match="演示甲子"):
        first_look.accept(by=held, application=case.reference, seen=1)

    assert Event.objects.get(chain="security").refused == "ConflictOfInterest"
    assert not sight.applications(by=held).exists()


def test_attack_21_an_officer_employed_by_the_applicant_as_an_expert_stands_aside(
    town: city.City, case: Application
) -> None:
    held = officer(town)
    ExpertProfile.objects.create(
        person_id=held.person_id,
        employer=case.organisation.name,
        employer_code=case.organisation.credit_code,
        fields="演示",
        updated_at=city.NOON,
    )

    with pytest.raises(ConflictOfInterest):
        first_look.accept(by=held, application=case.reference, seen=1)


def test_an_expert_without_an_employers_code_is_tied_to_nobody(town: city.City, case: Application) -> None:
    held = officer(town)
    ExpertProfile.objects.create(
        person_id=held.person_id, employer="演示大学", employer_code="", fields="演示", updated_at=city.NOON
    )

    assert sight.application(by=held, reference=case.reference) == case


def test_a_construction_case_is_accepted_by_its_own_article(town: city.City) -> None:
    case = city.submitted(town, city.call(town, law.Benefit.MUNICIPAL_CENTRE))

    first_look.accept(by=officer(town), application=case.reference, seen=1)

    assert FirstLook.objects.get().cites == ["第九条第1项"]


def test_the_database_itself_holds_one_return_and_one_answer(town: city.City, case: Application) -> None:
    submission = case.submissions.get()
    officer_id = town.seats[Role.CASE_OFFICER].person_id
    about = {"application": case, "submission": submission, "at": LOOKED_AT, "by_id": officer_id}
    CorrectionNotice.objects.create(**about, workdays=5, due_on=date(2026, 7, 8))
    FirstLook.objects.create(**about, accepted=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        CorrectionNotice.objects.create(**about, workdays=5, due_on=date(2026, 7, 9))
    with pytest.raises(IntegrityError), transaction.atomic():
        FirstLook.objects.create(**about, accepted=False, reason="又不受理")


def test_a_refusal_does_not_stand_on_articles_the_law_said_nothing_about(
    town: city.City, case: Application
) -> None:
    with pytest.raises(Faulty, match="核对结果里没有这一条"):
        refused(town, case, ("第八条第2项", "第六条第1项"))

    assert not FirstLook.objects.exists()


def test_the_law_is_heard_as_of_the_first_day_a_corrected_application_was_made(
    town: city.City, case: Application
) -> None:
    returned(town, case)
    resubmitted(town, case)
    handed_in = case.steps.get(kind=StepKind.SUBMITTED)

    made_at = examination.applied_at(steps=case.steps.order_by("id"))

    assert made_at == handed_in.at


def test_a_refusals_notice_lists_what_is_open_under_the_chosen_articles_and_nothing_else(
    town: city.City,
) -> None:
    case = city.submitted(town, city.call(town), facts={"on_dishonest_list": True, "typical_cases": None})

    refused(town, case, ("第八条第6项", "第八条第2项"))

    assert IssuedPaper.objects.get().content["grounds"] == [
        {"text": "人员不足。", "citation": "第八条第2项、第八条第6项"},
        {"text": "未见运营业务的典型案例。", "citation": "第八条第6项"},
    ]
