"""What comes after a list as moves: objections and their answers, confirming, task books, accounts, orders, receipts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from tests.casework import noticed, task_books
from tests.casework.machine.world import CALENDAR, Move, World, later
from zhiyun import law
from zhiyun.casework.actions import bank_accounts, bank_files, notices, objections, payments, tranches
from zhiyun.casework.actions import task_books as books
from zhiyun.casework.actor import SHANGHAI, Actor, public
from zhiyun.casework.payments import accounts
from zhiyun.casework.publicity.handling import Answered
from zhiyun.casework.roles import Role
from zhiyun.casework.task_books.content import Part
from zhiyun.gateways import e_seal
from zhiyun.kernel.money import Money, fen_text
from zhiyun.records.models import Application, BankAccount, Call, Objection, PaymentOrder, Tranche

Doing = Callable[[Move], object]
HEADER = "银行流水号,指令编号,结果,金额（元）,日期,说明"


def object_to(world: World, under: Call, about: Application | None, words: str) -> Move:
    """Object to the list of a call, as anyone may."""
    notice = world.notice(under)
    assert notice is not None
    written = noticed.written(words=words, about=about.organisation.credit_code if about else "")
    return world.move(
        objections.file,
        public(at=world.at),
        publication=notice.reference,
        written=written,
        calendar=CALENDAR,
    )


def open_objections(under: Call) -> list[Objection]:
    """Give what is not answered yet of everything objected to a call's lists."""
    rows = Objection.objects.filter(publication__resolution__call=under, answer=None)
    return list(rows.select_related("about__organisation", "publication__resolution").order_by("pk"))


def answer(world: World, objection: Objection, outcome: str, fen: int | None, by: Actor) -> Move:
    """Answer an objection; upheld it removes its party, or sets a subsidy's to ``fen``: a centre's is the meeting's."""
    if law.Benefit(objection.publication.resolution.call.benefit).is_construction:
        fen = None
    decisions = objection.publication.resolution.decisions.filter(supported=True).order_by("pk")
    struck = objection.about or decisions.select_related("application__organisation")[0].application
    upheld = outcome == "upheld"
    told = Answered(
        outcome,
        "演示：经核对银行流水。",
        struck.organisation.credit_code if upheld and objection.about is None else "",
        ("removed" if fen is None else "changed") if upheld else "",
        fen if upheld else None,
    )
    return world.move(objections.answer, by, objection=objection.reference, answered=told)


def revise(world: World, under: Call) -> Move:
    """Follow what was upheld."""
    notice = world.notice(under)
    assert notice is not None
    return world.move(
        notices.revise,
        world.other("reviser"),
        publication=notice.reference,
        because="演示：公示期间的异议成立",
        calendar=CALENDAR,
    )


def confirm(world: World, under: Call) -> Move:
    """Confirm the list published last."""
    notice = world.notice(under)
    assert notice is not None
    return world.move(
        notices.confirm, world.by(Role.ROUND_MANAGER), publication=notice.reference, calendar=CALENDAR
    )


def begin_book(world: World, case: Application) -> Move:
    """Write the first version of a centre's task book: half at once, half in a year."""
    amount = case.decisions.latest("pk").amount_fen
    today = world.at.astimezone(SHANGHAI).date()
    first = amount // 200 * 100
    content = task_books.content(
        amount,
        begins=today,
        last_on=date(today.year + 2, today.month, 1),
        tranches=(
            Part(first, "双方签订任务书", today + timedelta(days=30)),
            Part(amount - first, "中期检查符合任务书进度", date(2027, 8, 10)),
        ),
    )
    return world.move(
        books.begin, world.other("drafter"), application=case.reference, content=content, note=""
    )


def sign_book(world: World, case: Application, side: str) -> Move:
    """Sign the newest version for one side, under a seal of its own."""
    by = world.signer(case) if side == "applicant" else world.by(Role.ROUND_MANAGER)
    newest = case.task_book.versions.latest("number")
    ordered = e_seal.Order(newest.sm3, by.organisation_name, str(by.role.label), by.at.isoformat())
    seal = e_seal.sealer("simulated").seal(ordered)
    named = {"task_book": case.reference, "seen": newest.number, "seal": seal}
    if side == "applicant":
        return world.move(books.sign_for_applicant, by, **named, undertaken=True)
    return world.move(books.sign_for_bureau, by, **named)


def release(world: World, tranche: Tranche) -> Move:
    """State that what a tranche waited for has happened."""
    case = tranche.grant.application.reference
    said = {"number": tranche.number, "words": "演示：已核实。"}
    return world.move(tranches.release, world.by(Role.CASE_OFFICER), task_book=case, **said)


def enter_account(world: World, case: Application, number: str) -> Move:
    """Tell the account of a case's applicant, or another one."""
    told = {"holder": case.organisation.name, "bank": "演示银行演示支行", "number": number}
    return world.move(
        bank_accounts.enter,
        world.signer(case),
        organisation=case.organisation_id,
        **told,
        calendar=CALENDAR,
    )


def check_account(world: World, account: BankAccount) -> Move:
    """Find an account right."""
    said = {"good": True, "reason": "演示：已电话核对"}
    return world.move(bank_accounts.check, world.other("checker"), bank_account=account.pk, **said)


def have_account(world: World, case: Application, do: Doing) -> None:
    """See to it that an applicant has an account that was checked."""
    account = accounts.newest(organisation=case.organisation)
    if account is None:
        do(enter_account(world, case, f"62220000{case.organisation_id:08d}"))
        account = accounts.newest(organisation=case.organisation)
    if account is not None and not hasattr(account, "check_by_second"):
        do(check_account(world, account))


def prepare(world: World, case: Application, fen: int | None, tranche: int | None) -> Move:
    """Prepare an order, over all that is left unless told less."""
    asked = None if fen is None else Money(fen)
    return world.move(
        payments.prepare, world.other("maker"), application=case.reference, amount=asked, tranche=tranche
    )


def approve_order(world: World, order: PaymentOrder) -> Move:
    """Approve an order, by a second person of finance."""
    return world.move(payments.approve, world.other("checker"), payment_order=order.reference)


def send(world: World, *orders: PaymentOrder) -> Move:
    """Send orders to the bank."""
    bureau = world.town.bureau.pk
    return world.move(
        bank_files.send,
        world.other("maker"),
        organisation=bureau,
        references=[each.reference for each in orders],
    )


def told_by_bank(world: World, order: PaymentOrder, number: str, fen: int, *, paid: bool) -> Move:
    """Take the bank's word on an order, under the bank's own number."""
    day = world.at.astimezone(SHANGHAI).date()
    line = f"{number},{order.reference},{'成功' if paid else '失败'},{fen_text(fen)},{day},演示"
    return take(world, line)


def take(world: World, *lines: str) -> Move:
    """Take a file of receipts."""
    content = "\r\n".join([HEADER, *lines, ""]).encode()
    bureau = world.town.bureau.pk
    return world.move(
        bank_files.take, world.other("maker"), organisation=bureau, content=content, name="回单.csv"
    )


def after_notice(world: World, under: Call) -> None:
    """Let the days pass until the day after a list's last."""
    notice = world.notice(under)
    assert notice is not None
    left = (notice.last_on - world.at.astimezone(SHANGHAI).date()).days + 1
    world.at = max(world.at, later(world.at, left))
