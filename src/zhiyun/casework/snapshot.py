"""An application drawn up as one table of plain values: what is sealed, shown, exported and put to the law.

    schema        1
    applicant     name, credit_code, district
    call          reference, version, title, document, measure, measure_sha256, benefit
    particulars   address, founded_on, contact_name, contact_phone, contact_email, summary, asked_fen
    facts         by the law's name: value, papers (numbers of the papers that prove it)
    narratives    by the question's name: the applicant's words
    roster        line, code, post, engagement, contract, insured_months
    budget        line, head, purpose, public_fen, own_fen
    co_builders   line, name, credit_code, duties
    deals         one row a payment, as `records.DealLine`
    papers        paper, title, version, name, kind, size, sm3, verdict, added_at, uses

Days are ISO texts, amounts whole fen. The seal is the SM3 of the canonical spelling (`record.canonical`).
"""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch

from zhiyun import law
from zhiyun.casework.asking import is_proven
from zhiyun.casework.canonical import canonical, sm3_hex
from zhiyun.records.models import (
    Application,
    BudgetLine,
    CallVersion,
    CoBuilder,
    DealLine,
    Narrative,
    Paper,
    PaperVersion,
    RosterLine,
    StatedFact,
)

SCHEMA = 1

PARTICULARS = (
    "address",
    "founded_on",
    "contact_name",
    "contact_phone",
    "contact_email",
    "summary",
    "asked_fen",
)
ROSTER = ("line", "code", "post", "engagement", "contract", "insured_months")
BUDGET = ("line", "head", "purpose", "public_fen", "own_fen")
CO_BUILDERS = ("line", "name", "credit_code", "duties")
DEALS = (
    *("line", "deal", "kind", "rights", "from_party", "to_party", "related", "contract_on", "contract_fen"),
    *(
        "registered_on",
        "registration_no",
        "money_on",
        "money_fen",
        "currency",
        "rate",
        "share",
        "also_funded_by",
    ),
)


def drawn(*, application: Application, version: CallVersion) -> dict[str, Any]:
    """Draw up an application as it stands, under a version of its call."""
    papers = papers_of(application=application)
    is_construction = application.call.benefit != law.Benefit.PERFORMANCE_SUBSIDY.value
    return {
        "schema": SCHEMA,
        "applicant": {
            "name": application.organisation.name,
            "credit_code": application.organisation.credit_code,
            "district": application.organisation.district,
        },
        "call": {
            "reference": application.call.reference,
            "version": version.number,
            "title": version.title,
            "document": version.document,
            "measure": version.measure,
            "measure_sha256": version.measure_sha256,
            "benefit": application.call.benefit,
        },
        "particulars": _particulars(application),
        "facts": _facts(application, papers),
        "narratives": dict(
            Narrative.objects.filter(application=application)
            .order_by("question")
            .values_list("question", "words")
        ),
        "roster": _rows(RosterLine, application, ROSTER),
        "budget": _rows(BudgetLine, application, BUDGET) if is_construction else [],
        "co_builders": _rows(CoBuilder, application, CO_BUILDERS) if is_construction else [],
        "deals": _rows(DealLine, application, DEALS) if not is_construction else [],
        "papers": papers,
    }


def seal(*, snapshot: dict[str, Any]) -> str:
    """Give the SM3 of a snapshot."""
    return sm3_hex(text=canonical(value=snapshot))


def papers_of(*, application: Application) -> list[dict[str, Any]]:
    """List the papers handed in and not taken back, each with its newest version and what it proves."""
    newest = PaperVersion.objects.select_related("file").order_by("-number")
    papers = (
        Paper.objects.filter(application=application, removed_at=None)
        .prefetch_related(Prefetch("versions", newest), "uses")
        .order_by("id")
    )
    return [_paper(paper) for paper in papers if paper.versions.all()]


def _paper(paper: Paper) -> dict[str, Any]:
    version = paper.versions.all()[0]
    return {
        "paper": paper.pk,
        "title": paper.title,
        "version": version.number,
        "name": version.name,
        "kind": version.file.kind,
        "size": version.file.size,
        "sm3": version.file.sm3,
        "verdict": version.verdict,
        "added_at": version.added_at.isoformat(),
        "uses": sorted(use.place for use in paper.uses.all()),
    }


def _facts(application: Application, papers: list[dict[str, Any]]) -> dict[str, Any]:
    proven = _proven(papers)
    stated = {
        fact.name: {"value": value_of(fact=fact), "papers": proven.get(fact.name, [])}
        for fact in StatedFact.objects.filter(application=application).order_by("name")
    }
    # A paper handed in for a fact is the fact: «是否已提交……» needs no tick beside it.
    handed_in = {
        name: {"value": True, "papers": numbers}
        for name, numbers in proven.items()
        if name not in stated and is_proven(key=law.BY_NAME[name])
    }
    return dict(sorted((stated | handed_in).items()))


def _proven(papers: list[dict[str, Any]]) -> dict[str, list[int]]:
    proven: dict[str, list[int]] = {}
    for paper in papers:
        for place in paper["uses"]:
            kind, _, name = place.partition(":")
            if kind == "fact":
                proven.setdefault(name, []).append(paper["paper"])
    return proven


def value_of(*, fact: StatedFact) -> Any:
    """Give a stated fact as a plain value."""
    if fact.truth is not None:
        return fact.truth
    if fact.whole is not None:
        return fact.whole
    return fact.day.isoformat() if fact.day is not None else fact.penalties


def _particulars(application: Application) -> dict[str, Any]:
    told = getattr(application, "particulars", None)
    return {} if told is None else {name: _plain(getattr(told, name)) for name in PARTICULARS}


def _rows(model: Any, application: Application, fields: tuple[str, ...]) -> list[dict[str, Any]]:
    rows = model.objects.filter(application=application).order_by("line").values(*fields)
    return [{name: _plain(value) for name, value in row.items()} for row in rows]


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
