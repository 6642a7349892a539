"""What comes next on a round's way to its list, as moves: accepting, verifying, reviewing, the meeting, publishing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from tests.casework import city, noticed, panels, verification
from tests.casework.machine.world import CALENDAR, Move, World
from zhiyun import law
from zhiyun.casework.actions import (
    bureau_judgements,
    deal_verdicts,
    first_look,
    meeting_minutes,
    meeting_sessions,
    meetings,
    notices,
    review_conflicts,
    review_opinions,
    review_panels,
    review_set_up,
    review_sheets,
    verification_closing,
)
from zhiyun.casework.actions.meetings import Seat
from zhiyun.casework.actor import Actor
from zhiyun.casework.meetings import MeetingStage, agendas, computing, of_meeting
from zhiyun.casework.reviewing import opinions, schemes
from zhiyun.casework.roles import Role
from zhiyun.casework.verifying_deals import bulk, closing
from zhiyun.casework.verifying_deals.standings import TO_DECIDE
from zhiyun.kernel.money import Money
from zhiyun.records.models import (
    Application,
    Assignment,
    Call,
    ConflictDeclaration,
    Meeting,
    MeetingMember,
    PanelOpinion,
    ScoreSheet,
    SheetDraft,
    StepKind,
)

Doing = Callable[[Move], object]


def accept(world: World, case: Application) -> Move:
    """Accept what was submitted, with a note where the law found gaps."""
    submission = case.submissions.latest("number")
    note = "演示：缺项待核实。" if submission.not_met or submission.missing else ""
    officer = world.by(Role.CASE_OFFICER)
    return world.move(
        first_look.accept, officer, application=case.reference, seen=submission.number, note=note
    )


def verify(world: World, case: Application, verdict: str, do: Doing) -> None:
    """Take a ledger to its end: every deal decided and checked by a second person, every question judged, closed."""
    officer, checker = world.by(Role.CASE_OFFICER), world.by(Role.ROUND_MANAGER)
    named = {"application": case.reference}
    for standing in (each for each in verification.ledger(case).standings if each.stage in TO_DECIDE):
        amount = Money(standing.line.ceiling_fen - 100_00) if verdict == "reduced" else None
        comes_to = verdict if standing.law_fen else "rejected"
        reason = "演示：回单不符" if standing.law_fen else law.because(standing.line.ruling)
        do(
            world.move(
                deal_verdicts.decide,
                officer,
                **named,
                deal=standing.number,
                seen=standing.written.id if standing.written else 0,
                verdict=comes_to,
                amount=amount,
                reason="" if comes_to == "counted" else reason,
                cites="第十二条",
            )
        )
    seen = bulk.digest(chosen=bulk.to_check(standings=verification.ledger(case).standings, by=checker))
    do(world.move(deal_verdicts.check_all, checker, **named, seen=seen))
    for question in verification.questions(case):
        judged = {"question": question, "met": True, "opinion": "演示：看过材料"}
        do(world.move(bureau_judgements.judge, officer, **named, **judged))
    _lines, _counted, sm3 = closing.sealed(opened=verification.ledger(case))
    do(world.move(verification_closing.propose, officer, **named, seen=sm3))
    do(world.move(verification_closing.close, checker, **named, seen=sm3))


def set_up_review(world: World, do: Doing) -> None:
    """Set the scheme and the phases of the centres' review, and draw three of the five experts."""
    manager, under = world.by(Role.ROUND_MANAGER), world.centres.reference
    do(world.move(review_set_up.set_scheme, manager, call=under, criteria=schemes.STARTING_POINT))
    phase = review_set_up.Phase(
        "演示评分", world.at, world.at + timedelta(days=300), blind=False, scoring=True, scores_open=False
    )
    do(world.move(review_set_up.set_phases, manager, call=under, phases=[phase]))
    drawn = {"name": "演示专家组", "size": 3, "fields": (), "seed": panels.SEED}
    do(world.move(review_panels.draw, manager, call=under, **drawn))


def seated(world: World, case: Application) -> list[Actor]:
    """Give the experts who judge a case now, the chair first."""
    rows = Assignment.objects.filter(application=case, ended_at=None).select_related("expert", "panel")
    chairs = {seat.expert_id for each in rows for seat in each.panel.seats.filter(left_at=None, chairs=True)}
    found = sorted(rows, key=lambda row: (row.expert_id not in chairs, row.pk))
    return [
        city.confirmed(city.actor(row.expert.mandates.get(role=Role.EXPERT), at=world.at)) for row in found
    ]


def review(world: World, case: Application, proposed_fen: int, do: Doing) -> None:
    """Let whoever judges a case declare, score and sign what they have not, then agree and close."""
    named = {"assignment": case.reference}
    members = seated(world, case)
    if not members:
        return
    for by in members:
        if not ConflictDeclaration.objects.filter(application=case, person_id=by.person_id).exists():
            do(world.move(review_conflicts.declare, by, **named, conflicted=False))
        if not ScoreSheet.objects.filter(application=case, expert_id=by.person_id).exists():
            draft = SheetDraft.objects.filter(application=case, expert_id=by.person_id).first()
            typed, edition = panels.typed(case), draft.edition if draft else 0
            do(world.move(review_sheets.save, by, **named, typed=typed, edition=edition))
            do(world.move(review_sheets.sign, by, **named, edition=edition + 1))
    chair, *others = members
    asked = len(opinions.questions_of(application=panels.reread(case)))
    said = review_opinions.Opinion(
        supports=True,
        proposed_fen=proposed_fen,
        words="演示专家组意见。",
        answers=(review_opinions.Answer(True, ""),) * asked,
    )
    do(world.move(review_opinions.write, chair, **named, opinion=said))
    written = PanelOpinion.objects.filter(application=case).order_by("number").last()
    number = written.number if written is not None else 0
    for by in others:
        do(world.move(review_opinions.sign, by, **named, number=number, agrees=True))
    do(world.move(review_opinions.close, world.by(Role.ROUND_MANAGER), application=case.reference))


def convene(world: World, under: Call, do: Doing) -> None:
    """Convene a meeting on a call, bring it, and open it."""
    secretary = world.by(Role.MEETING_SECRETARY)
    seats = [Seat(f"演示局领导{number}", "演示职务", presides=number == 0) for number in range(3)]
    do(
        world.move(
            meetings.convene,
            secretary,
            organisation=world.town.bureau.pk,
            title="演示局长办公会",
            held_at=world.at,
            place="演示会议室",
            members=seats,
        )
    )
    meeting = Meeting.objects.latest("pk")
    brought = {"meeting": meeting.reference, "call": under.reference, "seen": mark(meeting)}
    do(world.move(meetings.bring, world.by(Role.CASE_OFFICER), **brought))
    there = list(MeetingMember.objects.filter(meeting=meeting).values_list("pk", flat=True))
    opened = {"meeting": meeting.reference, "present": there, "seen": mark(meeting)}
    do(world.move(meeting_sessions.open_meeting, secretary, **opened))


def conclude(world: World, under: Call, do: Doing) -> None:
    """Let the meeting follow what was proposed, close it, and write its minutes."""
    meeting, secretary = sitting(under), world.by(Role.MEETING_SECRETARY)
    assert meeting is not None
    named = {"meeting": meeting.reference}
    do(
        world.move(
            meeting_sessions.conclude_rest, secretary, **named, call=under.reference, seen=mark(meeting)
        )
    )
    do(world.move(meeting_sessions.close, secretary, **named, seen=mark(meeting)))
    do(world.move(meeting_minutes.write, secretary, **named, words="演示纪要正文。", seen=0))


def approve(world: World, under: Call) -> Move:
    """Approve the minutes, which freezes what was decided."""
    meeting, manager = sitting(under), world.by(Role.ROUND_MANAGER)
    assert meeting is not None
    found = computing.computed_items(agenda=agendas.agenda(meeting=meeting), by=manager)
    figures = computing.mark_of(computed=[each for _item, each in found])
    return world.move(meeting_minutes.approve, manager, meeting=meeting.reference, seen=1, computed=figures)


def publish(world: World, under: Call) -> Move:
    """Publish the list last decided, by who did not freeze it."""
    resolution = world.resolution(under)
    assert resolution is not None
    return world.move(
        notices.publish,
        world.by(Role.MEETING_SECRETARY),
        resolution=resolution.reference,
        words=noticed.CONTACTS,
        calendar=CALENDAR,
    )


def sitting(under: Call) -> Meeting | None:
    """Give the call's meeting."""
    return Meeting.objects.filter(items__call=under).order_by("-pk").first()


def stage_of_meeting(under: Call) -> MeetingStage | None:
    """Tell where the call's meeting stands."""
    meeting = sitting(under)
    return None if meeting is None else of_meeting(meeting=meeting)


def mark(meeting: Meeting) -> str:
    """Name the agenda as a page made now would."""
    meeting.refresh_from_db()
    return agendas.agenda(meeting=meeting).mark()


def of_step(world: World, under: Call, *steps: StepKind) -> Iterator[Application]:
    """Give a call's cases whose last step is one of these."""
    return (case for case in world.cases(under) if case.last_step in steps)
