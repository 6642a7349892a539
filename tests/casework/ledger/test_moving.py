"""Money is reserved, promised, ordered, paid and recovered: never above a cap, never out of another's part."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from tests.casework import books, city, onward
from tests.casework.onward import SM3
from zhiyun.casework import ledger
from zhiyun.casework.roles import Role
from zhiyun.kernel.money import ZERO, Money, wan
from zhiyun.kernel.refusal import Refusal
from zhiyun.records.models import (
    Account,
    Application,
    Resolution,
    Transfer,
    TransferKind,
    YearBook,
)

pytestmark = pytest.mark.django_db
FIVE_MILLION = wan(500).fen


@pytest.fixture
def town() -> city.City:
    return city.city()


def _now(book: YearBook) -> ledger.Balances:
    book.refresh_from_db()
    return ledger.balances_of(book=book)


def _case(resolution: Resolution, number: int = 0) -> Application:
    return resolution.decisions.order_by("pk")[number].application


def _differences() -> list[str]:
    """List what proving the books finds, but for orders, which are rows here that nobody approved."""
    return [str(each) for each in ledger.verified().differences if not each.place.startswith("ZF-")]


def _refused(kind: type[Refusal], doing: object, **given: object) -> str:
    with pytest.raises(kind) as refusal, transaction.atomic():
        doing(**given)  # type: ignore[operator]
    return str(refusal.value)


def test_a_subsidy_goes_from_appropriation_to_the_bank_and_every_step_is_in_the_book(town: city.City) -> None:
    book = books.appropriated(town, FIVE_MILLION)
    resolution = books.committed(town, 300_000_000, 120_000_000)
    case, by = _case(resolution), books.finance(town)
    order = books.order_row(town, case, 300_000_000)

    ledger.order(order=order, by=by)
    on_its_way = _now(book)
    ledger.pay(order=order, amount=Money(100_000_000), words="回单1", by=by)
    ledger.unorder(order=order, amount=Money(200_000_000), words="银行退回", by=by)

    assert on_its_way == ledger.Balances(
        appropriated=wan(500), committed=Money(120_000_000), ordered=Money(300_000_000)
    )
    assert _now(book) == ledger.Balances(
        appropriated=wan(500), committed=Money(320_000_000), paid=Money(100_000_000)
    )
    assert _differences() == []


def test_nothing_is_reserved_beyond_the_cap_to_the_fen(town: city.City) -> None:
    """Attack 25: the year's cap holds to the fen, with the article that says so."""
    books.appropriated(town, FIVE_MILLION + 1)
    resolution = books.decided(town, 300_000_000, 200_000_001)
    by = town.by(Role.MEETING_SECRETARY, at=onward.AFTER)

    said = _refused(ledger.AboveCap, ledger.reserve, resolution=resolution, by=by)

    assert said == (
        "2026年的年度总额是5,000,000.00元，余2,000,000.00元，不足2,000,000.01元。请减少金额，或者改列其他年度。"
    )
    assert Transfer.objects.filter(kind=TransferKind.RESERVE).count() == 0


def test_nothing_is_reserved_before_the_money_is_appropriated(town: city.City) -> None:
    books.appropriated(town, 100)
    resolution = books.decided(town, 101)
    by = town.by(Role.MEETING_SECRETARY, at=onward.AFTER)

    said = _refused(ledger.NotAppropriated, ledger.reserve, resolution=resolution, by=by)

    assert said.startswith("2026年已下达的预算还可动用1.00元，不足1.01元")


def test_what_is_decided_is_reserved_once(town: city.City) -> None:
    books.appropriated(town, FIVE_MILLION)
    resolution = books.reserved(town, 100)
    by = town.by(Role.MEETING_SECRETARY, at=onward.AFTER)

    _refused(ledger.AlreadyMoved, ledger.reserve, resolution=resolution, by=by)


def test_a_superseding_decision_frees_what_the_earlier_one_held(town: city.City) -> None:
    """Attack 25: reversal then a new award never counts the same money twice."""
    book = books.appropriated(town, FIVE_MILLION)
    first = books.reserved(town, FIVE_MILLION)
    second = Resolution.objects.create(
        reference="SD-再",
        call=first.call,
        number=9,
        supersedes=first,
        because="演示异议成立",
        year=2026,
        pot_fen=FIVE_MILLION,
        measure=first.measure,
        measure_sha256=first.measure_sha256,
        code_version="演示",
        sm3=SM3,
        by_id=first.by_id,
        at=first.at,
        frozen={},
    )
    case = onward.accepted(town, first.call, of=city.organisation())
    second.decisions.create(
        reference="JD-再",
        application=case,
        supported=True,
        amount_fen=FIVE_MILLION,
        sm3=SM3,
        at=first.at,
        finding={},
    )
    free = ledger.available(issuer=town.bureau, benefit=books.SUBSIDY, year=2026, but_for=first)

    ledger.reserve(resolution=second, by=town.by(Role.MEETING_SECRETARY, at=onward.AFTER))

    assert free == wan(500)
    assert _now(book).reserved == wan(500)
    assert ledger.of_case(book=book, account=Account.RESERVED, application=_case(first)) == ZERO


def test_a_case_cannot_commit_or_order_what_is_held_for_another(town: city.City) -> None:
    book = books.appropriated(town, FIVE_MILLION)
    resolution = books.committed(town, 100, 200)
    small = _case(resolution)
    order = books.order_row(town, small, 150)

    said = _refused(ledger.NotEnoughOfCase, ledger.order, order=order, by=books.finance(town))

    assert "「已承诺」" in said
    assert _now(book).committed == Money(300)


def test_not_even_the_database_takes_from_another_case(town: city.City) -> None:
    book = books.appropriated(town, FIVE_MILLION)
    resolution = books.reserved(town, 100, 200)
    last = Transfer.objects.filter(book=book).latest("seq")

    with pytest.raises(DatabaseError, match="a case takes only what is its own"), transaction.atomic():
        Transfer.objects.create(
            book=book,
            seq=last.seq + 1,
            kind="commit",
            taken_from="reserved",
            put_into="committed",
            amount_fen=101,
            day=last.day,
            application=_case(resolution),
            cites="第十三条",
            words="演示",
            by_id=last.by_id,
            at=last.at,
            sm3=SM3,
        )


def test_available_is_the_smaller_of_the_cap_and_the_money(town: city.City) -> None:
    asked = {"issuer": town.bureau, "benefit": books.SUBSIDY, "year": 2026}
    before = ledger.available(**asked)
    books.appropriated(town, FIVE_MILLION + 500)
    books.reserved(town, 100)

    assert (before, ledger.available(**asked)) == (ZERO, wan(500) - Money(100))
    assert ledger.pot(benefit=books.INDUSTRY) == ledger.pot(benefit=books.MUNICIPAL) == "construction"


def test_what_a_case_no_longer_gets_is_released(town: city.City) -> None:
    book = books.appropriated(town, FIVE_MILLION)
    resolution = books.reserved(town, 100, 200)

    ledger.release(resolution=resolution, by=town.by(Role.ROUND_MANAGER), words="演示")

    assert _now(book).available == wan(500)
    _refused(ledger.NotEnoughOfCase, ledger.commit, resolution=resolution, by=town.by(Role.ROUND_MANAGER))


# A centre's money, tranche by tranche ---------------------------------------------------------------------------------


def _grant(town: city.City, fen: int, *tranches: tuple[int, date]) -> tuple[Application, object]:
    resolution = books.reserved(town, fen, benefit=books.MUNICIPAL)
    onward.confirmed(town, onward.published(town, resolution))
    case = _case(resolution)
    return case, onward.granted(town, case, tranches)


def test_each_tranche_is_committed_in_the_year_it_falls_due_and_the_rest_is_let_go(town: city.City) -> None:
    book = books.appropriated(town, FIVE_MILLION, books.MUNICIPAL)
    _, grant = _grant(town, 400_000_000, (150_000_000, date(2026, 9, 1)), (200_000_000, date(2027, 6, 1)))

    ledger.commit_grant(grant=grant, by=town.by(Role.ROUND_MANAGER, at=onward.AFTER))  # type: ignore[arg-type]

    later = YearBook.objects.get(pot="construction", year=2027)
    assert _now(book) == ledger.Balances(appropriated=wan(500), committed=Money(150_000_000))
    assert _now(later) == ledger.Balances(committed=Money(200_000_000))
    assert later.cap_fen == FIVE_MILLION
    assert _differences() == []


def test_tranches_of_one_year_never_exceed_its_cap_whenever_they_were_decided(town: city.City) -> None:
    """Attack 25: committed ahead counts in the year it falls due."""
    books.appropriated(town, FIVE_MILLION, books.MUNICIPAL)
    by = town.by(Role.ROUND_MANAGER, at=onward.AFTER)
    _, first = _grant(town, 300_000_000, (300_000_000, date(2027, 3, 1)))
    ledger.commit_grant(grant=first, by=by)  # type: ignore[arg-type]
    _, second = _grant(town, 200_000_001, (200_000_001, date(2027, 9, 1)))

    said = _refused(ledger.AboveCap, ledger.commit_grant, grant=second, by=by)

    assert said.startswith("2027年的年度总额是5,000,000.00元，余2,000,000.00元，不足2,000,000.01元")


@pytest.mark.parametrize("tranches", [[399], [200, 199], [401], [400, 1]])
def test_tranches_that_do_not_add_up_or_exceed_the_decision_are_refused(
    town: city.City, tranches: list[int]
) -> None:
    books.appropriated(town, FIVE_MILLION, books.MUNICIPAL)
    _, grant = _grant(town, 400, *((fen, date(2026, 9, 1)) for fen in tranches))
    if sum(tranches) <= 400:
        grant.amount_fen = 400  # type: ignore[attr-defined]

    _refused(ledger.MoreThanDecided, ledger.commit_grant, grant=grant, by=town.by(Role.ROUND_MANAGER))


def test_a_tranche_paid_in_another_year_is_carried_into_that_years_book(town: city.City) -> None:
    """Attack 25: committed in one year and paid in the next counts where it is paid."""
    book = books.appropriated(town, FIVE_MILLION, books.MUNICIPAL)
    case, grant = _grant(town, 300_000_000, (300_000_000, date(2026, 11, 1)))
    ledger.commit_grant(grant=grant, by=town.by(Role.ROUND_MANAGER, at=onward.AFTER))  # type: ignore[arg-type]
    next_year = books.appropriated(town, FIVE_MILLION, books.MUNICIPAL, year=2027)
    order = books.order_row(town, case, 300_000_000, tranche=grant.tranches.get())  # type: ignore[attr-defined]

    ledger.order(order=order, by=books.finance(town, onward.AFTER + timedelta(days=230)))

    assert _now(book).used == ZERO
    assert _now(next_year).ordered == Money(300_000_000)
    assert ledger.book_of_order(order=order).year == 2027


def test_a_withdrawn_commitment_gives_its_room_back(town: city.City) -> None:
    book = books.appropriated(town, FIVE_MILLION, books.MUNICIPAL)
    case, grant = _grant(town, 300, (100, date(2026, 11, 1)), (200, date(2027, 1, 1)))
    by = town.by(Role.ROUND_MANAGER, at=onward.AFTER)
    ledger.commit_grant(grant=grant, by=by)  # type: ignore[arg-type]

    moved = ledger.withdraw(application=case, words="取消建设资格", by=by)

    assert moved == Money(300)
    assert _now(book).used == ZERO


# After it was paid ----------------------------------------------------------------------------------------------------


def test_recovered_money_goes_to_the_treasury_and_refills_nothing(town: city.City) -> None:
    book = books.appropriated(town, FIVE_MILLION)
    case = _case(books.committed(town, FIVE_MILLION))
    order, by = books.order_row(town, case, FIVE_MILLION), books.finance(town)
    ledger.order(order=order, by=by)
    ledger.pay(order=order, amount=wan(500), words="回单", by=by)
    ledger.give_back(order=order, amount=wan(100), words="单位退回", by=by)

    ledger.recover(application=case, amount=wan(400), words="责令收回", by=by)
    _refused(ledger.NotEnoughOfCase, ledger.recover, application=case, amount=Money(1), words="再收", by=by)
    ledger.recovered(application=case, amount=wan(150), words="收回一部分", by=by)
    _refused(ledger.NotEnoughOfCase, ledger.recovered, application=case, amount=wan(251), words="多", by=by)

    assert _now(book) == ledger.Balances(
        appropriated=wan(500), paid=wan(400), returned=wan(100), receivable=wan(250)
    )
    assert ledger.available(issuer=town.bureau, benefit=books.SUBSIDY, year=2026) == ZERO
    assert _differences() == []


def test_promised_money_cannot_be_taken_out_of_the_budget(town: city.City) -> None:
    book = books.appropriated(town, 1000)
    books.committed(town, 600)
    held = ledger.locked(books=[book])[book.pk]
    entry = ledger.Entry(TransferKind.WITHDRAW, Money(401), "演示收回")

    _refused(
        ledger.NotEnoughToWithdraw,
        ledger.post,
        book=held,
        entries=[entry],
        by=books.finance(town),
        cites=ledger.recoveries.RECOVERS,
    )
