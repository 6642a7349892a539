"""A review of the demonstration as its people hold it: set up, drawn, declared, scored, agreed on and closed."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from zhiyun.casework.actions import (
    review_conflicts,
    review_opinions,
    review_panels,
    review_set_up,
    review_sheets,
)
from zhiyun.casework.actions.review_opinions import Answer, Opinion
from zhiyun.casework.actions.review_set_up import Phase
from zhiyun.casework.actor import Actor
from zhiyun.casework.canonical import sm3_hex
from zhiyun.casework.demo.bodies import Bodies
from zhiyun.casework.reviewing import lots, opinions, pools, schemes
from zhiyun.casework.reviewing.lots import Rules
from zhiyun.casework.roles import Role
from zhiyun.kernel.money import Money
from zhiyun.records.models import Application, Call, Panel

RULES = Rules(3, ("知识产权金融",))


def set_up(*, city: Bodies, call: str, phases: Sequence[Phase], at: datetime) -> Actor:
    """Set the scheme and the phases of a call; gives who did, the round manager."""
    manager = city.by(city.bureau, Role.ROUND_MANAGER, at=at)
    review_set_up.set_scheme(by=manager, call=call, criteria=schemes.STARTING_POINT)
    review_set_up.set_phases(by=manager, call=call, phases=phases)
    return manager


def draw(*, city: Bodies, manager: Actor, call: str, name: str) -> tuple[Actor, ...]:
    """Draw a panel of three and give its experts, the chair first; the city's first expert is always among them."""
    first = pools.ticket(person=city.by(city.bureau, Role.EXPERT, at=manager.at).person_id or 0)
    reference = review_panels.draw(
        by=manager,
        call=call,
        name=name,
        size=RULES.size,
        fields=RULES.fields,
        seed=_seed(manager, Call.objects.get(reference=call), first),
    )
    seats = Panel.objects.get(reference=reference).seats.order_by("-chairs", "id")
    return tuple(city.of_person(seat.expert_id, Role.EXPERT, at=manager.at) for seat in seats)


def _seed(manager: Actor, call: Call, wanted: str) -> str:
    """Find the first seed of the story by which the wanted ticket is drawn; nothing of a real draw is found so."""
    cases = review_panels.waiting(call=call, by=manager)
    candidates = pools.pool(call=call, applications=cases, on=manager.day).candidates
    seeds = (sm3_hex(text=f"演示抽签{number}") for number in itertools.count(1))
    return next(
        seed
        for seed in seeds
        if wanted in {each.ticket for each in lots.draw(seed=seed, pool=candidates, rules=RULES)}
    )


def judge(*, by: Actor, case: Application, points: Sequence[int], remark: str) -> None:
    """Declare that nothing ties the expert to a case, fill in the sheet and sign it."""
    review_conflicts.declare(by=by, assignment=case.reference, conflicted=False)
    typed = {"remark": remark}
    for each, given in zip(schemes.STARTING_POINT, points, strict=True):
        typed[f"points:{each.code}"], typed[f"reasons:{each.code}"] = str(given), "演示：材料有据可查。"
    for number in range(1, len(opinions.questions_of(application=case)) + 1):
        typed[f"met:{number}"], typed[f"opinions:{number}"] = "yes", "演示：材料能够证明。"
    edition = review_sheets.save(by=by, assignment=case.reference, typed=typed, edition=0)
    review_sheets.sign(by=by, assignment=case.reference, edition=int(edition))


def agree(
    *,
    city: Bodies,
    panel: Sequence[Actor],
    case: Application,
    proposed: Money,
    words: str,
    at: datetime,
    dissent: str = "",
) -> None:
    """Let the chair write the opinion, the others sign it, the last with a dissent if there is one, and close."""
    chair, *others = (each_at(by=each, at=at) for each in panel)
    asked = len(opinions.questions_of(application=case))
    number = review_opinions.write(
        by=chair,
        assignment=case.reference,
        opinion=Opinion(
            supports=True,
            proposed_fen=proposed.fen,
            words=words,
            answers=(Answer(True, "演示：专家组一致认为符合。"),) * asked,
        ),
    )
    for place, by in enumerate(others, 1):
        own = dissent if place == len(others) else ""
        review_opinions.sign(
            by=each_at(by=by, at=at + timedelta(hours=place)),
            assignment=case.reference,
            number=int(number),
            agrees=not own,
            dissent=own,
        )
    manager = city.by(city.bureau, Role.ROUND_MANAGER, at=at + timedelta(days=1))
    review_opinions.close(by=manager, application=case.reference)


def each_at(*, by: Actor, at: datetime) -> Actor:
    """The same person at another instant, having just confirmed."""
    return replace(by, at=at, confirmed_at=at)
