"""What is done with a list: published, counted again, revised after objections, confirmed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from zhiyun import law
from zhiyun.casework import deciding, ledger, outbox
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.publicity import making, revising, seen
from zhiyun.casework.publicity.standing import ListStage, NoticeStage
from zhiyun.casework.publicity.words import LONGEST_REASON, NoticeWords, private_faults
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.subjects import LIST, NOTICE
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.kernel.workdays import Calendar
from zhiyun.records.models import Confirmation, Publication, Resolution, StepKind

ONGOING = (NoticeStage.RUNNING, NoticeStage.ENDED)
ARRIVES_WITHIN = timedelta(minutes=10)
"""How long what came at an instant can wait for its turn in the record: a server gives a request up long before."""


class WroteIt(Refusal):
    """Who drew up the resolution does not publish it."""

    def __init__(self) -> None:
        super().__init__(
            Said("名单由您作出审定，不能再由您公示。请由另一位会议秘书或者轮次负责人核对后公示。")
        )


class StillOpen(Refusal):
    """Objections wait for their answers."""

    def __init__(self, count: int) -> None:
        super().__init__(Said("还有%(count)s件异议没有答复，请先答复。", count=count))


class MustRevise(Refusal):
    """An objection was upheld, and the list still stands as it was."""

    def __init__(self) -> None:
        super().__init__(Said("有异议成立，名单还没有更正，不能确认。请先更正名单。"))


class DecidedAnew(Refusal):
    """The meeting has decided the round anew; the list in notice follows the older resolution."""

    def __init__(self, reference: str) -> None:
        super().__init__(
            Said("这一轮已由%(reference)s重新审定。请先公示新的名单，再办理后面的事。", reference=reference)
        )


class AmountIsTheMeetings(Refusal):
    """A centre's amount is the meeting's own, and an upheld objection asks for another."""

    def __init__(self) -> None:
        super().__init__(
            Said("建设资助的金额由局长办公会审定，不能直接更正。请承办人提请局长办公会复议，再公示新的名单。")
        )


class NothingUpheld(Refusal):
    """No objection asks for another list."""

    def __init__(self) -> None:
        super().__init__(Said("没有成立的异议，名单不需要更正。"))


class AnsweredIt(Refusal):
    """Who upheld the objection does not also draw up the list that follows from it."""

    def __init__(self) -> None:
        super().__init__(
            Said("异议由您答复，名单不能再由您更正。请由另一位会议秘书或者轮次负责人核对后更正。")
        )


class MustRecount(Refusal):
    """A holiday notice that came since moves the last day."""

    def __init__(self, last_on: date) -> None:
        super().__init__(
            Said(
                "按新的放假安排，公示要到%(last_on)s24:00才满。请先按新的安排重新公示。",
                last_on=f"{last_on:%Y-%m-%d}",
            )
        )


class StillArriving(Refusal):
    """An objection sent before midnight may still be on its way into the record."""

    def __init__(self, confirmed_from: datetime) -> None:
        super().__init__(
            Said(
                "公示刚满，届满以前提交的异议可能还在登记。请在%(clock)s以后确认。",
                clock=f"{confirmed_from.astimezone(SHANGHAI):%H:%M}",
            )
        )


class NothingToRecount(Refusal):
    """The days come out as they were published."""

    def __init__(self, last_on: date) -> None:
        super().__init__(
            Said("按现有的放假安排，最后一日仍是%(last_on)s，不需要重新公示。", last_on=f"{last_on:%Y-%m-%d}")
        )


@action(
    name="notice.publish",
    words="公示拟支持名单",
    on=LIST,
    roles=seen.PUBLISHERS,
    stages=(ListStage.READY,),
    is_sensitive=True,
)
def publish(*, by: Actor, resolution: Resolution, words: NoticeWords, calendar: Calendar) -> Deed:
    """Publish a decided list now; refuses every fault of its words, and a year without its holiday notice."""
    if by.person_id == resolution.by_id:
        raise WroteIt
    if faults := words.faults():
        raise Faulty(faults)
    period = making.period_from(resolution=resolution, on=by.day, calendar=calendar)
    # An objection of the last evening has its time too: its last day must be known before anyone can object.
    calendar.workday_after(period.last_day, words.handling_workdays)
    before = _replaced(resolution)
    if before is not None and (count := revising.still_open(publication=before)):
        raise StillOpen(count)
    publication = making.make_public(
        resolution=resolution,
        period=period,
        words=words,
        by=by,
        supersedes=before,
        because=resolution.because,
    )
    making.take_steps(publication=publication, by=by)
    return Deed(
        publication.reference,
        chain=f"publication:{publication.reference}",
        before={"supersedes": before.reference if before is not None else None},
        after=told(publication=publication),
        cites=(notice_article(resolution=resolution),),
        readings=tuple(choice.reading.id for choice in period.readings),
    )


@action(
    name="notice.recount",
    words="按新的放假安排重新公示",
    on=NOTICE,
    roles=seen.PUBLISHERS,
    stages=ONGOING,
    is_sensitive=True,
)
def recount(*, by: Actor, publication: Publication, because: str, calendar: Calendar) -> Deed:
    """Publish a list again whose days a holiday notice has moved on, counted from its first day; the old one is kept."""
    _refuse_strangers(publication, by)
    if faults := _reason_faults(because):
        raise Faulty(faults)
    period = counted_again(publication=publication, calendar=calendar)
    if period.last_day <= publication.last_on:
        raise NothingToRecount(publication.last_on)
    words = words_of(publication=publication)
    calendar.workday_after(period.last_day, words.handling_workdays)
    newer = making.make_public(
        resolution=publication.resolution,
        period=period,
        words=words,
        by=by,
        supersedes=publication,
        because=because,
    )
    _tell_listed(newer, "公示期按新的放假安排重新计算", by)
    return _replaced_by(newer, publication)


@action(
    name="notice.revise",
    words="按成立的异议更正名单",
    on=NOTICE,
    roles=seen.PUBLISHERS,
    stages=ONGOING,
    is_sensitive=True,
)
def revise(*, by: Actor, publication: Publication, because: str, calendar: Calendar) -> Deed:
    """Compute the round again as upheld objections change it, decide it anew and publish it, all at once.

    Where any amount rises the days are counted anew (reading A27); else the corrected list keeps its days. Refuses
    open objections, a list nothing was upheld against, and who answered them.
    """
    _refuse_strangers(publication, by)
    if faults := _reason_faults(because):
        raise Faulty(faults)
    if count := revising.still_open(publication=publication):
        raise StillOpen(count)
    answers = revising.upheld(resolution=publication.resolution_id)
    if not answers:
        raise NothingUpheld
    if by.person_id in {answer.by_id for answer in answers}:
        raise AnsweredIt
    before = publication.resolution
    change = revising.corrections(answers=answers)
    refuse_amounts(resolution=before, verified=change.verified)
    computed = deciding.revise(
        resolution=before, verified=change.verified, removed=change.removed, because=change.because
    )
    resolution = deciding.freeze(
        computed=computed,
        item=before.item,
        supersedes=before,
        because=because.strip(),
        by=by,
    )
    runs_anew, readings = revising.must_republish(
        before=before, after=revising.given_by(lines=computed.outcome["lines"])
    )
    period = (
        making.period_from(resolution=resolution, on=by.day, calendar=calendar)
        if runs_anew
        else revising.period_kept(publication=publication, readings=readings)
    )
    words = words_of(publication=publication)
    calendar.workday_after(period.last_day, words.handling_workdays)
    newer = making.make_public(
        resolution=resolution, period=period, words=words, by=by, supersedes=publication, because=because
    )
    making.take_steps(publication=newer, by=by)
    return _replaced_by(newer, publication, readings=tuple(each.reading.id for each in readings))


@action(
    name="notice.confirm",
    words="确认公示名单",
    on=NOTICE,
    roles=(Role.ROUND_MANAGER,),
    stages=(NoticeStage.ENDED,),
    is_sensitive=True,
)
def confirm(*, by: Actor, publication: Publication, calendar: Calendar) -> Deed:
    """Confirm a list after its last day; a subsidy's money is committed with it.

    Refuses open objections, upheld ones the list does not follow yet, and days that a holiday notice has moved; and
    the first minutes after midnight, as an objection bears the instant it came at, however long it waits for its turn.
    """
    _refuse_strangers(publication, by)
    midnight = datetime.combine(publication.last_on + timedelta(days=1), time.min, SHANGHAI)
    if by.at < midnight + ARRIVES_WITHIN:
        raise StillArriving(midnight + ARRIVES_WITHIN)
    if count := revising.still_open(publication=publication):
        raise StillOpen(count)
    if revising.upheld(resolution=publication.resolution_id):
        raise MustRevise
    period = counted_again(publication=publication, calendar=calendar)
    if period.last_day > publication.last_on:
        raise MustRecount(period.last_day)
    Confirmation.objects.create(
        publication=publication, day=by.day, last_on=publication.last_on, by_id=by.person_id, at=by.at
    )
    given = publication.resolution.decisions.filter(supported=True).select_related("application")
    for decision in given.order_by("id"):
        making.step(
            application=decision.application, kind=StepKind.CONFIRMED, by=by, note=publication.reference
        )
    ledger.commit(resolution=publication.resolution, by=by)
    _tell_listed(publication, "公示期满，名单已确认", by)
    return Deed(
        publication.reference,
        after={"resolution": publication.resolution.reference, "sm3": publication.sm3},
        cites=(notice_article(resolution=publication.resolution),),
    )


def refuse_amounts(*, resolution: Resolution, verified: dict[str, int]) -> None:
    """Refuse to set a centre's amount without the meeting (9三); a subsidy's share follows from the law alone."""
    if verified and making.pins_of(resolution=resolution).benefit.is_construction:
        raise AmountIsTheMeetings


def counted_again(*, publication: Publication, calendar: Calendar) -> law.NoticePeriod:
    """Count a list's days by the calendar of today; a list that kept its predecessor's days keeps their first."""
    on = date.fromisoformat(publication.content["published_on"])
    return making.period_from(resolution=publication.resolution, on=on, calendar=calendar)


def words_of(*, publication: Publication) -> NoticeWords:
    """Give what a list's publisher added, for the list that takes its place."""
    told = publication.content
    return NoticeWords(
        told["contacts"]["business"], told["contacts"]["supervision"], told["handling_workdays"]
    )


def told(*, publication: Publication) -> dict[str, object]:
    """Give what the record keeps of a list made public."""
    return {
        "resolution": publication.resolution.reference,
        "sm3": publication.sm3,
        "lines": len(publication.content["lines"]),
        "total_fen": publication.content["total_fen"],
        "first_counted_on": publication.first_counted_on.isoformat(),
        "last_on": publication.last_on.isoformat(),
    }


def notice_article(*, resolution: Resolution) -> str:
    """Name the place of the measure that asks for the notice."""
    pins = making.pins_of(resolution=resolution)
    return next(str(step.cites) for step in pins.measure.steps(pins.benefit) if step.name == "公示")


def _replaced(resolution: Resolution) -> Publication | None:
    """Give the list in force of the resolution this one supersedes."""
    before = resolution.supersedes
    while before is not None:
        # A resolution between may never have been published: what the public saw last is what is replaced.
        found = before.publications.filter(superseded_by=None).order_by("-id").first()
        if found is not None:
            return found
        before = before.supersedes
    return None


def _refuse_strangers(publication: Publication, by: Actor) -> None:
    """A notice is everyone's to read and only its office's to act on, as long as its resolution stands."""
    own = seen.lists(by=by).filter(pk=publication.resolution_id)
    if not own.exists():
        raise NotFound
    newer = Resolution.objects.filter(supersedes=publication.resolution_id).first()
    if newer is not None:
        raise DecidedAnew(newer.reference)


def _reason_faults(because: str) -> list[Fault]:
    place = Said("更正的原因")
    if not because.strip():
        return [Fault(place, Said("请写明为什么有新的名单，公示上会写出"))]
    if len(because) > LONGEST_REASON:
        return [Fault(place, Said("最多%(longest)s字", longest=LONGEST_REASON))]
    return private_faults(place=place, text=because)


def _tell_listed(publication: Publication, subject: str, by: Actor) -> None:
    given = publication.resolution.decisions.filter(supported=True).select_related(
        "application__organisation"
    )
    for decision in given.order_by("id"):
        outbox.tell_members(
            organisation=decision.application.organisation,
            subject=f"{subject}：{decision.application.reference}",
            body=f"{subject}，见公示{publication.reference}，最后一日{publication.last_on:%Y年%m月%d日}。",
            link=f"/notices/{publication.reference}/",
            by=by,
        )


def _replaced_by(newer: Publication, older: Publication, readings: tuple[str, ...] = ()) -> Deed:
    after: dict[str, Any] = told(publication=newer)
    return Deed(
        newer.reference,
        chain=f"publication:{newer.reference}",
        before={"supersedes": older.reference, "last_on": older.last_on.isoformat()},
        after=after,
        cites=(notice_article(resolution=newer.resolution),),
        readings=readings,
    )
