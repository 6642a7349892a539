"""The budget by the heads of Article 11: replaced as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zhiyun.casework import editing
from zhiyun.casework.actor import Actor
from zhiyun.casework.digests import digest
from zhiyun.casework.door import Deed, action
from zhiyun.casework.intake.budget import LONGEST_HEAD, LONGEST_PURPOSE, MOST_LINES, BudgetEntry
from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.casework.subjects import APPLICATION
from zhiyun.casework.tables import section_to_save
from zhiyun.kernel.money import Money
from zhiyun.kernel.money_text import LARGEST_FEN
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said
from zhiyun.records.models import Application, BudgetLine

SECTION = "budget"


@action(
    name="budget.replace",
    words="保存经费预算",
    on=APPLICATION,
    roles=APPLICANT_ROLES,
    stages=editing.EDITABLE,
)
def replace(*, application: Application, by: Actor, edition: int, entries: Sequence[BudgetEntry]) -> Deed:
    """Put a budget in the place of the one before; refuses lines without a head or money.

    What the law says of its heads and its sum is a finding and keeps nothing from being saved.
    """
    section, _pinned = section_to_save(application=application, name=SECTION, by=by)
    _refuse_unsound(entries)
    new_edition = editing.hold(application=application, section=SECTION, edition=edition, by=by)
    before = digest(rows=_kept(application))
    BudgetLine.objects.filter(application=application).delete()
    BudgetLine.objects.bulk_create(
        BudgetLine(
            application=application,
            line=number,
            head=entry.head,
            purpose=entry.purpose,
            public_fen=entry.public.fen,
            own_fen=entry.own.fen,
        )
        for number, entry in enumerate(entries, start=1)
    )
    return Deed(
        answer=str(new_edition),
        before={"section": SECTION, "edition": edition, **before},
        after={"section": SECTION, "edition": new_edition, **digest(rows=_kept(application))},
        cites=(str(section.cites),),
    )


def _kept(application: Application) -> list[dict[str, Any]]:
    rows = BudgetLine.objects.filter(application=application).order_by("line")
    return list(rows.values("line", "head", "purpose", "public_fen", "own_fen"))


def _refuse_unsound(entries: Sequence[BudgetEntry]) -> None:
    faults = []
    if len(entries) > MOST_LINES:
        faults.append(
            Fault(
                Said("预算"),
                Said(
                    "有 %(count)s 行，最多 %(most)s 行，请合并同一用途的支出",
                    count=len(entries),
                    most=MOST_LINES,
                ),
            )
        )
    for number, entry in enumerate(entries, start=1):
        place = Said("第 %(number)s 项", number=number)
        if not entry.head or len(entry.head) > LONGEST_HEAD:
            faults.append(
                Fault(
                    Said("%(place)s「支出用途」", place=place),
                    Said("请填写支出用途，不超过 %(longest)s 个字", longest=LONGEST_HEAD),
                )
            )
        if len(entry.purpose) > LONGEST_PURPOSE:
            faults.append(
                Fault(
                    Said("%(place)s「具体内容」", place=place),
                    Said("请写在 %(longest)s 个字以内", longest=LONGEST_PURPOSE),
                )
            )
        amounts = (entry.public, entry.own)
        if any(not Money(0) <= amount <= Money(LARGEST_FEN) for amount in amounts) or not any(amounts):
            faults.append(
                Fault(
                    Said("%(place)s「申请资助金额」", place=place), Said("金额不能为负，也不能都是零，请核对")
                )
            )
    if faults:
        raise Faulty(faults)
