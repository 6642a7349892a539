"""The ledger of operations: replaced as a whole, or changed one deal at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from zhiyun import law
from zhiyun.casework import editing
from zhiyun.casework.actor import Actor
from zhiyun.casework.asking import deal_place
from zhiyun.casework.deal_lines import kept, lines_of
from zhiyun.casework.digests import digest
from zhiyun.casework.door import Deed, action
from zhiyun.casework.facts import deals_of
from zhiyun.casework.intake.owner import LONGEST, MOST_LINES
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.casework.subjects import APPLICATION
from zhiyun.casework.tables import section_to_save
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said
from zhiyun.records.models import Application, DealLine, PaperUse

SECTION = "deals"


@action(
    name="ledger.replace",
    words="保存运营业务台账",
    on=APPLICATION,
    roles=APPLICANT_ROLES,
    stages=editing.EDITABLE,
)
def replace(*, application: Application, by: Actor, edition: int, deals: Sequence[law.Deal]) -> Deed:
    """Put a ledger in the place of the one before; refuses another's deals and two deals of one number."""
    return _saved(application, by, edition, deals)


@action(
    name="ledger.put_deal",
    words="保存一笔业务",
    on=APPLICATION,
    roles=APPLICANT_ROLES,
    stages=editing.EDITABLE,
)
def put_deal(
    *, application: Application, by: Actor, edition: int, deal: law.Deal, instead_of: str = ""
) -> Deed:
    """Add a deal at the end of the ledger, or put it in the place of the one numbered ``instead_of``.

    Refuses a number that another deal has, and as not found one to be replaced that is not there. A deal's proofs
    follow it to its new number.
    """
    ledger = list(_ledger(application))
    if instead_of:
        ledger[_place(ledger, instead_of)] = deal
    else:
        ledger.append(deal)
    deed = _saved(application, by, edition, ledger)
    if instead_of:
        _move_proofs(application, deal_place(number=instead_of).name, deal_place(number=deal.deal).name)
    return deed


@action(
    name="ledger.remove_deal",
    words="删除一笔业务",
    on=APPLICATION,
    roles=APPLICANT_ROLES,
    stages=editing.EDITABLE,
)
def remove_deal(*, application: Application, by: Actor, edition: int, number: str) -> Deed:
    """Take one deal out of the ledger; refuses as not found a number the ledger does not have."""
    ledger = list(_ledger(application))
    del ledger[_place(ledger, number)]
    return _saved(application, by, edition, ledger)


def _ledger(application: Application) -> tuple[law.Deal, ...]:
    return deals_of(applicant=application.organisation.name, lines=kept(application=application))


def _place(ledger: Sequence[law.Deal], number: str) -> int:
    for place, deal in enumerate(ledger):
        if deal.deal == number:
            return place
    raise NotFound


def _move_proofs(application: Application, before: str, now: str) -> None:
    if before == now:
        return
    uses = PaperUse.objects.filter(paper__application=application)
    there = uses.filter(place=now).values("paper_id")
    uses.filter(place=before).exclude(paper_id__in=there).update(place=now)


def _saved(application: Application, by: Actor, edition: int, deals: Sequence[law.Deal]) -> Deed:
    section, _pinned = section_to_save(application=application, name=SECTION, by=by)
    lines = lines_of(deals=_sound(application.organisation.name, deals))
    new_edition = editing.hold(application=application, section=SECTION, edition=edition, by=by)
    before = digest(rows=kept(application=application))
    DealLine.objects.filter(application=application).delete()
    DealLine.objects.bulk_create(
        (DealLine(application=application, **line) for line in lines), batch_size=500
    )
    after = digest(rows=[{name: _plain(value) for name, value in line.items()} for line in lines])
    return Deed(
        answer=str(new_edition),
        before={"section": SECTION, "edition": edition, **before},
        after={"section": SECTION, "edition": new_edition, "deals": len(deals), **after},
        cites=(str(section.cites),),
    )


def _sound(applicant: str, deals: Sequence[law.Deal]) -> Sequence[law.Deal]:
    """Give the deals back, or refuse them with every reason they cannot be kept."""
    faults = []
    lines = sum(len(deal.payments) for deal in deals)
    if lines > MOST_LINES:
        message = Said(
            "有 %(lines)s 行，一份台账最多 %(most)s 行；同一笔业务的小额到账请按月合并后再试",
            lines=f"{lines:,}",
            most=f"{MOST_LINES:,}",
        )
        faults.append(Fault(Said("台账"), message))
    met: set[str] = set()
    for deal in deals:
        place = Said("业务「%(deal)s」", deal=deal.deal)
        if deal.applicant != applicant:
            faults.append(
                Fault(place, Said("不是本单位的业务；只能填报%(applicant)s自己的业务", applicant=applicant))
            )
        if deal.appraisal is not None:
            faults.append(Fault(place, Said("核定金额由审核人员填写，申报时请清空")))
        if not deal.deal or not deal.payments:
            faults.append(Fault(place, Said("缺编号或到账内容，请补上")))
        if deal.deal in met:
            faults.append(Fault(place, Said("编号与另一笔业务相同，请换一个编号")))
        met.add(deal.deal)
        faults += [
            Fault(
                place,
                Said(
                    "有 %(count)s 个字的内容，最多 %(longest)s 个，请写短一些",
                    count=len(getattr(deal, name)),
                    longest=longest,
                ),
            )
            for name, longest in LONGEST.items()
            if len(getattr(deal, name)) > longest
        ]
    if faults:
        raise Faulty(faults)
    return deals


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
