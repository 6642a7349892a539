"""Interest on recovered money (reading A18, where a task book agreed it): charged, owed, paid first, proven, printed."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from tests.casework import centres, city, task_books
from tests.casework.read_otherwise import read_otherwise
from zhiyun.casework import ledger
from zhiyun.casework.actions import recoveries
from zhiyun.casework.construction import ConstructionStage
from zhiyun.casework.ledger import recovery_proof, year_books
from zhiyun.casework.queries import construction_tasks, constructions
from zhiyun.casework.roles import Role
from zhiyun.casework.task_books.content import plain
from zhiyun.kernel.money import Money, wan, yuan
from zhiyun.records.models import Transfer, TransferKind, YearBook

pytestmark = pytest.mark.django_db
PROPOSED, ORDERED = date(2026, 4, 22), date(2026, 4, 24)
ON_FIRST, ON_SECOND = Money(23_683_068), Money(10_182_575)
"""4.35% a year on 1,800,000 yuan for 1,104 days, and on 1,200,000 yuan for 712 days, down to the fen."""
INTEREST = ON_FIRST + ON_SECOND


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> centres.Centre:
    """A centre revoked and ordered to pay back, whose task book agreed 4.35% and whose round charges it."""
    measure = read_otherwise(monkeypatch, A18="with_agreed_interest")
    made = centres.centre(measure=measure, content=plain(content=task_books.content(interest_bp=435)))
    made.fail_twice()
    made.propose(PROPOSED)
    made.order(ORDERED)
    return made


def owed() -> list[tuple[int, int, int]]:
    rows = YearBook.objects.filter(receivable_fen__gt=0) | YearBook.objects.filter(interest_due_fen__gt=0)
    return list(rows.values_list("year", "receivable_fen", "interest_due_fen").order_by("year"))


def test_interest_is_owed_in_the_book_of_the_payment_it_is_charged_on(made: centres.Centre) -> None:
    assert owed() == [(2023, wan(180).fen, ON_FIRST.fen), (2024, wan(120).fen, ON_SECOND.fen)]
    assert list(recovery_proof.differences()) == []
    told = centres.paper("recovery").content
    assert (told["interest_fen"], told["total"]) == (INTEREST.fen, str(wan(300) + INTEREST))


def test_what_comes_in_pays_interest_first_and_all_of_it_is_asked_for(made: centres.Centre) -> None:
    left = made.receive(date(2026, 5, 8), ON_FIRST + yuan(100))

    assert left == str(wan(300) + ON_SECOND - yuan(100))
    assert owed() == [(2023, wan(180).fen, 0), (2024, wan(120).fen, (ON_SECOND - yuan(100)).fen)]
    with pytest.raises(recoveries.MoreThanOwed):
        made.receive(date(2026, 6, 8), wan(300) + ON_SECOND, number="演示流水2")
    made.receive(date(2026, 6, 8), wan(300), number="演示流水2")
    assert centres.stage(made, date(2026, 6, 8)) is ConstructionStage.RECOVERING
    made.receive(date(2026, 6, 9), ON_SECOND - yuan(100), number="演示流水3")
    assert centres.stage(made, date(2026, 6, 9)) is ConstructionStage.RECOVERED
    assert owed() == []
    assert list(recovery_proof.differences()) == []


def test_the_page_and_the_desk_ask_for_all_that_is_still_to_come_in(made: centres.Centre) -> None:
    made.receive(date(2026, 5, 8), ON_FIRST)
    finance = made.by(Role.FINANCE, date(2026, 5, 9))

    page = constructions.construction(by=finance, reference=made.case.reference, calendar=centres.CALENDAR)
    asked = [
        each.why for each in construction_tasks.tasks(by=finance) if each.address[0] == "recovery-receive"
    ]

    assert page.left == wan(300) + ON_SECOND
    assert asked == [f"还应收回 {page.left}。"]


def test_interest_takes_no_room_and_the_years_book_prints_it_and_balances(made: centres.Centre) -> None:
    book = YearBook.objects.get(pot="construction", year=2023)

    printed = year_books.content(book=book, on=ORDERED)

    assert ["应收利息", str(ON_FIRST).removesuffix("元")] in printed["balances"]
    assert [each[2] for each in printed["transfers"][-2:]] == ["责令收回", "计收利息"]
    now = ledger.balances_of(book=book)
    assert now == ledger.balances_on(transfers=Transfer.objects.filter(book=book))
    assert (now.used, now.interest_due) == (wan(180), ON_FIRST)


def test_a_case_takes_no_interest_another_owes_whatever_the_code_believes(made: centres.Centre) -> None:
    book = YearBook.objects.get(pot="construction", year=2023)
    other = city.application(made.town, made.case.call, of=made.town.other_applicant)
    by = made.by(Role.FINANCE, ORDERED)
    entry = ledger.Entry(TransferKind.INTEREST_PAID, Money(1), "演示", application=other)

    with pytest.raises(ledger.NotEnoughOfCase):
        ledger.post(
            book=ledger.locked(books=[book])[book.pk],
            entries=[entry],
            by=by,
            cites=ledger.recoveries.RECOVERS,
        )
    last = Transfer.objects.filter(book=book).latest("seq")
    last.pk, last.seq, last.kind = None, last.seq + 1, "interest_paid"
    last.taken_from, last.put_into, last.application, last.amount_fen = "interest_due", "treasury", other, 1
    with pytest.raises(DatabaseError, match="a case takes only what is its own"), transaction.atomic():
        last.save(force_insert=True)


def test_the_ledger_proves_interest_that_was_not_charged_or_not_paid_first(made: centres.Centre) -> None:
    by = made.by(Role.FINANCE, ORDERED)

    ledger.recover(application=made.case, amount=Money(0), words="演示", by=by, interest={2023: Money(5)})
    ledger.recovered(application=made.case, amount=Money(7), words="演示：无据", by=by)

    told = [str(each) for _place, each in recovery_proof.differences()]
    assert told == [
        f"台账应收利息{INTEREST + Money(5)}，追回决定的利息是{INTEREST}",
        f"台账收回利息{Money(7)}，收回款应先抵利息{Money(0)}",
        f"台账收回{Money(7)}，登记的收回款是{Money(0)}",
    ]
