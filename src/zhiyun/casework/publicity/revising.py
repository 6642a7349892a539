"""What upheld objections do to a list: who goes, whose amount changes, and whether the public must see it again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhiyun import law
from zhiyun.casework.publicity import words as notice_words
from zhiyun.casework.publicity.making import pins_of
from zhiyun.kernel.money import Money
from zhiyun.kernel.terms import Choice
from zhiyun.records.models import Objection, ObjectionAnswer, Publication, Resolution

UPHELD = ("upheld", "partly_upheld")
REMOVED, CHANGED = "removed", "changed"


def still_open(*, publication: Publication) -> int:
    """Count the objections to a resolution's lists that nobody has answered."""
    found = Objection.objects.filter(publication__resolution=publication.resolution_id, answer=None)
    return found.count()


def upheld(*, resolution: int) -> list[ObjectionAnswer]:
    """Give the answers that ask for another list: all that were upheld since the resolution, told by its key, was made."""
    rows = ObjectionAnswer.objects.filter(objection__publication__resolution=resolution, outcome__in=UPHELD)
    return list(rows.select_related("about__organisation", "objection").order_by("id"))


@dataclass(frozen=True, slots=True)
class Corrections:
    """What upheld objections change, by the application's reference: amounts in fen, who goes, and why of either."""

    verified: dict[str, int]
    removed: frozenset[str]
    because: dict[str, str]


def corrections(*, answers: Iterable[ObjectionAnswer]) -> Corrections:
    """Give what the answers change; who is removed once stays so, else the last amount holds."""
    verified: dict[str, int] = {}
    removed: set[str] = set()
    because: dict[str, str] = {}
    for answer in answers:
        assert answer.about is not None, "an upheld objection strikes somebody"
        name, reasons = answer.about.reference, answer.words.rstrip("。")
        if name in removed:
            continue
        because[name] = f"公示期间的异议（{answer.objection.reference}）成立：{reasons}"
        if answer.effect == REMOVED:
            removed.add(name)
            verified.pop(name, None)
        else:
            assert answer.verified_fen is not None
            verified[name] = answer.verified_fen
    return Corrections(verified, frozenset(removed), because)


def must_republish(
    *, before: Resolution, after: Mapping[str, tuple[int, int]]
) -> tuple[bool, tuple[Choice, ...]]:
    """Say whether the public must see the list anew: by the measure's reading for a subsidy, else when an amount rose.

    ``after`` gives, of who is still supported, the verified amount and what is given, in fen by application.
    """
    pins = pins_of(resolution=before)
    old = notice_words.supported_decisions(resolution=before)
    was = {row.application.reference: row.amount_fen for row in old}
    rose = any(given > was.get(name, 0) for name, (_verified, given) in after.items())
    shared = notice_words.allocation(resolution=before, pins=pins, decisions=old)
    if shared is None:
        return rose, ()
    claims = law.Claims.of({name: Money(verified) for name, (verified, _given) in after.items()})
    revised = pins.measure.after_objection(shared, claims)
    return rose or revised.must_republish, revised.readings


def given_by(*, lines: Iterable[Mapping[str, Any]]) -> dict[str, tuple[int, int]]:
    """Give, of a computed outcome, who is supported: verified amount and what is given, in fen by application."""
    return {
        line["application"]: (line["verified_fen"] or 0, line["amount_fen"])
        for line in lines
        if line["supported"]
    }


def period_kept(*, publication: Publication, readings: tuple[Choice, ...]) -> law.NoticePeriod:
    """Give a list's own days again, for a corrected list that need not run anew."""
    told: Mapping[str, str] = publication.content
    return law.NoticePeriod(
        date.fromisoformat(told["published_on"]),
        publication.workdays,
        publication.first_counted_on,
        publication.last_on,
        tuple(publication.counted_by),
        told["caution"] or None,
        readings,
    )
