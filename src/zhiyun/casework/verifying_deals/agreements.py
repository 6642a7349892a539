"""The papers a settlement of shares may rest on: what the claimants have handed in, in the application or on inquiry."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from zhiyun.records.models import Application, InquiryAnswer, PaperAgreement, Submission


def agreements(*, applications: Iterable[int]) -> dict[str, dict[str, Any]]:
    """List the claimants' papers by the name a form gives them: ``SB-…:paper:7`` or ``SB-…:answer:1:0``."""
    keys = list(applications)
    found: dict[str, dict[str, Any]] = {}
    sealed = Submission.objects.filter(
        pk__in=Application.objects.filter(pk__in=keys).values("last_submission")
    ).order_by("application_id")
    for reference, papers in sealed.values_list("application__reference", "snapshot__papers"):
        for paper in sorted(papers, key=_is_of_no_deal):
            found[f"{reference}:paper:{paper['paper']}"] = {
                "application": reference,
                "title": paper["title"],
                "name": paper["name"],
                "sm3": paper["sm3"],
            }
    answers = InquiryAnswer.objects.filter(inquiry__application__in=keys).order_by("id")
    for reference, number, files in answers.values_list(
        "inquiry__application__reference", "inquiry__number", "files"
    ):
        for place, file in enumerate(files):
            found[f"{reference}:answer:{number}:{place}"] = {
                "application": reference,
                "title": f"第{number}次询问的答复",
                "name": file["name"],
                "sm3": file["sm3"],
            }
    return found


def on_paper(*, call: int, right: str) -> dict[str, dict[str, Any]]:
    """List the agreements on one deal signed on paper whose scans a second person has checked: ``paper:7``."""
    rows = PaperAgreement.objects.filter(call_id=call, key=right, check_by_second__good=True).order_by("id")
    return {
        f"paper:{row.pk}": {
            "application": "、".join(row.parties),
            "title": f"{row.title}（纸质扫描件）",
            "name": row.name,
            "sm3": row.sm3,
        }
        for row in rows
    }


def _is_of_no_deal(paper: dict[str, Any]) -> bool:
    """Put what was handed in for deals before everything else."""
    return not any(use.startswith("deal:") for use in paper["uses"])
