"""The call (9一, 10一): drafted by one person, published by another, changed in versions everyone can compare."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from zhiyun import law
from zhiyun.casework import calls, papers, rounds, second_person
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.calls import CallWords, publishing
from zhiyun.casework.calls.drafting import procedure
from zhiyun.casework.door import ACTIONS, Deed, action, check
from zhiyun.casework.refusals import NotFound, Stale
from zhiyun.casework.roles import OrganisationKind, Role
from zhiyun.casework.stages import CallStage, VersionStage
from zhiyun.casework.subjects import CALL, ORGANISATION, VERSION
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import Call, CallAttachment, CallVersion, NumberSequence, Organisation

OFFICERS = (Role.CASE_OFFICER, Role.ROUND_MANAGER)


class NotACityBureau(Refusal):
    """The body has no measure of its own here."""

    def __init__(self) -> None:
        super().__init__(Said("只有市知识产权局可以依据本办法发布申报通知，请切换到市局的身份。"))


class ChangeInHand(Refusal):
    """Another version is being written already."""

    def __init__(self) -> None:
        super().__init__(Said("已有一版正在修改，请先把那一版发布，或者在那一版里接着改。"))


class NothingChanged(Refusal):
    """The version says what the published one says."""

    def __init__(self) -> None:
        super().__init__(Said("这一版与已发布的内容相同，没有可以复核的改动，请修改后再送。"))


@action(name="call.begin", words="起草申报通知", on=ORGANISATION, roles=OFFICERS)
def begin(*, by: Actor, organisation: Organisation, benefit: str) -> Deed:
    """Begin a call for a benefit: a first draft over the measure in force on that day; gives the call's reference."""
    if organisation.kind != OrganisationKind.CITY_BUREAU:
        raise NotACityBureau
    asked = _benefit(benefit)
    measure = law.in_force(authority=law.CHONGQING, on=by.day)
    reference = _next_reference(by.day.year)
    call = Call.objects.create(
        reference=reference,
        issuer=organisation,
        benefit=asked.value,
        begun_by_id=by.person_id,
        begun_at=by.at,
    )
    words = calls.first_words(measure=measure, benefit=asked, by=by)
    version = CallVersion(call=call, number=1, measure=measure.id, measure_sha256=measure.text_hash)
    _write(version, words, by)
    return Deed(
        reference,
        chain=f"call:{reference}",
        after={"version": 1, "benefit": asked.value, "measure": measure.id, "text_sha256": measure.text_hash},
        cites=(str(procedure(benefit=asked)),),
    )


@action(
    name="call.change",
    words="修改已发布的申报通知",
    on=CALL,
    roles=OFFICERS,
    stages=(CallStage.ANNOUNCED, CallStage.OPEN, CallStage.CLOSED),
)
def change(*, by: Actor, call: Call) -> Deed:
    """Begin the next version of a published call as a copy of the one in force."""
    if call.issuer_id != by.organisation_id:
        raise NotFound
    if call.versions.filter(published_at=None).exists():
        raise ChangeInHand
    current = call.current
    assert current is not None, "a published call has a current version"
    version = CallVersion(
        call=call,
        number=current.number + 1,
        measure=current.measure,
        measure_sha256=current.measure_sha256,
    )
    _write(version, replace(calls.words_of(version=current), change_note=""), by)
    CallAttachment.objects.bulk_create(
        CallAttachment(
            version=version, name=each.name, file=each.file, added_by=each.added_by, added_at=each.added_at
        )
        for each in current.attachments.order_by("id")
    )
    return Deed(str(version.pk), after={"version": version.number, "from_version": current.number})


@action(name="call.save", words="保存申报通知草稿", on=VERSION, roles=OFFICERS, stages=(VersionStage.DRAFT,))
def save(*, by: Actor, version: CallVersion, edition: int, words: CallWords) -> Deed:
    """Keep what was typed into a draft, complete or not; refuses what another has saved over, and impossible times."""
    _hold(version, edition)
    before = calls.words_of(version=version)
    words = replace(words, gaps=before.gaps, attachments=before.attachments)
    if faults := calls.unkeepable(words=words):
        raise Faulty(faults)
    words = _coded(version.call, words)
    # Of an entry only its kind is told: its name would be words of a draft.
    changes = calls.differences(before=before, after=words)
    changed = list(dict.fromkeys(each.what.partition(" ")[0] for each in changes))
    _write(version, words, by)
    return Deed(
        str(version.edition),
        before={"version": version.number, "sm3": calls.digest(words=before)},
        after={"edition": version.edition, "sm3": calls.digest(words=words), "changed": changed},
    )


@action(name="call.send", words="把申报通知送复核", on=VERSION, roles=OFFICERS, stages=(VersionStage.DRAFT,))
def send(*, by: Actor, version: CallVersion, edition: int) -> Deed:
    """Send a complete draft to a second person; refuses every fault of it at once, and a version without a change."""
    _hold(version, edition)
    words = _checked(version, version.call, by)
    version.sent_by_id, version.sent_at = by.person_id, by.at
    version.save(update_fields=["sent_by", "sent_at"])
    return Deed(after={"version": version.number, "sm3": calls.digest(words=words)})


@action(
    name="call.send_back", words="退回申报通知草稿", on=VERSION, roles=OFFICERS, stages=(VersionStage.SENT,)
)
def send_back(*, by: Actor, version: CallVersion, reason: str) -> Deed:
    """Give a sent version back to its writers, saying why; the sender may take it back in the same way."""
    reason = reason.strip()
    if not reason or len(reason) > publishing.LONGEST_REASON:
        raise Faulty(
            [
                Fault(
                    "reason", Said("请写明退回的理由，不超过%(longest)s字", longest=publishing.LONGEST_REASON)
                )
            ]
        )
    before = {"sent_by": version.sent_by_id, "version": version.number}
    publishing.tell_sent_back(version=version, reason=reason, by=by)
    version.sent_by, version.sent_at = None, None
    version.save(update_fields=["sent_by", "sent_at"])
    return Deed(before=before, after={"reason": reason})


@action(
    name="call.approve",
    words="复核并发布申报通知",
    on=VERSION,
    roles=OFFICERS,
    stages=(VersionStage.SENT,),
    is_sensitive=True,
)
def approve(*, by: Actor, version: CallVersion, edition: int) -> Deed:
    """Publish a version a second person has read: it becomes the call, is issued as a paper, and who began is told."""
    # Whoever publishes holds the call too, so that nobody begins, moves or publishes beside it.
    call = Call.objects.select_for_update().get(pk=version.call_id)
    version.call = call
    # It may have been discarded before the call was held.
    check(declared=ACTIONS["call.approve"], by=by, thing=version)
    _hold(version, edition)
    second_person.refuse_hands(deed=Said("复核并发布申报通知"), hands=calls.hands(version=version), by=by)
    words = _checked(version, call, by)
    version.approved_by_id, version.published_at = by.person_id, by.at
    version.save(update_fields=["approved_by", "published_at"])
    before, call.current = call.current, version
    call.save(update_fields=["current"])
    changes: tuple[calls.Difference, ...] = ()
    if before is not None:
        changes = calls.differences(before=calls.words_of(version=before), after=words)
        publishing.tell_applicants(call=call, words=words, changes=changes, by=by)
    said = [publishing.sentence(difference=each) for each in changes]
    paper = papers.call.issue(version=version, changes=said, by=by)
    return Deed(
        paper.number,
        before={"version": before.number if before is not None else None},
        after={
            "version": version.number,
            "sm3": calls.digest(words=words),
            "paper": paper.number,
            "opens_at": version.opens_at.astimezone(SHANGHAI).isoformat(),
            "closes_at": version.closes_at.astimezone(SHANGHAI).isoformat(),
        },
        cites=(str(procedure(benefit=_benefit(call.benefit))),),
    )


@action(
    name="call.attach", words="给申报通知添加附件", on=VERSION, roles=OFFICERS, stages=(VersionStage.DRAFT,)
)
def attach(*, by: Actor, version: CallVersion, name: str, file: Any) -> Deed:
    """Add a file already in safekeeping to a draft, under a name no other file of the version has."""
    stored = publishing.stored(file=file)
    if version.attachments.filter(name=name).exists():
        raise Faulty(
            [Fault("file", Said("已有名为「%(name)s」的附件，请先移除旧的，或者换一个文件名", name=name))]
        )
    if version.attachments.count() >= publishing.MOST_ATTACHMENTS:
        raise Faulty(
            [Fault("file", Said("附件最多%(most)s个，请合并后再上传", most=publishing.MOST_ATTACHMENTS))]
        )
    made = CallAttachment.objects.create(
        version=version, name=name, file=stored, added_by_id=by.person_id, added_at=by.at
    )
    return Deed(str(made.pk), after={"version": version.number, "file_sm3": stored.sm3})


@action(
    name="call.detach", words="移除申报通知的附件", on=VERSION, roles=OFFICERS, stages=(VersionStage.DRAFT,)
)
def detach(*, by: Actor, version: CallVersion, number: int) -> Deed:
    """Take a file off a draft; its bytes stay in safekeeping."""
    row = version.attachments.filter(pk=number).first()
    if row is None:
        raise NotFound
    sm3 = row.file_id
    row.delete()
    return Deed(before={"version": version.number, "file_sm3": sm3})


def _benefit(name: str) -> law.Benefit:
    for benefit in law.Benefit:
        if benefit.value == name:
            return benefit
    raise Faulty([Fault("benefit", Said("请选择申报事项"))])


def _next_reference(year: int) -> str:
    NumberSequence.objects.get_or_create(kind="call_reference", year=year)
    sequence = NumberSequence.objects.select_for_update().get(kind="call_reference", year=year)
    sequence.last += 1
    sequence.save(update_fields=["last"])
    return f"TZ-{year}-{sequence.last}"


def _hold(version: CallVersion, edition: int) -> None:
    if version.edition != edition:
        raise Stale(version.edited_by.name, version.edited_at.astimezone(SHANGHAI))


def _write(version: CallVersion, words: CallWords, by: Actor) -> None:
    version.document, version.title, version.body = words.document, words.title, words.body
    version.contact, version.change_note = words.contact, words.change_note
    version.opens_at, version.closes_at = words.opens_at, words.closes_at
    version.correction_workdays = words.correction_workdays
    version.overlay = calls.overlay(
        words=words,
        reference=version.call.reference,
        measure=version.measure,
        benefit=version.call.benefit,
    )
    if version.pk is not None:
        version.edition += 1
    version.edited_by_id, version.edited_at = by.person_id, by.at
    version.save()


def _coded(call: Call, words: CallWords) -> CallWords:
    """Give every new material a code no version of the call has used: applications know materials by it."""
    used = {each.code for each in words.materials}
    for version in call.versions.all():
        used |= {each.code for each in calls.words_of(version=version, files=False).materials}
    fresh = (f"call_{number}" for number in range(1, 10_000) if f"call_{number}" not in used)
    materials = tuple(each if each.code else replace(each, code=next(fresh)) for each in words.materials)
    return replace(words, materials=materials)


def _checked(version: CallVersion, call: Call, by: Actor) -> CallWords:
    """Give a version's words if they can be published now; refuses all that is wrong with them at once."""
    words = calls.words_of(version=version)
    measure = law.measure(version.measure)
    current = calls.words_of(version=call.current) if call.current is not None else None
    faults = [
        *calls.unkeepable(words=words),
        *calls.incomplete(words=words, measure=measure, benefit=_benefit(call.benefit)),
        *calls.out_of_time(words=words, current=current, at=by.at),
    ]
    if current is not None and not words.change_note.strip():
        faults.append(Fault("change_note", Said("请写明改了什么、为什么改，已开始申报的单位会看到")))
    if faults:
        raise Faulty(faults)
    if current is not None and not calls.differences(before=current, after=words):
        raise NothingChanged
    rounds.pinned(version=version)
    return words
