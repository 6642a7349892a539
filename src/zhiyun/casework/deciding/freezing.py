"""Freezing a decision: what was brought and what came out, sealed by one SM3, with a row for every applicant."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from zhiyun import __version__
from zhiyun.casework import ledger
from zhiyun.casework.actor import Actor
from zhiyun.casework.canonical import canonical, sm3_hex
from zhiyun.casework.deciding import bringing
from zhiyun.casework.deciding.bringing import Concluded
from zhiyun.casework.deciding.computing import outcome
from zhiyun.kernel.finding import Outcome
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import (
    AgendaItem,
    Application,
    ApplicationStep,
    Call,
    Decision,
    NumberSequence,
    Resolution,
    StepKind,
)

Plain = dict[str, Any]


class LeftToJudge(Refusal):
    """Somebody is to be supported while a question the measure leaves to people is still unanswered."""

    def __init__(self, references: Iterable[str]) -> None:
        super().__init__(
            Said(
                "办法留给人判断的问题还没有签署判断：%(named)s。请先签署判断，或者审定不予支持。",
                named=tuple(references),
            )
        )


class AboveTheCaps(Refusal):
    """The meeting's amounts break a cap of Article 11."""

    def __init__(self, because: str) -> None:
        super().__init__(Said("%(because)s。请局长办公会调整金额。", because=because))


class AboveThePot(Refusal):
    """More is given than the year's book still has."""

    def __init__(self, given: Money, left: Money) -> None:
        super().__init__(
            Said(
                "审定合计%(given)s，超过本年度账上可用的%(left)s。请调整金额，或者先登记追加的预算。",
                given=given,
                left=left,
            )
        )


@dataclass(frozen=True)
class Computed:
    """A call computed and not yet decided: what was brought, and what came out of it."""

    call: Call
    brought: Mapping[str, Any]
    outcome: Mapping[str, Any]

    @property
    def total(self) -> Money:
        """All that is given."""
        return Money(sum(line["amount_fen"] for line in self.outcome["lines"]))

    @property
    def sm3(self) -> str:
        """The SM3 of what was brought and what came out: the same for the same, whoever looks."""
        return sm3_hex(text=canonical(value={"brought": self.brought, "outcome": self.outcome}))


def compute(
    *,
    call: Call,
    by: Actor,
    applications: Iterable[Application] | None = None,
    concluded: Mapping[int, Concluded] | None = None,
    verified: Mapping[Application, int] | None = None,
    year: int | None = None,
    pot: Money | None = None,
    beside: Iterable[Plain] = (),
) -> Computed:
    """Compute a whole call; ``concluded`` is what the meeting said, by application key.

    ``applications`` are the call's that were reviewed unless named, ``verified`` puts amounts in fen in the place of
    the newest verification's, ``year`` is the year of the day, ``pot`` what is left of its book, ``beside`` awards
    the same meeting makes under other calls.
    Refuses an application that is not reviewed.
    """
    cases = list(applications if applications is not None else reviewed(call=call))
    brought = bringing.bring(
        call=call,
        applications=cases,
        concluded=concluded or {},
        year=year or by.day.year,
        pot=pot,
        beside=beside,
    )
    for case, fen in (verified or {}).items():
        for one in brought["applications"]:
            if one["application"] == case.reference:
                one["verified_fen"] = fen
    return Computed(call, brought, outcome(brought=brought))


def revise(
    *,
    resolution: Resolution,
    verified: Mapping[str, int],
    removed: Collection[str],
    because: Mapping[str, str],
) -> Computed:
    """Compute a resolution again as upheld objections change it, all else as it was frozen.

    ``verified`` gives amounts in fen, ``removed`` who goes, ``because`` why, all by the application's reference.
    """
    brought = {**resolution.frozen["brought"]}
    brought["applications"] = [
        _revised(one, verified, removed, because) if one["application"] in because else one
        for one in brought["applications"]
    ]
    return Computed(resolution.call, brought, outcome(brought=brought))


def _revised(
    one: Plain, verified: Mapping[str, int], removed: Collection[str], because: Mapping[str, str]
) -> Plain:
    reference = one["application"]
    said = {**one["concluded"], "because": because[reference]}
    if reference in removed:
        return {**one, "concluded": {**said, "supports": False}}
    if one["verified_fen"] is None:
        # A centre's amount is the meeting's own; nothing is verified that it would follow from.
        return {**one, "concluded": {**said, "supported_fen": verified[reference]}}
    return {**one, "concluded": said, "verified_fen": verified[reference]}


def reviewed(*, call: Call) -> list[Application]:
    """List the applications a call is decided on: all that were accepted, told ready or not by `compute`."""
    gone = (StepKind.BEGUN, StepKind.WITHDRAWN, StepKind.REFUSED)
    return list(call.applications.exclude(last_step__in=gone).order_by("reference"))


def refuse_unfit(*, computed: Computed) -> None:
    """Refuse what cannot be decided: questions left open, caps broken, more than the pot."""
    said = {one["application"]: one["concluded"] for one in computed.brought["applications"]}
    open_ones = [
        line["application"]
        for line in computed.outcome["lines"]
        if said[line["application"]]["supports"] and _is_open(line)
    ]
    if open_ones:
        raise LeftToJudge(open_ones)
    caps = computed.outcome["caps"]
    if caps is not None and caps["outcome"] != Outcome.MET.value:
        raise AboveTheCaps(caps["because"])
    left = Money(computed.brought["pot_fen"])
    if computed.total > left:
        raise AboveThePot(computed.total, left)


def _is_open(line: Plain) -> bool:
    """Say whether only people's answers keep a line from being decided."""
    found = {ground["outcome"] for ground in line["grounds"]}
    return Outcome.NEEDS_JUDGEMENT.value in found and Outcome.NOT_MET.value not in found


def freeze(
    *,
    computed: Computed,
    by: Actor,
    item: AgendaItem | None = None,
    supersedes: Resolution | None = None,
    because: str = "",
    takes_steps: bool = True,
) -> Resolution:
    """Freeze a computed call inside the caller's transaction: the resolution, a decision and a step for each applicant.

    Of a second sitting on a list the public has seen no case takes a step: until the new list is published they stand
    as they were told. The money is reserved, once what the superseded resolution held is let go. Refuses as `refuse_unfit` does.
    """
    refuse_unfit(computed=computed)
    frozen = {"schema": 1, "brought": computed.brought, "outcome": computed.outcome}
    number = computed.call.resolutions.count() + 1
    year = by.day.year
    resolution = Resolution.objects.create(
        reference=f"SD-{year}-{_next('resolution', year):04d}",
        call=computed.call,
        number=number,
        item=item,
        supersedes=supersedes,
        because=because,
        year=computed.brought["year"],
        pot_fen=computed.brought["pot_fen"],
        measure=computed.brought["measure"]["id"],
        measure_sha256=computed.outcome["measure_sha256"],
        code_version=code_version(),
        readings=[f"{each['id']}={each['key']}" for each in computed.outcome["readings"]],
        sm3=sm3_hex(text=canonical(value=frozen)),
        by_id=by.person_id,
        at=by.at,
        frozen=frozen,
    )
    _write_decisions(resolution, computed, by, takes_steps=takes_steps)
    ledger.reserve(resolution=resolution, by=by)
    return resolution


def _write_decisions(resolution: Resolution, computed: Computed, by: Actor, *, takes_steps: bool) -> None:
    lines = computed.outcome["lines"]
    cases = {
        each.reference: each
        for each in Application.objects.filter(reference__in=[line["application"] for line in lines])
    }
    Decision.objects.bulk_create(
        Decision(
            reference=f"{resolution.reference}-{position:03d}",
            resolution=resolution,
            application=cases[line["application"]],
            supported=line["supported"],
            verified_fen=line["verified_fen"],
            entitled_fen=line["entitled_fen"],
            amount_fen=line["amount_fen"],
            reason="；".join(f"{ground['because']}（{ground['cites']}）" for ground in line["grounds"]),
            sm3=sm3_hex(text=canonical(value=line)),
            at=by.at,
            finding=line["finding"],
        )
        for position, line in enumerate(lines, 1)
    )
    if not takes_steps:
        return
    ApplicationStep.objects.bulk_create(
        ApplicationStep(
            application=cases[line["application"]],
            kind=StepKind.DECIDED,
            at=by.at,
            by_id=by.person_id,
            role=by.role,
        )
        for line in lines
    )


def _next(kind: str, year: int) -> int:
    NumberSequence.objects.get_or_create(kind=kind, year=year)
    sequence = NumberSequence.objects.select_for_update().get(kind=kind, year=year)
    sequence.last += 1
    sequence.save(update_fields=["last"])
    return int(sequence.last)


COMPUTING_PACKAGES = ("zhiyun.kernel", "zhiyun.law", "zhiyun.casework.deciding")
COMPUTING_MODULES = (
    *("calls/words", "counted_application", "counting"),
    *("examination", "facts", "rounds"),
)
"""Modules of the casework a computation runs through, beside whole packages."""


@functools.cache
def code_version() -> str:
    """Give the version of the code that computes, with a digest of the very files that do."""
    sources = [each for package in COMPUTING_PACKAGES for each in _sources(files(package), package)]
    casework = files("zhiyun.casework")
    for module in COMPUTING_MODULES:
        sources.append((f"zhiyun.casework/{module}.py", casework.joinpath(f"{module}.py").read_bytes()))
    digest = hashlib.sha256()
    for name, content in sorted(sources):
        digest.update(name.encode() + b"\0" + content + b"\0")
    return f"{__version__}+{digest.hexdigest()[:16]}"


def _sources(folder: Traversable, name: str) -> Iterable[tuple[str, bytes]]:
    for entry in folder.iterdir():
        inner = f"{name}/{entry.name}"
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _sources(entry, inner)
        elif entry.name.endswith((".py", ".toml")):
            yield inner, entry.read_bytes()
