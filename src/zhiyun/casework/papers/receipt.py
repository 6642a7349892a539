"""The receipt: what was handed in, by whom, at which second, with every file; its words and its paper.

office, case (reference, applicant, credit_code, call), submission, submitted_at, submitted_by
seal      SM3 of the whole as sealed
files     name, kind, size in bytes, sm3, material
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from zhiyun import law
from zhiyun.casework.papers.document import Document, case
from zhiyun.casework.rounds import Pinned
from zhiyun.gateways import official_papers
from zhiyun.records.models import Application, Submission

NOWHERE = "其他"
_PLACES = {
    "deal": "业务台账第{}笔",
    "co_builder": "共建单位{}",
    "budget": "经费预算",
    "roster": "专职人员名册",
}


def content(
    *, application: Application, submission: Submission, pinned: Pinned, by_name: str
) -> dict[str, Any]:
    """Draw up all words of the receipt for a submission, from what was sealed and nothing else."""
    sealed = submission.snapshot
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
        "files": [
            {
                "name": each["name"],
                "kind": each["kind"],
                "size": each["size"],
                "sm3": each["sm3"],
                "material": "、".join(dict.fromkeys(_place(use, pinned) for use in each["uses"])) or NOWHERE,
            }
            for each in sealed["papers"]
        ],
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
            tuple(_file(each) for each in told["files"]),
        )
    )


def _file(told: Mapping[str, Any]) -> official_papers.FileLine:
    return official_papers.FileLine(
        told["name"], told["kind"].upper(), told["size"], told["sm3"], told["material"]
    )


def _place(use: str, pinned: Pinned) -> str:
    """Say what a file was handed in for: a material, a fact, a deal, a partner."""
    kind, _, name = use.partition(":")
    if kind == "material":
        known = {each.code: each.words for each in pinned.measure.materials(pinned.benefit, pinned.round_)}
        return known.get(name, name)
    if kind == "fact":
        return law.BY_NAME[name].asks if name in law.BY_NAME else name
    return _PLACES.get(kind, NOWHERE).format(name)
