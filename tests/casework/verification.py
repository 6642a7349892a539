"""Applications on the verification desk, for tests: accepted ledgers, verdicts and checks through the door."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests.casework import city, onward
from zhiyun.casework.actions import bureau_judgements, deal_verdicts, verification_closing
from zhiyun.casework.actor import Actor
from zhiyun.casework.roles import Role
from zhiyun.casework.verifying_deals import bulk, closing
from zhiyun.casework.verifying_deals.opened_ledger import OpenedLedger, opened
from zhiyun.kernel.money import Money
from zhiyun.records.models import Application, Call, Organisation

LOOKED_AT = datetime(2026, 7, 6, 2, 0, tzinfo=UTC)
"""2026-07-06 10:00 in Chongqing, a Monday after the call has closed."""


def officer(town: city.City, *, at: datetime = LOOKED_AT) -> Actor:
    return town.by(Role.CASE_OFFICER, at=at)


def checker(town: city.City, *, at: datetime = LOOKED_AT) -> Actor:
    return town.by(Role.ROUND_MANAGER, at=at)


def case(
    town: city.City, under: Call, deals: list[dict[str, Any]], *, of: Organisation | None = None, **parts: Any
) -> Application:
    """Make an accepted application with a ledger."""
    return onward.accepted(town, under, of=of, deals=deals, **parts)


def ledger(made: Application) -> OpenedLedger:
    """Open an application's ledger as it stands now."""
    made.refresh_from_db()
    return opened(application=made)


def decide(town: city.City, made: Application, deal: str, verdict: str, **asked: Any) -> str:
    """Let the officer decide a deal, having seen the newest verdict."""
    written = ledger(made).standing(deal=deal).written
    amount = asked.pop("amount", None)
    return deal_verdicts.decide(
        by=asked.pop("by", None) or officer(town),
        application=made.reference,
        deal=deal,
        seen=asked.pop("seen", written.id if written is not None else 0),
        verdict=verdict,
        amount=None if amount is None else Money(amount),
        reason=asked.pop("reason", ""),
        cites=asked.pop("cites", "第十二条"),
    )


def check(town: city.City, made: Application, deal: str, *, agrees: bool = True, **asked: Any) -> str:
    """Let a second person check the newest verdict on a deal."""
    written = ledger(made).standing(deal=deal).written
    assert written is not None
    return deal_verdicts.check(
        by=asked.pop("by", None) or checker(town),
        application=made.reference,
        deal=deal,
        seen=asked.pop("seen", written.id),
        agrees=agrees,
        reason=asked.pop("reason", "" if agrees else "演示：请再看回单"),
    )


def count_plain(town: city.City, made: Application) -> str:
    """Count what the law counts in full, at once."""
    chosen = bulk.plain(standings=ledger(made).standings)
    return deal_verdicts.count_plain(
        by=officer(town), application=made.reference, seen=bulk.digest(chosen=chosen)
    )


def check_all(town: city.City, made: Application, *, by: Actor | None = None) -> str:
    """Check every verdict that waits, at once."""
    by = by or checker(town)
    chosen = bulk.to_check(standings=ledger(made).standings, by=by)
    return deal_verdicts.check_all(by=by, application=made.reference, seen=bulk.digest(chosen=chosen))


def judge_all(town: city.City, made: Application) -> None:
    """Sign an answer to every question the measure leaves to people."""
    for question in questions(made):
        bureau_judgements.judge(
            by=officer(town),
            application=made.reference,
            question=question,
            met=True,
            opinion="演示：看过材料",
        )


def questions(made: Application) -> list[str]:
    """Name the questions of an application's call."""
    from zhiyun.casework.sections import condition_name

    found = ledger(made).pinned
    return [condition_name(cites=q.cites) for q in found.measure.questions(found.benefit, found.round_)]


def propose(town: city.City, made: Application, *, by: Actor | None = None) -> str:
    """Propose to close a ledger as it stands."""
    _lines, _counted, sm3 = closing.sealed(opened=ledger(made))
    return verification_closing.propose(by=by or officer(town), application=made.reference, seen=sm3)


def close(town: city.City, made: Application, *, by: Actor | None = None) -> str:
    """Close a ledger as it was proposed."""
    _lines, _counted, sm3 = closing.sealed(opened=ledger(made))
    return verification_closing.close(by=by or checker(town), application=made.reference, seen=sm3)


def finish(town: city.City, made: Application) -> None:
    """Check what waits, judge every question, propose and close."""
    check_all(town, made)
    judge_all(town, made)
    propose(town, made)
    close(town, made)
