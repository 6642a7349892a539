"""An acceptance (Article 15): which attempt it is, what the law says of its outcome, and the words of its letter.

office, case, measure, task_book, attempt, passed, opinion, inspected_on, inspected
told_on       the day the letter tells the outcome
consequences  sentences with their citation: what follows from it
readings, remedies, remedies_confirmed_by
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from zhiyun import law
from zhiyun.casework import rounds
from zhiyun.casework.construction import standing
from zhiyun.casework.issuing import PaperKind
from zhiyun.gateways.official_papers import day_text
from zhiyun.gateways.remedies import Remedies
from zhiyun.kernel.finding import Finding, Outcome
from zhiyun.records.models import AcceptanceProposal, Grant

CITES = "第十五条"
BAR = "第十四条"


def kind_of(*, passed: bool) -> PaperKind:
    """Say which letter tells an outcome."""
    return PaperKind.CENTRE_PASSED if passed else PaperKind.CENTRE_FAILED


def foreseen(*, grant: Grant, attempt: int, passed: bool, on: date) -> law.Acceptance:
    """Ask the law where a centre stands once an outcome is told on a day; refuses days that cannot be, as it does."""
    book = _told(standing.book_of(grant=grant, on=on), attempt=attempt, passed=passed, on=on)
    return rounds.of_case(application=grant.application).measure.acceptance(book, on)


def opened(*, grant: Grant, asked: bool, on: date) -> Finding:
    """Ask the law whether an acceptance may come to an outcome on a day; ``asked`` says the centre wants it."""
    measure = rounds.of_case(application=grant.application).measure
    return measure.acceptance_open(standing.book_of(grant=grant, on=on), on, asked=asked)


def _told(book: law.TaskBook, *, attempt: int, passed: bool, on: date) -> law.TaskBook:
    if passed:
        return replace(book, accepted_on=on)
    return replace(book, first_failed_on=on) if attempt == 1 else replace(book, second_failed_on=on)


def letter(
    *, proposal: AcceptanceProposal, heard: law.Acceptance, on: date, wording: Remedies
) -> dict[str, Any]:
    """Write all words of the letter that tells an outcome."""
    grant = proposal.grant
    measure = rounds.of_case(application=grant.application).measure
    return {
        **about(grant=grant),
        "measure": {"title": measure.title, "number": measure.number, "cites": CITES},
        "attempt": proposal.attempt,
        "passed": proposal.passed,
        "opinion": proposal.opinion,
        "inspected_on": proposal.inspected_on.isoformat() if proposal.inspected_on else "",
        "inspected": proposal.inspected,
        "construction": [heard.construction.starts_on.isoformat(), str(heard.construction.last_on)],
        "told_on": on.isoformat(),
        "consequences": list(_consequences(proposal, heard, on)),
        "readings": [f"{each.reading.question}：{each}" for each in heard.readings],
        "remedies": [] if proposal.passed else remedies_of(wording=wording),
        "remedies_confirmed_by": wording.confirmed_by,
    }


def about(*, grant: Grant) -> dict[str, Any]:
    """Name the office, the case and the task book a letter is about."""
    application, version = grant.application, grant.application.call.current
    assert version is not None, "what was granted had been published"
    return {
        "office": application.call.issuer.name,
        "case": {
            "reference": application.reference,
            "applicant": application.organisation.name,
            "credit_code": application.organisation.credit_code,
            "call": f"{version.title}（{version.document}）",
        },
        "task_book": grant.version.task_book.reference,
    }


def remedies_of(*, wording: Remedies) -> list[dict[str, str]]:
    """List the remedies a letter tells of."""
    return [{"text": each.words, "citation": each.cites} for each in wording.remedies]


def _consequences(proposal: AcceptanceProposal, heard: law.Acceptance, on: date) -> Iterator[dict[str, str]]:
    if proposal.passed:
        yield {"text": "建设任务验收合格。", "citation": CITES}
        if not _is_barred(proposal, heard, on):
            yield {"text": "建设期的申报限制自本通知之日起解除。", "citation": BAR}
        return
    if heard.standing is law.Standing.REVOKED:
        yield {"text": "再次验收不合格，取消建设资格。", "citation": CITES}
        paid_back = "前期拨付的引导资助经费应予收回，另行作出追回决定；尚未拨付的不再拨付。"
        yield {"text": paid_back, "citation": CITES}
        return
    grace = heard.grace
    assert grace is not None, "a first failure is followed by grace"
    assert grace.last_on is not None, "a grace period ends"
    yield {
        "text": f"给予建设宽限期，自{day_text(grace.starts_on)}起至{day_text(grace.last_on)}止。"
        "请在宽限期内完成整改，并申请再次验收。",
        "citation": CITES,
    }
    if _is_barred(proposal, heard, grace.starts_on):
        yield {"text": "宽限期内仍不得申报运营绩效补贴。", "citation": BAR}
    yield {"text": "宽限期内仍按期提交项目实施报告。", "citation": "第十六条"}
    yield {"text": "再次验收不合格的，取消建设资格，收回前期拨付的引导资助经费。", "citation": CITES}


def _is_barred(proposal: AcceptanceProposal, heard: law.Acceptance, on: date) -> bool:
    """Ask the law whether the centre could claim the subsidy on a day, as this outcome leaves it."""
    grant = proposal.grant
    told_on = on if proposal.passed else on - timedelta(days=1)
    known = standing.book_of(grant=grant, on=told_on)
    book = _told(known, attempt=proposal.attempt, passed=proposal.passed, on=told_on)
    measure = rounds.of_case(application=grant.application).measure
    return measure.bar(book, law.Occasion(on, on)).outcome is Outcome.NOT_MET
