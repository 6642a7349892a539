"""Money back in the year it was paid in: it makes room again only where reading A19 says so, and never by more."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from tests.casework import books, centres, city, onward
from tests.casework.read_otherwise import read_otherwise
from zhiyun.casework import ledger
from zhiyun.casework.ledger import netting_proof, recovery_proof
from zhiyun.casework.roles import Role
from zhiyun.kernel.money import ZERO, Money, wan
from zhiyun.records.models import Transfer, TransferKind, YearBook

pytestmark = pytest.mark.django_db
SHIPPED = "cq_2021_65"
FIRST_YEAR, SAME_YEAR, LATER = date(2023, 4, 14), date(2023, 12, 31), date(2024, 1, 1)


@pytest.fixture(params=["unpaid_release_only", "nothing_refills", "same_year_net"])
def reading(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def measure(monkeypatch: pytest.MonkeyPatch, reading: str) -> str:
    return SHIPPED if reading == "unpaid_release_only" else read_otherwise(monkeypatch, A19=reading)


def paid_centre(measure: str) -> centres.Centre:
    """Pay a centre 1,800,000 yuan in 2023 and 1,200,000 in 2024, and order all of it back on the next day."""
    made = centres.centre(measure=measure)
    by = made.by(Role.FINANCE, FIRST_YEAR)
    ledger.recover(application=made.case, amount=wan(300), words="演示：责令收回", by=by)
    return made


def room(made: centres.Centre, year: int) -> Money:
    return ledger.available(issuer=made.town.bureau, benefit=books.MUNICIPAL, year=year)


def balances(year: int) -> ledger.Balances:
    return ledger.balances_of(book=YearBook.objects.get(pot="construction", year=year))


def came_in(made: centres.Centre, amount: Money, on: date) -> None:
    by = made.by(Role.FINANCE, on)
    ledger.recovered(application=made.case, amount=amount, words="演示：收回款", by=by)


def test_what_is_recovered_in_the_year_it_was_paid_makes_room_only_where_the_reading_nets(
    measure: str, reading: str
) -> None:
    made = paid_centre(measure)
    before = room(made, 2023)

    came_in(made, wan(100), SAME_YEAR)

    nets = reading == "same_year_net"
    assert room(made, 2023) - before == (wan(100) if nets else ZERO)
    now = balances(2023)
    assert (now.paid, now.receivable) == ((wan(80) if nets else wan(180)), wan(80))
    assert list(netting_proof.differences()) == []
    into_treasury = Transfer.objects.filter(kind=TransferKind.RECOVERED).count()
    assert into_treasury == (0 if nets else 1)


def test_what_is_recovered_in_a_later_year_makes_no_room_under_any_reading(measure: str) -> None:
    made = paid_centre(measure)
    before = room(made, 2023)

    came_in(made, wan(100), LATER)

    assert room(made, 2023) == before
    assert balances(2023).paid == wan(180)


def test_of_one_receipt_only_the_part_paid_in_the_year_of_its_book_nets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """2,000,000 yuan come in in 2024: 1,800,000 were paid in 2023 and go to the treasury, 200,000 net."""
    made = paid_centre(read_otherwise(monkeypatch, A19="same_year_net"))

    came_in(made, wan(200), date(2024, 6, 1))

    assert (balances(2023).paid, balances(2024).paid) == (wan(180), wan(100))
    ledger.recover(application=made.case, amount=ZERO, words="演示", by=made.by(Role.FINANCE, LATER))
    with pytest.raises(ledger.NotEnoughOfCase), transaction.atomic():
        ledger.recover(application=made.case, amount=Money(1), words="演示", by=made.by(Role.FINANCE, LATER))


def test_in_one_book_the_oldest_payment_comes_back_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted by the year of approval, one book holds payments of two years: 1,800,000 and then 1,200,000 yuan."""
    made = paid_centre(read_otherwise(monkeypatch, A13="approval", A19="same_year_net"))
    assert balances(2023).paid == wan(300)

    came_in(made, wan(200), date(2024, 6, 1))
    came_in(made, wan(100), date(2024, 6, 2))

    assert balances(2023) == ledger.Balances(appropriated=wan(500), paid=wan(180))
    kinds = Transfer.objects.filter(kind__in=("recovered", "net_recovery")).order_by("seq")
    assert list(kinds.values_list("kind", "amount_fen")) == [
        ("net_recovery", wan(20).fen),
        ("recovered", wan(180).fen),
        ("net_recovery", wan(100).fen),
    ]


def test_what_a_payee_sends_back_in_the_year_makes_room_only_where_the_reading_nets(
    measure: str, reading: str
) -> None:
    made = centres.centre(measure=measure)
    order = made.case.transfers.filter(kind="pay").earliest("id").order
    before = room(made, 2023)

    for day in (SAME_YEAR, LATER):
        ledger.give_back(order=order, amount=wan(10), words="演示：退回", by=made.by(Role.FINANCE, day))

    nets = reading == "same_year_net"
    assert room(made, 2023) - before == (wan(10) if nets else ZERO)
    assert (balances(2023).paid, balances(2023).returned) == (wan(160), wan(10) if nets else wan(20))
    assert list(netting_proof.differences()) == []


def test_room_made_again_is_given_again_and_not_a_fen_more_whatever_the_code_believes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = paid_centre(read_otherwise(monkeypatch, A19="same_year_net"))
    came_in(made, wan(100), SAME_YEAR)
    book = YearBook.objects.get(pot="construction", year=2023)
    left = room(made, 2023)
    assert left == wan(420)

    write(book, "reserve", "available", "reserved", left)
    with pytest.raises(DatabaseError, match="never_above"), transaction.atomic():
        write(book, "reserve", "available", "reserved", Money(1))


@pytest.mark.parametrize(
    ("kind", "source", "amount", "day"),
    [
        ("net_recovery", "paid", wan(100) + Money(1), SAME_YEAR),
        ("net_recovery", "paid", Money(1), LATER),
        ("net_return", "returned", Money(1), LATER),
    ],
)
def test_the_database_lets_nothing_make_room_that_was_not_paid_in_the_year_and_came_back(
    kind: str, source: str, amount: Money, day: date
) -> None:
    """1,000,000 yuan of what was paid in 2023 are settled, 10 fen are returned."""
    made = paid_centre(SHIPPED)
    order = made.case.transfers.filter(kind="pay").earliest("id").order
    ledger.give_back(order=order, amount=Money(10), words="演示", by=made.by(Role.FINANCE, SAME_YEAR))
    book = YearBook.objects.get(pot="construction", year=2023)
    write(book, "settle", "receivable", "recovery", wan(100), made)

    with pytest.raises(DatabaseError, match="came back makes room"), transaction.atomic():
        write(book, kind, source, "available", amount, made, day=day)
    write(book, "net_recovery", "paid", "available", wan(100), made)


def write(
    book: YearBook,
    kind: str,
    source: str,
    target: str,
    amount: Money,
    made: centres.Centre | None = None,
    *,
    day: date = SAME_YEAR,
) -> None:
    """Write a transfer past the code."""
    last = Transfer.objects.filter(book=book).latest("seq")
    Transfer.objects.create(
        book=book,
        seq=last.seq + 1,
        kind=kind,
        taken_from=source,
        put_into=target,
        amount_fen=amount.fen,
        day=day,
        application=made and made.case,
        cites="第十一条",
        words="演示",
        by_id=last.by_id,
        at=last.at,
        previous=last.sm3,
        sm3=onward.SM3,
    )


def test_the_ledger_proves_room_made_again_against_the_reading_and_what_was_settled() -> None:
    made = paid_centre(SHIPPED)
    book = YearBook.objects.get(pot="construction", year=2023)
    write(book, "settle", "receivable", "recovery", wan(30), made)
    write(book, "net_recovery", "paid", "available", wan(10), made)

    told = [str(each) for _place, each in netting_proof.differences()]

    assert told == ["口径不让收回的钱腾出额度，台账却腾出了", f"收回冲回{wan(10)}，应收冲销{wan(30)}"]


def test_recoveries_that_net_are_proven_against_what_came_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """1,800,000 yuan were paid in 2023 and go to the treasury, 1,200,000 in 2026 and come back in 2026."""
    made = centres.centre(measure=read_otherwise(monkeypatch, A19="same_year_net"), paid=False)
    centres.pay(made, 1)
    centres.pay(made, 2, on=date(2026, 4, 1))
    made.fail_twice()
    made.propose(date(2026, 4, 22))
    made.order(date(2026, 4, 24))

    made.receive(date(2026, 5, 8), wan(300))

    assert (balances(2023).paid, balances(2026)) == (wan(180), ledger.Balances(appropriated=wan(500)))
    assert list(recovery_proof.differences()) == list(netting_proof.differences()) == []


def test_a_subsidy_sent_back_in_its_year_nets_too(monkeypatch: pytest.MonkeyPatch) -> None:
    town = city.city()
    book = books.appropriated(town, wan(500).fen)
    under = city.call(town, measure=read_otherwise(monkeypatch, A19="same_year_net"))
    case = onward.accepted(town, under)
    resolution = onward.resolved(town, under, {case: wan(500).fen})
    by = books.finance(town)
    with transaction.atomic():
        ledger.reserve(resolution=resolution, by=by)
        ledger.commit(resolution=resolution, by=by)
    order = books.order_row(town, case, wan(500).fen)
    ledger.order(order=order, by=by)
    ledger.pay(order=order, amount=wan(500), words="回单", by=by)

    ledger.give_back(order=order, amount=wan(100), words="演示：退回", by=by)

    book.refresh_from_db()
    assert ledger.balances_of(book=book) == ledger.Balances(appropriated=wan(500), paid=wan(400))
