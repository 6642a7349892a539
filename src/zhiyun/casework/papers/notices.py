"""The officer's three notices: return for correction, acceptance, refusal to accept; each laid out from its words."""

from __future__ import annotations

from datetime import date

from zhiyun.casework.papers.document import Document, case, items
from zhiyun.gateways import official_papers


def correction(*, document: Document, head: official_papers.Letterhead) -> official_papers.Paper:
    """Lay out a return for correction."""
    told = document.content
    deadline = told["deadline"]
    return official_papers.correction_paper(
        official_papers.Correction(
            head,
            case(content=told),
            tuple(official_papers.Reason(**reason) for reason in told["reasons"]),
            official_papers.Deadline(
                date.fromisoformat(deadline["last_day"]), deadline["counting"], deadline["source"]
            ),
        )
    )


def acceptance(*, document: Document, head: official_papers.Letterhead) -> official_papers.Paper:
    """Lay out an acceptance."""
    told = document.content
    return official_papers.acceptance_paper(
        official_papers.Acceptance(
            head,
            case(content=told),
            date.fromisoformat(told["accepted_on"]),
            items(listed=told["next_steps"]),
        )
    )


def non_acceptance(*, document: Document, head: official_papers.Letterhead) -> official_papers.Paper:
    """Lay out a refusal to accept."""
    told = document.content
    return official_papers.non_acceptance_paper(
        official_papers.NonAcceptance(
            head, case(content=told), items(listed=told["grounds"]), tuple(told["objection"])
        )
    )
