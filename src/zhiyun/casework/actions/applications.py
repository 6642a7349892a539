"""An applicant begins, takes over last round's answers, and withdraws."""

from __future__ import annotations

import base64
import itertools

from django.utils.crypto import salted_hmac

from zhiyun.casework import editing, outbox
from zhiyun.casework.actor import Actor
from zhiyun.casework.asking import asked
from zhiyun.casework.door import Deed, action
from zhiyun.casework.given_words import in_one_line
from zhiyun.casework.refusals import NotAllowed
from zhiyun.casework.roles import APPLICANT_ROLES, OrganisationKind, Role
from zhiyun.casework.rounds import pinned
from zhiyun.casework.sections import Section, SectionKind, sections
from zhiyun.casework.stages import CallStage, Stage
from zhiyun.casework.subjects import APPLICATION, CALL
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import (
    Application,
    ApplicationStep,
    Call,
    Narrative,
    Organisation,
    Particulars,
    StatedFact,
    StepKind,
)

COPIED_PARTICULARS = (
    "address",
    "founded_on",
    "contact_name",
    "contact_phone",
    "contact_email",
    "summary",
)


class AlreadyBegun(Refusal):
    """The organisation has an application under this call already."""

    def __init__(self, reference: str) -> None:
        super().__init__(
            Said(
                "本单位在这次申报中已经有一份申报（%(reference)s），一家单位只能报一份，请接着填写。",
                reference=reference,
            )
        )
        self.reference = reference


class NothingToCopy(Refusal):
    """The organisation has not applied for this benefit before."""

    def __init__(self) -> None:
        super().__init__(Said("本单位以前没有申报过这一事项，没有可以沿用的内容。请直接填写。"))


@action(
    name="application.begin",
    words="开始填报",
    on=CALL,
    roles=APPLICANT_ROLES,
    stages=(CallStage.OPEN,),
)
def begin(*, call: Call, by: Actor) -> Deed:
    """Begin the organisation's one application under an open call and give its reference."""
    organisation = Organisation.objects.get(pk=by.organisation_id)
    if organisation.kind != OrganisationKind.APPLICANT:
        raise NotAllowed(organisation.name, Said("开始填报"))
    existing = Application.objects.filter(call=call, organisation=organisation).first()
    if existing is not None:
        raise AlreadyBegun(existing.reference)
    application = Application.objects.create(
        reference=_reference(call, organisation),
        call=call,
        organisation=organisation,
        begun_by_id=by.person_id,
        begun_at=by.at,
    )
    step(application=application, kind=StepKind.BEGUN, by=by)
    return Deed(
        answer=application.reference,
        chain=f"application:{application.reference}",
        after={"call": call.reference, "organisation": organisation.name},
    )


@action(
    name="application.copy_last",
    words="沿用上次填报的内容",
    on=APPLICATION,
    roles=APPLICANT_ROLES,
    stages=(Stage.DRAFT,),
)
def copy_last(*, application: Application, by: Actor) -> Deed:
    """Take over what the organisation told in its last application for the same benefit, where nothing is told yet.

    Particulars, words to the questions, and facts that carry no date are copied, and their sections
    marked until somebody saves them; amounts, dates, penalties, tables and papers are not. Refuses with `NothingToCopy`.
    """
    source = last_application(application=application)
    if source is None:
        raise NothingToCopy
    listed = sections(pinned=pinned(version=application.call.current))
    copied = [section.name for section in listed if _copied(section, listed, source, application, by)]
    for name in copied:
        editing.hold(
            application=application,
            section=name,
            edition=editing.edition_of(application=application, section=name),
            by=by,
            copied_from=source.reference,
        )
    return Deed(answer=str(len(copied)), after={"copied_from": source.reference, "sections": copied})


@action(
    name="application.withdraw",
    words="撤回申报",
    on=APPLICATION,
    roles=(Role.LEGAL_REPRESENTATIVE,),
    stages=(Stage.SEALED, Stage.RECEIVED, Stage.RETURNED),
    is_sensitive=True,
)
def withdraw(*, application: Application, by: Actor, reason: str = "") -> Deed:
    """Take an application back: before the call closes it is a draft again, afterwards it is over."""
    note = in_one_line(text=reason)[:500]
    step(application=application, kind=StepKind.WITHDRAWN, by=by, note=note)
    outbox.tell_members(
        organisation=application.organisation,
        subject=f"申报 {application.reference} 已撤回",
        body=f"{by.name}于{by.day}撤回了申报 {application.reference}。截止前可以修改后重新提交，截止后不再办理。",
        link=address_of(application=application),
        by=by,
    )
    return Deed(answer=StepKind.WITHDRAWN.value, after={"step": StepKind.WITHDRAWN.value, "reason": note})


def last_application(*, application: Application) -> Application | None:
    """Give the organisation's newest other application for the same benefit."""
    others = Application.objects.filter(
        organisation_id=application.organisation_id, call__benefit=application.call.benefit
    )
    earlier = others.exclude(pk=application.pk).filter(begun_at__lt=application.begun_at)
    return earlier.order_by("-begun_at", "-pk").first()


def step(*, application: Application, kind: StepKind, by: Actor, note: str = "") -> None:
    """Write a step of an application, inside an action."""
    ApplicationStep.objects.create(
        application=application, kind=kind, at=by.at, by_id=by.person_id, role=by.role, note=note
    )


def address_of(*, application: Application) -> str:
    """Give the page of an application, for links in messages."""
    return f"/applications/{application.reference}/"


def _reference(call: Call, organisation: Organisation) -> str:
    """A reference tells nobody how many applied, nor the reference of another."""
    for turn in itertools.count():
        about = f"{call.reference}|{organisation.pk}|{turn}"
        digest = salted_hmac("zhiyun.application", about, algorithm="sha256").digest()
        reference = f"SB-{base64.b32encode(digest)[:8].decode()}"
        if not Application.objects.filter(reference=reference).exists():
            return reference
    raise AssertionError("counting never ends")


def _copied(
    section: Section, listed: tuple[Section, ...], source: Application, target: Application, by: Actor
) -> bool:
    if section.kind is SectionKind.PARTICULARS:
        return _particulars_copied(source, target)
    if section.kind is not SectionKind.CONDITION:
        return False
    wants = asked(listed=listed, section=section)
    names = [key.name for key in wants.statable]
    facts = _facts_copied(source, target, names)
    words = _narratives_copied(source, target, [name for name, _ in wants.questions])
    return facts or words


def _particulars_copied(source: Application, target: Application) -> bool:
    told = Particulars.objects.filter(application=source).values(*COPIED_PARTICULARS).first()
    if told is None or Particulars.objects.filter(application=target).exists():
        return False
    Particulars.objects.create(application=target, **told)
    return True


def _facts_copied(source: Application, target: Application, names: list[str]) -> bool:
    already = StatedFact.objects.filter(application=target).values("name")
    told = StatedFact.objects.filter(application=source, name__in=names, day=None, penalties__isnull=True)
    rows = [
        StatedFact(application=target, name=fact.name, truth=fact.truth, whole=fact.whole)
        for fact in told.exclude(name__in=already)
    ]
    StatedFact.objects.bulk_create(rows)
    return bool(rows)


def _narratives_copied(source: Application, target: Application, names: list[str]) -> bool:
    already = Narrative.objects.filter(application=target).values("question")
    told = Narrative.objects.filter(application=source, question__in=names).exclude(question__in=already)
    rows = [Narrative(application=target, question=each.question, words=each.words) for each in told]
    Narrative.objects.bulk_create(rows)
    return bool(rows)
