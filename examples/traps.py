"""The traps of real ledgers, one of each, so that every ground of the law is heard at least once.

Deal numbers start with 例: `README.md` beside this file says of each what the law makes of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from examples.entry import WAN, Entry
from examples.invented import APPLICANTS, BANKS, FIRMS, INSURERS, UNIVERSITIES, Serials

A, B, C, D = (APPLICANTS[place] for place in (10, 11, 12, 13))
SELLER, BUYER, THIRD = FIRMS[100], FIRMS[109], FIRMS[118]


def transfer(serials: Serials, number: str, applicant: str = A, **otherwise: object) -> Entry:
    """Make a sound transfer of 20万元, then say what is otherwise."""
    sound = Entry(
        deal=f"例{number}",
        applicant=applicant,
        kind="转让",
        rights=(serials.patent(2020),),
        from_party=UNIVERSITIES[0],
        to_party=BUYER,
        contract_on=date(2025, 4, 8),
        contract_fen=20 * WAN,
        registered_on=date(2025, 5, 12),
        registration_no=serials.registration("Z"),
        money_on=date(2025, 5, 20),
        money_fen=20 * WAN,
    )
    return replace(sound, **otherwise)


def pledge(serials: Serials, number: str, applicant: str = A, **otherwise: object) -> Entry:
    """Make a sound pledged loan of 300万元, then say what is otherwise."""
    return transfer(
        serials,
        number,
        applicant,
        **{
            "kind": "质押融资",
            "from_party": SELLER,
            "to_party": BANKS[0],
            "contract_fen": 300 * WAN,
            "money_fen": 300 * WAN,
            "registered_on": date(2025, 6, 10),
            "registration_no": serials.registration("Y"),
            "money_on": date(2025, 6, 18),
            **otherwise,
        },
    )


def unregistered(serials: Serials, number: str, kind: str, applicant: str = A, **otherwise: object) -> Entry:
    """Make a sound deal of a kind that no office registers, then say what is otherwise."""
    return transfer(
        serials,
        number,
        applicant,
        **{"kind": kind, "registered_on": None, "registration_no": "", **otherwise},
    )


def loans_and_years(s: Serials) -> Iterator[Entry]:
    partly = pledge(s, "01", money_on=date(2025, 8, 1), money_fen=180 * WAN)
    yield from (partly, replace(partly, money_on=date(2026, 2, 10), money_fen=120 * WAN))
    older = pledge(s, "02", B, contract_on=date(2024, 10, 8), registered_on=date(2024, 11, 4))
    yield replace(older, contract_fen=100 * WAN, money_on=date(2024, 12, 20), money_fen=60 * WAN)
    yield replace(older, contract_fen=100 * WAN, money_on=date(2025, 1, 15), money_fen=40 * WAN)
    yield transfer(s, "03", money_on=date(2025, 12, 20), registered_on=date(2026, 1, 15))
    yield transfer(
        s, "04", B, contract_on=date(2024, 9, 2), registered_on=date(2024, 10, 9), money_on=date(2024, 12, 31)
    )
    fee = unregistered(
        s, "05", "许可", B, registered_on=date(2025, 3, 3), registration_no=s.registration("X")
    )
    yield replace(fee, money_on=date(2025, 3, 20), money_fen=10 * WAN)
    yield replace(fee, money_on=date(2026, 3, 20), money_fen=10 * WAN)


def foreign_currency(s: Serials) -> Iterator[Entry]:
    dollars = {"currency": "USD", "contract_fen": 45_000_00, "money_fen": 45_000_00}
    yield transfer(s, "06", C, to_party="演示海外甲公司（EXAMPLE CO.）", rate="7.1842", **dollars)
    yield transfer(s, "07", C, to_party="演示海外甲公司（EXAMPLE CO.）", **dollars)


def parties_too_close(s: Serials) -> Iterator[Entry]:
    yield transfer(s, "08", from_party=BUYER)
    there_and_back = s.patent(2019)
    yield transfer(s, "09-1", rights=(there_and_back,), from_party=SELLER, to_party=BUYER)
    yield transfer(s, "09-2", rights=(there_and_back,), from_party=BUYER, to_party=SELLER)
    round_three = s.patent(2018)
    yield transfer(s, "10-1", A, rights=(round_three,), from_party=SELLER, to_party=BUYER)
    yield transfer(s, "10-2", B, rights=(round_three,), from_party=BUYER, to_party=THIRD)
    yield transfer(s, "10-3", B, rights=(round_three,), from_party=THIRD, to_party=SELLER)
    yield transfer(s, "11", C, related="是")
    yield transfer(s, "12", C, related="")


def claimed_more_than_once(s: Serials) -> Iterator[Entry]:
    twice = pledge(s, "13-1", contract_fen=80 * WAN, money_fen=80 * WAN)
    yield from (twice, replace(twice, deal="例13-2"))
    unsplit = pledge(s, "14-1", A)
    yield from (unsplit, replace(unsplit, deal="例14-2", applicant=B))
    split = pledge(s, "15-1", A, share="60")
    yield from (split, replace(split, deal="例15-2", applicant=B, share="40"))
    over = pledge(s, "16-1", C, share="60")
    yield from (over, replace(over, deal="例16-2", applicant=D, share="50"))
    disagreed = pledge(s, "17-1", C, share="50")
    yield from (disagreed, replace(disagreed, deal="例17-2", applicant=D, share="50", money_fen=290 * WAN))
    three = transfer(s, "18-1", A, share="40")
    yield from (three, replace(three, deal="例18-2", applicant=C, share="30"))
    yield replace(three, deal="例18-3", applicant=D, share="")


def bundles(s: Serials) -> Iterator[Entry]:
    rights = tuple(s.patent(2017, 2) for _ in range(5))
    yield transfer(s, "19", D, rights=rights, contract_fen=35 * WAN, money_fen=35 * WAN)
    several = tuple(s.patent(2016) for _ in range(3))
    yield unregistered(s, "20-1", "其他交易", D, rights=several)
    yield unregistered(s, "20-2", "其他交易", D, rights=several[1:2], contract_fen=8 * WAN, money_fen=8 * WAN)


def kinds_that_need_a_word(s: Serials) -> Iterator[Entry]:
    service = {"rights": (s.mark(35),), "from_party": D, "contract_fen": 6 * WAN, "money_fen": 6 * WAN}
    yield unregistered(s, "21", "商标品牌培育推广", D, **service)
    judged = unregistered(s, "22", "商标品牌培育推广", D, **{**service, "rights": (s.mark(30),)})
    yield replace(
        judged,
        judged_fen=4_5000_00,
        judged_by="演示审核员乙",
        judged_on=date(2026, 6, 25),
        judged_reason="合同六万元，其中一万五千元为展会场租，不计",
    )
    premium = {"from_party": INSURERS[0], "contract_fen": 1_2000_00, "money_fen": 1_2000_00}
    yield unregistered(s, "23", "保险", D, **premium)
    yield unregistered(s, "24", "作价入股", D, contract_fen=150 * WAN, money_fen=150 * WAN)


def papers_and_other_money(s: Serials) -> Iterator[Entry]:
    yield pledge(s, "25", B, registered_on=None, registration_no="")
    yield transfer(s, "26", B, money_on=None, money_fen=None)
    yield transfer(s, "27", B, also_funded_by="市级")
    yield transfer(s, "28", B, also_funded_by="区县")
    yield transfer(s, "29", C, also_funded_by="中央")
    yield transfer(s, "30", C, contract_fen=None)


def numbers_that_repeat(s: Serials) -> Iterator[Entry]:
    yield transfer(s, "31", A)
    yield transfer(s, "31", B, to_party=THIRD)


TRAPS: tuple[Callable[[Serials], Iterator[Entry]], ...] = (
    loans_and_years,
    foreign_currency,
    parties_too_close,
    claimed_more_than_once,
    bundles,
    kinds_that_need_a_word,
    papers_and_other_money,
    numbers_that_repeat,
)


def all_traps(serials: Serials) -> list[Entry]:
    """Give every trap's lines."""
    return [entry for make in TRAPS for entry in make(serials)]
