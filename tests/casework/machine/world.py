"""One bureau's year that a machine lives through: both benefits, everyone with a part in them, and the clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.casework import city, onward, panels
from zhiyun import law
from zhiyun.casework.actions import appropriations
from zhiyun.casework.actor import Actor
from zhiyun.casework.roles import Role
from zhiyun.gateways import holiday_notices
from zhiyun.kernel.money import yuan
from zhiyun.records.models import Application, Call, Publication, Resolution

CALENDAR = holiday_notices.load(None)
SUBSIDY, CENTRE = law.Benefit.PERFORMANCE_SUBSIDY, law.Benefit.MUNICIPAL_CENTRE
CLAIMED = (15_000_000_000, 15_000_000_050, 3_750_000_000)
"""What three applicants did business for, in fen: together entitled to more than the year's five million yuan."""
APPROPRIATED = 5_000_000
"""Yuan for each pot of 2026, and for the centres' of 2027."""


@dataclass(frozen=True)
class Move:
    """Somebody about to do one thing: the action itself, by whom, with what."""

    act: Callable[..., str]
    by: Actor
    inputs: Mapping[str, Any]

    def made(self, *, by: Actor | None = None, key: str = "") -> str:
        """Do it, or let somebody else try."""
        return self.act(by=by or self.by, key=key, **self.inputs)

    @property
    def words(self) -> str:
        """Who does what to which thing, for the story a failure tells."""
        declared = self.act.action  # type: ignore[attr-defined]
        thing = self.inputs[declared.subject.name]
        return f"{self.by.at:%m-%d %H:%M} {self.by.role.label} {declared.words} {thing}"


@dataclass
class World:
    """The city, its two rounds, the people beside those of the city, and the present instant."""

    town: city.City
    subsidy: Call
    centres: Call
    people: dict[str, Actor]
    signers: dict[int, Actor]
    at: datetime = onward.AFTER
    story: list[str] = field(default_factory=list)

    def by(self, role: Role) -> Actor:
        """Give who sits on a role, now."""
        return self.town.by(role, at=self.at)

    def other(self, name: str) -> Actor:
        """Give one of the people beside the city's: ``handler``, ``reviser``, ``maker``, ``checker``, ``drafter``."""
        return city.confirmed(self.people[name].at_instant(self.at))

    def signer(self, case: Application) -> Actor:
        """Give the legal representative of a case's applicant, now."""
        return city.confirmed(self.signers[case.organisation_id].at_instant(self.at))

    def move(self, act: Callable[..., str], by: Actor, **inputs: Any) -> Move:
        """Say what somebody is about to do."""
        return Move(act, by, inputs)

    def cases(self, under: Call) -> list[Application]:
        """Give a call's cases in their order."""
        return list(
            Application.objects.filter(call=under).select_related("organisation", "call").order_by("pk")
        )

    def resolution(self, under: Call) -> Resolution | None:
        """Give what was decided last on a call."""
        return Resolution.objects.filter(call=under).order_by("-number").first()

    def notice(self, under: Call) -> Publication | None:
        """Give the list of a call published last."""
        return Publication.objects.filter(resolution__call=under).order_by("-pk").first()

    def calls(self) -> tuple[Call, Call]:
        """Give both rounds."""
        return self.subsidy, self.centres


def founded() -> World:
    """Found the city: three subsidies and two centres submitted, money appropriated, five experts with employers."""
    town = city.city()
    subsidy, centres = city.call(town, SUBSIDY), city.call(town, CENTRE)
    signers = {}
    for fen in CLAIMED:
        body = city.organisation()
        city.submitted(town, subsidy, of=body, deals=[_deal(body.pk, fen)])
        signers[body.pk] = city.seat(Role.LEGAL_REPRESENTATIVE, body)
    for _ in range(2):
        body = city.organisation()
        city.submitted(town, centres, of=body)
        signers[body.pk] = city.seat(Role.LEGAL_REPRESENTATIVE, body)
    panels.profile(town.seats[Role.EXPERT])
    for number in range(4):
        panels.expert(town, name=f"演示专家{'甲乙丙丁'[number]}")
    made = World(town, subsidy, centres, beside(town), signers)
    for benefit, year in ((SUBSIDY, 2026), (CENTRE, 2026), (CENTRE, 2027)):
        appropriated(made, benefit, year)
    return made


def beside(town: city.City) -> dict[str, Actor]:
    """Put people on seats who had no part in what those of the city decide."""
    return {
        "handler": city.seat(Role.CASE_OFFICER, town.bureau, city.person("演示经办乙")),
        "drafter": city.seat(Role.CASE_OFFICER, town.bureau, city.person("演示经办丙")),
        "reviser": city.seat(Role.ROUND_MANAGER, town.bureau, city.person("演示处长乙")),
        "maker": city.seat(Role.FINANCE, town.bureau, city.person("演示财务甲")),
        "checker": city.seat(Role.FINANCE, town.bureau, city.person("演示财务乙")),
    }


def _deal(body: int, fen: int) -> dict[str, Any]:
    """Make one deal of a body alone: its numbers are nobody else's."""
    told = city.deal_line(1, money_fen=fen)
    return told | {"rights": [f"ZL2020{body:08d}"], "registration_no": f"Y2025{body:06d}"}


def appropriated(world: World, benefit: law.Benefit, year: int) -> None:
    """Let finance enter a year's budget, and a second person book it."""
    bureau = world.town.bureau.pk
    entered = appropriations.enter(
        by=world.other("maker"),
        organisation=bureau,
        benefit=benefit,
        year=year,
        amount=yuan(APPROPRIATED),
        document=f"演示预算〔{year}〕",
    )
    appropriations.check(
        by=world.other("checker"), organisation=bureau, appropriation=int(entered), good=True
    )


def later(at: datetime, days: int) -> datetime:
    """Give the same time some days on."""
    return at + timedelta(days=days)
