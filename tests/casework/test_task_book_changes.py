"""A change of a task book in force: asked for, negotiated, signed by both, booked; and everything that is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.casework import city, onward, task_books
from tests.casework.task_books import AMOUNT, SIGNS, content
from zhiyun.casework import issuing, papers
from zhiyun.casework import task_books as centres
from zhiyun.casework.actions import task_book_changes as acts
from zhiyun.casework.actions import task_books as books
from zhiyun.casework.actions import tranches
from zhiyun.casework.actor import Actor
from zhiyun.casework.payments import orders, refusals
from zhiyun.casework.queries import payments as to_pay
from zhiyun.casework.queries import task_book_changes as changes
from zhiyun.casework.queries import task_book_lists
from zhiyun.casework.queries import task_books as pages
from zhiyun.casework.refusals import NeedsConfirmation, NotAllowed, NotFound, WrongStage
from zhiyun.casework.roles import Role
from zhiyun.casework.task_books import changing, signing
from zhiyun.casework.task_books.content import Content, Spending
from zhiyun.gateways import e_seal, holiday_notices
from zhiyun.gateways.e_seal import Order, Seal
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import (
    Application,
    ChangeAgreement,
    Grant,
    GrantChange,
    IssuedPaper,
    Message,
    TaskBookVersion,
    Tranche,
    Transfer,
    TransferKind,
)

pytestmark = pytest.mark.django_db

LATER = SIGNS + timedelta(days=60)
"""When the change is asked for: 2026-10-09."""


@pytest.fixture
def town() -> city.City:
    return city.city()


@pytest.fixture
def case(town: city.City) -> Application:
    return task_books.in_force(town)


def by(town: city.City, role: Role) -> Actor:
    return town.by(role, at=LATER)


def lower(amount: int = 250_000_000, **parts: Any) -> Content:
    """Cut the second tranche so that the whole is ``amount``, as a change may say."""
    whole = content()
    first, second = whole.tranches
    rest = amount - first.amount_fen
    budget = (replace(whole.budget[0], public_fen=amount - 1_000_001), whole.budget[1])
    made = replace(whole, budget=budget, tranches=(first, replace(second, amount_fen=rest)))
    return replace(made, **parts)


def asked(town: city.City, case: Application, said: Content | None = None, role: Role = Role.PREPARER) -> str:
    return acts.ask(
        by=by(town, role),
        task_book=case.reference,
        content=said or lower(),
        reason="演示：设备价格下降。",
        seen=1,
    )


def seal(agreement: str, signer: Actor) -> Seal:
    version = TaskBookVersion.objects.filter(agreement__reference=agreement).latest("number")
    order = Order(version.sm3, signer.organisation_name, str(signer.role.label), signer.at.isoformat())
    return e_seal.sealer("simulated").seal(order)


def signed(town: city.City, agreement: str, role: Role, seen: int = 2) -> str:
    signer = by(town, role)
    send = {"by": signer, "change": agreement, "seen": seen, "seal": seal(agreement, signer)}
    if role is Role.LEGAL_REPRESENTATIVE:
        return acts.sign_for_applicant(**send, undertaken=True)
    return acts.sign_for_bureau(**send)


def agreed(town: city.City, case: Application, said: Content | None = None) -> str:
    agreement = asked(town, case, said)
    signed(town, agreement, Role.LEGAL_REPRESENTATIVE)
    return signed(town, agreement, Role.ROUND_MANAGER)


def test_a_change_signed_by_both_is_in_force_and_the_signed_book_stays_as_it_was(
    town: city.City, case: Application
) -> None:
    before = TaskBookVersion.objects.get(number=1).sm3

    number = agreed(town, case, lower(last_on=date(2028, 6, 30)))

    grant = Grant.objects.get()
    change = GrantChange.objects.get()
    assert (grant.amount_fen, grant.last_on) == (AMOUNT, date(2028, 8, 9)), "what was signed is never edited"
    assert TaskBookVersion.objects.get(number=1).sm3 == before
    assert (change.amount_fen, change.last_on, change.signed_on) == (
        250_000_000,
        date(2028, 6, 30),
        LATER.date(),
    )
    page = pages.task_book(
        by=by(town, Role.AUDITOR), reference=case.reference, calendar=holiday_notices.load(None)
    )
    assert (page.number, page.amount, page.last_on) == (2, Money(250_000_000), date(2028, 6, 30))
    assert [(each.number, each.amount.fen, each.released is not None) for each in page.tranches] == [
        (1, AMOUNT - 100_000_001, True),
        (2, 50_000_001, False),
    ]
    assert number == "渝知运变更〔2026〕1号"


def test_the_ledger_lets_go_what_the_centre_gets_less_in_the_year_it_was_promised_for(
    town: city.City, case: Application
) -> None:
    agreed(town, case)

    this, next_ = task_books.book_of(town, 2026), task_books.book_of(town, 2027)
    assert (this.committed_fen, next_.committed_fen) == (AMOUNT - 100_000_001, 50_000_001)
    moved = Transfer.objects.filter(words__startswith="变更协议").order_by("pk")
    assert [(row.kind, row.amount_fen) for row in moved] == [
        (TransferKind.DECOMMIT, 100_000_001),
        (TransferKind.COMMIT_AHEAD, 50_000_001),
    ]


def test_a_tranche_put_off_moves_to_the_book_of_its_new_year(town: city.City, case: Application) -> None:
    first, second = content().tranches
    agreed(town, case, content(tranches=(first, replace(second, due_on=date(2028, 3, 1)))))

    assert task_books.book_of(town, 2027).committed_fen == 0
    assert task_books.book_of(town, 2028).committed_fen == 100_000_001
    assert GrantChange.objects.get().amount_fen == AMOUNT


def test_the_bar_of_article_14_follows_the_change_from_its_signing_on_and_not_before(
    town: city.City, case: Application
) -> None:
    agreed(town, case, content(last_on=date(2028, 6, 30)))

    def until(on: date) -> date | None:
        centre = centres.standing(organisation=case.organisation, on=on)
        return centre.book.last_on if centre else None

    assert until(LATER.date() - timedelta(days=1)) == date(2028, 8, 9)
    assert until(LATER.date()) == date(2028, 6, 30)


def test_more_money_is_a_decision_and_not_an_agreement(town: city.City, case: Application) -> None:
    """Attack 28: a change raises nothing above what the meeting decided and the ledger holds."""
    with pytest.raises(Faulty, match="增加须另行审定"):
        asked(town, case, lower(AMOUNT + 1))
    assert not ChangeAgreement.objects.exists()


def test_parts_that_do_not_add_up_are_refused_to_the_fen(town: city.City, case: Application) -> None:
    short = lower()
    wrong = replace(short, tranches=(short.tranches[0], replace(short.tranches[1], amount_fen=50_000_000)))

    with pytest.raises(Faulty, match="各笔合计"):
        asked(town, case, wrong)


def test_what_was_ordered_or_paid_is_neither_changed_nor_moved(town: city.City, case: Application) -> None:
    """Attack 27, 28: no agreement reaches a tranche whose money is on its way."""
    first = Tranche.objects.get(number=1)
    onward_order(town, case, first)
    smaller = replace(content().tranches[0], amount_fen=first.amount_fen - 100)
    budget = (replace(content().budget[0], public_fen=AMOUNT - 1_000_101), content().budget[1])

    for parts in ((smaller, content().tranches[1]), (content().tranches[1],)):
        with pytest.raises(Faulty, match="已经办理拨付"):
            asked(town, case, content(tranches=parts, budget=budget))


def onward_order(town: city.City, case: Application, tranche: Tranche) -> None:
    """Let a tranche's money be ordered, in the books alone."""
    from django.db import transaction

    from zhiyun import law
    from zhiyun.casework import ledger

    with transaction.atomic():
        book = ledger.locked(books=[task_books.book_of(town, 2026)])
        entry = ledger.Entry(
            TransferKind.ORDER,
            Money(tranche.amount_fen),
            "演示支付",
            application=case,
            decision=case.decisions.get(),
            tranche=tranche,
        )
        pot = law.measure("cq_2021_65").pot(law.Benefit.MUNICIPAL_CENTRE)
        ledger.post(
            book=next(iter(book.values())), entries=[entry], by=by(town, Role.FINANCE), cites=pot.cites
        )


def test_a_tranche_changed_after_its_release_is_released_again(town: city.City, case: Application) -> None:
    first, second = content().tranches
    agreed(
        town,
        case,
        content(
            tranches=(
                replace(first, trigger="演示：场地验收", due_on=LATER.date()),
                second,
            )
        ),
    )

    with pytest.raises(refusals.TrancheNotReleased):
        orders.payable(application=case, tranche_number=1, by=by(town, Role.FINANCE))
    tranches.release(by=by(town, Role.CASE_OFFICER), task_book=case.reference, number=1, words="演示")
    assert Tranche.objects.filter(number=1).count() == 2
    listed = to_pay.to_pay(by=by(town, Role.FINANCE))
    assert [(each.tranche, each.due_on, each.amount.fen) for each in listed] == [
        (1, LATER.date(), first.amount_fen),
        (2, second.due_on, second.amount_fen),
    ]


@pytest.mark.parametrize(
    ("parts", "match"),
    [
        ({"last_on": date(2028, 8, 10)}, "超过2年"),
        ({"last_on": LATER.date() - timedelta(days=1)}, "签订的当日"),
        ({"goals": " "}, "请填写"),
    ],
)
def test_days_and_words_are_held_as_in_the_task_book(
    town: city.City, case: Application, parts: dict[str, Any], match: str
) -> None:
    with pytest.raises(Faulty, match=match):
        asked(town, case, content(**parts))


def test_a_longer_construction_needs_the_document_that_allows_it(town: city.City, case: Application) -> None:
    agreed(town, case, content(last_on=date(2029, 2, 9), approved_length="演示批复〔2026〕9号"))

    assert GrantChange.objects.get().approved_length == "演示批复〔2026〕9号"


def test_a_changed_tranche_is_not_due_in_the_past(town: city.City, case: Application) -> None:
    first, second = content().tranches
    back = replace(second, due_on=LATER.date() - timedelta(days=1))

    with pytest.raises(Faulty, match="应付日不能早于变更协议签订的当日"):
        asked(town, case, content(tranches=(first, back)))


def test_heads_article_11_does_not_name_wait_for_the_bureaus_reason(
    town: city.City, case: Application
) -> None:
    budget = (
        Spending("线上大数据系统", "演示", AMOUNT - 100, judged="建设单位自己写的"),
        Spending("会议培训", "演示", 100, judged="建设单位自己写的"),
    )
    agreement = asked(town, case, content(budget=budget))
    signed(town, agreement, Role.LEGAL_REPRESENTATIVE)

    with pytest.raises(signing.HeadsToJudge):
        signed(town, agreement, Role.ROUND_MANAGER)


def test_negotiated_versions_void_signatures_and_say_why(town: city.City, case: Application) -> None:
    agreement = asked(town, case)
    signed(town, agreement, Role.LEGAL_REPRESENTATIVE)
    send = {"by": by(town, Role.CASE_OFFICER), "change": agreement}
    with pytest.raises(Faulty, match="修改说明"):
        acts.propose(content=lower(260_000_000), note=" ", seen=2, **send)
    with pytest.raises(acts.NothingChanged):
        acts.propose(content=lower(), note="没有改", seen=2, **send)
    with pytest.raises(acts.AnotherVersion):
        acts.propose(content=lower(260_000_000), note="旧页面", seen=1, **send)

    acts.propose(content=lower(260_000_000), note="演示：少减一些。", seen=2, **send)

    page = changes.change(by=by(town, Role.PREPARER), reference=case.reference, number=1)
    assert [(each.version, each.counts) for each in page.signatures] == [(2, False)]
    assert (page.stage.value, page.did.after, page.may_sign) == ("negotiated", Money(260_000_000), False)
    with pytest.raises(acts.AnotherVersion):
        signed(town, agreement, Role.LEGAL_REPRESENTATIVE, seen=2)
    acts.propose(by=by(town, Role.ROUND_MANAGER), change=agreement, content=lower(), note="改", seen=3)
    with pytest.raises(acts.OwnDraft):
        signed(town, agreement, Role.ROUND_MANAGER, seen=4)


def test_one_change_at_a_time_and_an_ended_one_changes_nothing(town: city.City, case: Application) -> None:
    agreement = asked(town, case)
    with pytest.raises(acts.ChangeUnderWay):
        asked(town, case, content(goals="演示二"))
    with pytest.raises(Faulty, match="终止理由"):
        acts.end(by=by(town, Role.CASE_OFFICER), change=agreement, words=" ")

    acts.end(by=by(town, Role.CASE_OFFICER), change=agreement, words="演示：不同意减少。")

    with pytest.raises(WrongStage):
        signed(town, agreement, Role.LEGAL_REPRESENTATIVE)
    assert not GrantChange.objects.exists()
    assert Message.objects.filter(subject__startswith="任务书变更终止").exists()
    assert asked(town, case, content(goals="演示二")).endswith("-2")


def test_who_may_not_sign_does_not(town: city.City, case: Application) -> None:
    agreement = asked(town, case)
    signer = by(town, Role.LEGAL_REPRESENTATIVE)
    send = {"change": agreement, "seen": 2, "seal": seal(agreement, signer)}

    with pytest.raises(NotAllowed):
        acts.sign_for_bureau(by=by(town, Role.CASE_OFFICER), **send)
    with pytest.raises(NeedsConfirmation):
        acts.sign_for_applicant(by=replace(signer, confirmed_at=None), undertaken=True, **send)
    with pytest.raises(acts.NotUndertaken):
        acts.sign_for_applicant(by=signer, undertaken=False, **send)
    stranger = city.confirmed(city.seat(Role.LEGAL_REPRESENTATIVE, town.other_applicant).at_instant(LATER))
    with pytest.raises(NotFound):
        acts.sign_for_applicant(by=stranger, undertaken=True, **send)
    with pytest.raises(NotFound):
        changes.change(by=stranger, reference=case.reference, number=1)
    with pytest.raises(signing.SealOfAnotherText):
        acts.sign_for_applicant(
            by=signer, undertaken=True, change=agreement, seen=2, seal=replace(send["seal"], digest="0" * 64)
        )


def test_nothing_is_changed_before_force_after_construction_or_under_a_decision_that_is_gone(
    town: city.City,
) -> None:
    case = task_books.confirmed(town)
    task_books.begun(town, case)
    with pytest.raises(WrongStage):
        asked(town, case)
    task_books.signed_by_applicant(town, case)
    task_books.signed_by_bureau(town, case)

    over = town.by(Role.PREPARER, at=SIGNS.replace(year=2028, month=8, day=10))
    with pytest.raises(changing.ConstructionOver):
        acts.ask(by=over, task_book=case.reference, content=lower(), reason="迟", seen=1)
    onward.resolved(town, case.call, {case: AMOUNT})
    with pytest.raises(changing.DecisionGone):
        asked(town, case)


def test_a_year_without_room_leaves_no_signature_and_no_change(town: city.City, case: Application) -> None:
    """Attack 28: where the new year has no room the last signature is refused as a whole."""
    from tests.casework.test_task_books import fill
    from zhiyun.casework import ledger

    fill(town, 2028, 450_000_000)
    first, second = content().tranches
    agreement = asked(town, case, content(tranches=(first, replace(second, due_on=date(2028, 3, 1)))))
    signed(town, agreement, Role.LEGAL_REPRESENTATIVE)

    with pytest.raises(ledger.AboveCap):
        signed(town, agreement, Role.ROUND_MANAGER)

    assert not GrantChange.objects.exists()
    assert Tranche.objects.filter(end=None).count() == 2
    assert task_books.book_of(town, 2027).committed_fen == 100_000_001


def test_the_agreement_is_a_paper_of_its_own_that_tells_what_changed(
    town: city.City, case: Application
) -> None:
    number = agreed(town, case)

    row = IssuedPaper.objects.get(number=number)
    assert (row.kind, row.content["before_fen"], row.content["after_fen"]) == (
        issuing.PaperKind.CHANGE_AGREEMENT,
        AMOUNT,
        250_000_000,
    )
    assert {
        "place": "拨付安排第2笔金额",
        "before": "1,000,000.01元",
        "after": "500,000.01元",
    } in row.content["differences"]
    laid = papers.laid_out(document=papers.of(issued=row), site="https://demo.example", is_demo=True)
    assert "变更协议" in laid.title


def test_a_desk_asks_whoever_is_to_answer(town: city.City, case: Application) -> None:
    def waits(role: Role) -> list[tuple[str, ...]]:
        listed = task_book_lists.tasks(by=by(town, role))
        return [task.address for task in listed if "change" in task.address[0]]

    agreement = asked(town, case)
    assert waits(Role.PREPARER) == []
    assert waits(Role.CASE_OFFICER) == [("bureau-task-book-change", case.reference, "1")]
    signed(town, agreement, Role.ROUND_MANAGER)
    assert waits(Role.LEGAL_REPRESENTATIVE) == [("task-book-change", case.reference, "1")]
    signed(town, agreement, Role.LEGAL_REPRESENTATIVE)
    assert (waits(Role.LEGAL_REPRESENTATIVE), waits(Role.CASE_OFFICER)) == ([], [])
    with pytest.raises(WrongStage):
        books.propose(
            by=by(town, Role.CASE_OFFICER), task_book=case.reference, content=lower(), note="改", seen=2
        )
