"""The first words of a meeting's minutes, drawn up from what was written down; the secretary goes on from there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from zhiyun import law
from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.deciding import Computed
from zhiyun.casework.meetings.agendas import Agenda
from zhiyun.kernel.money import Money
from zhiyun.records.models import AgendaItem


def drafted(*, agenda: Agenda, computed: Iterable[tuple[AgendaItem, Computed]]) -> str:
    """Write the minutes' text: one paragraph on the meeting, one an item, one an exception."""
    return "\n".join(_paragraphs(agenda, list(computed)))


def _paragraphs(agenda: Agenda, computed: list[tuple[AgendaItem, Computed]]) -> Iterator[str]:
    meeting = agenda.meeting
    there = [each for each in agenda.members if each.present]
    presiding = next((each for each in there if each.presides), None)
    held = meeting.opened_at or meeting.held_at
    local = held.astimezone(SHANGHAI)
    names = "、".join(f"{each.name}（{each.post}）" for each in there)
    who = f"{presiding.name}主持，" if presiding else ""
    yield (
        f"{local.year}年{local.month}月{local.day}日，在{meeting.place}召开{meeting.title}，{who}"
        f"到会{len(there)}人：{names}。有表决权的{sum(each.votes for each in there)}人，"
        f"达到法定人数{meeting.quorum}人。"
    )
    for position, (item, found) in enumerate(computed, 1):
        yield _item(position, item, found)
        yield from _exceptions(agenda, item, found)


def _item(position: int, item: AgendaItem, found: Computed) -> str:
    version = item.call.current
    assert version is not None, "only a published call is brought"
    lines = found.outcome["lines"]
    supported = sum(line["supported"] for line in lines)
    words = f"（{position}）审议《{version.title}》申报{len(lines)}件，支持{supported}件、不予支持{len(lines) - supported}件，合计{found.total}。"
    shares = found.outcome["shares"]
    if shares is not None:
        words += f"{shares['finding']['because']}（第十三条）。"
    elif found.outcome["caps"] is not None:
        words += f"{found.outcome['caps']['because']}（第十一条）。"
    return words


def _exceptions(agenda: Agenda, item: AgendaItem, found: Computed) -> Iterator[str]:
    """Tell recusals, votes, departures and refusals with every ground; what went as proposed stands in the table."""
    is_construction = law.Benefit(item.call.benefit).is_construction
    lines = {line["application"]: line for line in found.outcome["lines"]}
    for case in agenda.cases.get(item.pk, ()):
        reference = case.application.reference
        told = [*_told(agenda, case.pk, is_construction=is_construction), *_refused(lines.get(reference))]
        if told:
            yield f"{case.application.organisation.name}（{reference}）：{'；'.join(told)}。"


def _told(agenda: Agenda, key: int, *, is_construction: bool) -> Iterator[str]:
    aside = [each for each in agenda.recusals if each.case_id == key]
    if aside:
        yield "、".join(f"{each.member.name}回避（{_unended(each.reason)}）" for each in aside)
    said = agenda.conclusions.get(key)
    if said is None:
        return
    if not said.by_consensus:
        votes = Counter(同意=said.votes_for, 不同意=said.votes_against, 弃权=said.abstained)
        yield "表决" + "、".join(f"{word}{count}票" for word, count in votes.items())
    if is_construction and said.supports:
        yield f"支持{Money(said.supported_fen or 0)}"
    if said.departs:
        yield f"与审核意见不同，理由是：{_unended(said.departs_because)}"


def _refused(line: Mapping[str, Any] | None) -> Iterator[str]:
    if line is None or line["supported"]:
        return
    grounds = "；".join(f"{_unended(each['because'])}（{each['cites']}）" for each in line["grounds"])
    yield f"不予支持，理由是：{grounds}" if grounds else "不予支持"


def _unended(words: str) -> str:
    """Take off the stop a sentence ends with, where another goes on."""
    return words.rstrip("。；;. ")
