"""Half-year reports: handed in by the centre, noted by an officer or sent back to be mended (Article 16)."""

from __future__ import annotations

from zhiyun.casework import rounds
from zhiyun.casework.actor import Actor
from zhiyun.casework.canonical import canonical, sm3_hex
from zhiyun.casework.construction import ConstructionStage, attached, book_of, reporting, telling
from zhiyun.casework.door import Deed, action
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import APPLICANT_ROLES, Role
from zhiyun.casework.subjects import CONSTRUCTION
from zhiyun.kernel.refusal import Faulty, Refusal
from zhiyun.kernel.said import Said, word
from zhiyun.kernel.workdays import Calendar
from zhiyun.records.models import Grant, HalfYearReport, ReportLook

LONGEST_PART, LONGEST_WORDS = 3000, 1000
PARTS = {
    "progress": Said("项目执行进展"),
    "results": Said("阶段性成果"),
    "spending": Said("经费使用情况"),
    "plan": Said("下阶段工作计划"),
}
"""The four parts Article 16 names, by their fields."""
REPORTING = (
    ConstructionStage.UNDER_CONSTRUCTION,
    ConstructionStage.AWAITING_ACCEPTANCE,
    ConstructionStage.IN_GRACE,
    ConstructionStage.AWAITING_SECOND_ACCEPTANCE,
)


class SpanNotOver(Refusal):
    """A report tells what was; its half-year still runs."""

    def __init__(self, number: int, covers_to: object) -> None:
        super().__init__(
            Said(
                "第%(number)s期要到%(covers_to)s才满，期满当日起才能提交这一期报告。",
                number=number,
                covers_to=covers_to,
            )
        )


class ReportWaits(Refusal):
    """What was handed in has not been looked at, or has been noted."""

    def __init__(self, number: int, stage: str) -> None:
        super().__init__(
            Said(
                "第%(number)s期报告%(stage)s，不能再交一稿。市局要求补正的，收到通知后再交。",
                number=number,
                stage=word(stage),
            )
        )


class NothingToLookAt(Refusal):
    """There is no hand-in that waits to be looked at, or not the one the page showed."""

    def __init__(self, number: int) -> None:
        super().__init__(Said("第%(number)s期没有待查看的报告，请刷新页面核对。", number=number))


@action(
    name="report.hand_in",
    words="提交半年报告",
    on=CONSTRUCTION,
    roles=APPLICANT_ROLES,
    stages=REPORTING,
    cites=(reporting.CITES,),
)
def hand_in(
    *,
    construction: Grant,
    by: Actor,
    calendar: Calendar,
    number: int,
    progress: str,
    results: str,
    spending: str,
    plan: str,
    files: attached.Files = (),
) -> Deed:
    """Hand in the report on a span, or the mended one; ``files`` are kept already.

    Refuses parts left empty, a span that still runs, and a second one unless the first was sent back.
    """
    told = {"progress": progress, "results": results, "spending": spending, "plan": plan}
    faults = attached.too_many(files=files)
    for name, place in PARTS.items():
        faults += attached.told(words=told[name], place=place, longest=LONGEST_PART)
    if faults:
        raise Faulty(faults)
    span = _span(construction, by, calendar, number)
    if span.stage is reporting.ReportStage.NOT_YET:
        raise SpanNotOver(number, span.covers_to)
    if span.stage not in reporting.OPEN:
        raise ReportWaits(number, Said("已知悉") if _is_noted(span) else Said("正待市局查看"))
    kept = attached.attached(files=files)
    words = {name: text.strip() for name, text in told.items()}
    about = {"report": construction.application.reference, "number": number, "files": kept, **words}
    row = HalfYearReport.objects.create(
        grant=construction,
        covers_from=span.covers_from,
        covers_to=span.covers_to,
        due_on=span.due_on,
        number=len(span.rows) + 1,
        **words,
        files=kept,
        sm3=sm3_hex(text=canonical(value=about)),
        by_id=by.person_id,
        day=by.day,
        at=by.at,
    )
    late = span.due_on is not None and by.day > span.due_on
    telling.tell_bureau(
        grant=construction,
        roles=(Role.CASE_OFFICER,),
        subject=f"第{number}期半年报告已提交",
        body=f"{construction.application.organisation.name}提交了{span.covers_from}至{span.covers_to}的半年报告"
        f"{'，已逾期' if late else ''}，请查看。",
        by=by,
    )
    return Deed(
        answer=str(row.number),
        after={"span": number, "number": row.number, "sm3": row.sm3, "late": late, "files": kept},
    )


@action(
    name="report.look",
    words="查看半年报告",
    on=CONSTRUCTION,
    roles=[Role.CASE_OFFICER],
    cites=(reporting.CITES,),
)
def look(
    *, construction: Grant, by: Actor, calendar: Calendar, number: int, seen: int, good: bool, words: str = ""
) -> Deed:
    """Note a report, or send it back to be mended with words; ``seen`` is the hand-in that was read.

    Refuses one nobody handed in or somebody has looked at, and sending back without words.
    """
    if (not good and not words.strip()) or len(words.strip()) > LONGEST_WORDS:
        raise Faulty(attached.told(words="", place=Said("意见"), longest=LONGEST_WORDS))
    span = _span(construction, by, calendar, number)
    newest = span.newest
    if newest is None or newest.number != seen or span.stage is not reporting.ReportStage.HANDED_IN:
        raise NothingToLookAt(number)
    ReportLook.objects.create(report=newest, good=good, words=words.strip(), by_id=by.person_id, at=by.at)
    telling.tell_centre(
        grant=construction,
        subject=f"第{number}期半年报告{'已知悉' if good else '请补正'}",
        body=words.strip() or "市局已知悉这一期报告。",
        by=by,
    )
    return Deed(
        answer=str(seen), after={"span": number, "number": seen, "good": good, "words": words.strip()}
    )


def _span(grant: Grant, by: Actor, calendar: Calendar, number: int) -> reporting.Span:
    rows = HalfYearReport.objects.filter(grant=grant).select_related("look")
    found = reporting.spans(
        measure=rounds.of_case(application=grant.application).measure,
        book=book_of(grant=grant, on=by.day),
        calendar=calendar,
        rows=rows,
        on=by.day,
    )
    span = next((each for each in found if each.number == number), None)
    if span is None:
        raise NotFound
    return span


def _is_noted(span: reporting.Span) -> bool:
    return span.stage is reporting.ReportStage.NOTED
