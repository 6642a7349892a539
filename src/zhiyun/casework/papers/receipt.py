"""The receipt: what was handed in, by whom, at which second, with every file; its words and its paper.

office, case (reference, applicant, credit_code, call), submission, submitted_at, submitted_by
seal      SM3 of the whole as sealed
files     name, kind, size in bytes, sm3, material
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from zhiyun.casework.papers.document import Document, case
from zhiyun.casework.rounds import Pinned
from zhiyun.gateways import official_papers
from zhiyun.gateways.file_kinds import ACCEPTED
from zhiyun.records.models import Application, Submission

_KINDS: Final = {kind.code: kind.word for kind in ACCEPTED}


def content(
    *, application: Application, submission: Submission, pinned: Pinned, by_name: str
) -> dict[str, Any]:
    """Draw up all words of the receipt for a submission, from what was sealed and nothing else."""
    sealed = submission.snapshot
    materials = materials_by_place(pinned=pinned)
    return {
        "office": application.call.issuer.name,
        "case": {
            "reference": application.reference,
            "applicant": sealed["applicant"]["name"],
            "credit_code": sealed["applicant"]["credit_code"],
            "call": f"{sealed['call']['title']}（{sealed['call']['document']}）",
        },
        "submission": submission.number,
        "submitted_at": submission.at.isoformat(),
        "submitted_by": by_name,
        "seal": submission.seal,
        "files": [file_line(paper=each, materials=materials) for each in sealed["papers"]],
    }


def paper(*, document: Document, head: official_papers.Letterhead) -> official_papers.Paper:
    """Lay out a receipt."""
    told, about = document.content, case(content=document.content)
    return official_papers.receipt_paper(
        official_papers.Receipt(
            head,
            about.reference,
            about.applicant,
            about.credit_code,
            about.call,
            datetime.fromisoformat(told["submitted_at"]),
            told["submitted_by"],
            told["seal"],
            tuple(official_papers.FileLine(**each) for each in told["files"]),
        )
    )


def materials_by_place(*, pinned: Pinned) -> dict[str, str]:
    """Name the checklist's materials by the place a file for one is kept under."""
    listed = pinned.measure.materials(pinned.benefit, pinned.round_)
    return {f"material:{each.code}": each.words for each in listed}


def file_line(*, paper: Mapping[str, Any], materials: Mapping[str, str]) -> dict[str, Any]:
    """Write one file's line; what proves anything else than a material is named as the applicant named it."""
    used_for = dict.fromkeys(materials.get(use, paper["title"]) for use in paper["uses"])
    return {
        "name": paper["name"],
        "kind": _KINDS.get(paper["kind"], paper["kind"]),
        "size": paper["size"],
        "sm3": paper["sm3"],
        "material": "、".join(used_for) or paper["title"],
    }
