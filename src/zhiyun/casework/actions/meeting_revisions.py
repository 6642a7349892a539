"""Putting a decided call before a meeting again: after an upheld objection, or because the bureau found a mistake itself."""

from __future__ import annotations

from django.db.models import Max

from zhiyun.casework import sight
from zhiyun.casework.actions.meetings import PROCEDURE, AgendaChanged, OnAnAgenda
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.given_words import tidied
from zhiyun.casework.meetings import MeetingStage, agendas, revisions
from zhiyun.casework.publicity import revising
from zhiyun.casework.publicity.words import LONGEST_REASON, private_faults
from zhiyun.casework.refusals import ConflictOfInterest, NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.subjects import MEETING
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import AgendaCase, AgendaItem, Meeting, Resolution

BECAUSE = Said("复议的理由")


class NothingFrozen(Refusal):
    """The resolution holds no frozen facts to sit on again."""

    def __init__(self, reference: str) -> None:
        super().__init__(Said("%(reference)s没有冻结的事实，不能复议。", reference=reference))


@action(
    name="meeting.bring_revision",
    words="提请复议一份审定",
    on=MEETING,
    roles=[Role.CASE_OFFICER],
    stages=[MeetingStage.CONVENED],
    cites=PROCEDURE,
)
def bring_revision(*, meeting: Meeting, by: Actor, resolution: str, because: str, seen: str) -> Deed:
    """Bring every case of a resolution before a meeting again, with the reason, which the new list will print.

    Refuses a page made from another agenda, a resolution superseded, confirmed or on an agenda already, open
    objections, words that name a private person's numbers, and whoever is tied to one of its applicants.
    """
    agenda = agendas.agenda(meeting=meeting)
    if seen != agenda.mark():
        raise AgendaChanged
    rows = Resolution.objects.select_related("call").filter(call__issuer=meeting.issuer_id)
    before = rows.filter(call__in=sight.calls(by=by).values("pk"), reference=resolution).first()
    if before is None:
        raise NotFound
    words = tidied(text=because)
    _refuse_reason(words)
    revisions.refuse_settled(resolution=before)
    if not before.frozen:
        raise NothingFrozen(before.reference)
    _refuse_elsewhere(before)
    decisions = list(before.decisions.select_related("application__organisation").order_by("id"))
    tied = set(sight.tied_organisations(by=by).values_list("pk", flat=True))
    for each in decisions:
        if each.application.organisation_id in tied:
            raise ConflictOfInterest(each.application.organisation.name)
    last = agenda.meeting.items.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(
        meeting=meeting, position=last + 1, call=before.call, revises=before, because=words
    )
    cases = [
        AgendaCase(item=item, application=each.application, position=number)
        for number, each in enumerate(decisions, 1)
    ]
    known = revisions.bases(resolution=before, cases=cases)
    for case in cases:
        basis = known[case.application_id]
        case.proposed_fen = None if basis.is_verification else basis.fen if basis.supports else 0
    AgendaCase.objects.bulk_create(cases)
    answers = [each.objection.reference for each in revising.upheld(resolution=before.pk)]
    return Deed(
        before.reference,
        before={"resolution": before.reference, "sm3": before.sm3},
        after={"cases": len(cases), "because": words, "objections": answers},
    )


def _refuse_reason(words: str) -> None:
    if not words or len(words) > LONGEST_REASON:
        longest = Said("请写明为什么复议，新的名单会写出，最多%(longest)s字", longest=LONGEST_REASON)
        raise Faulty([Fault(BECAUSE, longest)])
    if faults := private_faults(place=BECAUSE, text=words):
        raise Faulty(faults)


def _refuse_elsewhere(before: Resolution) -> None:
    """Refuse what a meeting has before it: this resolution, or its call for the first time."""
    waiting = AgendaItem.objects.filter(call=before.call_id).exclude(resolutions__isnull=False)
    other = waiting.select_related("meeting").first()
    if other is not None:
        raise OnAnAgenda(other.meeting.reference)
