"""A year's budget: finance enters what a document gives or takes back, a second person checks it, then it is booked."""

from __future__ import annotations

from zhiyun import law
from zhiyun.casework import ledger, second_person
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.ledger.posting import Entry
from zhiyun.casework.payments.refusals import AlreadyChecked
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import OrganisationKind, Role
from zhiyun.casework.subjects import ORGANISATION
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said
from zhiyun.records.models import Appropriation, AppropriationCheck, Organisation, TransferKind

LONGEST_DOCUMENT, LONGEST_WORDS, LONGEST_REASON = 80, 200, 300
YEARS_ON = 3
"""How far ahead a budget may be entered: a construction period lasts two years."""
FIRST_YEAR = 2022


@action(name="budget.enter", words="登记预算", on=ORGANISATION, roles=[Role.FINANCE])
def enter(
    *,
    organisation: Organisation,
    by: Actor,
    benefit: law.Benefit,
    year: int,
    amount: Money,
    document: str,
    withdraws: bool = False,
    words: str = "",
) -> Deed:
    """Enter money that a budget document gives to a year's pot, or takes back out of it; nothing is booked yet.

    Refuses a body that is no bureau, and lists every fault of the entry.
    """
    if organisation.kind != OrganisationKind.CITY_BUREAU:
        raise NotFound
    _refuse_faults(year, amount, document, words, by)
    book = ledger.opened(
        issuer=organisation, benefit=benefit, year=year, measure=law.measure(ledger.books.SHIPPED), by=by
    )
    made = Appropriation.objects.create(
        book=book,
        withdraws=withdraws,
        amount_fen=amount.fen,
        document=document.strip(),
        words=words.strip(),
        entered_by_id=by.person_id,
        entered_at=by.at,
    )
    return Deed(
        answer=str(made.pk),
        after={
            "appropriation": made.pk,
            "pot": book.pot,
            "year": year,
            "withdraws": withdraws,
            "amount_fen": amount.fen,
            "document": made.document,
        },
        cites=(str(law.measure(ledger.books.SHIPPED).pot(benefit).cites),),
    )


@action(
    name="budget.check",
    words="复核预算",
    on=ORGANISATION,
    roles=[Role.FINANCE, Role.ROUND_MANAGER],
    is_sensitive=True,
)
def check(*, organisation: Organisation, by: Actor, appropriation: int, good: bool, reason: str = "") -> Deed:
    """Book what another person entered, or turn it down with a reason.

    Refuses who entered it, one checked before, and a withdrawal of what is promised or paid.
    """
    rows = Appropriation.objects.select_related("book__issuer")
    found = rows.filter(pk=appropriation, book__issuer=organisation).first()
    if found is None:
        raise NotFound
    if AppropriationCheck.objects.filter(appropriation=found).exists():
        raise AlreadyChecked
    second_person.refuse_hands(deed=Said("复核预算"), hands=[found.entered_by_id], by=by)
    if not good and not reason.strip():
        raise Faulty([Fault(Said("不通过的理由"), Said("请写明哪里不对，登记的人会据此重新登记"))])
    AppropriationCheck.objects.create(
        appropriation=found,
        entered_by_id=found.entered_by_id,
        good=good,
        reason=reason.strip()[:LONGEST_REASON],
        by_id=by.person_id,
        at=by.at,
    )
    if good:
        _book(found, by)
    return Deed(
        answer=str(found.pk),
        after={"appropriation": found.pk, "good": good, "reason": reason.strip()[:LONGEST_REASON]},
    )


def _book(found: Appropriation, by: Actor) -> None:
    kind = TransferKind.WITHDRAW if found.withdraws else TransferKind.APPROPRIATE
    book = ledger.locked(books=[found.book])[found.book_id]
    entry = Entry(kind, Money(found.amount_fen), f"{found.document} {found.words}".strip())
    ledger.post(book=book, entries=[entry], by=by, cites=_cites(book.pot))


def _cites(pot: str) -> Citation:
    measure = law.measure(ledger.books.SHIPPED)
    found = next((measure.pot(benefit) for benefit in law.Benefit if measure.pot(benefit).name == pot), None)
    return found.cites if found is not None else measure.pot(law.Benefit.INDUSTRY_CENTRE).cites


def _refuse_faults(year: int, amount: Money, document: str, words: str, by: Actor) -> None:
    faults = []
    last = by.day.year + YEARS_ON
    if not FIRST_YEAR <= year <= last:
        faults.append(
            Fault(Said("年度"), Said("请填%(first)s至%(last)s之间的年份", first=FIRST_YEAR, last=last))
        )
    if not amount.fen > 0:
        faults.append(Fault(Said("金额"), Said("金额要大于零")))
    if not document.strip():
        faults.append(Fault(Said("预算文件"), Said("请填预算下达或收回的文号")))
    elif len(document.strip()) > LONGEST_DOCUMENT:
        faults.append(Fault(Said("预算文件"), Said("最多%(longest)s字", longest=LONGEST_DOCUMENT)))
    if len(words.strip()) > LONGEST_WORDS:
        faults.append(Fault(Said("说明"), Said("最多%(longest)s字", longest=LONGEST_WORDS)))
    if faults:
        raise Faulty(faults)
