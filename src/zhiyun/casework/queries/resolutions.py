"""Resolutions: what a call was decided on, computed again, and asked what if."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from zhiyun import law
from zhiyun.casework import sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.deciding import computing, grounds, outcome, replaying
from zhiyun.casework.deciding.replaying import WHOLE, Replay
from zhiyun.casework.refusals import NotFound
from zhiyun.kernel.finding import Finding
from zhiyun.kernel.money import Money
from zhiyun.kernel.terms import Choice
from zhiyun.records.models import Decision, Publication, Resolution


@dataclass(frozen=True, slots=True)
class ResolutionLine:
    """A resolution in the list."""

    reference: str
    title: str
    benefit: law.Benefit
    year: int
    at: datetime
    supersedes: str
    superseded_by: str


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """One applicant's line of a resolution, real or tried."""

    reference: str
    application: str
    applicant: str
    supported: bool
    verified: Money | None
    entitled: Money | None
    amount: Money
    grounds: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ResolutionShown:
    """A resolution with its computation, readings and lines; ``publications`` are references."""

    reference: str
    call: str
    title: str
    benefit: law.Benefit
    number: int
    year: int
    pot: Money
    total: Money
    measure: str
    measure_title: str
    measure_sha256: str
    code_version: str
    sm3: str
    by: str
    at: datetime
    meeting: str
    supersedes: str
    superseded_by: str
    because: str
    shares: Mapping[str, Any] | None
    answer: Finding | None
    readings: tuple[Choice, ...]
    lines: tuple[DecidedLine, ...]
    publications: tuple[str, ...]

    @property
    def entitled(self) -> Money | None:
        """The exact sum of entitlements without its fraction of a fen."""
        if self.shares is None:
            return None
        return Money(int(grounds.exact(text=self.shares["entitlement"])))


@dataclass(frozen=True)
class Tried:
    """What would have come out: nothing of it is kept. ``lines`` pair the real line with the tried, None where left out."""

    real: ResolutionShown
    pot: Money
    total: Money
    because: str
    readings: tuple[Choice, ...]
    lines: tuple[tuple[DecidedLine, DecidedLine | None], ...]
    changed: int


def listing(*, by: Actor) -> tuple[ResolutionLine, ...]:
    """List the bureau's resolutions, the newest first, their contents left alone."""
    rows = (
        sight.resolutions(by=by)
        .select_related("call__current", "supersedes", "superseded_by")
        .defer("frozen", "supersedes__frozen", "superseded_by__frozen")
    )
    return tuple(_line(row) for row in rows.order_by("-id"))


def shown(*, by: Actor, reference: str) -> ResolutionShown:
    """Give a resolution the actor may see; refuses any other as not found."""
    return _shown(_row(by, reference))


def replay_shown(*, by: Actor, reference: str) -> Replay:
    """Compute a resolution again for who may see it."""
    return replaying.replay(resolution=_row(by, reference))


def what_if(
    *,
    by: Actor,
    reference: str,
    readings: Mapping[str, str],
    without: Collection[str] = (),
    pot: Money | None = None,
) -> Tried:
    """Compute a resolution as it would have been under other readings, without some, or with another pot.

    Nothing is stored. Refuses what the law refuses, such as a pot above its cap or a reading it does not know.
    """
    row = _row(by, reference)
    brought = {**row.frozen["brought"]}
    brought["readings"] = {**brought["readings"], **readings}
    brought["applications"] = [
        one for one in brought["applications"] if one["application"] not in set(without)
    ]
    if pot is not None:
        brought["pot_fen"] = pot.fen
    found = outcome(brought=brought)
    real = _shown(row)
    tried = {line["application"]: _decided("", line) for line in found["lines"]}
    lines = tuple((line, tried.get(line.application)) for line in real.lines)
    answer = found["shares"]["finding"] if found["shares"] else found["caps"]
    return Tried(
        real,
        Money(brought["pot_fen"]),
        Money(sum(line["amount_fen"] for line in found["lines"])),
        answer["because"] if answer else "",
        tuple(grounds.choice(plain=each) for each in found["readings"]),
        lines,
        sum(other is None or other.amount != line.amount for line, other in lines),
    )


def replayed(*, reference: str) -> Replay | None:
    """Compute a resolution again by its reference, or by that of one of its decisions; None where there is none.

    Of one decision only its own differences and the whole round's are told.
    """
    found = Resolution.objects.select_related("call").filter(reference=reference).first()
    if found is not None:
        return replaying.replay(resolution=found)
    decision = (
        Decision.objects.filter(reference=reference).select_related("resolution__call", "application").first()
    )
    if decision is None:
        return None
    whole = replaying.replay(resolution=decision.resolution)
    own = (decision.application.reference, WHOLE)
    return replace(whole, differences=tuple(each for each in whole.differences if each.place in own))


def choices_in_play(*, by: Actor, reference: str) -> tuple[Choice, ...]:
    """Give the readings a resolution could have been read otherwise by: those it used."""
    row = _row(by, reference)
    measure = computing.read_as(brought=row.frozen["brought"]).measure
    used = {each["id"] for each in row.frozen["outcome"]["readings"]}
    return tuple(choice for choice in measure.readings if choice.reading.id in used)


def _row(by: Actor, reference: str) -> Resolution:
    rows = sight.resolutions(by=by).select_related(
        "call__current", "call__issuer", "by", "item__meeting", "supersedes", "superseded_by"
    )
    found = rows.defer("supersedes__frozen", "superseded_by__frozen").filter(reference=reference).first()
    if found is None or not found.frozen:
        raise NotFound
    return found


def _shown(row: Resolution) -> ResolutionShown:
    brought, told = row.frozen["brought"], row.frozen["outcome"]
    choices = {each["id"]: grounds.choice(plain=each) for each in told["readings"]}
    answer = told["shares"]["finding"] if told["shares"] else told["caps"]
    references = dict(row.decisions.values_list("application__reference", "reference"))
    return ResolutionShown(
        row.reference,
        row.call.reference,
        brought["call"]["title"],
        law.Benefit(brought["benefit"]),
        row.number,
        row.year,
        Money(row.pot_fen),
        Money(sum(line["amount_fen"] for line in told["lines"])),
        row.measure,
        f"{brought['measure']['title']}（{brought['measure']['number']}）",
        row.measure_sha256,
        row.code_version,
        row.sm3,
        row.by.name,
        row.at,
        row.item.meeting.reference if row.item is not None else "",
        row.supersedes.reference if row.supersedes is not None else "",
        _superseded_by(row),
        row.because,
        told["shares"],
        None if answer is None else grounds.told(plain=answer, readings=choices),
        tuple(choices.values()),
        tuple(_decided(references.get(line["application"], ""), line) for line in told["lines"]),
        tuple(Publication.objects.filter(resolution=row).order_by("id").values_list("reference", flat=True)),
    )


def _superseded_by(row: Resolution) -> str:
    return str(row.superseded_by.reference) if hasattr(row, "superseded_by") else ""


def _line(row: Resolution) -> ResolutionLine:
    return ResolutionLine(
        row.reference,
        row.call.current.title if row.call.current is not None else row.call.reference,
        law.Benefit(row.call.benefit),
        row.year,
        row.at,
        row.supersedes.reference if row.supersedes is not None else "",
        _superseded_by(row),
    )


def _decided(reference: str, line: Mapping[str, Any]) -> DecidedLine:
    return DecidedLine(
        reference,
        line["application"],
        line["applicant"],
        line["supported"],
        None if line["verified_fen"] is None else Money(line["verified_fen"]),
        None if line["entitled_fen"] is None else Money(line["entitled_fen"]),
        Money(line["amount_fen"]),
        tuple((each["cites"], each["because"]) for each in line["grounds"]),
    )
