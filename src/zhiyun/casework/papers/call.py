"""The call: its words drawn up when it is published, and the paper made of them.

office, call, document, version   who calls, the call's reference, its 文号, which version
title, body, benefit, measure, citations, conditions, materials, kinds
opens_at, closes_at, performance, correction_workdays, contact
changes                           sentences: what this version says otherwise than the one before
attachments                       name, size, sm3
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from zhiyun import law
from zhiyun.casework import issuing
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.calls import ConditionWords, KindWords, MaterialWords, words_of
from zhiyun.casework.calls.differences import condition_words
from zhiyun.casework.estimate import questionnaire
from zhiyun.casework.papers.document import Document, items
from zhiyun.casework.rounds import Pinned, pinned
from zhiyun.casework.sections import sections
from zhiyun.gateways import official_papers
from zhiyun.gateways.official_papers import day_text
from zhiyun.kernel.citation import Citation, chinese_number
from zhiyun.kernel.period import Period
from zhiyun.records.models import CallVersion, IssuedPaper

ADDRESSEE = "各有关单位"
_NUMBERED = re.compile(r"^\d+\.\s*")


def issue(*, version: CallVersion, changes: Iterable[str], by: Actor) -> IssuedPaper:
    """Issue a version as it is published, inside the action that publishes it; each version has a number of its own."""
    return issuing.issue(
        kind=issuing.PaperKind.CALL,
        by=by,
        content=content(version=version, changes=changes),
        number=f"{version.document}（{version.call.reference}第{version.number}版）",
        version=version,
    )


def content(*, version: CallVersion, changes: Iterable[str] = ()) -> dict[str, Any]:
    """Draw up all words of a version that is being published, as plain JSON."""
    call, pins, words = version.call, pinned(version=version), words_of(version=version)
    occasion = pins.occasion(applied_at=version.closes_at, closes_at=version.closes_at)
    return {
        "office": call.issuer.name,
        "call": call.reference,
        "document": version.document,
        "dated": pins.round_.dated.isoformat() if pins.round_.dated else "",
        "version": version.number,
        "title": version.title,
        "body": version.body,
        "benefit": pins.benefit.words,
        "measure": f"《{pins.measure.title}》（{pins.measure.number}）",
        "measure_sha256": version.measure_sha256,
        "citations": _citations(pins),
        "conditions": [
            *_own_conditions(pins),
            *(
                {"text": f"{condition_words(condition=each)}；", "citation": _place(each)}
                for each in words.conditions
            ),
        ],
        "materials": [
            *(
                {"text": _material(each), "citation": str(each.cites)}
                for each in pins.measure.materials(pins.benefit)
            ),
            *({"text": _material(each), "citation": _place(each)} for each in words.materials),
        ],
        "kinds": [_kind(each) for each in words.kinds],
        "opens_at": version.opens_at.astimezone(SHANGHAI).isoformat(),
        "closes_at": version.closes_at.astimezone(SHANGHAI).isoformat(),
        "performance": _span(occasion.performance),
        "correction_workdays": version.correction_workdays,
        "contact": version.contact,
        "changes": [*filter(None, (version.change_note,)), *changes],
        "attachments": [
            {"name": each.name, "size": each.size, "sm3": each.sm3} for each in words.attachments
        ],
    }


def paper(*, document: Document, head: official_papers.Letterhead) -> official_papers.Paper:
    """Lay out a published version."""
    told = document.content
    return official_papers.call_paper(
        official_papers.Call(
            head,
            told["title"],
            ADDRESSEE,
            told["benefit"],
            told["measure"],
            tuple(told["citations"]),
            tuple(line.strip() for line in told["body"].splitlines() if line.strip()),
            items(listed=told["conditions"]),
            items(listed=told["materials"]),
            tuple(official_papers.EvidenceRule(**kind) for kind in told["kinds"]),
            official_papers.Windows(
                datetime.fromisoformat(told["opens_at"]),
                datetime.fromisoformat(told["closes_at"]),
                told["performance"],
            ),
            f"{told['correction_workdays']}个工作日，只补正一次；起算和最后一日在补正通知书中写明",
            (("联系方式", told["contact"]),) if told["contact"] else (),
            version=told["version"],
            changes=tuple(told["changes"]),
            attachments=tuple(each["name"] for each in told["attachments"]),
        )
    )


def _citations(pins: Pinned) -> list[str]:
    """Name the measure's articles the call stands on, in their order."""
    places = [section.cites for section in sections(pinned=pins)]
    places += [material.cites for material in pins.measure.materials(pins.benefit)]
    places += [step.cites for step in pins.measure.steps(pins.benefit)]
    return [str(Citation(article)) for article in sorted({p.article for p in places if not p.document})]


def _own_conditions(pins: Pinned) -> Iterator[dict[str, str]]:
    """Give the measure's conditions in its own words, without the numbers they bear there."""
    for condition in questionnaire(measure=pins.measure, benefit=pins.benefit):
        official = _NUMBERED.sub("", condition.official).rstrip("；。;")
        yield {"text": f"{official}；", "citation": str(condition.cites)}


def _material(material: law.Material | MaterialWords) -> str:
    return f"{material.words}；" if material.required else f"{material.words}（有则提交）；"


def _place(each: ConditionWords | MaterialWords) -> str:
    """Say where in the call itself an entry of its own stands."""
    assert each.article is not None, "a published call says where its entries stand"
    return f"本通知第{chinese_number(each.article)}部分第{each.item}项"


def _kind(each: KindWords) -> dict[str, str]:
    registered = (f"须有{each.registration}",) if each.registration else ()
    return {
        "kind": law.Kind(each.kind).words,
        "evidence": "、".join((*registered, *each.evidence)),
        "citation": each.cites,
    }


def _span(span: Period | None) -> str:
    if span is None:
        return ""
    assert span.last_on is not None, "a span of performance ends"
    return f"{day_text(span.starts_on)}至{day_text(span.last_on)}"
