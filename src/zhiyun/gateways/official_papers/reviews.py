"""Papers of a review, for the bureau's own use: a panel's opinion 专家组评审意见 and an on-site record 现场评估记录."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhiyun.gateways.official_papers.notices import Case
from zhiyun.gateways.official_papers.paper import (
    Block,
    Column,
    Heading,
    Item,
    Letterhead,
    Listing,
    Look,
    Paper,
    Paragraph,
    Table,
    Terms,
)

KEPT_INSIDE = "本件供市局审定使用，不对外提供，不得透露评审专家。"


@dataclass(frozen=True, slots=True)
class Judged:
    """A question of the measure, the panel's common answer, and its words."""

    asks: str
    citation: str
    answer: str
    words: str


@dataclass(frozen=True, slots=True)
class SignedBy:
    """Somebody who signed: name, as what, whether they agree or what they remark, and when."""

    name: str
    post: str
    remark: str
    at: str


@dataclass(frozen=True, slots=True)
class PanelOpinion:
    """A panel's opinion: its conclusion, how the score was joined, its answers, and every signature and dissent."""

    letterhead: Letterhead
    case: Case
    conclusion: str
    proposed: str
    score: str
    joining: str
    scores: str
    words: tuple[str, ...]
    answers: tuple[Judged, ...]
    signatures: tuple[SignedBy, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the checklist as it was found."""

    point: str
    answer: str
    words: str


@dataclass(frozen=True, slots=True)
class SiteRecord:
    """An on-site record: when, where and why, who was there, what was found, photographs by their SM3, signatures."""

    letterhead: Letterhead
    case: Case
    visited_at: str
    place: str
    why: str
    points: tuple[Point, ...]
    attendees: tuple[tuple[str, str, str], ...]
    photographs: tuple[tuple[str, str], ...]
    signatures: tuple[SignedBy, ...]


def panel_opinion_paper(opinion: PanelOpinion) -> Paper:
    """Lay out a panel's opinion."""
    return Paper(opinion.letterhead, "专家组评审意见", tuple(_opinion_blocks(opinion)))


def site_record_paper(record: SiteRecord) -> Paper:
    """Lay out an on-site record."""
    return Paper(record.letterhead, "现场评估记录", tuple(_record_blocks(record)))


def _opinion_blocks(opinion: PanelOpinion) -> Iterator[Block]:
    yield Paragraph(KEPT_INSIDE)
    yield _case_terms(opinion.case)
    yield Heading("总的意见")
    yield Terms(
        (
            ("结论", opinion.conclusion),
            ("建议金额", opinion.proposed),
            ("专家组得分", opinion.score),
            ("各专家得分", opinion.scores),
            ("合成方法", opinion.joining),
        )
    )
    yield from map(Paragraph, opinion.words)
    yield Heading("对办法所列事项的共同判断")
    yield Listing(
        tuple(Item(f"{each.asks}：{each.answer}。{each.words}", each.citation) for each in opinion.answers)
    )
    yield Heading("签署")
    yield _signatures(opinion.signatures)


def _record_blocks(record: SiteRecord) -> Iterator[Block]:
    yield Paragraph(KEPT_INSIDE)
    yield _case_terms(record.case)
    yield Terms((("时间", record.visited_at), ("地点", record.place), ("事由", record.why)))
    yield Heading("核查情况")
    yield Table(
        (Column("序号", 2, Look.CENTRED), Column("核查要点", 9), Column("结论", 3), Column("所见", 11)),
        tuple(
            (str(number), each.point, each.answer, each.words or "—")
            for number, each in enumerate(record.points, 1)
        ),
    )
    yield Heading("参加人员")
    yield Table(
        (Column("姓名", 5), Column("单位", 10), Column("职务", 6)),
        tuple((name, body or "—", post or "—") for name, body, post in record.attendees),
    )
    if record.photographs:
        yield Heading("照片")
        yield Table((Column("文件", 8), Column("指纹（SM3）", 13, Look.CODE)), record.photographs)
    yield Heading("签字")
    yield _signatures(record.signatures)


def _signatures(signed: tuple[SignedBy, ...]) -> Table:
    return Table(
        (Column("姓名", 5), Column("身份", 5), Column("意见", 12), Column("时间", 8)),
        tuple((each.name, each.post, each.remark, each.at) for each in signed),
    )


def _case_terms(case: Case) -> Terms:
    return Terms(
        (
            ("申报编号", case.reference),
            ("申报单位", case.applicant),
            ("统一社会信用代码", case.credit_code),
            ("申报通知", case.call),
        )
    )
