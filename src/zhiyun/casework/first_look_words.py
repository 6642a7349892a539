"""The words of the officer's notices, as plain values: what is issued, hashed and later set as a page.

office      the bureau that issues
case        reference, applicant, credit_code, call
reasons     of a return: section, reason, citation
deadline    of a return: last_day, workdays, counting, source
accepted_on, next_steps   of an acceptance: text, citation
grounds, objection        of a refusal: text, citation; sentences
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from zhiyun import law
from zhiyun.casework.rounds import Pinned
from zhiyun.casework.sections import Section
from zhiyun.gateways.official_papers import day_text
from zhiyun.records.models import Application, Submission


def acceptance(
    *, application: Application, submission: Submission, pinned: Pinned, on: date
) -> dict[str, Any]:
    """Write an acceptance, with the steps that follow."""
    steps = pinned.measure.steps(pinned.benefit)[1:]
    return {
        **_about(application, submission),
        "accepted_on": on.isoformat(),
        "next_steps": [
            {"text": f"{step.name}：{step.words}。", "citation": str(step.cites)} for step in steps
        ],
    }


def correction(
    *,
    application: Application,
    submission: Submission,
    reasons: Iterable[tuple[Section, str]],
    run: law.NoticePeriod,
) -> dict[str, Any]:
    """Write a return for correction: each section that reopens and why, and how the last day was counted."""
    return {
        **_about(application, submission),
        "reasons": [
            {"section": _words(section), "reason": reason, "citation": str(section.cites)}
            for section, reason in reasons
        ],
        "deadline": {
            "last_day": run.last_day.isoformat(),
            "workdays": run.workdays,
            "counting": counting(run=run),
            "source": f"国务院办公厅放假安排的通知：{'；'.join(run.sources)}",
        },
    }


def _words(section: Section) -> str:
    """Name a section without its article, which stands beside it."""
    return section.title if section.condition is None else section.condition.words


def counting(*, run: law.NoticePeriod) -> str:
    """Say how the last day was counted, from the day of the return on."""
    readings = "".join(f"，当日{choice.meaning}（口径{choice.reading.id}）" for choice in run.readings)
    caution = f"{run.caution}。" if run.caution else ""
    first = day_text(run.first_counted_day)
    return f"{day_text(run.published_on)}送达{readings}，即自{first}起计{run.workdays}个工作日。{caution}"


def non_acceptance(
    *, application: Application, submission: Submission, reason: str, grounds: list[dict[str, Any]]
) -> dict[str, Any]:
    """Write a refusal to accept: the officer's reason, every article it stands on, and where to object."""
    chosen = [ground for ground in grounds if ground["chosen"]]
    cited = "、".join(dict.fromkeys(ground["cites"] for ground in chosen))
    office = application.call.issuer.name
    contact = submission.call_version.contact
    return {
        **_about(application, submission),
        "grounds": [
            {"text": f"{reason}。" if not reason.endswith("。") else reason, "citation": cited},
            *(
                {"text": f"{each['because']}。", "citation": each["cites"]}
                for each in chosen
                if each["outcome"] in ("not_met", "no_evidence")
            ),
        ],
        "objection": [
            f"对本决定有异议的，可以向{office}书面说明理由并附证据"
            + (f"（{contact}）。" if contact else "。")
        ],
    }


def _about(application: Application, submission: Submission) -> dict[str, Any]:
    # The call as it stood when this was handed in: a version published since may call itself otherwise.
    version = submission.call_version
    return {
        "office": application.call.issuer.name,
        "case": {
            "reference": application.reference,
            "applicant": application.organisation.name,
            "credit_code": application.organisation.credit_code,
            "call": f"{version.title}（{version.document}）",
        },
    }
