"""The staff roster: replaced as a whole, by codes only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from zhiyun.casework import editing
from zhiyun.casework.actor import Actor
from zhiyun.casework.digests import digest
from zhiyun.casework.door import Deed, action
from zhiyun.casework.intake.personal import slip_of_code, slip_of_words
from zhiyun.casework.intake.roster import LONGEST_POST, MOST_PEOPLE, RosterEntry
from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.casework.subjects import APPLICATION
from zhiyun.casework.tables import section_to_save
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said
from zhiyun.records.models import Application, RosterLine

SECTION = "roster"


@action(
    name="roster.replace",
    words="保存专职人员名册",
    on=APPLICATION,
    roles=APPLICANT_ROLES,
    stages=editing.EDITABLE,
)
def replace(*, application: Application, by: Actor, edition: int, entries: Sequence[RosterEntry]) -> Deed:
    """Put a roster in the place of the one before; refuses doubled codes and whatever tells who a person is.

    The answer is the section's new edition.
    """
    section, _pinned = section_to_save(application=application, name=SECTION, by=by)
    _refuse_unsound(entries)
    new_edition = editing.hold(application=application, section=SECTION, edition=edition, by=by)
    before = digest(rows=_kept(application))
    RosterLine.objects.filter(application=application).delete()
    RosterLine.objects.bulk_create(
        RosterLine(application=application, line=number, **_plain(entry))
        for number, entry in enumerate(entries, start=1)
    )
    return Deed(
        answer=str(new_edition),
        before={"section": SECTION, "edition": edition, **before},
        after={"section": SECTION, "edition": new_edition, **digest(rows=_kept(application))},
        cites=(str(section.cites),),
    )


def _plain(entry: RosterEntry) -> dict[str, Any]:
    return asdict(entry) | {
        "engagement": entry.engagement.name.lower(),
        "insured_months": [f"{month:%Y-%m}" for month in entry.insured_months],
    }


def _kept(application: Application) -> list[dict[str, Any]]:
    rows = RosterLine.objects.filter(application=application).order_by("line")
    return list(rows.values("line", "code", "post", "engagement", "contract", "insured_months"))


def _refuse_unsound(entries: Sequence[RosterEntry]) -> None:
    faults = []
    if len(entries) > MOST_PEOPLE:
        faults.append(
            Fault(
                Said("名册"),
                Said(
                    "有 %(count)s 人，最多 %(most)s 人，请只列专职人员",
                    count=f"{len(entries):,}",
                    most=f"{MOST_PEOPLE:,}",
                ),
            )
        )
    first: dict[str, int] = {}
    for number, entry in enumerate(entries, start=1):
        before = first.setdefault(entry.code, number)
        if before != number:
            faults.append(
                Fault(
                    Said("第 %(number)s 人", number=number),
                    Said(
                        "代码「%(code)s」与第 %(before)s 人相同，一人只列一次", code=entry.code, before=before
                    ),
                )
            )
        if slip := slip_of_code(code=entry.code):
            faults.append(Fault(Said("第 %(number)s 人「人员代码」", number=number), slip))
        if slip := slip_of_words(words=entry.post):
            faults.append(Fault(Said("第 %(number)s 人「岗位」", number=number), slip))
        if len(entry.post) > LONGEST_POST:
            faults.append(
                Fault(
                    Said("第 %(number)s 人「岗位」", number=number),
                    Said("请写在 %(longest)s 个字以内", longest=LONGEST_POST),
                )
            )
    if faults:
        raise Faulty(faults)
