"""Who may know of what: the one place that says which rows an actor can see at an instant.

What is outside is told like what does not exist. Nothing submitted opens before its call closes, for anyone but
the applicant itself; drafts and withdrawn applications never open for anyone else.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhiyun import law
from zhiyun.casework.actor import Actor
from zhiyun.casework.refusals import ConflictOfInterest, DrawnAsExpert, NotFound
from zhiyun.casework.reviewing import conflicts
from zhiyun.casework.roles import APPLICANT_ROLES, BUREAU_ROLES, Role
from zhiyun.records.models import (
    AgendaCase,
    Application,
    Assignment,
    Call,
    CallVersion,
    Decision,
    ExpertProfile,
    Mandate,
    Meeting,
    MinutesApproval,
    NavigationRecord,
    Organisation,
    Panel,
    Resolution,
    StepKind,
)

NEVER_OPENED = (StepKind.BEGUN, StepKind.WITHDRAWN)
SINCE_ACCEPTANCE = (
    StepKind.ACCEPTED,
    StepKind.REVIEWED,
    StepKind.DECIDED,
    StepKind.PUBLISHED,
    StepKind.DECLINED,
    StepKind.CONFIRMED,
    StepKind.COMMITTED,
    StepKind.PAID,
)
AFTER_ACCEPTANCE_ONLY = frozenset({Role.MEETING_SECRETARY, Role.FINANCE})
REVIEW_ROLES = frozenset({Role.ROUND_MANAGER, Role.CASE_OFFICER, Role.AUDITOR})
"""Who in the bureau looks into a review; who runs it is said by each action."""
SUBSIDY = law.Benefit.PERFORMANCE_SUBSIDY.value


def applications(*, by: Actor) -> QuerySet[Application]:
    """Give the applications the actor may open."""
    rows = Application.objects.all()
    if by.role in APPLICANT_ROLES:
        return rows.filter(organisation_id=by.organisation_id)
    if by.role not in BUREAU_ROLES and by.role is not Role.DISTRICT_OFFICER:
        return rows.none()
    opened = rows.filter(call__current__closes_at__lte=by.at).exclude(last_step__in=NEVER_OPENED)
    opened = opened.exclude(organisation_id__in=tied_organisations(by=by)).exclude(pk__in=_judged(by))
    if by.role is Role.DISTRICT_OFFICER:
        return opened.filter(organisation__district=by.district)
    own = opened.filter(call__issuer_id=by.organisation_id)
    if by.role in AFTER_ACCEPTANCE_ONLY:
        return own.filter(last_step__in=SINCE_ACCEPTANCE)
    return own


def application(*, by: Actor, reference: str) -> Application:
    """Give one application the actor may open; refuses any other as not found, a conflict of interest by name."""
    found = (
        applications(by=by)
        .filter(reference=reference)
        .select_related("call__current", "call__issuer", "organisation")
        .first()
    )
    if found is not None:
        return found
    refuse_conflict(by=by, reference=reference)
    raise NotFound


def refuse_conflict(*, by: Actor, reference: str) -> None:
    """Tell a bureau member tied to the applicant that it must stand aside; others learn nothing."""
    if by.role not in BUREAU_ROLES:
        return
    tied = Application.objects.filter(
        Q(organisation_id__in=tied_organisations(by=by)) | Q(pk__in=_judged(by)),
        reference=reference,
        call__issuer_id=by.organisation_id,
        call__current__closes_at__lte=by.at,
    ).select_related("organisation")
    found = tied.exclude(last_step__in=NEVER_OPENED).first()
    if found is not None and _judged(by).filter(application_id=found.pk).exists():
        raise DrawnAsExpert
    if found is not None:
        raise ConflictOfInterest(found.organisation.name)


def tied_organisations(*, by: Actor) -> QuerySet[Organisation]:
    """Give the applicants the person acts, or ever acted, for, and the one an expert is employed by."""
    mandates = Mandate.objects.filter(person_id=by.person_id, role__in=APPLICANT_ROLES)
    employers = ExpertProfile.objects.filter(person_id=by.person_id)
    tied = Q(pk__in=mandates.values("organisation_id")) | Q(credit_code__in=employers.values("employer_code"))
    return Organisation.objects.filter(tied).values("pk")


def _judged(by: Actor) -> QuerySet[Assignment, int]:
    """Give the applications the person was ever to judge as an expert: on no other seat may they handle them."""
    return Assignment.objects.filter(expert_id=by.person_id).values_list("application_id", flat=True)


def assignments(*, by: Actor) -> QuerySet[Assignment]:
    """Give an expert's live assignments to accepted applications, without those a conflict of interest bars.

    This is all an expert ever knows of applications; what the running phase opens of one is asked of
    `reviewing.access`. A ground that comes up bars with the next request.
    """
    return assignments_among(by=by, known=ties(by=by))


def ties(*, by: Actor) -> conflicts.Known:
    """Ask for everything that could tie an expert to what they are assigned."""
    cases = Application.objects.filter(pk__in=_live(by).values("application_id"))
    return conflicts.look_up(experts=[by.person_id or 0], applications=cases)


def assignments_among(*, by: Actor, known: conflicts.Known) -> QuerySet[Assignment]:
    """The same for who has asked for the ties already."""
    found = conflicts.grounds_of(known=known, experts=[by.person_id or 0], on=by.day)
    return _live(by).exclude(application_id__in=[case for _person, case in conflicts.barred(found=found)])


def _live(by: Actor) -> QuerySet[Assignment]:
    if by.role is not Role.EXPERT:
        return Assignment.objects.none()
    return Assignment.objects.filter(
        expert_id=by.person_id,
        ended_at=None,
        application__call__issuer_id=by.organisation_id,
        application__last_step__in=SINCE_ACCEPTANCE,
    )


def assignment(*, by: Actor, reference: str) -> Assignment:
    """Give an expert's live assignment to one application; refuses any other as not found."""
    found = (
        assignments(by=by)
        .filter(application__reference=reference)
        .select_related(
            "application__call__current", "application__last_submission__call_version", "panel__scheme"
        )
        .first()
    )
    if found is None:
        raise NotFound
    return found


def reviewed_call(*, by: Actor, reference: str) -> Call:
    """Give a construction call of the bureau's own whose review the actor may look into; any other is not found.

    Whoever was ever drawn for it is refused as in a conflict of interest: two seats together never show more than
    each alone (attack case 12b).
    """
    rows = Call.objects.select_related("current", "issuer")
    drawn = Assignment.objects.filter(expert_id=by.person_id, application__call=OuterRef("pk"))
    found = (
        rows.filter(reference=reference, issuer_id=by.organisation_id, current__isnull=False)
        .annotate(was_drawn=Exists(drawn))
        .first()
    )
    if found is None:
        raise NotFound
    refuse_review(by=by, call=found, was_drawn=found.was_drawn)
    return found


def refuse_review(*, by: Actor, call: Call, was_drawn: bool) -> None:
    """Refuse, as `reviewed_call` does, whom the review of a call is not for; ``was_drawn`` says the actor once was."""
    if call.issuer_id != by.organisation_id or by.role not in REVIEW_ROLES or call.benefit == SUBSIDY:
        raise NotFound
    if was_drawn:
        raise DrawnAsExpert


def panel(*, by: Actor, reference: str) -> Panel:
    """Give a panel of a call whose review the actor may look into."""
    found = Panel.objects.filter(reference=reference).select_related("call").first()
    if found is None:
        raise NotFound
    reviewed_call(by=by, reference=found.call.reference)
    return found


def calls(*, by: Actor) -> QuerySet[Call]:
    """Give the calls the actor may open: published ones for everyone, the bureau's own in every stage."""
    rows = Call.objects.select_related("current", "issuer")
    if by.role in (Role.CASE_OFFICER, Role.ROUND_MANAGER, Role.AUDITOR):
        return rows.filter(Q(current__isnull=False) | Q(issuer_id=by.organisation_id))
    return rows.filter(current__isnull=False)


def call(*, by: Actor, reference: str) -> Call:
    """Give one call the actor may open; refuses any other as not found."""
    found = calls(by=by).filter(reference=reference).first()
    if found is None:
        raise NotFound
    return found


def versions(*, by: Actor) -> QuerySet[CallVersion]:
    """Give the versions the actor may open: published ones, and the bureau's own drafts for who handles calls."""
    rows = CallVersion.objects.select_related("call__issuer", "call__current")
    if by.role in (Role.CASE_OFFICER, Role.ROUND_MANAGER, Role.AUDITOR):
        return rows.filter(Q(published_at__isnull=False) | Q(call__issuer_id=by.organisation_id))
    return rows.filter(published_at__isnull=False)


MEETING_ROLES = frozenset({Role.MEETING_SECRETARY, Role.ROUND_MANAGER, Role.CASE_OFFICER, Role.AUDITOR})
"""Who ever sees what a meeting decides before it is published: of the bureau, nobody else."""


def meetings(*, by: Actor) -> QuerySet[Meeting]:
    """Give the bureau's meetings, but for those on whose agenda an applicant stands whom the person is tied to."""
    if by.role not in MEETING_ROLES:
        return Meeting.objects.none()
    tied = AgendaCase.objects.filter(
        item__meeting=OuterRef("pk"), application__organisation_id__in=tied_organisations(by=by)
    )
    return Meeting.objects.filter(~Exists(tied), issuer_id=by.organisation_id)


def meeting(*, by: Actor, reference: str) -> Meeting:
    """Give one meeting the actor may open; refuses one with a tied applicant by name, any other as not found.

    Whether its minutes are approved comes with it, as ``is_recorded``.
    """
    approved = MinutesApproval.objects.filter(minutes__meeting=OuterRef("pk"))
    rows = meetings(by=by).filter(reference=reference).annotate(is_recorded=Exists(approved))
    found = rows.select_related("issuer").first()
    if found is not None:
        return found
    if by.role in MEETING_ROLES:
        tied = AgendaCase.objects.filter(
            item__meeting__reference=reference,
            item__meeting__issuer_id=by.organisation_id,
            application__organisation_id__in=tied_organisations(by=by),
        )
        case = tied.select_related("application__organisation").first()
        if case is not None:
            raise ConflictOfInterest(case.application.organisation.name)
    raise NotFound


def resolutions(*, by: Actor) -> QuerySet[Resolution]:
    """Give what the bureau's meetings decided, but for calls in which an applicant is tied to the person."""
    if by.role not in MEETING_ROLES:
        return Resolution.objects.none()
    tied = Decision.objects.filter(
        resolution=OuterRef("pk"), application__organisation_id__in=tied_organisations(by=by)
    )
    return Resolution.objects.filter(~Exists(tied), call__issuer_id=by.organisation_id)


def navigations(*, by: Actor) -> QuerySet[NavigationRecord]:
    """Give the results of navigation the actor may open on a desk, every draft of each: a centre's own, or all.

    What the public sees of them is asked of `navigations_in_public`, whoever asks.
    """
    rows = NavigationRecord.objects.all()
    if by.role in APPLICANT_ROLES:
        return rows.filter(organisation_id=by.organisation_id)
    if by.role in BUREAU_ROLES:
        return rows.exclude(organisation_id__in=tied_organisations(by=by))
    return rows.none()


def navigations_in_public() -> QuerySet[NavigationRecord]:
    """Give the results of navigation anyone may open: the newest draft of each, where that one is public."""
    return NavigationRecord.objects.filter(superseded_by=None, is_public=True)
