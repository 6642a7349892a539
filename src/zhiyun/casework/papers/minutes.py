"""The minutes of a meeting: from the words kept when they were approved to a paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from zhiyun.casework.papers.document import Document
from zhiyun.gateways import official_papers
from zhiyun.kernel.money import Money


def paper(*, document: Document, head: official_papers.Letterhead) -> official_papers.Paper:
    """Lay out minutes."""
    told = document.content
    meeting = told["meeting"]
    return official_papers.minutes_paper(
        official_papers.Minutes(
            head,
            meeting["title"],
            official_papers.day_text(date.fromisoformat(meeting["held_on"])),
            meeting["place"],
            tuple(_member(each) for each in told["members"]),
            _rules(told),
            tuple(told["words"].split("\n")),
            tuple(_item(each) for each in told["items"]),
            told["written_by"],
            told["approved_by"],
        )
    )


def _rules(told: Mapping[str, Any]) -> tuple[str, ...]:
    """Say by which readings the meeting counted; minutes of before they were kept have none."""
    if not told.get("rules"):
        return ()
    return (
        f"法定人数{told['meeting']['quorum']}人，回避的不计。",
        *(f"口径 {each}。" for each in told["rules"]),
    )


def _member(told: dict[str, Any]) -> official_papers.Attendance:
    marks = [
        mark
        for mark, holds in (
            ("主持", told["presides"]),
            ("列席", not told["votes"]),
            ("缺席", not told["present"]),
        )
        if holds
    ]
    return official_papers.Attendance(told["name"], told["post"], "、".join(marks))


def _revised(told: Mapping[str, Any]) -> str:
    """Say what is decided again and why; minutes of before this was kept say nothing."""
    if not told.get("revises"):
        return ""
    return f"代替{told['revises']}；{told['revises_because']}"


def _item(told: dict[str, Any]) -> official_papers.Settled:
    return official_papers.Settled(
        f"{told['title']}（{told['document']}）",
        told["resolution"],
        told["sm3"],
        str(Money(told["total_fen"])),
        told["because"],
        _revised(told),
        tuple(
            official_papers.SettledCase(
                each["applicant"],
                each["reference"],
                "支持" if each["supported"] else "不予支持",
                str(Money(each["amount_fen"])) if each["supported"] else "—",
                each["how"],
                each["note"] or "—",
            )
            for each in told["cases"]
        ),
    )
