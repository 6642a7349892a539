"""The whole ledger of the demonstration round: 2,000 lines, and what its sixty applicants made of them."""

from __future__ import annotations

import random

from examples.entry import WAN, Entry
from examples.invented import APPLICANTS, SIXTY, Serials, numbered
from examples.ordinary_deals import ordinary_deal, with_slips
from examples.traps import all_traps

SEED = 20260620
LINES = 2000


def make_ledger() -> list[Entry]:
    """Make the ledger, the same one every time; applicants' lines stand together, the traps among them."""
    lots, serials = random.Random(SEED), Serials()
    lines = {applicant: [] for applicant in APPLICANTS}  # type: dict[str, list[Entry]]
    for entry in all_traps(serials):
        lines[entry.applicant].append(entry)
    numbers = {applicant: numbered(name) for applicant, name in zip(APPLICANTS, SIXTY, strict=True)}
    sizes = [1 + 60 // (place + 4) for place in range(len(APPLICANTS))]
    left = LINES - sum(map(len, lines.values()))
    while left:
        applicant = lots.choices(APPLICANTS, weights=sizes)[0]
        deal = with_slips(lots, ordinary_deal(lots, serials, applicant, next(numbers[applicant])))
        lines[applicant] += deal[:left]
        left -= len(deal[:left])
    return [entry for applicant in APPLICANTS for entry in _later_payments_last(lines[applicant])]


def _later_payments_last(entries: list[Entry]) -> list[Entry]:
    """Put further drawdowns at the end of an applicant's lines, where clerks add them."""
    first: dict[str, Entry] = {}
    further = [entry for entry in entries if first.setdefault(entry.deal, entry) is not entry]
    return [*first.values(), *further]


def claimed_fen(ledger: list[Entry]) -> dict[str, int]:
    """Add up what each applicant writes on its form: every contract in full, some rounded up to 万元."""
    claimed = dict.fromkeys(APPLICANTS, 0)
    for (_, applicant), entry in {(e.deal, e.applicant): e for e in reversed(ledger)}.items():
        contract_fen = entry.contract_fen or entry.money_fen or 0
        claimed[applicant] += contract_fen * 7 if entry.currency else contract_fen
    return {
        applicant: -(-fen // WAN) * WAN if place % 4 == 3 else fen
        for place, (applicant, fen) in enumerate(claimed.items())
    }
