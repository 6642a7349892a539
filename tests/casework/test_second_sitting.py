"""A meeting sits again on what it decided: after an upheld objection, or because the bureau found a mistake itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.casework import city, meeting_room, noticed, onward
from zhiyun import law
from zhiyun.casework import deciding, ledger, papers
from zhiyun.casework.actions import meeting_minutes, meeting_revisions, meeting_sessions, meetings, notices
from zhiyun.casework.actions.meetings import AgendaChanged, OnAnAgenda
from zhiyun.casework.deciding import replaying
from zhiyun.casework.meetings import agendas, hearing, revisions
from zhiyun.casework.queries import meeting_revisions as to_sit_on
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import (
    AgendaItem,
    Application,
    Decision,
    IssuedPaper,
    Meeting,
    Publication,
    Resolution,
    StepKind,
)

pytestmark = pytest.mark.django_db

FRIDAY = noticed.at(date(2026, 9, 25))
BECAUSE = "演示：公示期间的异议成立"


@pytest.fixture
def town() -> city.City:
    return city.city()


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold every meeting of a test after the list was published."""
    monkeypatch.setattr(meeting_room, "AT", FRIDAY + timedelta(days=3))


def centres(town: city.City, *amounts: int) -> tuple[Publication, list[Application]]:
    """Decide and publish centres' funding, in fen."""
    under = city.call(town, law.Benefit.INDUSTRY_CENTRE)
    cases = []
    for _each in amounts:
        case = onward.accepted(town, under, of=city.organisation())
        onward.judged(town, case)
        onward.reviewed(town, case, 0)
        cases.append(case)
    onward.funded(town, under)
    secretary = town.by(Role.MEETING_SECRETARY, at=onward.AFTER)
    said = {
        case.pk: deciding.Concluded(supported_fen=fen, because="演示：当时的理由")
        for case, fen in zip(cases, amounts, strict=True)
    }
    computed = deciding.compute(call=under, by=secretary, concluded=said)
    item = onward.meeting(town, under, cases)
    return noticed.published(town, deciding.freeze(computed=computed, item=item, by=secretary)), cases


def again(
    town: city.City, meeting: Meeting, resolution: Resolution, *, because: str = BECAUSE, seen: str = ""
) -> str:
    return meeting_revisions.bring_revision(
        by=meeting_room.by(town, Role.CASE_OFFICER),
        meeting=meeting.reference,
        resolution=resolution.reference,
        because=because,
        seen=seen or meeting_room.mark(meeting),
    )


def upheld(town: city.City, publication: Publication, about: Application, fen: int | None) -> None:
    made = noticed.objected(publication, FRIDAY, about=about)
    handler = noticed.outsider(town, Role.ROUND_MANAGER, FRIDAY)
    noticed.upheld(handler, made, verified_fen=fen)


def sat(town: city.City, publication: Publication) -> Meeting:
    """Put a published list before a meeting again and open it."""
    meeting = meeting_room.convened(town)
    again(town, meeting, publication.resolution)
    meeting_room.opened(town, meeting)
    return meeting


def test_a_centres_amount_is_decided_again_by_the_meeting_and_its_list_published_anew(
    town: city.City, room: None
) -> None:
    publication, [first, second] = centres(town, 200_000_000, 100_000_000)
    upheld(town, publication, first, 150_000_000)
    manager = town.by(Role.ROUND_MANAGER, at=FRIDAY + timedelta(days=3))
    with pytest.raises(notices.AmountIsTheMeetings):
        noticed.revised(manager, publication)

    meeting = sat(town, publication)
    agenda = agendas.agenda(meeting=meeting)
    known = agendas.bases_of(agenda=agenda)
    assert [(known[case.pk].supports, known[case.pk].fen) for case in (first, second)] == [
        (True, 150_000_000),
        (True, 100_000_000),
    ], "what upheld objections ask for, and what was decided"
    meeting_room.concluded(
        town, meeting, second.reference, supported_fen=180_000_000, because="演示：会议增加"
    )
    meeting_room.rest(town, meeting, publication.resolution.call)
    meeting_room.closed(town, meeting)
    [resolution] = meeting_room.approved(town, meeting)

    assert (resolution.supersedes, resolution.because) == (publication.resolution, BECAUSE)
    minutes = papers.of(issued=IssuedPaper.objects.filter(kind="minutes").latest("pk"))
    printed = str(papers.laid_out(document=minutes, site="https://zhiyun.example.cn", is_demo=True))
    assert f"('复议', '代替{publication.resolution.reference}；{BECAUSE}')" in printed
    decided = dict(resolution.decisions.values_list("application__reference", "amount_fen"))
    assert decided == {first.reference: 150_000_000, second.reference: 180_000_000}
    assert replaying.replay(resolution=resolution).is_identical
    first.refresh_from_db()
    assert first.last_step == StepKind.PUBLISHED, "nobody is told before the new list is published"
    left = ledger.available(issuer=town.bureau, benefit=law.Benefit.INDUSTRY_CENTRE, year=2026)
    assert left == Money(170_000_000), "the old reserve was let go"
    with pytest.raises(notices.DecidedAnew):
        notices.confirm(
            by=town.by(Role.ROUND_MANAGER, at=noticed.at(date(2026, 10, 11))),
            publication=publication.reference,
            calendar=noticed.CALENDAR,
        )
    tuesday = noticed.at(date(2026, 9, 29))
    reference = notices.publish(
        by=noticed.outsider(town, Role.ROUND_MANAGER, tuesday),
        resolution=resolution.reference,
        words=noticed.CONTACTS,
        calendar=noticed.CALENDAR,
    )
    newer = Publication.objects.get(reference=reference)
    assert (newer.supersedes, newer.because) == (publication, BECAUSE)
    assert newer.last_on > publication.last_on, "days counted anew"


def test_a_subsidys_second_sitting_shares_the_pot_again_by_the_corrected_amounts(
    town: city.City, room: None
) -> None:
    resolution, cases = noticed.decided(town, "37500000 12345678.90")
    publication = noticed.published(town, resolution)
    upheld(town, publication, cases[1], 2_000_000_000)

    meeting = sat(town, publication)
    meeting_room.rest(town, meeting, resolution.call)
    meeting_room.closed(town, meeting)
    [newer] = meeting_room.approved(town, meeting)

    amounts = newer.decisions.order_by("-amount_fen").values_list("amount_fen", flat=True)
    assert list(amounts) == [75_000_000, 40_000_000]


def test_who_an_upheld_objection_removes_is_proposed_for_refusal_with_its_ground(
    town: city.City, room: None
) -> None:
    publication, [case] = centres(town, 200_000_000)
    upheld(town, publication, case, None)

    meeting = sat(town, publication)
    agenda = agendas.agenda(meeting=meeting)
    [heard] = hearing.all_heard(agenda=agenda, item=agenda.items[0], year=2026).values()
    assert heard.proposal[0] is False
    with pytest.raises(Faulty, match="请写明理由"):
        meeting_room.concluded(town, meeting, case.reference, supported_fen=200_000_000)
    meeting_room.rest(town, meeting, publication.resolution.call)
    meeting_room.closed(town, meeting)
    [resolution] = meeting_room.approved(town, meeting)

    decision = resolution.decisions.get()
    assert (decision.supported, decision.amount_fen) == (False, 0)
    assert "异议" in decision.reason


def test_the_bureaus_own_finding_is_sat_on_without_any_objection_and_caps_hold(
    town: city.City, room: None
) -> None:
    publication, [case] = centres(town, 200_000_000)

    meeting = sat(town, publication)
    with pytest.raises(deciding.AboveTheCaps):
        meeting_room.concluded(town, meeting, case.reference, supported_fen=300_000_001, because="演示：超过")
    meeting_room.concluded(town, meeting, case.reference, supports=False, because="演示：本局发现材料不实")
    meeting_room.closed(town, meeting)
    [resolution] = meeting_room.approved(town, meeting)

    assert not resolution.decisions.get().supported
    assert Decision.objects.filter(application=case).count() == 2, "the old decision is kept"


def test_what_cannot_be_sat_on_again_is_refused(town: city.City, room: None) -> None:
    publication, [case] = centres(town, 200_000_000)
    meeting = meeting_room.convened(town)
    for because in (" ", "演示" * 300, "演示，电话13812345678"):
        with pytest.raises(Faulty, match="复议的理由"):
            again(town, meeting, publication.resolution, because=because)
    with pytest.raises(AgendaChanged):
        again(town, meeting, publication.resolution, seen="9-9-9-9")
    elsewhere = city.city()
    foreign, _cases = centres(elsewhere, 100_000_000)
    with pytest.raises(NotFound):
        again(town, meeting, foreign.resolution)

    made = noticed.objected(publication, FRIDAY, about=case)
    with pytest.raises(revisions.ObjectionsOpen):
        again(town, meeting, publication.resolution)
    handler = noticed.outsider(town, Role.ROUND_MANAGER, FRIDAY)
    noticed.upheld(handler, made, verified_fen=100_000_000)
    officer = meeting_room.by(town, Role.CASE_OFFICER)
    assert [(each.reference, each.has_upheld) for each in to_sit_on.to_revise(by=officer)] == [
        (publication.resolution.reference, True)
    ]
    again(town, meeting, publication.resolution)
    assert to_sit_on.to_revise(by=officer) == ()
    other = meeting_room.convened(town)
    with pytest.raises(OnAnAgenda):
        again(town, other, publication.resolution)

    meeting_room.opened(town, meeting)
    meeting_room.rest(town, meeting, publication.resolution.call)
    meeting_room.closed(town, meeting)
    with pytest.raises(revisions.UpheldIt):
        meeting_minutes.approve(
            by=city.confirmed(handler.at_instant(meeting_room.AT)),
            meeting=meeting.reference,
            seen=1,
            computed=meeting_room.figures(town, meeting),
        )
    meeting_room.approved(town, meeting)
    with pytest.raises(revisions.DecidedSince):
        again(town, other, publication.resolution)


def test_a_confirmed_list_is_not_sat_on_again_and_one_taken_off_may_be_brought_again(
    town: city.City, room: None
) -> None:
    publication, _cases = centres(town, 200_000_000)
    meeting = meeting_room.convened(town)
    again(town, meeting, publication.resolution)
    meetings.take_off(
        by=meeting_room.by(town, Role.CASE_OFFICER),
        meeting=meeting.reference,
        call=publication.resolution.call.reference,
        seen=meeting_room.mark(meeting),
    )
    assert not AgendaItem.objects.filter(meeting=meeting).exists()
    notices.confirm(
        by=town.by(Role.ROUND_MANAGER, at=noticed.at(date(2026, 10, 11))),
        publication=publication.reference,
        calendar=noticed.CALENDAR,
    )

    with pytest.raises(revisions.ListConfirmed):
        again(town, meeting, publication.resolution)
    with pytest.raises(meeting_sessions.EmptyAgenda):
        meeting_room.opened(town, meeting)
