"""What each applicant is told once the list is public: that support is intended, or that there is none and why.

office      the bureau that issues
case        reference, applicant, credit_code, call
decision    its reference, the resolution's and its SM3
amount_fen, year, computation   of an approval: sentences with their citation
grounds     of a refusal: text, citation
heard       every condition as it was heard: text, citation, outcome, who judged
readings, notice, remedies, remedies_confirmed_by
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings

from zhiyun.casework import issuing
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.deciding import grounds
from zhiyun.casework.issuing import PaperKind
from zhiyun.gateways import remedies
from zhiyun.gateways.official_papers import day_text
from zhiyun.gateways.remedies import Remedies
from zhiyun.kernel.finding import Outcome
from zhiyun.kernel.money import Money
from zhiyun.records.models import Decision, IssuedPaper, Publication, Resolution

Plain = dict[str, Any]


def letters(*, publication: Publication, by: Actor, told: Remedies | None = None) -> tuple[IssuedPaper, ...]:
    """Issue a letter to every applicant of a list that is being published, inside the caller's transaction.

    ``told`` is the wording of remedies; unless named the installation's own file, or the shipped one.
    """
    resolution = publication.resolution
    wording = told or remedies.load(settings.ENVIRONMENT.home)
    lines = {line["application"]: line for line in resolution.frozen.get("outcome", {}).get("lines", ())}
    decisions = resolution.decisions.select_related("application__organisation").order_by("id")
    return tuple(
        _letter(decision, lines.get(decision.application.reference), publication, wording, by)
        for decision in decisions
    )


def _letter(
    decision: Decision, line: Plain | None, publication: Publication, wording: Remedies, by: Actor
) -> IssuedPaper:
    content = {**_about(decision, publication.resolution), **_heard(decision, publication.resolution)}
    if decision.supported:
        content |= _approval(decision, publication)
    else:
        content |= _refusal(decision, line, wording)
    return issuing.issue(
        kind=PaperKind.APPROVAL if decision.supported else PaperKind.REFUSAL,
        by=by,
        content=content,
        application=decision.application,
    )


def _about(decision: Decision, resolution: Resolution) -> Plain:
    application, version = decision.application, resolution.call.current
    assert version is not None, "a call that was decided is published"
    return {
        "office": resolution.call.issuer.name,
        "case": {
            "reference": application.reference,
            "applicant": application.organisation.name,
            "credit_code": application.organisation.credit_code,
            "call": f"{version.title}（{version.document}）",
        },
        "decision": {
            "reference": decision.reference,
            "resolution": resolution.reference,
            "decided_on": resolution.at.astimezone(SHANGHAI).date().isoformat(),
            "sm3": decision.sm3,
        },
    }


def _approval(decision: Decision, publication: Publication) -> Plain:
    return {
        "year": publication.resolution.year,
        "amount_fen": decision.amount_fen,
        "computation": list(_computation(decision, publication.resolution)),
        "notice": f"拟支持名单（{publication.reference}）自{day_text(publication.published_at.astimezone(SHANGHAI).date())}"
        f"起公示，到{day_text(publication.last_on)}24:00止。公示无异议或者异议不成立的，予以确认。",
    }


def _computation(decision: Decision, resolution: Resolution) -> Iterator[Plain]:
    """Tell how the amount came about, step by step."""
    amount = Money(decision.amount_fen)
    shares = resolution.frozen.get("outcome", {}).get("shares")
    if decision.verified_fen is None or shares is None:
        yield {"text": f"局长办公会审定建设经费资助{amount}", "citation": "第十一条"}
        return
    yield {"text": f"核定的运营金额{Money(decision.verified_fen)}", "citation": "第十二条"}
    yield {
        "text": f"按{shares['rate']}应补{Money(decision.entitled_fen or 0)}",
        "citation": "第十二条",
    }
    yield {"text": shares["finding"]["because"], "citation": "第十三条"}
    yield {"text": f"确定补贴{amount}", "citation": "第十三条"}


def _refusal(decision: Decision, line: Plain | None, wording: Remedies) -> Plain:
    against = line["grounds"] if line else [{"because": decision.reason, "cites": ""}]
    return {
        "grounds": [{"text": f"{each['because']}。", "citation": each["cites"]} for each in against],
        "remedies": [{"text": each.words, "citation": each.cites} for each in wording.remedies],
        "remedies_confirmed_by": wording.confirmed_by,
    }


def _heard(decision: Decision, resolution: Resolution) -> Plain:
    """Tell every condition as it was heard, who judged, and by which readings."""
    if not decision.finding:
        return {"heard": [], "readings": []}
    used = {name for each in _walk(decision.finding) for name in each["readings"]}
    return {
        "heard": [_condition(leaf) for leaf in grounds.leaves(plain=decision.finding)],
        "readings": [
            _reading(each) for each in resolution.frozen["outcome"]["readings"] if each["id"] in used
        ],
    }


def _condition(leaf: Mapping[str, Any]) -> Plain:
    signed = leaf["judgement"]
    return {
        "text": leaf["because"],
        "citation": str(grounds.citation(plain=leaf["cites"])),
        "outcome": Outcome(leaf["outcome"]).words,
        "judged": "" if signed is None else f"{signed['by']} {signed['on']}",
    }


def _reading(plain: Mapping[str, Any]) -> str:
    return f"{plain['question']}：{grounds.choice(plain=plain)}"


def _walk(plain: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield plain
    for ground in plain["grounds"]:
        yield from _walk(ground)
