"""The partners of a centre built in cooperation: replaced as a whole, each keeping its number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from zhiyun.casework import editing
from zhiyun.casework.actor import Actor
from zhiyun.casework.digests import digest
from zhiyun.casework.door import Deed, action
from zhiyun.casework.intake.co_builders import (
    LONGEST_DUTIES,
    LONGEST_NAME,
    MOST_LINES,
    CoBuilderEntry,
    slip_of_code,
)
from zhiyun.casework.intake.names import identity
from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.casework.subjects import APPLICATION
from zhiyun.casework.tables import section_to_save
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said
from zhiyun.records.models import Application, CoBuilder, PaperUse

SECTION = "co_builders"
_PLACE = "co_builder:"


@action(
    name="co_builders.replace",
    words="保存共建单位",
    on=APPLICATION,
    roles=APPLICANT_ROLES,
    stages=editing.EDITABLE,
)
def replace(*, application: Application, by: Actor, edition: int, entries: Sequence[CoBuilderEntry]) -> Deed:
    """Put partners in the place of those before; refuses wrong codes, one body twice, and the applicant itself.

    A partner that stays keeps its number, and a number under which an agreement was handed in is given to no other.
    """
    section, _pinned = section_to_save(application=application, name=SECTION, by=by)
    _refuse_unsound(application, entries)
    new_edition = editing.hold(application=application, section=SECTION, edition=edition, by=by)
    before = _kept(application)
    CoBuilder.objects.filter(application=application).delete()
    CoBuilder.objects.bulk_create(
        CoBuilder(
            application=application,
            line=number,
            name=entry.name,
            credit_code=entry.credit_code,
            duties=entry.duties,
        )
        for number, entry in _numbered(entries, before, _last_number(application, before))
    )
    return Deed(
        answer=str(new_edition),
        before={"section": SECTION, "edition": edition, **digest(rows=before)},
        after={"section": SECTION, "edition": new_edition, **digest(rows=_kept(application))},
        cites=(str(section.cites),),
    )


def _kept(application: Application) -> list[dict[str, Any]]:
    rows = CoBuilder.objects.filter(application=application).order_by("line")
    return list(rows.values("line", "name", "credit_code", "duties"))


def _last_number(application: Application, before: Sequence[dict[str, Any]]) -> int:
    used = PaperUse.objects.filter(paper__application=application, place__startswith=_PLACE)
    told = [place.removeprefix(_PLACE) for place in used.values_list("place", flat=True)]
    return max([0, *(row["line"] for row in before), *(int(number) for number in told if number.isdecimal())])


def _numbered(
    entries: Sequence[CoBuilderEntry], before: Sequence[dict[str, Any]], last: int
) -> Iterator[tuple[int, CoBuilderEntry]]:
    by_code = {row["credit_code"]: row["line"] for row in before if row["credit_code"]}
    by_name = {identity(text=row["name"]): row["line"] for row in before}
    taken: set[int] = set()
    for entry in entries:
        number = by_code.get(entry.credit_code) or by_name.get(identity(text=entry.name))
        if number is None or number in taken:
            last += 1
            number = last
        taken.add(number)
        yield number, entry


def _refuse_unsound(application: Application, entries: Sequence[CoBuilderEntry]) -> None:
    faults = []
    own = {identity(text=application.organisation.name), application.organisation.credit_code}
    met: set[str] = set()
    if len(entries) > MOST_LINES:
        faults.append(
            Fault(
                Said("共建单位"),
                Said(
                    "有 %(count)s 家，最多 %(most)s 家，请只填共建单位", count=len(entries), most=MOST_LINES
                ),
            )
        )
    for number, entry in enumerate(entries, start=1):
        place = Said("第 %(number)s 家", number=number)
        keys = {key for key in (identity(text=entry.name), entry.credit_code) if key}
        if not entry.name or len(entry.name) > LONGEST_NAME:
            faults.append(
                Fault(
                    Said("%(place)s「共建单位」", place=place),
                    Said("请填写单位名称，不超过 %(longest)s 个字", longest=LONGEST_NAME),
                )
            )
        if keys & own:
            faults.append(
                Fault(
                    Said("%(place)s「共建单位」", place=place), Said("是申报单位自己；共建单位只填其他单位")
                )
            )
        if keys & met:
            faults.append(
                Fault(Said("%(place)s「共建单位」", place=place), Said("与前面的一家是同一单位，请只留一行"))
            )
        if entry.credit_code and (slip := slip_of_code(code=entry.credit_code)):
            faults.append(Fault(Said("%(place)s「统一社会信用代码」", place=place), slip))
        if len(entry.duties) > LONGEST_DUTIES:
            faults.append(
                Fault(
                    Said("%(place)s「承担的职责和任务」", place=place),
                    Said("请写在 %(longest)s 个字以内", longest=LONGEST_DUTIES),
                )
            )
        met |= keys
    if faults:
        raise Faulty(faults)
