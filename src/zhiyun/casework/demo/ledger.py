"""An invented ledger of operations: what counts, what does not, and what waits for a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from zhiyun import law
from zhiyun.kernel.money import Money, wan

RIGHTS = ("ZL201829900048.9", "ZL201819900086.9")


def deals(*, applicant: str, with_shared: bool = False) -> tuple[law.Deal, ...]:
    """Give an applicant's deals of 2025: fifteen ordinary ones, and one for each thing that goes wrong.

    ``with_shared`` adds a pledge that every applicant of whom it is asked claims as a whole.
    """
    kinds = (law.Kind.TRANSFER, law.Kind.LICENCE, law.Kind.PLEDGE, law.Kind.INVESTMENT, law.Kind.TRADE)
    short = applicant.removeprefix("演示")[:2]
    ordinary = [
        _deal(applicant, f"{short}-{number:03d}", kinds[number % len(kinds)], wan(35 + 17 * number), number)
        for number in range(1, 16)
    ]
    odd = wan(80)
    special = [
        _deal(applicant, f"{short}-901", law.Kind.TRANSFER, odd, 31)._replace(related=True),
        _deal(applicant, f"{short}-902", law.Kind.PLEDGE, odd, 32)._replace(
            registered_on=None, registration_no=""
        ),
        _deal(applicant, f"{short}-903", law.Kind.LICENCE, odd, 33)._replace(
            payments=(law.Payment(date(2026, 1, 15), odd.fen),)
        ),
        _deal(applicant, f"{short}-904", law.Kind.BRAND, wan(6), 34),
    ]
    if with_shared:
        shared = _deal(applicant, f"{short}-905", law.Kind.PLEDGE, wan(2000), 35)
        special.append(
            shared._replace(
                from_party="演示出质人甲",
                to_party="演示银行科技支行",
                registration_no="演示登记共同-001",
            )
        )
    return (*ordinary, *special)


def plain_deals(*, applicant: str, amounts: Sequence[Money], year: int) -> tuple[law.Deal, ...]:
    """Give deals of a year that the law counts as they are, one of each amount."""
    kinds = (law.Kind.TRANSFER, law.Kind.PLEDGE, law.Kind.LICENCE)
    short = applicant.removeprefix("演示")[:2]
    return tuple(
        _deal(applicant, f"{short}-{number:03d}", kinds[number % len(kinds)], amount, number, year)
        for number, amount in enumerate(amounts, 1)
    )


def _deal(
    applicant: str, number: str, kind: law.Kind, amount: Money, place: int, year: int = 2025
) -> law.Deal:
    day = date(year, 1 + place % 12, 1 + place % 27)
    return law.Deal(
        deal=number,
        applicant=applicant,
        kind=kind,
        payments=(law.Payment(day, amount.fen),),
        rights=(RIGHTS[place % 2],) if kind is not law.Kind.BRAND else (),
        from_party=f"演示转出方{number}",
        to_party=f"演示转入方{number}",
        related=False,
        contract_on=date(year - 1, 12, 1 + place % 27),
        contract_fen=amount.fen,
        registered_on=day,
        registration_no=f"演示登记{number}",
    )
