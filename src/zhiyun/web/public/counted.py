"""A counted ledger as a page shows it: deal by deal, applicant by applicant, another reading beside it."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from zhiyun import law
from zhiyun.casework import counting
from zhiyun.kernel.finding import Outcome
from zhiyun.kernel.money import Money

MOST_SHOWN = 500


@dataclass(frozen=True, slots=True)
class DealLine:
    """One deal as ruled, and what the tried reading counts instead."""

    ruling: law.Ruling
    outcome: Outcome
    because: str
    counted: Money
    tried: Money | None
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ApplicantLine:
    """What one applicant's deals add up to, as the readings stand and as tried."""

    applicant: str
    counted: Money
    tried: Money | None

    @property
    def change(self) -> Money | None:
        """Say what the tried reading adds or takes."""
        return None if self.tried is None else self.tried - self.counted


def shown(
    adopted: counting.Counted, other_way: counting.Counted | None, chosen: Mapping[str, str], show: str
) -> dict[str, object]:
    counted, tried = adopted.count, other_way.count if other_way is not None else None
    by_applicant, other = counted.by_applicant(), tried.by_applicant() if tried is not None else {}
    tried_rulings = tried.rulings if tried is not None else (None,) * len(counted.rulings)
    outcomes = [law.outcome_of(ruling) for ruling in counted.rulings]
    wanted = [
        (ruling, outcome, again)
        for ruling, outcome, again in zip(counted.rulings, outcomes, tried_rulings, strict=True)
        if show == "all" or (outcome is Outcome.MET) == (show == "met")
    ]
    return {
        "counted": counted,
        "tried": tried,
        "applicants": [ApplicantLine(a, amount, other.get(a)) for a, amount in by_applicant.items()],
        "total": sum(by_applicant.values(), Money(0)),
        "tried_total": sum(other.values(), Money(0)),
        "tally": [(outcome, Counter(outcomes)[outcome]) for outcome in Outcome],
        "lines": [_line(counted, *each) for each in wanted[:MOST_SHOWN]],
        "unshown": max(0, len(wanted) - MOST_SHOWN),
        "in_play": [
            (choice.reading, chosen.get(choice.reading.id, choice.key)) for choice in counted.readings
        ],
        "claims_text": _claims_text(by_applicant),
    }


def _line(counted: law.Count, ruling: law.Ruling, outcome: Outcome, again: law.Ruling | None) -> DealLine:
    return DealLine(
        ruling,
        outcome,
        law.because(ruling),
        Money(ruling.counted_fen),
        None if again is None else Money(again.counted_fen),
        tuple(choice.reading.id for choice in law.readings_of(ruling, counted.readings)),
    )


def _claims_text(amounts: Mapping[str, Money]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["申报单位", "运营金额"])
    writer.writerows((applicant, amount.plain) for applicant, amount in amounts.items())
    return out.getvalue()
