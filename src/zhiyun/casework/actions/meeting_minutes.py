"""The minutes: written in versions by the secretary, approved by a second person, and only then in effect."""

from __future__ import annotations

from zhiyun.casework import deciding, issuing, sight
from zhiyun.casework.actions.meeting_sessions import CasesLeft
from zhiyun.casework.actions.meetings import PROCEDURE, AgendaChanged
from zhiyun.casework.actor import Actor
from zhiyun.casework.canonical import sm3_hex
from zhiyun.casework.deciding import Computed
from zhiyun.casework.door import Deed, action
from zhiyun.casework.given_words import tidied
from zhiyun.casework.issuing import PaperKind
from zhiyun.casework.meetings import MeetingStage, agendas, computing, minutes_content, revisions
from zhiyun.casework.meetings.agendas import Agenda
from zhiyun.casework.publicity import revising
from zhiyun.casework.refusals import ConflictOfInterest
from zhiyun.casework.roles import Role
from zhiyun.casework.subjects import MEETING
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import AgendaItem, Meeting, Minutes, MinutesApproval, Resolution

LONGEST_MINUTES = 20_000
MINUTES = Said("纪要正文")


class NoMinutes(Refusal):
    """There is nothing to approve."""

    def __init__(self) -> None:
        super().__init__(Said("还没有写纪要，不能审签。请会议秘书先写好纪要。"))


class OtherMinutes(Refusal):
    """The minutes, or the figures beside them, are not those the approver has read."""

    def __init__(self) -> None:
        super().__init__(
            Said("您打开页面之后纪要或者计算结果有变动，没有审签。请刷新页面，看过现在的纪要和金额再审签。")
        )


class OwnMinutes(Refusal):
    """Who wrote any version of the minutes does not approve them."""

    def __init__(self) -> None:
        super().__init__(Said("您写过这次会议的纪要，不能自己审签。请由另一位轮次负责人审签。"))


@action(
    name="meeting.write_minutes",
    words="写会议纪要",
    on=MEETING,
    roles=[Role.MEETING_SECRETARY],
    stages=[MeetingStage.CLOSED],
)
def write(*, meeting: Meeting, by: Actor, words: str, seen: int) -> Deed:
    """Write a version of the minutes over the ``seen`` one; the versions before stay."""
    newest = meeting.minutes.order_by("-number").first()
    number = 0 if newest is None else newest.number
    if seen != number:
        raise AgendaChanged
    told = tidied(text=words)
    if not told or len(told) > LONGEST_MINUTES:
        raise Faulty(
            [Fault(MINUTES, Said("请写明会议情况和议定事项，最多%(longest)s字", longest=LONGEST_MINUTES))]
        )
    Minutes.objects.create(
        meeting=meeting, number=number + 1, words=told, written_by_id=by.person_id, at=by.at
    )
    return Deed(str(number + 1), after={"number": number + 1, "words_sm3": sm3_hex(text=told)})


@action(
    name="meeting.approve_minutes",
    words="审签会议纪要",
    on=MEETING,
    roles=[Role.ROUND_MANAGER],
    stages=[MeetingStage.CLOSED],
    cites=PROCEDURE,
    is_sensitive=True,
)
def approve(*, meeting: Meeting, by: Actor, seen: int, computed: str) -> Deed:
    """Approve the newest minutes: each call on the agenda is frozen as decided, its money reserved, the paper issued.

    ``seen`` is the version read and ``computed`` the mark of the figures read beside it. Refuses who wrote them,
    who is tied to an applicant, minutes or figures that have changed since, and what `deciding.freeze` refuses.
    """
    agenda = agendas.agenda(meeting=meeting)
    newest = meeting.minutes.select_related("written_by").order_by("-number").first()
    if newest is None:
        raise NoMinutes
    if agenda.open_cases:
        raise CasesLeft(len(agenda.open_cases))
    if meeting.minutes.filter(written_by_id=by.person_id).exists():
        raise OwnMinutes
    _refuse_tied(agenda, by)
    found = computing.computed_items(agenda=agenda, by=by)
    if seen != newest.number or computed != computing.mark_of(computed=[each for _item, each in found]):
        raise OtherMinutes
    MinutesApproval.objects.create(
        minutes=newest, written_by_id=newest.written_by_id, by_id=by.person_id, at=by.at
    )
    resolved = [(item, _frozen(item, each, by)) for item, each in found]
    words = minutes_content.content(agenda=agenda, minutes=newest, resolved=resolved, approved_by=by.name)
    paper = issuing.issue(kind=PaperKind.MINUTES, by=by, content=words)
    after = {
        "minutes": newest.number,
        "resolutions": {each.reference: each.sm3 for _item, each in resolved},
        "paper": paper.number,
        "paper_sm3": paper.content_sm3,
    }
    readings = tuple(dict.fromkeys(name for _item, each in resolved for name in each.readings))
    return Deed(paper.number, after=after, readings=readings)


def _frozen(item: AgendaItem, computed: Computed, by: Actor) -> Resolution:
    """Freeze an item; a second sitting supersedes what it sat on, unless that has moved on meanwhile."""
    before = item.revises
    if before is None:
        return deciding.freeze(computed=computed, by=by, item=item)
    revisions.refuse_settled(resolution=before)
    if by.person_id in {each.by_id for each in revising.upheld(resolution=before.pk)}:
        raise revisions.UpheldIt
    return deciding.freeze(
        computed=computed,
        by=by,
        item=item,
        supersedes=before,
        because=item.because,
        takes_steps=not revisions.was_told(resolution=before),
    )


def _refuse_tied(agenda: Agenda, by: Actor) -> None:
    tied = set(sight.tied_organisations(by=by).values_list("pk", flat=True))
    for case in agenda.all_cases:
        if case.application.organisation_id in tied:
            raise ConflictOfInterest(case.application.organisation.name)
