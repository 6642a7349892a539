"""The deals a year brings when nothing is wrong with them, and the small slips that every ledger has."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from examples.entry import WAN, Entry
from examples.invented import BANKS, CODES, FIRMS, INSURERS, INVESTORS, UNIVERSITIES, Serials

YEAR_STARTS = date(2025, 1, 1)

KIND_WEIGHTS = {
    "质押融资": 21,
    "转让": 27,
    "许可": 21,
    "其他交易": 6,
    "商标品牌培育推广": 7,
    "证券化": 2,
    "投融资": 4,
    "作价入股": 5,
    "保险": 7,
}

YUAN_RANGES = {
    "质押融资": (100_000, 1_400_000, 50_000),
    "转让": (10_000, 420_000, 2_500),
    "许可": (5_000, 260_000, 1_250),
    "其他交易": (20_000, 360_000, 5_000),
    "商标品牌培育推广": (10_000, 90_000, 1_000),
    "证券化": (300_000, 1_800_000, 100_000),
    "投融资": (200_000, 1_600_000, 100_000),
    "作价入股": (150_000, 1_200_000, 50_000),
    "保险": (1_800, 26_000, 120),
}

REGISTERS = {"质押融资": "Y", "转让": "Z", "许可": "X"}


def ordinary_deal(lots: random.Random, serials: Serials, applicant: str, number: str) -> list[Entry]:
    """Make one sound deal of the year, paid once or in parts."""
    kind = lots.choices(tuple(KIND_WEIGHTS), weights=tuple(KIND_WEIGHTS.values()))[0]
    least, most, step = YUAN_RANGES[kind]
    amount = lots.randrange(least, most, step) * 100 + (lots.randrange(100) if lots.random() < 0.15 else 0)
    contract_on = YEAR_STARTS + timedelta(days=lots.randrange(-40, 335))
    registered_on = contract_on + timedelta(days=lots.randrange(6, 35)) if kind in REGISTERS else None
    from_party, to_party = _parties(lots, kind)
    entry = Entry(
        deal=number,
        applicant=applicant,
        kind=kind,
        rights=_rights(lots, serials, kind),
        from_party=from_party,
        to_party=to_party,
        contract_on=contract_on,
        contract_fen=amount,
        registered_on=registered_on,
        registration_no=serials.registration(REGISTERS[kind]) if kind in REGISTERS else "",
    )
    return list(_paid(lots, entry, registered_on or contract_on))


def _parties(lots: random.Random, kind: str) -> tuple[str, str]:
    firm, other = lots.sample(FIRMS, 2)
    giver = {"转让": UNIVERSITIES, "许可": UNIVERSITIES, "保险": INSURERS, "投融资": INVESTORS}.get(
        kind, FIRMS
    )
    taker = {"质押融资": BANKS}.get(kind, FIRMS)
    from_party = lots.choice(giver) if giver is not FIRMS and lots.random() < 0.6 else firm
    to_party = lots.choice(taker) if taker is not FIRMS else other
    return _as_written(lots, from_party), _as_written(lots, to_party)


def _as_written(lots: random.Random, party: str) -> str:
    """Some clerks write the credit code, some the name."""
    return CODES[party] if party in CODES and lots.random() < 0.2 else party


def _rights(lots: random.Random, serials: Serials, kind: str) -> tuple[str, ...]:
    if kind == "商标品牌培育推广":
        return (serials.mark(lots.choice((9, 30, 35))),)
    bundle = lots.choice((1, 1, 1, 1, 2, 3, 5)) if kind in ("转让", "质押融资", "证券化") else 1
    return tuple(serials.patent(lots.randrange(2012, 2024), lots.choice((1, 1, 2))) for _ in range(bundle))


def _paid(lots: random.Random, entry: Entry, ready_on: date) -> Iterator[Entry]:
    """Split a deal's amount into its payments; the last takes what the others leave."""
    assert entry.contract_fen is not None
    parts = lots.choice((1, 1, 1, 1, 2, 3)) if entry.kind in ("质押融资", "许可", "转让") else 1
    part = entry.contract_fen // parts // WAN * WAN or entry.contract_fen // parts
    for turn in range(parts):
        amount = part if turn < parts - 1 else entry.contract_fen - part * (parts - 1)
        day = ready_on + timedelta(days=lots.randrange(1, 20) + 25 * turn)
        yield replace(entry, money_on=day, money_fen=amount)


def with_slips(lots: random.Random, deal: list[Entry]) -> list[Entry]:
    """Let one deal in a few carry a slip: a blank relation, a missing paper, other public money."""
    luck = lots.random()
    if luck < 0.035:
        return [replace(entry, related="") for entry in deal]
    if luck < 0.055:
        return [replace(entry, related="是") for entry in deal]
    if luck < 0.075 and deal[0].registered_on is not None:
        return [replace(entry, registered_on=None, registration_no="") for entry in deal]
    if luck < 0.09:
        return [replace(deal[0], money_on=None, money_fen=None)]
    if luck < 0.11:
        return [replace(entry, also_funded_by="区县") for entry in deal]
    if luck < 0.12:
        return [replace(entry, also_funded_by="市级") for entry in deal]
    return [_judged(entry) for entry in deal] if luck > 0.45 else deal


def _judged(entry: Entry) -> Entry:
    """Give a brand deal the amount an officer fixed for it: what was paid, less what is not brand work."""
    if entry.kind != "商标品牌培育推广" or entry.money_fen is None:
        return entry
    return replace(
        entry,
        judged_fen=entry.money_fen * 4 // 5 // 100 * 100,
        judged_by="演示审核员甲",
        judged_on=date(2026, 6, 24),
        judged_reason="按有偿服务合同到账金额，剔除广告投放部分",
    )
