"""The papers of a review, drawn up when it is closed and laid out from those words; kept inside the bureau.

office, case (reference, applicant, credit_code, call)
opinion   supports, proposed_fen, score (``numerator/denominator``), joining, scores, words, answers, signatures
record    visited_at, place, why, findings, attendees, photographs, signatures, sm3
"""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import Any

from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.papers.document import Document, case
from zhiyun.casework.reviewing import opinions
from zhiyun.casework.roles import Role
from zhiyun.casework.tongue import in_chinese
from zhiyun.gateways import official_papers
from zhiyun.kernel.money import Money
from zhiyun.records.models import Application, PanelOpinion, SiteRecord


def opinion_content(*, application: Application, opinion: PanelOpinion) -> dict[str, Any]:
    """Draw up all words of a panel's opinion: its score, who signed it, and every dissent."""
    joined = opinions.joined(application=application)
    chair = opinions.seated(application=application)[0].expert_id
    return {
        **_about(application),
        "supports": opinion.supports,
        "proposed_fen": opinion.proposed_fen,
        "score": opinion.score_text,
        "joining": str(joined.reading),
        "scores": [f"{score.numerator}/{score.denominator}" for score in sorted(joined.scores)],
        "words": opinion.words,
        "answers": opinion.answers,
        "signatures": [
            {
                "name": each.expert.name,
                "post": "组长" if each.expert_id == chair else "成员",
                "remark": "同意" if each.agrees else f"不同意见：{each.dissent}",
                "at": each.at.astimezone(SHANGHAI).isoformat(),
            }
            for each in opinion.signatures.select_related("expert").order_by("id")
        ],
    }


def record_content(*, application: Application, record: SiteRecord) -> dict[str, Any]:
    """Draw up all words of an on-site record with the signatures it has."""
    with in_chinese():
        signed = [
            {
                "name": each.by.name,
                "post": str(Role(each.role).label),
                "remark": each.remark or "属实",
                "at": each.at.astimezone(SHANGHAI).isoformat(),
            }
            for each in record.signatures.select_related("by").order_by("id")
        ]
    return {
        **_about(application),
        "visited_at": record.visited_at.astimezone(SHANGHAI).isoformat(),
        "place": record.visit.place,
        "why": record.visit.why,
        "findings": record.findings,
        "attendees": record.attendees,
        "photographs": record.photographs,
        "signatures": signed,
        "sm3": record.sm3,
    }


def opinion_paper(*, document: Document, head: official_papers.Letterhead) -> official_papers.Paper:
    """Lay out a panel's opinion."""
    told = document.content
    return official_papers.panel_opinion_paper(
        official_papers.PanelOpinion(
            head,
            case(content=told),
            "建议支持" if told["supports"] else "建议不予支持",
            str(Money(told["proposed_fen"])) if told["supports"] else "—",
            _points(told["score"]),
            told["joining"],
            "、".join(map(_points, told["scores"])),
            tuple(line for line in told["words"].splitlines() if line.strip()),
            tuple(
                official_papers.Judged(
                    each["asks"], each["cites"], "符合" if each["met"] else "不符合", each["opinion"]
                )
                for each in told["answers"]
            ),
            _signatures(told),
        )
    )


def record_paper(*, document: Document, head: official_papers.Letterhead) -> official_papers.Paper:
    """Lay out an on-site record."""
    told = document.content
    return official_papers.site_record_paper(
        official_papers.SiteRecord(
            head,
            case(content=told),
            _instant(told["visited_at"]),
            told["place"],
            told["why"],
            tuple(
                official_papers.Point(each["point"], "相符" if each["agrees"] else "不符", each["words"])
                for each in told["findings"]
            ),
            tuple((each["name"], each["body"], each["post"]) for each in told["attendees"]),
            tuple((each["name"], each["sm3"]) for each in told["photographs"]),
            _signatures(told),
        )
    )


def _about(application: Application) -> dict[str, Any]:
    submission = application.last_submission
    assert submission is not None, "what is reviewed was submitted"
    sealed = submission.snapshot
    return {
        "office": application.call.issuer.name,
        "case": {
            "reference": application.reference,
            "applicant": sealed["applicant"]["name"],
            "credit_code": sealed["applicant"]["credit_code"],
            "call": f"{sealed['call']['title']}（{sealed['call']['document']}）",
        },
    }


def _signatures(told: Any) -> tuple[official_papers.SignedBy, ...]:
    return tuple(
        official_papers.SignedBy(each["name"], each["post"], each["remark"], _instant(each["at"]))
        for each in told["signatures"]
    )


def _instant(text: str) -> str:
    return official_papers.instant_text(datetime.fromisoformat(text))


def _points(text: str) -> str:
    """Write an exact ratio with two decimals, rounded half up, as screens do."""
    whole = int(Fraction(text) * 100 + Fraction(1, 2))
    return f"{whole // 100}.{whole % 100:02d}"
