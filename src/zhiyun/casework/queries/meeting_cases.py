"""One case before the meeting, put to the law as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhiyun import law
from zhiyun.casework import sight
from zhiyun.casework.actions.meeting_sessions import case_of
from zhiyun.casework.actor import Actor
from zhiyun.casework.deciding import Concluded, grounds
from zhiyun.casework.meetings import MeetingStage, agendas, heard_beside, hearing, of_meeting
from zhiyun.casework.meetings.basis import Basis
from zhiyun.casework.meetings.heard_beside import Beside
from zhiyun.casework.queries.meetings import SaidShown, said_shown
from zhiyun.kernel.finding import Finding
from zhiyun.kernel.money import Money
from zhiyun.records.models import MeetingMember, MeetingRecusal


@dataclass(frozen=True)
class CaseShown:
    """A case with every ground, what was proposed, who may speak and what was said."""

    meeting: str
    stage: MeetingStage
    call_title: str
    benefit: law.Benefit
    measure: str
    application: str
    applicant: str
    credit_code: str
    asked: Money | None
    basis: Basis | None
    beside: Beside
    proposed: Money | None
    finding: Finding
    law_allows: bool
    lacks_papers: bool
    proposes_support: bool
    caps: Finding | None
    voters: tuple[MeetingMember, ...]
    recusals: tuple[MeetingRecusal, ...]
    quorum: int
    is_enough: bool
    said: SaidShown | None
    mark: str

    @property
    def basis_amount(self) -> Money | None:
        """The verified operating amount, or what the panel proposes."""
        return None if self.basis is None else Money(self.basis.fen)


def shown(*, by: Actor, reference: str, case: str) -> CaseShown:
    """Give a case on the agenda of a meeting the actor may open; refuses any other as not found."""
    meeting = sight.meeting(by=by, reference=reference)
    agenda = agendas.agenda(meeting=meeting)
    item, found = case_of(agenda=agenda, reference=case)
    application = found.application
    said = agenda.conclusions.get(found.pk)
    told = Concluded() if said is None else agendas.concluded(said=said)
    heard = hearing.heard(agenda=agenda, item=item, case=found, said=told, year=by.day.year)
    version = item.call.current
    assert version is not None, "only a published call is brought"
    sitting = agenda.sitting_on(found)
    return CaseShown(
        meeting=meeting.reference,
        stage=of_meeting(meeting=meeting),
        call_title=version.title,
        benefit=law.Benefit(item.call.benefit),
        measure=version.measure,
        application=application.reference,
        applicant=application.organisation.name,
        credit_code=application.organisation.credit_code,
        asked=_asked(found.application),
        basis=heard.basis,
        beside=_beside(application, law.Benefit(item.call.benefit)),
        proposed=None if found.proposed_fen is None else Money(found.proposed_fen),
        finding=_finding(heard.line["finding"], version.measure),
        law_allows=heard.law_allows,
        lacks_papers=heard.lacks_papers,
        proposes_support=heard.proposal[0],
        caps=None if heard.caps is None or said is None else _finding(heard.caps, version.measure),
        voters=sitting.voters,
        recusals=tuple(each for each in agenda.recusals if each.case_id == found.pk),
        quorum=meeting.quorum,
        is_enough=sitting.is_enough,
        said=None if said is None else said_shown(said=said),
        mark=agenda.mark_of(found),
    )


def _beside(application: Any, benefit: law.Benefit) -> Beside:
    """Give what panel and visit said of a centre; a subsidy has neither."""
    if benefit is law.Benefit.PERFORMANCE_SUBSIDY:
        return Beside()
    return heard_beside.beside(applications=[application]).get(application.pk, Beside())


def _asked(application: Any) -> Money | None:
    submission = application.last_submission
    return None if submission is None or submission.asked_fen is None else Money(submission.asked_fen)


def _finding(plain: Mapping[str, Any], measure: str) -> Finding:
    choices = {choice.reading.id: choice for choice in law.measure(measure).readings}
    return grounds.told(plain=plain, readings=choices)
