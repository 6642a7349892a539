"""Convening the bureau's meeting (9三, 10三) and bringing whole calls before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from zhiyun import law
from zhiyun.casework import sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.deciding import NotReviewed, reviewed
from zhiyun.casework.door import Deed, action
from zhiyun.casework.given_words import in_one_line
from zhiyun.casework.meetings import MeetingStage, agendas, rules
from zhiyun.casework.meetings.basis import Basis
from zhiyun.casework.refusals import ConflictOfInterest, NotFound
from zhiyun.casework.roles import OrganisationKind, Role
from zhiyun.casework.subjects import MEETING, ORGANISATION
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import (
    AgendaCase,
    AgendaItem,
    Application,
    Call,
    Mandate,
    Meeting,
    MeetingMember,
    NumberSequence,
    Organisation,
    StepKind,
)

PROCEDURE = ("第九条第3项", "第十条第3项")
TITLE, PLACE, HELD_AT = Said("会议名称"), Said("地点"), Said("开会时间")
QUORUM, MEMBERS, CALL_FIELD = Said("法定人数"), Said("参会人员"), Said("申报通知")
MOST_MEMBERS = 40
LONGEST_NAME = 50
LONGEST_TITLE = 100


class AgendaChanged(Refusal):
    """The agenda, or what was said on it, has changed since the page was made."""

    def __init__(self) -> None:
        super().__init__(
            Said("您打开页面之后，议程、回避或者结论有过变动，没有办理。请刷新页面核对后再办理。")
        )


class OnAnAgenda(Refusal):
    """The call is before a meeting already."""

    def __init__(self, meeting: str) -> None:
        super().__init__(
            Said(
                "这一批已经列入会议%(meeting)s的议程，请在那次会议上办理，或者先从那里撤下。", meeting=meeting
            )
        )


class NothingToDecide(Refusal):
    """No application of the call waits for a decision."""

    def __init__(self) -> None:
        super().__init__(Said("这份申报通知下没有待审定的申报，请先审核完毕，或者另选一份。"))


@dataclass(frozen=True, slots=True)
class Seat:
    """One who sits in a meeting; ``email`` names the account of who has one."""

    name: str
    post: str
    email: str = ""
    presides: bool = False
    votes: bool = True


@action(
    name="meeting.convene",
    words="召集局长办公会",
    on=ORGANISATION,
    roles=[Role.MEETING_SECRETARY],
    cites=PROCEDURE,
)
def convene(
    *,
    organisation: Organisation,
    by: Actor,
    title: str,
    held_at: datetime | None,
    place: str,
    members: Iterable[Seat],
    quorum: int | None = None,
) -> Deed:
    """Convene a meeting, its quorum what the measure's reading asks for (A36) unless more is asked; gives its reference.

    Refuses another body than a city bureau, a lower quorum, and every fault of the form at once.
    """
    if organisation.kind != OrganisationKind.CITY_BUREAU:
        raise NotFound
    seats = [_tidied(each) for each in members]
    voting = sum(each.votes for each in seats)
    least, measure, reading = rules.quorum(voting=max(voting, 1), on=by.day)
    needed = quorum if quorum is not None else least
    people = _people(seats, organisation)
    faults = [*_faults(title, held_at, place), *_of_seats(seats, people), *_of_quorum(needed, least, voting)]
    if faults:
        raise Faulty(faults)
    reference = f"HY-{by.day.year}-{_next(by.day.year):04d}"
    meeting = Meeting.objects.create(
        reference=reference,
        issuer=organisation,
        title=in_one_line(text=title),
        held_at=held_at,
        place=in_one_line(text=place),
        quorum=needed,
        measure=measure.id,
        reading=rules.read(choice=reading),
        convened_by_id=by.person_id,
        convened_at=by.at,
    )
    MeetingMember.objects.bulk_create(
        MeetingMember(
            meeting=meeting,
            name=each.name,
            post=each.post,
            person_id=people.get(each.email),
            presides=each.presides,
            votes=each.votes,
        )
        for each in seats
    )
    after = {"title": meeting.title, "members": len(seats), "voting": voting, "quorum": needed}
    return Deed(reference, chain=f"meeting:{reference}", after=after, readings=(reading.reading.id,))


@action(
    name="meeting.bring",
    words="提请审定一批申报",
    on=MEETING,
    roles=[Role.CASE_OFFICER],
    stages=[MeetingStage.CONVENED],
    cites=PROCEDURE,
)
def bring(
    *, meeting: Meeting, by: Actor, call: str, seen: str, proposed: Mapping[str, int] | None = None
) -> Deed:
    """Bring every reviewed application of a call before the meeting; ``proposed`` amounts in fen for construction.

    A centre's amount is the panel's unless another is proposed. Refuses a page made from another agenda, a call not
    reviewed whole or on an agenda already, and whoever is tied to one of its applicants.
    """
    brought = agendas.agenda(meeting=meeting)
    if seen != brought.mark():
        raise AgendaChanged
    asked = _call(by, call)
    cases = _cases(asked, by)
    position = max((each.position for each in brought.items), default=0) + 1
    item = AgendaItem.objects.create(meeting=meeting, position=position, call=asked)
    bases = agendas.bases(applications=cases)
    told = dict(proposed or {}) if law.Benefit(asked.benefit).is_construction else {}
    AgendaCase.objects.bulk_create(
        AgendaCase(
            item=item,
            application=case,
            position=number,
            proposed_fen=told.get(case.reference, _proposed(bases.get(case.pk))),
        )
        for number, case in enumerate(cases, 1)
    )
    return Deed(asked.reference, after={"call": asked.reference, "cases": [case.reference for case in cases]})


@action(
    name="meeting.take_off",
    words="从议程撤下一批申报",
    on=MEETING,
    roles=[Role.CASE_OFFICER, Role.MEETING_SECRETARY],
    stages=[MeetingStage.CONVENED],
)
def take_off(*, meeting: Meeting, by: Actor, call: str, seen: str) -> Deed:
    """Take a call off the agenda before the meeting; nothing was said of it yet."""
    brought = agendas.agenda(meeting=meeting)
    if seen != brought.mark():
        raise AgendaChanged
    found = [each for each in brought.items if each.call.reference == call]
    if not found:
        raise NotFound
    AgendaCase.objects.filter(item=found[0]).delete()
    found[0].delete()
    return Deed(call, before={"call": call}, after={"by": by.name})


def _call(by: Actor, reference: str) -> Call:
    found = sight.calls(by=by).filter(reference=reference, issuer_id=by.organisation_id).first()
    if found is None or found.current is None:
        raise Faulty([Fault(CALL_FIELD, Said("没有这份已发布的申报通知，请从列表中选择"))])
    return found


def _cases(call: Call, by: Actor) -> list[Application]:
    """Give the cases of a call that is ready to be decided whole."""
    # In one order, so that nobody waits in a circle; what is on an agenda cannot change under it.
    cases = [
        case for case in reviewed(call=call) if case.last_step not in (*_DECIDED, StepKind.RETURNED, *_EARLY)
    ]
    early = [case.reference for case in reviewed(call=call) if case.last_step in (*_EARLY, StepKind.RETURNED)]
    if early:
        raise NotReviewed(early)
    if not cases:
        raise NothingToDecide
    on = AgendaItem.objects.filter(call=call, revises=None).exclude(resolutions__isnull=False)
    other = on.select_related("meeting").first()
    if other is not None:
        raise OnAnAgenda(other.meeting.reference)
    tied = set(sight.tied_organisations(by=by).values_list("pk", flat=True))
    for case in cases:
        if case.organisation_id in tied:
            raise ConflictOfInterest(case.organisation.name)
    return cases


_EARLY = (StepKind.SUBMITTED, StepKind.RESUBMITTED, StepKind.ACCEPTED)
_DECIDED = (
    StepKind.DECIDED,
    StepKind.PUBLISHED,
    StepKind.DECLINED,
    StepKind.CONFIRMED,
    StepKind.COMMITTED,
    StepKind.PAID,
)


def _proposed(basis: Basis | None) -> int | None:
    if basis is None or basis.is_verification:
        return None
    return basis.fen if basis.supports else 0


def _tidied(seat: Seat) -> Seat:
    return Seat(
        in_one_line(text=seat.name),
        in_one_line(text=seat.post),
        seat.email.strip().lower(),
        presides=seat.presides,
        votes=seat.votes,
    )


def _people(seats: Iterable[Seat], organisation: Organisation) -> dict[str, int]:
    """Give the persons of the bureau by the address of their account."""
    asked = [each.email for each in seats if each.email]
    held = Mandate.objects.filter(organisation=organisation, ended_at=None, person__email__in=asked)
    return dict(held.values_list("person__email", "person_id"))


def _faults(title: str, held_at: datetime | None, place: str) -> Iterable[Fault]:
    for name, typed, most in ((TITLE, title, LONGEST_TITLE), (PLACE, place, LONGEST_TITLE)):
        if not typed.strip():
            yield Fault(name, Said("请填写"))
        elif len(typed.strip()) > most:
            yield Fault(name, Said("最多%(longest)s字，请写得简短些", longest=most))
    if held_at is None:
        yield Fault(HELD_AT, Said("请填写日期和时间"))


def _of_seats(seats: list[Seat], people: Mapping[str, int]) -> Iterable[Fault]:
    if not seats:
        yield Fault(MEMBERS, Said("请至少写一位参会人员"))
        return
    if len(seats) > MOST_MEMBERS:
        yield Fault(MEMBERS, Said("最多%(most)s人", most=MOST_MEMBERS))
    if sum(each.presides for each in seats) != 1:
        yield Fault(MEMBERS, Said("请指定一位主持人，只能一位"))
    if not any(each.votes for each in seats):
        yield Fault(MEMBERS, Said("至少一位参会人员有表决权"))
    known: set[tuple[str, str]] = set()
    for number, each in enumerate(seats, 1):
        place = Said("参会人员第%(number)s行", number=number)
        if not each.name or not each.post:
            yield Fault(place, Said("姓名和职务都要写明"))
        elif max(len(each.name), len(each.post)) > LONGEST_NAME:
            yield Fault(place, Said("最多%(longest)s字，请写得简短些", longest=LONGEST_NAME))
        if (each.name, each.post) in known:
            yield Fault(place, Said("这一位写了两次"))
        known.add((each.name, each.post))
        if each.email and each.email not in people:
            yield Fault(place, Said("本局没有使用这个邮箱的在任人员；没有账户的请留空"))


def _of_quorum(quorum: int, least: int, voting: int) -> Iterable[Fault]:
    if voting and not least <= quorum <= voting:
        yield Fault(
            QUORUM,
            Said("应在%(least)s（口径 A36）与有表决权的%(voting)s人之间", least=least, voting=voting),
        )


def _next(year: int) -> int:
    NumberSequence.objects.get_or_create(kind="meeting", year=year)
    sequence = NumberSequence.objects.select_for_update().get(kind="meeting", year=year)
    sequence.last += 1
    sequence.save(update_fields=["last"])
    return int(sequence.last)
