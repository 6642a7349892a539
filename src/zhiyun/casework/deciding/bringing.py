"""Bringing everything a decision rests on together, from rows to plain values: facts as sealed, never as they are now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch

from zhiyun import law
from zhiyun.casework import examination, ledger, rounds, task_books
from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.deciding import awards
from zhiyun.casework.rounds import Pinned
from zhiyun.casework.task_books.standing import OnFile
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import (
    Application,
    ApplicationStep,
    Call,
    CallVersion,
    PanelOpinion,
    SignedJudgement,
    StepKind,
    Submission,
    Verification,
)

Plain = dict[str, Any]
HEARD = ("schema", "applicant", "facts", "roster", "co_builders")
"""Parts of a snapshot the law hears; of its papers what they are and their SM3."""
PANEL = "专家组"
PAPERS = ("paper", "title", "sm3", "uses")


class NotReviewed(Refusal):
    """An application of the call has not been reviewed: a round is decided whole."""

    def __init__(self, references: Iterable[str]) -> None:
        named = tuple(references)
        super().__init__(
            Said("这一批还有没有审核完毕的申报：%(named)s。请审核完毕再一并提请审定。", named=named)
        )


@dataclass(frozen=True, slots=True)
class Concluded:
    """What the meeting said of one application; ``supported_fen`` is its own amount, of construction only.

    ``because`` says why it departs from what the panel or the verification proposes.
    """

    supports: bool = True
    supported_fen: int | None = None
    because: str = ""
    words: str = ""
    on: str = ""

    def plain(self, *, cites: str) -> Plain:
        """Write it as it is frozen."""
        return {
            "supports": self.supports,
            "supported_fen": self.supported_fen,
            "because": self.because,
            "words": self.words,
            "cites": cites,
        }


def bring(
    *,
    call: Call,
    applications: Iterable[Application],
    concluded: Mapping[int, Concluded],
    year: int,
    pot: Money | None = None,
    beside: Iterable[Plain] = (),
) -> Plain:
    """Bring together what a call is decided on; ``concluded`` by application key, who is not named is supported.

    ``beside`` are awards the same meeting makes under other calls (`awards.proposed`).

    Refuses an application that is not reviewed.
    """
    version = call.current
    assert version is not None, "only a published call is decided"
    pinned = rounds.pinned(version=version)
    cases = _loaded(applications, pinned)
    unready = [each.reference for each in cases if each.last_step in _UNREADY]
    if unready:
        raise NotReviewed(unready)
    filed = _on_file(cases)
    left = pot if pot is not None else to_share(call=call, pinned=pinned, year=year)
    return {
        "schema": 1,
        "call": _call(call, version),
        "benefit": call.benefit,
        "year": year,
        "pot_fen": left.fen,
        "measure": {
            "id": version.measure,
            "title": pinned.measure.title,
            "number": pinned.measure.number,
            "sha256": version.measure_sha256,
            "overlay": version.overlay,
        },
        "readings": {choice.reading.id: choice.key for choice in pinned.measure.readings},
        "applications": [_application(case, pinned, concluded, filed.get(case.pk, {})) for case in cases],
        "awards": [*awards.standing(call=call), *beside] if pinned.benefit.is_construction else [],
    }


_UNREADY = (StepKind.SUBMITTED, StepKind.RESUBMITTED, StepKind.RETURNED, StepKind.ACCEPTED)


def to_share(*, call: Call, pinned: Pinned, year: int) -> Money:
    """Say what a call may still give out of the year's pot, never above what the measure allows."""
    left = ledger.available(issuer=call.issuer, benefit=pinned.benefit, year=year, measure=pinned.measure)
    if pinned.benefit.is_construction:
        return left
    return min(left, pinned.measure.allocate(law.Claims((), ())).cap)


def _loaded(applications: Iterable[Application], pinned: Pinned) -> list[Application]:
    """Load each application with its rows in a few questions, however many there are."""
    keys = [each.pk for each in applications]
    rows = Application.objects.filter(pk__in=keys).select_related(
        "organisation", "last_submission__call_version"
    )
    handed_in = ApplicationStep.objects.filter(kind=StepKind.SUBMITTED).order_by("id")
    opined = Prefetch("opinions", PanelOpinion.objects.order_by("-number"), to_attr="opined")
    verified = Prefetch("verifications", Verification.objects.order_by("-number"), to_attr="verified")
    return list(
        rows.prefetch_related(
            Prefetch("steps", handed_in, to_attr="handed_in"),
            Prefetch("judgements", SignedJudgement.objects.order_by("id"), to_attr="signed"),
            opined if pinned.benefit.is_construction else verified,
        ).order_by("reference")
    )


def _call(call: Call, version: CallVersion) -> Plain:
    return {
        "reference": call.reference,
        "title": version.title,
        "document": version.document,
        "version": version.number,
        "closes_at": version.closes_at.isoformat(),
        "issuer": call.issuer.name,
    }


def _application(case: Any, pinned: Pinned, concluded: Mapping[int, Concluded], on_file: OnFile) -> Plain:
    submission: Submission = case.last_submission
    basis = _basis(case, pinned)
    said = concluded.get(case.pk, Concluded())
    procedure = "第九条第3项" if pinned.benefit.is_construction else "第十条第3项"
    return {
        "application": case.reference,
        "applicant": case.organisation.name,
        "credit_code": case.organisation.credit_code,
        "district": case.organisation.district,
        "submission": submission.number,
        "seal": submission.seal,
        "asked_fen": submission.asked_fen,
        "applied_at": _applied_at(case).isoformat(),
        "told": heard(snapshot=submission.snapshot),
        "judgements": [_judgement(row) for row in case.signed],
        "on_file": {name: _fact(fact) for name, fact in sorted(on_file.items())},
        "basis": basis,
        "verified_fen": basis["counted_fen"] if basis and "counted_fen" in basis else None,
        "concluded": said.plain(cites=procedure),
    }


def heard(*, snapshot: Mapping[str, Any]) -> Plain:
    """Keep of a snapshot what the law hears."""
    papers = [{name: paper[name] for name in PAPERS} for paper in snapshot["papers"]]
    return {**{name: snapshot[name] for name in HEARD}, "papers": papers}


def _basis(case: Any, pinned: Pinned) -> Plain | None:
    """Tell what the meeting was asked to follow: the panel's opinion, or the verified ledger."""
    if pinned.benefit.is_construction:
        return opinion_of(row=case.opined[0]) if case.opined else None
    return verification_of(row=case.verified[0]) if case.verified else None


def opinion_of(*, row: PanelOpinion) -> Plain:
    """Write a panel's opinion."""
    return {
        "kind": "opinion",
        "number": row.number,
        "supports": row.supports,
        "proposed_fen": row.proposed_fen,
        "score": row.score_text,
        "words": row.words,
        "at": row.at.isoformat(),
    }


def verification_of(*, row: Verification) -> Plain:
    """Write a verified ledger, deal by deal."""
    return {
        "kind": "verification",
        "number": row.number,
        "counted_fen": row.counted_fen,
        "lines": row.lines,
        "sm3": row.sm3,
        "at": row.at.isoformat(),
    }


def _judgement(row: SignedJudgement) -> Plain:
    return {
        "cites": {"article": row.article, "item": row.item, "document": row.document},
        "asks": row.asks,
        "met": row.met,
        # An expert's name stays with the row it signed: whoever reads a decision hears of the panel.
        "by": PANEL if row.on_behalf == "panel" else row.by_name,
        "on_behalf": row.on_behalf,
        "on": _day(row.at).isoformat(),
        "opinion": row.opinion,
    }


def _on_file(cases: list[Application]) -> dict[int, OnFile]:
    """Look at the office's own file of those applicants that have a task book, by application key."""
    asked = {case.pk: (case.organisation_id, _day(_applied_at(case))) for case in cases}
    files = task_books.files(asked=asked.values())
    return {case: files[key] for case, key in asked.items()}


def _applied_at(case: Any) -> datetime:
    return examination.applied_at(steps=case.handed_in)


def _fact(fact: law.Fact[Any]) -> Plain:
    """Write a fact of the office's file."""
    value = fact.value.isoformat() if isinstance(fact.value, date) else fact.value
    as_of = None if fact.as_of is None else fact.as_of.isoformat()
    return {"value": value, "as_of": as_of, "evidence": fact.evidence}


def _day(at: datetime) -> date:
    return at.astimezone(SHANGHAI).date()
