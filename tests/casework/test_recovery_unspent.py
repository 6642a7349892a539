"""Taking back only what was not spent as it should have been (reading A18): said payment by payment by a person."""

from __future__ import annotations

from datetime import date

import pytest

from tests.casework import centres
from tests.casework.read_otherwise import read_otherwise
from zhiyun import law
from zhiyun.casework import ledger
from zhiyun.casework.actions import recoveries
from zhiyun.casework.construction import ConstructionStage, recovering
from zhiyun.casework.ledger import recovery_proof
from zhiyun.casework.queries import constructions
from zhiyun.casework.queries.construction_shown import Page
from zhiyun.casework.roles import Role
from zhiyun.kernel.money import Money, wan
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import PaymentOrder, RecoveryProposal, YearBook

pytestmark = pytest.mark.django_db
PROPOSED, ORDERED = date(2026, 4, 22), date(2026, 4, 24)
WORDS = "演示：专项审计报告〔2026〕1号"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> centres.Centre:
    """A revoked centre of a round that takes back only what was not spent: 1,800,000 and 1,200,000 yuan were paid."""
    made = centres.centre(measure=read_otherwise(monkeypatch, A18="unspent_only"))
    made.fail_twice()
    return made


def propose(made: centres.Centre, *unspent: Money | None, words: str = WORDS) -> str:
    return recoveries.propose(
        by=made.by(Role.CASE_OFFICER, PROPOSED),
        construction=made.case.reference,
        due_on=date(2026, 6, 30),
        words=words,
        unspent=unspent,
    )


def shown(made: centres.Centre, day: date) -> Page:
    by = made.by(Role.ROUND_MANAGER, day)
    return constructions.construction(by=by, reference=made.case.reference, calendar=centres.CALENDAR)


def owed() -> list[tuple[int, int]]:
    rows = YearBook.objects.filter(receivable_fen__gt=0)
    return list(rows.values_list("year", "receivable_fen").order_by("year"))


def test_what_a_person_says_was_not_spent_comes_back_to_the_years_it_was_paid_in(
    made: centres.Centre,
) -> None:
    propose(made, wan(30), wan(20))
    seen = shown(made, ORDERED)
    made.order(ORDERED)

    assert [each.unspent for each in seen.recoveries[0].unspent] == [wan(30), wan(20)]
    assert owed() == [(2023, wan(30).fen), (2024, wan(20).fen)]
    told = centres.paper("recovery").content
    assert told["total"] == str(wan(50))
    assert told["paid"] == [
        [f"2023-04-14拨付{wan(180)}，其中未按规定使用的", str(wan(30))],
        [f"2024-05-10拨付{wan(120)}，其中未按规定使用的", str(wan(20))],
    ]
    assert told["words"] == WORDS
    assert any("仅收回未按规定使用的部分" in each for each in told["readings"])
    assert list(recovery_proof.differences()) == []
    made.receive(date(2026, 5, 8), wan(50))
    assert centres.stage(made, date(2026, 5, 8)) is ConstructionStage.RECOVERED


def test_what_cannot_be_is_refused_all_at_once_and_no_ground_is_no_sum(made: centres.Centre) -> None:
    with pytest.raises(Faulty) as refused:
        propose(made, wan(180) + Money(1), None, words=" ")

    assert [each.place for each in refused.value.faults] == [
        "第1笔未按规定使用的金额",
        "第2笔未按规定使用的金额",
        "说明",
    ]
    with pytest.raises(law.UnspentNotSaid, match="2023-04-14、2024-05-10"):
        made.propose(PROPOSED)
    with pytest.raises(recovering.NothingUnspent):
        propose(made, Money(0), Money(0))
    with pytest.raises(recovering.PaymentsChanged):
        propose(made, wan(1))
    assert not RecoveryProposal.objects.exists()


def test_who_rules_is_told_when_a_payment_came_back_after_it_was_said(made: centres.Centre) -> None:
    propose(made, wan(30), wan(20))
    first = PaymentOrder.objects.filter(application=made.case).earliest("pk")
    by = made.by(Role.FINANCE, ORDERED)
    ledger.give_back(order=first, amount=wan(180), words="演示：银行退回", by=by)

    with pytest.raises(recovering.PaymentsChanged):
        made.order(ORDERED)

    assert owed() == []


def test_nobody_is_asked_where_all_comes_back_and_before_anything_does(made: centres.Centre) -> None:
    other = centres.centre(made.town)
    other.fail_twice()

    asked = shown(made, PROPOSED).unspent_of

    assert [(each.paid_on, each.amount) for each in asked] == [
        (date(2023, 4, 14), wan(180)),
        (date(2024, 5, 10), wan(120)),
    ]
    assert shown(other, PROPOSED).unspent_of == ()
    assert shown(made, centres.FIRST_FAILED).unspent_of == ()
