"""Calls at the bureau's desk: every stage of its own, what is in hand, who did what, and what waits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Prefetch, Q
from django.utils.translation import gettext as _

from zhiyun import law
from zhiyun.casework import calls, sight, stages
from zhiyun.casework.actor import Actor
from zhiyun.casework.calls import CallWords, Difference
from zhiyun.casework.calls.drafting import procedure
from zhiyun.casework.door import ACTIONS
from zhiyun.casework.queries.calls import VersionView, view
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.stages import CallStage, VersionStage
from zhiyun.casework.tasks import Task
from zhiyun.kernel.refusal import Fault
from zhiyun.records.models import Application, Call, CallAttachment, CallVersion, Event

OFFICERS = frozenset({Role.CASE_OFFICER, Role.ROUND_MANAGER})
READERS = OFFICERS | {Role.AUDITOR}
MOST_LISTED = 200
CLOSES_SOON = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class BureauCall:
    """A call in the bureau's list; ``in_hand`` says where the version being written stands."""

    reference: str
    title: str
    benefit: law.Benefit
    state: str
    version: int | None
    in_hand: str
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True)
class InHand:
    """The version being written: everything its form, its approver and its preview need."""

    id: int
    number: int
    stage: VersionStage
    edition: int
    words: CallWords
    faults: tuple[Fault, ...]
    view: VersionView
    differences: tuple[Difference, ...]
    edited_by: str
    edited_at: datetime
    sent_by: str
    sent_at: datetime | None
    may_approve: bool
    told: int

    @property
    def state(self) -> str:
        """The office's word for where it stands."""
        return stages.words(stage=self.stage)

    @property
    def is_draft(self) -> bool:
        """Say whether it can be edited."""
        return self.stage is VersionStage.DRAFT

    @property
    def is_sent(self) -> bool:
        """Say whether it waits for a second person."""
        return self.stage is VersionStage.SENT


@dataclass(frozen=True, slots=True)
class Did:
    """One line of a call's history: who did what in which role, and what they said about it."""

    at: datetime
    by: str
    role: str
    what: str
    version: str
    said: str


@dataclass(frozen=True, slots=True)
class Discarded:
    """When, by whom and why a call was given up."""

    at: datetime
    by: str
    because: str


@dataclass(frozen=True)
class Workbench:
    """A call at its desk."""

    reference: str
    benefit: law.Benefit
    stage: CallStage
    current: VersionView | None
    in_hand: InHand | None
    history: tuple[Did, ...]
    may_change: bool
    may_discard: bool
    discarded: Discarded | None

    @property
    def state(self) -> str:
        """The office's word for where it stands."""
        return stages.words(stage=self.stage)

    @property
    def title(self) -> str:
        """The title in hand, else the published one."""
        shown = (
            self.in_hand.words if self.in_hand is not None else self.current.words if self.current else None
        )
        return (shown.title if shown is not None else "") or self.reference


def bureau_calls(*, by: Actor, discarded: bool = False) -> tuple[BureauCall, ...]:
    """List the bureau's own calls in every stage, the newest first; the discarded ones only when asked for."""
    rows = _own(by).filter(discarded_at__isnull=not discarded).order_by("-id")
    return tuple(_listed(call, by) for call in rows.prefetch_related(_unpublished())[:MOST_LISTED])


def workbench(*, by: Actor, reference: str) -> Workbench:
    """Give one of the bureau's own calls as its desk shows it; refuses any other as not found."""
    found = _own(by).filter(reference=reference).prefetch_related(_unpublished()).first()
    if found is None:
        raise NotFound
    draft = next(iter(found.versions.all()), None)
    published = found.current
    return Workbench(
        found.reference,
        law.Benefit(found.benefit),
        stages.of_call(call=found, at=by.at),
        view(version=published, issuer=found.issuer.name) if published is not None else None,
        _in_hand(draft, found, by) if draft is not None else None,
        tuple(_history(found)),
        may_change=published is not None and draft is None and by.role in OFFICERS,
        may_discard=found.discarded_at is None and published is None and calls.may_discard(call=found, by=by),
        discarded=_discarded(found),
    )


def tasks(*, by: Actor) -> Iterator[Task]:
    """Tell who handles calls what waits: drafts to approve, drafts sent back, calls about to close."""
    if by.role not in OFFICERS:
        return
    drafts = Q(published_at=None, call__discarded_at=None)
    closes = Q(closes_at__gt=by.at, closes_at__lte=by.at + CLOSES_SOON)
    soon = closes & Q(call__in=_own(by).values("pk"), pk=F("call__current_id"))
    own = sight.versions(by=by).filter(call__issuer_id=by.organisation_id)
    listed = list(own.filter(drafts | soon).order_by("id"))
    yield from _versions_waiting(by, [each for each in listed if each.published_at is None])
    for version in listed:
        if version.published_at is not None:
            yield _closing_task(version)


def _closing_task(version: CallVersion) -> Task:
    return Task(
        what=_("「%(title)s」即将截止") % {"title": version.title},
        why=_("截止后收到的申报才能打开，请安排初审。"),
        cites=str(procedure(benefit=law.Benefit(version.call.benefit))),
        verb=_("查看申报通知"),
        address=("bureau-call", version.call.reference),
        until=version.closes_at,
    )


def _versions_waiting(by: Actor, listed: list[CallVersion]) -> Iterator[Task]:
    hands_in, returned = calls.hands_in(versions=listed)
    for version in listed:
        cites = str(procedure(benefit=law.Benefit(version.call.benefit)))
        address = ("bureau-call", version.call.reference)
        hands = hands_in[version.pk]
        if version.sent_at is not None and by.person_id not in hands:
            yield Task(
                what=_("复核「%(title)s」第%(number)s版")
                % {"title": version.title, "number": version.number},
                why=_("%(name)s已送复核，须由另一人复核后发布。") % {"name": version.sent_by.name},
                cites=cites,
                verb=_("复核申报通知"),
                address=("bureau-call-approve", version.call.reference),
                until=version.opens_at if version.number == 1 else None,
            )
        elif version.sent_at is None and by.person_id in hands and version.pk in returned:
            yield Task(
                what=_("修改被退回的「%(title)s」第%(number)s版")
                % {"title": version.title, "number": version.number},
                why=_("复核人退回了这一版，理由在办理记录里。"),
                cites=cites,
                verb=_("修改申报通知"),
                address=address,
            )


def _own(by: Actor) -> Any:
    rows = sight.calls(by=by).filter(issuer_id=by.organisation_id)
    return rows if by.role in READERS else rows.none()


def _unpublished() -> Prefetch:
    rows = CallVersion.objects.filter(published_at=None).select_related("call", "edited_by", "sent_by")
    files = Prefetch("attachments", CallAttachment.objects.select_related("file"))
    return Prefetch("versions", rows.prefetch_related(files))


def _discarded(call: Call) -> Discarded | None:
    if call.discarded_at is None or call.discarded_by is None:
        return None
    return Discarded(call.discarded_at, call.discarded_by.name, call.discarded_because)


def _listed(call: Call, by: Actor) -> BureauCall:
    draft = next(iter(call.versions.all()), None)
    shown = call.current or draft
    assert shown is not None, "a call begins with a version"
    return BureauCall(
        call.reference,
        shown.title,
        law.Benefit(call.benefit),
        stages.words(stage=stages.of_call(call=call, at=by.at)),
        call.current.number if call.current is not None else None,
        _in_hand_words(draft) if draft else "",
        shown.opens_at,
        shown.closes_at,
    )


def _in_hand_words(draft: CallVersion) -> str:
    stage = stages.words(stage=stages.of_version(version=draft))
    return _("第%(number)s版%(stage)s") % {"number": draft.number, "stage": stage}


def _in_hand(version: CallVersion, call: Call, by: Actor) -> InHand:
    words, current = calls.words_of(version=version), call.current
    shown = view(version=version, issuer=call.issuer.name)
    published = calls.words_of(version=current) if current is not None else None
    faults = (
        *calls.incomplete(words=words, measure=shown.measure, benefit=shown.benefit),
        *calls.out_of_time(words=words, current=published, at=by.at),
    )
    stage = stages.of_version(version=version)
    waits = stage is VersionStage.SENT and by.role in OFFICERS
    return InHand(
        version.pk,
        version.number,
        stage,
        version.edition,
        words,
        faults,
        shown,
        calls.differences(before=published, after=words) if published is not None else (),
        version.edited_by.name,
        version.edited_at,
        version.sent_by.name if version.sent_by is not None else "",
        version.sent_at,
        may_approve=waits and by.person_id not in calls.hands(version=version),
        told=Application.objects.filter(call=call).values("organisation").distinct().count(),
    )


def _history(call: Call) -> Iterator[Did]:
    events = Event.objects.filter(chain_id=f"call:{call.reference}", refused="").order_by("-seq")
    for event in events[:MOST_LISTED]:
        told = {**event.before, **event.after}
        action = ACTIONS.get(event.action)
        said = told.get("reason") or "、".join(told.get("changed", ())) or told.get("paper", "")
        if "file_sm3" in told:
            said = f"SM3 {told['file_sm3'][:12]}"
        yield Did(
            event.at,
            event.person_name,
            str(Role(event.role).label),
            action.words if action is not None else event.action,
            str(told.get("version") or ""),
            str(said),
        )
