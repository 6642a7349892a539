"""Conflicts of interest between experts and applications: derived from what is known, declared, and ruled on.

A hard ground bars at once, and is lifted only by the round manager with a reason; a soft one is shown, and bars only
once it was pinned. What was declared later than the ruling on it stands again.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import DateField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.kernel.said import Said
from zhiyun.records.models import (
    Application,
    ConflictDeclaration,
    ConflictRuling,
    ExpertInterest,
    ExpertProfile,
    Mandate,
    ScoreSheet,
)

YEARS_A_TIE_LASTS = 3
"""Whoever left, or ended a tie, longer ago than this many years has a soft ground only."""


class GroundKind(enum.StrEnum):
    """Where a conflict was found."""

    EMPLOYER = "employer"
    CO_BUILDER = "co_builder"
    INTEREST = "interest"
    OLD_INTEREST = "old_interest"
    EARLIER_ROLE = "earlier_role"
    EARLIER_REVIEW = "earlier_review"
    DECLARED = "declared"
    SUSPECTED = "suspected"

    @property
    def is_hard(self) -> bool:
        """Whether it bars without anyone's ruling."""
        return self not in (GroundKind.EARLIER_REVIEW, GroundKind.OLD_INTEREST, GroundKind.SUSPECTED)


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the round manager said of a ground."""

    pinned: bool
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground between an expert and an application; ``ruled`` is None until somebody did."""

    kind: GroundKind
    words: Said
    ruled: Ruled | None = None

    @property
    def bars(self) -> bool:
        """Whether the expert must stand aside for it."""
        return self.ruled.pinned if self.ruled is not None else self.kind.is_hard


Pair = tuple[int, int]
"""An expert and an application, by their keys."""


@dataclass(frozen=True)
class Party:
    """An application's own people in the eyes of a conflict: the applicant first, then its co-builders."""

    application: int
    organisation: int
    names: tuple[tuple[str, str], ...]


class Tie(NamedTuple):
    """A body an expert told of, and the day the tie ended."""

    body: str
    credit_code: str
    until: date | None


@dataclass
class Known:
    """Everything asked of the tables once, for any number of experts and applications."""

    parties: tuple[Party, ...]
    profiles: dict[int, tuple[str, str]]
    interests: dict[int, list[Tie]]
    bodies: dict[int, list[tuple[int, str, str]]]
    reviewed: dict[int, set[tuple[int, int]]]
    declared: dict[Pair, ConflictDeclaration]
    rulings: dict[tuple[int, int, str], ConflictRuling] = field(default_factory=dict)


SEALED_PARTNERS = {"sealed_partners": F("last_submission__snapshot__co_builders")}
"""What applications are annotated with, to be given as rows."""


def grounds(
    *, experts: Iterable[int], applications: QuerySet[Application] | Sequence[Application], on: date
) -> dict[Pair, tuple[Ground, ...]]:
    """Give every ground between any of the experts and any of the applications; pairs without one are left out."""
    people = sorted(set(experts))
    return grounds_of(known=look_up(experts=people, applications=applications), experts=people, on=on)


def grounds_of(*, known: Known, experts: Iterable[int], on: date) -> dict[Pair, tuple[Ground, ...]]:
    """The same of what was asked of the tables already."""
    found = {
        (person, party.application): tuple(_grounds(person, party, known, on))
        for person in experts
        for party in known.parties
    }
    return {pair: listed for pair, listed in found.items() if listed}


def barred(*, found: Mapping[Pair, tuple[Ground, ...]]) -> frozenset[Pair]:
    """Name the pairs that must be kept apart."""
    return frozenset(pair for pair, listed in found.items() if any(each.bars for each in listed))


def look_up(*, experts: list[int], applications: QuerySet[Application] | Sequence[Application]) -> Known:
    """Ask the tables, in as many questions for one as for many.

    Applications may be given as rows that came with their organisation and `SEALED_PARTNERS`.
    """
    parties = tuple(_parties(applications))
    keys = [party.application for party in parties]
    known = Known(parties, {}, {}, {}, {}, {})
    _tell_apart(known, experts)
    said = ConflictDeclaration.objects.filter(person_id__in=experts, application_id__in=keys).order_by("id")
    known.declared = {(row.person_id, row.application_id): row for row in said}
    ruled = ConflictRuling.objects.filter(person_id__in=experts, application_id__in=keys)
    known.rulings = {
        (row.person_id, row.application_id, row.ground): row
        for row in ruled.select_related("by").order_by("id")
    }
    return known


def _tell_apart(known: Known, experts: list[int]) -> None:
    """Ask what ties experts to bodies, all kinds in one question: each row tells its kind, whose it is, and a body."""
    none = Cast(Value(None), DateField())
    employers = ExpertProfile.objects.filter(person_id__in=experts).values_list(
        Value("employer"),
        "person_id",
        "employer",
        "employer_code",
        Value(0, IntegerField()),
        Value(0, IntegerField()),
        none,
    )
    told = ExpertInterest.objects.filter(person_id__in=experts, withdrawn_at=None).values_list(
        Value("interest"), "person_id", "body", "credit_code", "pk", Value(0, IntegerField()), "until"
    )
    held = Mandate.objects.filter(person_id__in=experts, role__in=APPLICANT_ROLES).values_list(
        *(Value("mandate"), "person_id", "organisation__name", "organisation__credit_code"),
        *("organisation_id", "pk", none),
    )
    scored = ScoreSheet.objects.filter(expert_id__in=experts).values_list(
        *(Value("sheet"), "expert_id", Value(""), Value("")),
        *("application__organisation_id", "application_id", none),
    )
    asked = (each.order_by() for each in (employers, told, held, scored))
    for kind, person, name, code, number, other, until in sorted(
        next(asked).union(*asked), key=lambda row: row[4:6]
    ):
        if kind == "employer":
            known.profiles[person] = (name, code)
        elif kind == "interest":
            known.interests.setdefault(person, []).append(Tie(name, code, until))
        elif kind == "mandate":
            known.bodies.setdefault(person, []).append((number, code, name))
        else:
            known.reviewed.setdefault(person, set()).add((number, other))


def _parties(applications: QuerySet[Application] | Sequence[Application]) -> Iterator[Party]:
    """Read names and codes, partners as sealed: of what else the snapshot holds nothing is fetched."""
    if isinstance(applications, QuerySet):
        joined = applications.select_related("organisation").only("organisation").annotate(**SEALED_PARTNERS)
        applications = list(joined.order_by("id"))
    for row in applications:
        sealed, body = vars(row)["sealed_partners"], row.organisation
        partners = sealed if isinstance(sealed, list) else []
        others = ((str(one.get("name", "")), str(one.get("credit_code", ""))) for one in partners)
        yield Party(row.pk, row.organisation_id, ((body.name, body.credit_code), *others))


def _grounds(person: int, party: Party, known: Known, on: date) -> Iterator[Ground]:
    for ground in (
        *_by_employer(known.profiles.get(person), party),
        *_by_interests(known.interests.get(person, ()), party, on),
        *_by_roles(known.bodies.get(person, ()), party),
        *_by_reviews(known.reviewed.get(person, ()), party),
        *_by_declaration(known.declared.get((person, party.application))),
    ):
        yield _with_ruling(ground, person, party, known)
    suspected = known.rulings.get((person, party.application, GroundKind.SUSPECTED))
    if suspected is not None:
        yield Ground(GroundKind.SUSPECTED, Said("轮次负责人另行认定"), _ruled(suspected))


def _with_ruling(ground: Ground, person: int, party: Party, known: Known) -> Ground:
    row = known.rulings.get((person, party.application, ground.kind))
    said = known.declared.get((person, party.application))
    if row is None or (ground.kind is GroundKind.DECLARED and said is not None and said.at > row.at):
        return ground
    return Ground(ground.kind, ground.words, _ruled(row))


def _ruled(row: ConflictRuling) -> Ruled:
    return Ruled(row.pinned, row.reason, row.by.name, row.at)


def _by_employer(profile: tuple[str, str] | None, party: Party) -> Iterator[Ground]:
    if profile is None:
        return
    for place, name in _same(profile[0], profile[1], party):
        if place == 0:
            yield Ground(GroundKind.EMPLOYER, Said("工作单位就是申报单位：%(name)s", name=name))
        else:
            yield Ground(GroundKind.CO_BUILDER, Said("工作单位是共建单位：%(name)s", name=name))


def _by_interests(ties: Iterable[Tie], party: Party, on: date) -> Iterator[Ground]:
    for tie in ties:
        for _place, name in _same(tie.body, tie.credit_code, party):
            old = tie.until is not None and (on.year - tie.until.year, on.month, on.day) >= (
                YEARS_A_TIE_LASTS,
                tie.until.month,
                tie.until.day,
            )
            kind = GroundKind.OLD_INTEREST if old else GroundKind.INTEREST
            yield Ground(kind, Said("本人申报的利益关系：%(name)s", name=name))


def _by_roles(bodies: Iterable[tuple[int, str, str]], party: Party) -> Iterator[Ground]:
    for body, code, name in bodies:
        if body == party.organisation or any(True for _ in _same("", code, party)):
            yield Ground(GroundKind.EARLIER_ROLE, Said("现在或曾经代表该单位办理：%(name)s", name=name))


def _by_reviews(reviewed: Iterable[tuple[int, int]], party: Party) -> Iterator[Ground]:
    if any(body == party.organisation and case != party.application for body, case in reviewed):
        yield Ground(GroundKind.EARLIER_REVIEW, Said("曾经评审过同一申报单位"))


def _by_declaration(said: ConflictDeclaration | None) -> Iterator[Ground]:
    if said is not None and said.conflicted:
        yield Ground(GroundKind.DECLARED, Said("本人声明应当回避：%(words)s", words=said.words))


def _same(name: str, code: str, party: Party) -> Iterator[tuple[int, str]]:
    """Name the party's bodies that are this one, by credit code or by name, and where each stands."""
    for place, (other, other_code) in enumerate(party.names):
        by_code = bool(code) and code.upper() == other_code.upper()
        if by_code or (bool(_plain(name)) and _plain(name) == _plain(other)):
            yield place, other


def _plain(name: Any) -> str:
    """A name without blanks and brackets of either width: how one writes a firm's name twice."""
    return "".join(str(name).split()).replace("（", "").replace("）", "").replace("(", "").replace(")", "")
