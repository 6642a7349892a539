"""The office's lists: what may be published, what runs and how long still, what objections ask of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from zhiyun.casework import deciding
from zhiyun.casework.actions.notices import counted_again, refuse_amounts, words_of
from zhiyun.casework.actor import Actor
from zhiyun.casework.publicity import making, revising, seen
from zhiyun.casework.publicity import words as notice_words
from zhiyun.casework.publicity.standing import ListStage, NoticeStage
from zhiyun.casework.publicity.words import NoticeWords
from zhiyun.casework.queries import notices, objections
from zhiyun.casework.queries.notices import NamedAmount, NoticeLine, NoticePage
from zhiyun.casework.queries.objections import ObjectionLine
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.tasks import Task
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.workdays import Calendar
from zhiyun.records.models import MinutesApproval, Objection, ObjectionAnswer, Publication, Resolution


@dataclass(frozen=True, slots=True)
class ReadyLine:
    """A decided list that the public does not see yet."""

    reference: str
    call: str
    title: str
    decided_at: datetime
    decided_by: str
    supported: int
    declined: int
    total: Money
    stage: ListStage
    may_publish: bool


@dataclass(frozen=True, slots=True)
class RunningLine:
    """A list in notice, or one whose days are over and that waits to be confirmed."""

    notice: NoticeLine
    days_left: int
    open_objections: int


@dataclass(frozen=True)
class Board:
    """Everything of the office that is on its way to the public."""

    ready: tuple[ReadyLine, ...]
    running: tuple[RunningLine, ...]
    objections: tuple[ObjectionLine, ...]


@dataclass(frozen=True)
class Preview:
    """A list as the public would see it if it were published now; ``cannot`` says why it could not."""

    line: ReadyLine
    content: Mapping[str, Any]
    named: tuple[NamedAmount, ...]
    total: Money
    cannot: Refusal | None


@dataclass(frozen=True, slots=True)
class Change:
    """What a revision would do to one unit's amount; None where it is not on the list."""

    applicant: str
    before: Money | None
    after: Money | None

    @property
    def difference(self) -> Money:
        """What the unit gains or loses."""
        return (self.after or Money(0)) - (self.before or Money(0))


@dataclass(frozen=True)
class Revision:
    """What upheld objections would make of a list."""

    changes: tuple[Change, ...]
    runs_anew: bool
    cannot: Refusal | None = None


@dataclass(frozen=True)
class OwnNotice:
    """A notice on the office's desk, and what can be done with it now."""

    page: NoticePage
    days_left: int
    objections: tuple[ObjectionLine, ...]
    revision: Revision | None
    moved_to: date | None
    may_publish: bool
    may_confirm: bool

    @property
    def open_objections(self) -> int:
        """Count those not answered."""
        return sum(1 for line in self.objections if not line.outcome)

    @property
    def is_ended(self) -> bool:
        """Say whether its days are over and it waits to be confirmed."""
        return self.page.stage is NoticeStage.ENDED


def board(*, by: Actor) -> Board:
    """Show what is on its way to the public."""
    return Board(
        tuple(_ready(row, by) for row in _ready_rows(by).order_by("at", "id")),
        _running(by),
        objections.inbox(by=by, only_open=True),
    )


def preview(*, by: Actor, reference: str, words: NoticeWords | None, calendar: Calendar) -> Preview:
    """Show a list as the public would see it; refuses one already public, or another office's, as not found."""
    row = _ready_rows(by).filter(reference=reference).first()
    if row is None:
        raise NotFound
    supported = notice_words.supported_decisions(resolution=row)
    cannot: Refusal | None = None
    content: Mapping[str, Any] = {}
    try:
        content = notice_words.content(
            resolution=row,
            pins=making.pins_of(resolution=row),
            reference="",
            period=making.period_from(resolution=row, on=by.day, calendar=calendar),
            words=words or NoticeWords("", ""),
            supersedes=None,
            because=row.because,
        )
    except Refusal as refusal:
        cannot = refusal
    named = tuple(notices.named(line=each) for each in content["lines"]) if content else ()
    total = Money(sum(each.amount_fen for each in supported))
    return Preview(_ready(row, by), content, named, total, cannot)


def last_words(*, by: Actor) -> NoticeWords:
    """Give the contacts of the office's last notice, to begin the next from."""
    found = seen.own_notices(by=by).order_by("-id").first()
    return words_of(publication=found) if found is not None else NoticeWords("", "")


def own_notice(*, by: Actor, reference: str, calendar: Calendar) -> OwnNotice:
    """Show a notice of the own office; refuses any other as not found."""
    found = seen.own_notices(by=by).filter(reference=reference).select_related("resolution__call").first()
    if found is None:
        raise NotFound
    page = notices.notice(at=by.at, reference=reference)
    is_ongoing = page.stage in (NoticeStage.RUNNING, NoticeStage.ENDED)
    listed = objections.inbox(by=by, notice=reference)
    return OwnNotice(
        page=page,
        days_left=max(0, (found.last_on - by.day).days + 1) if page.is_running else 0,
        objections=listed,
        revision=_revision(found) if is_ongoing else None,
        moved_to=_moved_to(found, calendar) if is_ongoing else None,
        may_publish=is_ongoing and by.role in seen.PUBLISHERS,
        may_confirm=page.stage is NoticeStage.ENDED and by.role is Role.ROUND_MANAGER,
    )


def tasks(*, by: Actor) -> Iterator[Task]:
    """List what waits for who publishes and confirms."""
    if by.role in seen.PUBLISHERS:
        for row in _ready_rows(by).order_by("at", "id"):
            ready = _ready(row, by)
            if ready.may_publish:
                yield _publish_task(ready)
        for line, is_upheld in notices.flagged(rows=_waiting(by), flag="is_upheld", at=by.at):
            yield _revise_task(line) if is_upheld else _confirm_task(line)


_UNANSWERED = Objection.objects.filter(publication__resolution=OuterRef("resolution"), answer=None)
_UPHELD = ObjectionAnswer.objects.filter(
    objection__publication__resolution=OuterRef("resolution"), outcome__in=revising.UPHELD
)


def _standing(by: Actor) -> QuerySet[Publication]:
    return seen.own_notices(by=by).filter(superseded_by=None, confirmation=None)


def _waiting(by: Actor) -> QuerySet[Publication]:
    """Give the lists to be drawn up anew, by somebody else than who upheld an objection, and those to be confirmed."""
    revised = Q(Exists(_UPHELD), ~Exists(_UPHELD.filter(by=by.person_id)))
    ended = Q(~Exists(_UPHELD), last_on__lt=by.day)
    waits = revised | ended if by.role is Role.ROUND_MANAGER else revised
    rows = _standing(by).exclude(Exists(_UNANSWERED)).filter(waits)
    return rows.annotate(is_upheld=Exists(_UPHELD)).order_by("-is_upheld", "last_on", "id")


def _revise_task(line: NoticeLine) -> Task:
    return Task(
        what=_("%(title)s：异议成立，名单要更正") % {"title": line.title},
        why=_("由答复异议以外的人核对更正；有金额增加的，重新公示。"),
        cites=str(Citation(9 if line.benefit.is_construction else 10, 4)),
        verb=_("核对并更正名单"),
        address=("bureau-notice", line.reference),
    )


def _publish_task(line: ReadyLine) -> Task:
    return Task(
        what=_("%(title)s：名单可以公示") % {"title": line.title},
        why=_("审定的纪要已经审签，核对预览后公示。"),
        cites=line.call,
        verb=_("预览并公示名单"),
        address=("bureau-publish", line.reference),
    )


def _confirm_task(line: NoticeLine) -> Task:
    return Task(
        what=_("%(title)s：公示期满") % {"title": line.title},
        why=_("最后一日已过，没有待办的异议，核对后确认。"),
        cites=str(Citation(9 if line.benefit.is_construction else 10, 4)),
        verb=_("核对并确认名单"),
        address=("bureau-notice", line.reference),
    )


def _ready_rows(by: Actor) -> QuerySet[Resolution]:
    public = Publication.objects.filter(resolution=OuterRef("pk"))
    approved = MinutesApproval.objects.filter(minutes__meeting=OuterRef("item__meeting"))
    rows = seen.lists(by=by).filter(~Exists(public), superseded_by=None)
    return rows.select_related("call__current", "call__issuer", "by", "item__meeting").annotate(
        supported=Count("decisions", filter=Q(decisions__supported=True)),
        declined=Count("decisions", filter=Q(decisions__supported=False)),
        is_approved=Exists(approved),
    )


def _ready(row: Resolution, by: Actor) -> ReadyLine:
    is_ready = row.item_id is None or row.is_approved
    stage = ListStage.READY if is_ready else ListStage.AWAITS_MINUTES
    version = row.call.current
    return ReadyLine(
        row.reference,
        row.call.reference,
        version.title if version is not None else "",
        row.at,
        row.by.name,
        row.supported,
        row.declined,
        Money(0),
        stage,
        stage is ListStage.READY and by.role in seen.PUBLISHERS and by.person_id != row.by_id,
    )


def _running(by: Actor) -> tuple[RunningLine, ...]:
    rows = seen.own_notices(by=by).filter(superseded_by=None, confirmation=None)
    waiting = dict(
        rows.filter(resolution__publications__objections__answer=None)
        .annotate(opened=Count("resolution__publications__objections", distinct=True))
        .values_list("reference", "opened")
    )
    return tuple(
        RunningLine(line, max(0, (line.last_on - by.day).days + 1), waiting.get(line.reference, 0))
        for line in notices.lines(rows=rows.order_by("last_on", "id"), at=by.at)
    )


def _revision(publication: Publication) -> Revision | None:
    """Say what upheld objections would make of a list; None where nothing was upheld."""
    answers = revising.upheld(resolution=publication.resolution_id)
    if not answers:
        return None
    change = revising.corrections(answers=answers)
    before = publication.resolution
    try:
        refuse_amounts(resolution=before, verified=change.verified)
        computed = deciding.revise(
            resolution=before, verified=change.verified, removed=change.removed, because=change.because
        )
    except Refusal as refusal:
        return Revision((), False, refusal)
    lines = computed.outcome["lines"]
    after = revising.given_by(lines=lines)
    rows = before.decisions.filter(supported=True).values_list("application__reference", "amount_fen")
    was = dict(rows)
    changes = tuple(
        Change(
            line["applicant"],
            Money(was[line["application"]]) if line["application"] in was else None,
            Money(after[line["application"]][1]) if line["application"] in after else None,
        )
        for line in lines
        if line["application"] in was or line["application"] in after
    )
    return Revision(changes, revising.must_republish(before=before, after=after)[0])


def _moved_to(publication: Publication, calendar: Calendar) -> date | None:
    """Give the last day by the calendar of today where it is later than was published."""
    try:
        last = counted_again(publication=publication, calendar=calendar).last_day
    except Refusal:
        return None
    return last if last > publication.last_on else None
