"""The call: its words drawn up when it is published, and the paper made of them.

office, call, document, version   who calls, the call's reference, its 文号, which version
title, body, benefit, measure, citations, conditions, materials, kinds
opens_at, closes_at, performance, correction_workdays, contact
changes                           sentences: what this version says otherwise than the one before
attachments                       name, size, sm3
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from zhiyun import law
from zhiyun.casework.papers.document import Document, items
from zhiyun.casework.rounds import Pinned, pinned
from zhiyun.gateways import official_papers
from zhiyun.gateways.official_papers import day_text
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.period import Period
from zhiyun.records.models import CallVersion

ADDRESSEE = "各有关单位"


def content(*, version: CallVersion, changes: Iterable[str] = ()) -> dict[str, Any]:
    """Draw up all words of a version that is being published, as plain JSON."""
    call, pins = version.call, pinned(version=version)
    occasion = pins.occasion(applied_at=version.closes_at, closes_at=version.closes_at)
    return {
        "office": call.issuer.name,
        "call": call.reference,
        "document": version.document,
        "version": version.number,
        "title": version.title,
        "body": version.body,
        "benefit": pins.benefit.words,
        "measure": f"《{pins.measure.title}》（{pins.measure.number}）",
        "citations": _citations(pins),
        "conditions": [
            {"text": f"{item.words}；", "citation": str(item.cites)}
            for item in pins.measure.items(pins.benefit, pins.round_)
        ],
        "materials": [
            {"text": _material(material), "citation": str(material.cites)}
            for material in pins.measure.materials(pins.benefit, pins.round_)
        ],
        "kinds": list(_kinds(version)),
        "opens_at": version.opens_at.isoformat(),
        "closes_at": version.closes_at.isoformat(),
        "performance": _span(occasion.performance),
        "correction_workdays": version.correction_workdays,
        "contact": version.contact,
        "changes": [*filter(None, (version.change_note,)), *changes],
        "attachments": [
            {"name": each.name, "size": each.file.size, "sm3": each.file_id}
            for each in version.attachments.select_related("file").order_by("id")
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
    places = [item.cites for item in pins.measure.items(pins.benefit)]
    places += [material.cites for material in pins.measure.materials(pins.benefit)]
    places += [step.cites for step in pins.measure.steps(pins.benefit)]
    return [str(Citation(article)) for article in sorted({place.article for place in places})]


def _material(material: law.Material) -> str:
    return f"{material.words}；" if material.required else f"{material.words}（有则提交）；"


def _kinds(version: CallVersion) -> Iterator[dict[str, str]]:
    """Read the kinds with the places the notice itself lists them at, which the law does not ask for."""
    for kind in tomllib.loads(version.overlay).get("kinds", []):
        registered = [f"须有{kind['registration']}"] if "registration" in kind else []
        yield {
            "kind": law.Kind(kind["kind"]).words,
            "evidence": "、".join((*registered, *kind.get("evidence", ()))),
            "citation": kind["cites"],
        }


def _span(span: Period | None) -> str:
    if span is None:
        return ""
    assert span.last_on is not None, "a span of performance ends"
    return f"{day_text(span.starts_on)}至{day_text(span.last_on)}"
