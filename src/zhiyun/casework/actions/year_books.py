"""The year's book issued as a paper: as it stood at the end of a day."""

from __future__ import annotations

from datetime import date

from zhiyun.casework import issuing
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.issuing import PaperKind
from zhiyun.casework.ledger import year_books
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.subjects import ORGANISATION
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said
from zhiyun.records.models import Organisation, YearBook


@action(name="book.issue", words="出具年度台账", on=ORGANISATION, roles=[Role.FINANCE])
def issue(*, organisation: Organisation, by: Actor, pot: str, year: int, on: date) -> Deed:
    """Issue a book of one's own bureau as it stood at the end of a day; refuses a day that has not come."""
    if on > by.day:
        raise Faulty([Fault(Said("日期"), Said("这一天还没有到，请选今天或以前的日子"))])
    rows = YearBook.objects.select_related("issuer")
    found = rows.filter(issuer=organisation, pot=pot, year=year).first()
    if found is None:
        raise NotFound
    paper = issuing.issue(kind=PaperKind.YEAR_BOOK, by=by, content=year_books.content(book=found, on=on))
    return Deed(
        answer=paper.code,
        after={"paper": paper.number, "paper_sm3": paper.content_sm3, "on": on.isoformat()},
    )
