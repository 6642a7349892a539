"""Finance at the screen: budgets under two pairs of eyes, orders to the bank and back, the year's book on any day."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tests.casework import books, city, onward
from tests.casework.payments_city import HEADER
from tests.web.matrix import entered
from zhiyun.casework.actor import Actor
from zhiyun.casework.clock import move
from zhiyun.casework.roles import Role
from zhiyun.records.models import Application, BankFile, IssuedPaper, PaymentOrder

pytestmark = pytest.mark.django_db
PAYS = onward.AFTER + timedelta(days=12)


@pytest.fixture
def town(settings: object) -> city.City:
    settings.DEMO = True  # type: ignore[attr-defined]
    move(to=PAYS, real=timezone.now())
    return city.city()


def browser(by: Actor) -> Client:
    """Give a browser of somebody who has just confirmed, at the time the demonstration shows."""
    client = entered(by)
    session = client.session
    session["confirmed_at"] = PAYS.isoformat()
    session.save()
    return client


def committed(town: city.City) -> tuple[str, Client, Client]:
    books.appropriated(town, 500_000_000)
    case = books.committed(town, 123_400).decisions.get().application
    books.account(town, case)
    maker = browser(town.seats[Role.FINANCE])
    checker = browser(city.seat(Role.FINANCE, town.bureau))
    return case.reference, maker, checker


def sent_order(reference: str, maker: Client, checker: Client) -> str:
    maker.post(reverse("payment-prepare", args=[reference]), {"amount": "", "purpose": "", "key": "k1"})
    order = PaymentOrder.objects.get().reference
    checker.post(reverse("payment-act", args=[order, "approve"]), {"key": "k2"})
    maker.post(reverse("payment-send"), {"order": order, "key": "k3"})
    return order


def test_a_budget_is_entered_by_one_and_booked_by_another(town: city.City) -> None:
    maker, checker = browser(town.seats[Role.FINANCE]), browser(town.seats[Role.ROUND_MANAGER])
    given = {"benefit": "performance_subsidy", "year": "2026", "kind": "give", "amount": "500万元"}

    maker.post(reverse("ledger-budget"), given | {"document": "渝财演〔2026〕1号", "words": "", "key": "k"})
    before = maker.get(reverse("ledger"))
    answered = checker.post(
        reverse("ledger-budget-check", args=[1]), {"answer": "yes", "reason": "", "key": "k"}
    )
    after = checker.get(reverse("ledger"))

    assertContains(before, "等另一个人复核")
    assert answered.status_code == 302
    assertContains(after, "5,000,000.00")


def test_an_order_goes_to_the_bank_and_its_receipt_comes_back(town: city.City) -> None:
    reference, maker, checker = committed(town)

    order = sent_order(reference, maker, checker)
    file = maker.get(reverse("payment-file", args=[BankFile.objects.get().reference]))
    content = f"{HEADER}\r\nB1,{order},成功,1234.00,2026-07-13,\r\n".encode()
    taken = maker.post(
        reverse("payment-receipts"), {"file": io.BytesIO(content), "key": "k4"}, format="multipart"
    )
    page = maker.get(reverse("payment-order", args=[order]))

    assert file.content.decode().startswith("指令编号,收款户名")
    assert file["Content-Disposition"].startswith("attachment")
    assert taken.status_code == 302
    assertContains(page, "已到账")
    assertContains(page, IssuedPaper.objects.get(kind="payment_order").code)


def test_a_file_with_faults_lists_them_with_their_rows(town: city.City) -> None:
    reference, maker, checker = committed(town)
    order = sent_order(reference, maker, checker)
    content = f"{HEADER}\r\nB1,{order},成功,9999.00,2026-07-13,\r\n".encode()

    answer = maker.post(reverse("payment-receipts"), {"file": io.BytesIO(content), "key": "k4"})

    assertContains(answer, "第 2 行：金额超过这份指令还没有到账的1,234.00元", status_code=400)


def test_the_own_order_offers_no_approval_and_what_one_decided_neither(town: city.City) -> None:
    reference, maker, checker = committed(town)
    maker.post(reverse("payment-prepare", args=[reference]), {"amount": "", "purpose": "", "key": "k1"})
    order = PaymentOrder.objects.get().reference
    address = reverse("payment-act", args=[order, "approve"])
    manager = browser(town.seats[Role.ROUND_MANAGER])

    assert [each.get(address).status_code for each in (maker, manager, checker)] == [404, 404, 200]
    assertContains(maker.get(reverse("payment-order", args=[order])), "由另一个人复核")


def test_the_account_is_in_clear_for_finance_alone(town: city.City) -> None:
    """Attack 27: nobody else learns where to redirect a payment."""
    reference, maker, checker = committed(town)
    order = sent_order(reference, maker, checker)
    number = PaymentOrder.objects.get().account.number
    auditor = browser(town.seats[Role.AUDITOR])
    file = reverse("payment-file", args=[BankFile.objects.get().reference])

    assertContains(maker.get(reverse("payment-order", args=[order])), number)
    assertNotContains(auditor.get(reverse("payment-order", args=[order])), number)
    assert auditor.get(file).status_code == 404
    assertNotContains(auditor.get(reverse("payments")), number)


def test_the_legal_representative_tells_an_account_and_sees_its_digits_masked(town: city.City) -> None:
    signer, preparer = browser(town.seats[Role.LEGAL_REPRESENTATIVE]), browser(town.seats[Role.PREPARER])
    given = {
        "holder": town.applicant.name,
        "bank": "演示银行演示支行",
        "number": "6222 0000 1234 5678",
        "key": "k",
    }

    answer = signer.post(reverse("bank-account-change"), given)
    page = preparer.get(reverse("bank-account"))

    assert answer.status_code == 302
    assertContains(page, "•••• 5678")
    assertNotContains(page, "622200001234")
    assert preparer.get(reverse("bank-account-change")).status_code == 404


def test_faults_of_an_account_are_listed_with_what_was_typed(town: city.City) -> None:
    signer = browser(town.seats[Role.LEGAL_REPRESENTATIVE])

    answer = signer.post(
        reverse("bank-account-change"),
        {"holder": "演示他人", "bank": "演示银行", "number": "123", "key": "k"},
    )

    assertContains(answer, "应当是8至32位数字", status_code=400)
    assertContains(answer, "演示他人", status_code=400)


def test_finance_verifies_an_account_beside_the_one_it_replaces(town: city.City) -> None:
    reference, maker, _checker = committed(town)
    case = Application.objects.get(reference=reference)
    old = case.organisation.bank_accounts.get()
    signer = browser(city.seat(Role.LEGAL_REPRESENTATIVE, case.organisation))
    given = {"holder": case.organisation.name, "bank": "演示银行", "number": "62220000999999999", "key": "k"}
    signer.post(reverse("bank-account-change"), given)

    listed = maker.get(reverse("payment-accounts"))
    key = case.organisation.bank_accounts.latest("pk").pk
    page = maker.get(reverse("payment-account", args=[key]))
    answered = maker.post(
        reverse("payment-account", args=[key]), {"answer": "yes", "reason": "电话核实", "key": "k5"}
    )

    assertContains(listed, old.number)
    assertContains(page, "请先向原联系人核实")
    assert answered.status_code == 302


def test_the_book_stands_as_it_stood_on_any_past_day(town: city.City) -> None:
    committed(town)
    auditor = browser(town.seats[Role.AUDITOR])
    address = reverse("ledger-book", args=["performance_subsidy", 2026])

    today, before = auditor.get(address), auditor.get(address, {"on": "2026-06-30"})
    wrong, ahead = auditor.get(address, {"on": "2026-02-30"}), auditor.get(address, {"on": "2099-01-01"})

    assertContains(today, "1,234.00")
    assertContains(before, "这一天以前还没有记账")
    assert (wrong.status_code, ahead.status_code) == (400, 400)
    assertContains(auditor.get(address, {"applicant": "没有这样的单位"}), "余额")


def test_the_book_is_a_workbook_without_formulas_and_a_paper_with_a_code(town: city.City) -> None:
    committed(town)
    maker = browser(town.seats[Role.FINANCE])
    address = ["performance_subsidy", 2026]

    workbook = maker.get(reverse("ledger-export", args=address))
    issued = maker.post(reverse("ledger-issue", args=address), {"on": "2026-07-13", "key": "k"})
    paper = IssuedPaper.objects.get(kind="year_book")

    assert workbook.content[:2] == b"PK"
    assert issued["Location"] == reverse("issued", args=[paper.code])
    assert paper.content["balances"][0] == ["年度总额", "5,000,000.00"]
    assert browser(town.seats[Role.CASE_OFFICER]).get(issued["Location"]).status_code == 404
    assert browser(town.seats[Role.AUDITOR]).get(issued["Location"]).status_code == 200


def test_the_round_manager_sets_how_long_a_changed_account_cools(town: city.City) -> None:
    manager = browser(town.seats[Role.ROUND_MANAGER])

    answer = manager.post(reverse("payment-cooling"), {"workdays": "7", "because": "演示规定", "key": "k"})

    assert answer.status_code == 302
    assert town.bureau.account_coolings.get().workdays == 7


def test_the_desk_says_what_waits_for_finance(town: city.City) -> None:
    committed(town)

    assertContains(browser(town.seats[Role.FINANCE]).get(reverse("desk")), "1件可以拨付")


@pytest.mark.parametrize("name", ["ledger", "payments"])
def test_pages_of_money_ask_few_questions_however_much_there_is(
    town: city.City, name: str, django_assert_max_num_queries: object
) -> None:
    committed(town)
    books.committed(town, *[100] * 20)
    maker = browser(town.seats[Role.FINANCE])

    with django_assert_max_num_queries(15):  # type: ignore[operator]
        maker.get(reverse(name))
