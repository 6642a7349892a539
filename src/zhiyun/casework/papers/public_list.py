"""The public list, laid out from the words kept when it was published (`publicity.words`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from zhiyun.casework.papers.document import Document
from zhiyun.gateways import official_papers
from zhiyun.kernel.money import Money


def paper(*, document: Document, head: official_papers.Letterhead) -> official_papers.Paper:
    """Lay out a public list."""
    told = document.content
    return official_papers.public_list_paper(
        official_papers.PublicList(
            letterhead=head,
            title=told["title"],
            basis=f"《{told['measure']['title']}》（{told['measure']['number']}）{'、'.join(told['basis'])}",
            call=f"{told['call']['title']}（{told['call']['document']}）",
            meeting=told["decided"]["meeting"],
            lines=tuple(_line(each) for each in told["lines"]),
            total=str(Money(told["total_fen"])),
            computation=told["computation"],
            days=_days(told),
            contacts=(
                ("业务联系方式", told["contacts"]["business"]),
                ("监督联系方式", told["contacts"]["supervision"]),
            ),
            objecting=tuple(told["objecting"]),
            readings=tuple(_reading(each) for each in told["readings"]),
            supersedes=told["supersedes"],
            because=told["because"],
        )
    )


def _line(line: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        str(line["number"]),
        line["applicant"],
        line["credit_code"],
        line["item"],
        str(Money(line["amount_fen"])).removesuffix("元"),
        line["article"],
    )


def _days(told: Mapping[str, Any]) -> official_papers.NoticeDays:
    return official_papers.NoticeDays(
        published_on=date.fromisoformat(told["published_on"]),
        workdays=told["workdays"],
        first_counted_on=date.fromisoformat(told["first_counted_on"]),
        last_on=date.fromisoformat(told["last_on"]),
        sources=tuple(told["sources"]),
        caution=told["caution"],
    )


def _reading(reading: Mapping[str, Any]) -> str:
    mark = "" if reading["confirmed"] else "（未经书面确认）"
    return f"口径{reading['id']}　{reading['question']}：{reading['meaning']}{mark}"
