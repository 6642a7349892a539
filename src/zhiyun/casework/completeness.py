"""What an application still lacks before it can be handed in, each with its article and its section.

Two things are told apart. A *fault of completeness* keeps an application from being handed in: a particular left
empty, a fact nobody answered, a paper the law or the call requires and nobody handed in, a table without a line,
or figures that contradict each other. A *finding of the law* never does: that a condition is not met, that a
question is left to people, or that an answered fact is no evidence (no typical case, say) is for the bureau to
decide on the submission, and the applicant is only told. Words to the questions left to people are asked for and
not required. The form the law calls 申请表 or 申报书 is this application itself, so no file is asked for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from zhiyun import law
from zhiyun.casework.asking import TOLD_BY_TABLES, asked, paper_words
from zhiyun.casework.examination import checklist
from zhiyun.casework.facts import Snapshot
from zhiyun.casework.rounds import Pinned
from zhiyun.casework.sections import Section, SectionKind
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.finding import Finding, Outcome
from zhiyun.kernel.money import Money

PARTICULARS = {
    "address": "单位地址",
    "founded_on": "成立日期",
    "contact_name": "联系人",
    "contact_phone": "联系电话",
    "contact_email": "联系邮箱",
    "summary": "申报内容摘要",
}


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing an application lacks: the section that asks it, the article that wants it, and what it is."""

    section: str
    title: str
    cites: Citation
    words: str


def missing(
    *,
    snapshot: Snapshot,
    pinned: Pinned,
    listed: tuple[Section, ...],
    heard: Mapping[str, Finding],
) -> tuple[Missing, ...]:
    """List every fault of completeness in the form's order; ``heard`` holds the law's finding on each condition."""
    found: list[Missing] = []
    for section in listed:
        found += [
            Missing(section.name, section.title, cites, words)
            for cites, words in _lacks(section, snapshot, pinned, listed, heard)
        ]
    return tuple(found)


def _lacks(
    section: Section,
    snapshot: Snapshot,
    pinned: Pinned,
    listed: tuple[Section, ...],
    heard: Mapping[str, Finding],
) -> Iterator[tuple[Citation, str]]:
    if section.kind is SectionKind.CONDITION:
        yield from _of_condition(section, snapshot, listed, heard[section.name])
    elif section.kind is SectionKind.PARTICULARS:
        yield from _of_particulars(section, snapshot, pinned)
    elif section.kind is SectionKind.MATERIALS:
        yield from (
            (wanted.material.cites, _("未上传%(what)s") % {"what": _(wanted.material.words)})
            for wanted in checklist(snapshot=snapshot, pinned=pinned)
            if wanted.is_missing
        )
    else:
        yield from ((section.cites, words) for words in _of_table(section.kind, snapshot))


def _of_particulars(section: Section, snapshot: Snapshot, pinned: Pinned) -> Iterator[tuple[Citation, str]]:
    told = snapshot["particulars"]
    yield from (
        (section.cites, _("未填写%(what)s") % {"what": _(words)})
        for name, words in PARTICULARS.items()
        if not told.get(name)
    )
    if pinned.benefit.is_construction and not told.get("asked_fen"):
        yield section.cites, _("未填写申请资助金额")


def _of_condition(
    section: Section, snapshot: Snapshot, listed: tuple[Section, ...], finding: Finding
) -> Iterator[tuple[Citation, str]]:
    """Only what the law finds without evidence is lacking: what it does not need to know need not be told."""
    if all(leaf.outcome is not Outcome.NO_EVIDENCE for leaf in finding.walk() if not leaf.grounds):
        return
    wants = asked(listed=listed, section=section)
    told = snapshot["facts"]
    for key in wants.proven:
        if key.name not in told:
            yield section.cites, _("未上传%(what)s") % {"what": _(paper_words(key=key))}
    unanswered = [key for key in wants.stated if key.name not in told and not _in_table(key, snapshot)]
    yield from ((section.cites, _("未填写：%(what)s") % {"what": _(key.asks)}) for key in unanswered)
    if not unanswered and wants.follow_up and told.get("construction_funded", {}).get("value") is True:
        for leaf in finding.walk():
            if leaf.outcome is Outcome.NO_EVIDENCE and not leaf.grounds:
                yield section.cites, leaf.because


def _of_table(kind: SectionKind, snapshot: Snapshot) -> Iterator[str]:
    if kind is SectionKind.DEALS and not snapshot["deals"]:
        yield _("未填写运营业务台账")
    if kind is SectionKind.CO_BUILDERS and _is_co_built(snapshot):
        if not snapshot["co_builders"]:
            yield _("合作共建的，未填写共建单位")
        yield from (
            _("共建单位「%(name)s」未填写承担的职责和任务") % {"name": partner["name"]}
            for partner in snapshot["co_builders"]
            if not partner["duties"]
        )
    if kind is SectionKind.BUDGET:
        yield from _of_budget(snapshot)


def _of_budget(snapshot: Snapshot) -> Iterator[str]:
    planned, asked_fen = snapshot["budget"], snapshot["particulars"].get("asked_fen")
    if not planned:
        yield _("未填写经费预算")
        return
    public_fen = sum(line["public_fen"] for line in planned)
    if asked_fen is not None and public_fen != asked_fen:
        sums = {"public": Money(public_fen), "asked": Money(asked_fen)}
        yield _("预算中的资助经费合计%(public)s，与申请资助金额%(asked)s不一致，请改成一致") % sums


def _is_co_built(snapshot: Snapshot) -> bool:
    return snapshot["facts"].get("co_built", {}).get("value") is True


def _in_table(key: law.Key[Any], snapshot: Snapshot) -> bool:
    table = TOLD_BY_TABLES.get(key.name)
    return table is not None and bool(snapshot[table])
