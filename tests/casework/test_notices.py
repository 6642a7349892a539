"""A list in notice: when it may be published, for how long it runs, what it says, when it is confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.casework import city, noticed, onward
from zhiyun import law
from zhiyun.casework import deciding, ledger
from zhiyun.casework.actions import notices as actions
from zhiyun.casework.actions import objections
from zhiyun.casework.canonical import canonical, sm3_hex
from zhiyun.casework.publicity.handling import Answered
from zhiyun.casework.publicity.words import NoticeWords
from zhiyun.casework.queries import bureau_notices, notices
from zhiyun.casework.refusals import NeedsConfirmation, NotFound, WrongStage
from zhiyun.casework.roles import Role
from zhiyun.kernel.money import yuan
from zhiyun.kernel.refusal import Faulty
from zhiyun.kernel.workdays import Arrangement, Calendar, NoHolidayNotice
from zhiyun.records.models import (
    AgendaItem,
    Application,
    IssuedPaper,
    Meeting,
    Message,
    Publication,
    StepKind,
    Transfer,
    TransferKind,
)

pytestmark = pytest.mark.django_db

THREE = "150000000 100000000 50000000"


@pytest.fixture
def town() -> city.City:
    return city.city()


@pytest.mark.parametrize(
    ("on", "last_on"),
    [
        (date(2026, 9, 18), date(2026, 9, 24)),
        (date(2026, 9, 24), date(2026, 10, 9)),
        (date(2026, 9, 28), date(2026, 10, 10)),
        (date(2026, 2, 12), date(2026, 2, 26)),
        (date(2026, 4, 30), date(2026, 5, 11)),
        (date(2025, 9, 29), date(2025, 10, 13)),
        (date(2025, 1, 24), date(2025, 2, 7)),
        (date(2026, 11, 23), date(2026, 11, 30)),
    ],
)
def test_a_notice_runs_five_working_days_after_the_day_of_publication(
    town: city.City, on: date, last_on: date
) -> None:
    resolution, _cases = noticed.decided(town, "37500000")

    publication = noticed.published(town, resolution, on=on)

    assert publication.last_on == last_on
    assert publication.workdays == 5
    assert publication.counted_by


def test_scenario_17_a_notice_over_the_national_days_is_confirmed_on_the_working_saturday(
    town: city.City,
) -> None:
    resolution, [case] = noticed.decided(town, "37500000")
    publication = noticed.published(town, resolution, on=date(2026, 9, 24))
    manager = noticed.by(town, Role.ROUND_MANAGER, noticed.at(date(2026, 10, 9), "23:59:59"))

    with pytest.raises(WrongStage):
        actions.confirm(by=manager, publication=publication.reference, calendar=noticed.CALENDAR)
    manager = noticed.by(town, Role.ROUND_MANAGER, noticed.at(date(2026, 10, 10), "00:10:00"))
    actions.confirm(by=manager, publication=publication.reference, calendar=noticed.CALENDAR)

    case.refresh_from_db()
    assert case.last_step == StepKind.CONFIRMED
    assert publication.confirmation.day == date(2026, 10, 10)
    [committed] = Transfer.objects.filter(kind=TransferKind.COMMIT)
    assert committed.amount_fen == 75_000_000


def test_an_objection_of_the_last_second_finds_no_confirmation_before_it(town: city.City) -> None:
    resolution, _cases = noticed.decided(town, "37500000")
    publication = noticed.published(town, resolution, on=date(2026, 9, 24))
    early, last = noticed.at(date(2026, 10, 10), "00:09:59"), noticed.at(date(2026, 10, 9), "23:59:59")

    with pytest.raises(actions.StillArriving, match="00:10以后"):
        actions.confirm(
            by=noticed.by(town, Role.ROUND_MANAGER, early),
            publication=publication.reference,
            calendar=noticed.CALENDAR,
        )
    noticed.objected(publication, last)

    with pytest.raises(actions.StillOpen):
        actions.confirm(
            by=noticed.by(town, Role.ROUND_MANAGER, noticed.at(date(2026, 10, 10), "00:10:00")),
            publication=publication.reference,
            calendar=noticed.CALENDAR,
        )


def test_a_list_says_who_gets_what_by_which_article_and_seals_every_word(town: city.City) -> None:
    resolution, cases = noticed.decided(town, THREE, declined=2)

    publication = noticed.published(town, resolution)

    told = publication.content
    assert sm3_hex(text=canonical(value=told)) == publication.sm3
    amounts = {line["credit_code"]: line["amount_fen"] for line in told["lines"]}
    codes = [case.organisation.credit_code for case in cases]
    assert amounts == dict(zip(codes, [250_000_000, 166_666_600, 83_333_300], strict=True))
    assert told["basis"] == ["第十条第3项", "第十条第4项", "第十二条", "第十三条"]
    assert told["scaled"] is True
    assert {"A7", "A8", "A9", "A26"} <= {each["id"] for each in told["readings"]}
    assert told["last_on"] == "2026-10-09"
    paper = IssuedPaper.objects.get(kind="public_list")
    assert (paper.content_sm3, paper.number) == (publication.sm3, "渝知运公示〔2026〕1号")


def test_declined_applicants_stand_nowhere_in_a_list_and_each_gets_a_letter(town: city.City) -> None:
    resolution, cases = noticed.decided(town, THREE, declined=2)

    publication = noticed.published(town, resolution)

    declined = Application.objects.filter(last_step=StepKind.DECLINED)
    assert declined.count() == 2
    for case in declined:
        assert case.organisation.name not in canonical(value=publication.content)
        assert case.organisation.credit_code not in canonical(value=publication.content)
    assert IssuedPaper.objects.filter(kind="refusal").count() == 2
    assert IssuedPaper.objects.filter(kind="approval").count() == len(cases)
    assert Application.objects.filter(last_step=StepKind.PUBLISHED).count() == 3


def test_applicants_are_told_when_the_list_is_public(town: city.City) -> None:
    under = city.call(town)
    case = onward.accepted(town, under)
    onward.judged(town, case)
    onward.reviewed(town, case, 3_750_000_000)
    resolution, _cases = noticed.decided(town, "37500000", under=under)

    publication = noticed.published(town, resolution)

    told = Message.objects.filter(organisation=town.applicant).latest("id")
    assert (told.subject, told.link) == (
        f"列入公示名单：{case.reference}",
        f"/notices/{publication.reference}/",
    )


def test_who_drew_up_the_resolution_does_not_publish_it(town: city.City) -> None:
    resolution, _cases = noticed.decided(town, "37500000")
    secretary = noticed.by(town, Role.MEETING_SECRETARY, noticed.at(noticed.PUBLISHED_ON))

    with pytest.raises(actions.WroteIt):
        actions.publish(
            by=secretary,
            resolution=resolution.reference,
            words=noticed.CONTACTS,
            calendar=noticed.CALENDAR,
        )


def test_a_list_waits_for_its_minutes(town: city.City) -> None:
    under = city.call(town)
    item = onward.meeting(town, under, [])
    sitting = Meeting.objects.create(
        reference="HY-9999",
        issuer=town.bureau,
        title="演示会议",
        held_at=onward.AFTER,
        place="演示会议室",
        quorum=1,
        convened_by_id=item.meeting.convened_by_id,
        convened_at=onward.AFTER,
    )
    resolution, _cases = noticed.decided(
        town, "37500000", item=AgendaItem.objects.create(meeting=sitting, position=1, call=under)
    )

    with pytest.raises(WrongStage):
        noticed.published(town, resolution)


def test_publishing_asks_for_the_secret_again(town: city.City) -> None:
    resolution, _cases = noticed.decided(town, "37500000")
    manager = replace(
        noticed.by(town, Role.ROUND_MANAGER, noticed.at(noticed.PUBLISHED_ON)), confirmed_at=None
    )

    with pytest.raises(NeedsConfirmation):
        actions.publish(
            by=manager, resolution=resolution.reference, words=noticed.CONTACTS, calendar=noticed.CALENDAR
        )


def test_every_fault_of_the_publishers_words_is_told_at_once(town: city.City) -> None:
    resolution, _cases = noticed.decided(town, "37500000")
    manager = noticed.by(town, Role.ROUND_MANAGER, noticed.at(noticed.PUBLISHED_ON))

    with pytest.raises(Faulty) as refused:
        actions.publish(
            by=manager,
            resolution=resolution.reference,
            words=NoticeWords("演示处 13800000000", "", 31),
            calendar=noticed.CALENDAR,
        )

    places = [str(fault.place) for fault in refused.value.faults]
    assert places == ["业务联系方式", "监督联系方式", "异议办理期限"]


def test_the_place_of_supervision_is_another_than_the_business_office(town: city.City) -> None:
    same = NoticeWords("演示处，023-0000001", "演示处， 023-0000001")

    assert [str(fault.place) for fault in same.faults()] == ["监督联系方式"]


def test_attack_29_a_year_without_a_calendar_is_refused_even_for_the_last_objection(town: city.City) -> None:
    """Attack 29: neither the notice nor the answer to an objection of its last day is counted in an unknown year."""
    resolution, _cases = noticed.decided(town, "37500000")

    with pytest.raises(NoHolidayNotice):
        noticed.published(town, resolution, on=date(2026, 12, 28))
    with pytest.raises(NoHolidayNotice):
        noticed.published(town, resolution, on=date(2026, 12, 23))

    assert not Publication.objects.exists()


def test_attack_19_a_list_is_nowhere_before_the_instant_it_is_published(town: city.City) -> None:
    """Attack 19: not by its address to come, not in a list, a feed, a count, a paper's code or the desk of outsiders."""
    resolution, _cases = noticed.decided(town, THREE, declined=1)
    instant = noticed.at(noticed.PUBLISHED_ON, "17:59:59")
    before = instant - timedelta(microseconds=1)

    assert notices.published(at=before).total == 0
    assert notices.newest(at=before, most=10) == ()
    assert not IssuedPaper.objects.filter(kind__in=["public_list", "approval", "refusal"]).exists()
    with pytest.raises(NotFound):
        notices.notice(at=before, reference="GS-2026-1")
    publication = noticed.published(town, resolution, clock="17:59:59")

    assert publication.published_at == instant
    assert notices.published(at=before).total == 0
    assert notices.newest(at=before, most=10) == ()
    with pytest.raises(NotFound):
        notices.notice(at=before, reference=publication.reference)
    assert notices.notice(at=instant, reference=publication.reference).reference == publication.reference


def test_attack_53_no_person_account_or_telephone_stands_in_a_list(town: city.City) -> None:
    """Attack 53: names of units and their codes, and nothing of persons."""
    resolution, cases = noticed.decided(town, THREE)

    publication = noticed.published(town, resolution)

    words = canonical(value=publication.content)
    person = town.seats[Role.LEGAL_REPRESENTATIVE].name
    assert person not in words
    assert not {"contact_phone", "000-0000", "demo@example.cn", "演示联系人"} & set(words.split('"'))
    assert all(case.reference not in words for case in cases), (
        "a case's own reference is nobody else's business"
    )


def moved() -> Calendar:
    """Give a calendar in which a holiday was announced after the notice began."""
    return Calendar([Arrangement(2026, frozenset({date(2026, 11, 26)}), frozenset(), ("演示放假安排",))])


def test_a_holiday_announced_after_the_start_moves_the_last_day_and_the_list_is_published_again(
    town: city.City,
) -> None:
    """Attack 29: the days are counted from the first day again, the list runs on, the old one stays linked."""
    resolution, _cases = noticed.decided(town, "37500000")
    first = noticed.published(town, resolution, on=date(2026, 11, 23))
    assert first.last_on == date(2026, 11, 30)
    later = moved()
    ended = noticed.by(town, Role.ROUND_MANAGER, noticed.at(date(2026, 12, 1)))

    with pytest.raises(actions.MustRecount):
        actions.confirm(by=ended, publication=first.reference, calendar=later)
    secretary = noticed.by(town, Role.MEETING_SECRETARY, noticed.at(date(2026, 11, 25)))
    with pytest.raises(actions.NothingToRecount):
        actions.recount(by=secretary, publication=first.reference, because="演示", calendar=noticed.CALENDAR)
    again = actions.recount(
        by=secretary, publication=first.reference, because="演示：新的放假安排", calendar=later
    )

    newer = Publication.objects.get(reference=again)
    assert (newer.last_on, newer.supersedes, newer.resolution) == (date(2026, 12, 1), first, resolution)
    assert newer.content["published_on"] == "2026-11-23"
    page = notices.notice(at=secretary.at, reference=first.reference)
    assert (page.newer, [each.reference for each in page.versions]) == (
        newer.reference,
        [newer.reference, first.reference],
    )
    with pytest.raises(WrongStage):
        actions.confirm(by=ended, publication=newer.reference, calendar=later)


def test_a_list_the_meeting_decided_anew_is_replaced_by_publishing_the_new_one(town: city.City) -> None:
    resolution, cases = noticed.decided(town, "37500000 12345678.90")
    publication = noticed.published(town, resolution)
    open_one = noticed.objected(publication, noticed.at(date(2026, 9, 25)), about=cases[0])
    secretary = town.by(Role.MEETING_SECRETARY, at=noticed.at(date(2026, 9, 28)))
    again = deciding.freeze(
        computed=deciding.revise(
            resolution=resolution,
            verified={},
            removed={cases[1].reference},
            because={cases[1].reference: "演示：会议重新审议"},
        ),
        item=resolution.item,
        supersedes=resolution,
        because="演示：会议重新审议",
        by=secretary,
    )
    manager = noticed.by(town, Role.ROUND_MANAGER, noticed.at(date(2026, 10, 10)))

    with pytest.raises(actions.DecidedAnew):
        actions.confirm(by=manager, publication=publication.reference, calendar=noticed.CALENDAR)
    with pytest.raises(actions.StillOpen):
        noticed.published(town, again, on=date(2026, 9, 28))
    objections.answer(
        by=noticed.outsider(town, Role.CASE_OFFICER, noticed.at(date(2026, 9, 28))),
        objection=open_one.reference,
        answered=Answered("dismissed", "演示：异议不成立。"),
    )
    newer = noticed.published(town, again, on=date(2026, 9, 28), clock="16:00:00")

    assert (newer.supersedes, newer.because) == (publication, "演示：会议重新审议")
    assert [line["amount_fen"] for line in newer.content["lines"]] == [75_000_000]


def test_nobody_of_another_bureau_acts_on_a_notice(town: city.City) -> None:
    resolution, _cases = noticed.decided(town, "37500000")
    publication = noticed.published(town, resolution)
    elsewhere = city.city()
    stranger = noticed.by(elsewhere, Role.ROUND_MANAGER, noticed.at(date(2026, 10, 10)))

    with pytest.raises(NotFound):
        actions.confirm(by=stranger, publication=publication.reference, calendar=noticed.CALENDAR)
    with pytest.raises(NotFound):
        bureau_notices.own_notice(by=stranger, reference=publication.reference, calendar=noticed.CALENDAR)


def test_a_desk_tells_what_waits(town: city.City) -> None:
    resolution, _cases = noticed.decided(town, "37500000")
    manager = noticed.by(town, Role.ROUND_MANAGER, noticed.at(noticed.PUBLISHED_ON))
    secretary = noticed.by(town, Role.MEETING_SECRETARY, noticed.at(noticed.PUBLISHED_ON))

    assert [task.address[0] for task in bureau_notices.tasks(by=manager)] == ["bureau-publish"]
    assert list(bureau_notices.tasks(by=secretary)) == []
    publication = noticed.published(town, resolution)
    assert list(bureau_notices.tasks(by=manager)) == []
    ended = manager.at_instant(noticed.at(date(2026, 10, 10)))
    assert [task.address for task in bureau_notices.tasks(by=ended)] == [
        ("bureau-notice", publication.reference)
    ]


def test_the_pot_stands_as_it_was_decided(town: city.City) -> None:
    resolution, _cases = noticed.decided(town, THREE)
    noticed.published(town, resolution)

    left = ledger.available(issuer=town.bureau, benefit=law.Benefit.PERFORMANCE_SUBSIDY, year=2026)

    assert left == yuan(1)
