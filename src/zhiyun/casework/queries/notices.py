"""Public lists as everyone may read them: from the instant they are published, whoever asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, QuerySet

from zhiyun import law
from zhiyun.casework.actor import SHANGHAI, public
from zhiyun.casework.canonical import canonical
from zhiyun.casework.publicity import making, seen
from zhiyun.casework.publicity.standing import NoticeStage
from zhiyun.casework.refusals import NotFound
from zhiyun.kernel.money import Money
from zhiyun.records.models import IssuedPaper, Publication

A_PAGE = 20
_COLUMNS = {
    "title": F("content__title"),
    "benefit": F("resolution__call__benefit"),
    "office": F("resolution__call__issuer__name"),
    "newer": F("superseded_by__reference"),
    "confirmed_on": F("confirmation__day"),
    "total": F("content__total_fen"),
}


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A published list in a list of them."""

    reference: str
    title: str
    benefit: law.Benefit
    office: str
    published_at: datetime
    first_counted_on: date
    last_on: date
    total: Money
    stage: NoticeStage
    newer: str
    because: str

    @property
    def state(self) -> str:
        """The office's word for where it stands."""
        return self.stage.words


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of published lists, the newest first, and how long the whole is."""

    lines: tuple[NoticeLine, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class NamedAmount:
    """One line of a public list."""

    number: int
    applicant: str
    credit_code: str
    item: str
    article: str
    verified: Money | None
    entitled: Money | None
    amount: Money


@dataclass(frozen=True)
class NoticePage:
    """A published list: its words as they were sealed, where it stands now, and the lists before and after it."""

    reference: str
    content: Mapping[str, Any]
    sm3: str
    code: str
    published_at: datetime
    first_counted_on: date
    last_on: date
    stage: NoticeStage
    newer: str
    confirmed_on: date | None
    versions: tuple[NoticeLine, ...]

    @property
    def lines(self) -> tuple[NamedAmount, ...]:
        """Who is to get what."""
        return tuple(named(line=each) for each in self.content["lines"])

    @property
    def total(self) -> Money:
        """All that is to be given."""
        return Money(self.content["total_fen"])

    @property
    def is_running(self) -> bool:
        """Say whether objections are taken."""
        return self.stage is NoticeStage.RUNNING

    @property
    def objections_before(self) -> datetime:
        """The instant from which an objection is late: 24:00 of the last day."""
        midnight = datetime.combine(self.last_on + timedelta(days=1), datetime.min.time())
        return midnight.replace(tzinfo=SHANGHAI)

    @property
    def text(self) -> str:
        """All its words in the one spelling that is sealed: their SM3 is ``sm3``."""
        return canonical(value=self.content)


def published(
    *, at: datetime, page: int = 1, year: int | None = None, benefit: law.Benefit | None = None
) -> Listing:
    """List published lists, the newest first; refuses a page beyond the last as not found."""
    rows = seen.notices(by=public(at=at))
    if year is not None:
        rows = rows.filter(resolution__year=year)
    if benefit is not None:
        rows = rows.filter(resolution__call__benefit=benefit.value)
    total = rows.count()
    pages = max(1, -(-total // A_PAGE))
    if not 1 <= page <= pages:
        raise NotFound
    first = (page - 1) * A_PAGE
    found = lines(rows=rows.order_by("-published_at", "-id")[first : first + A_PAGE], at=at)
    return Listing(found, total, page, pages)


def newest(*, at: datetime, most: int) -> tuple[NoticeLine, ...]:
    """Give the lists published last, the newest first."""
    return lines(rows=seen.notices(by=public(at=at)).order_by("-published_at", "-id")[:most], at=at)


def notice(*, at: datetime, reference: str) -> NoticePage:
    """Give a published list; refuses any other as not found."""
    rows = seen.notices(by=public(at=at)).select_related("superseded_by", "confirmation")
    found = rows.filter(reference=reference).first()
    if found is None:
        raise NotFound
    number = making.paper_number(reference=found.reference)
    code = IssuedPaper.objects.filter(number=number).values_list("code", flat=True).first()
    of_call = Publication.objects.filter(
        resolution__call__resolutions=found.resolution_id, published_at__lte=at
    )
    versions = lines(rows=of_call.order_by("-id"), at=at)
    mine = next(line for line in versions if line.reference == found.reference)
    confirmation = getattr(found, "confirmation", None)
    return NoticePage(
        reference=found.reference,
        content=found.content,
        sm3=found.sm3,
        code=code or "",
        published_at=found.published_at,
        first_counted_on=found.first_counted_on,
        last_on=found.last_on,
        stage=mine.stage,
        newer=mine.newer,
        confirmed_on=confirmation.day if confirmation is not None else None,
        versions=versions,
    )


def lines(*, rows: QuerySet[Publication], at: datetime) -> tuple[NoticeLine, ...]:
    """Give rows of lists as a list shows them, without wading through their contents."""
    return tuple(_line(row, at) for row in rows.annotate(**_COLUMNS).values(*_WANTED, *_COLUMNS))


def flagged(*, rows: QuerySet[Publication], flag: str, at: datetime) -> tuple[tuple[NoticeLine, bool], ...]:
    """Give the same, each with what rows are annotated with under a name."""
    found = rows.annotate(**_COLUMNS).values(*_WANTED, *_COLUMNS, flag)
    return tuple((_line(row, at), bool(row[flag])) for row in found)


_WANTED = ("reference", "published_at", "first_counted_on", "last_on", "because")


def _line(row: Mapping[str, Any], at: datetime) -> NoticeLine:
    on = at.astimezone(SHANGHAI).date()
    if row["newer"] is not None:
        stage = NoticeStage.REPLACED
    elif row["confirmed_on"] is not None:
        stage = NoticeStage.CONFIRMED
    else:
        stage = NoticeStage.RUNNING if on <= row["last_on"] else NoticeStage.ENDED
    return NoticeLine(
        row["reference"],
        row["title"] or "",
        law.Benefit(row["benefit"]),
        row["office"],
        row["published_at"],
        row["first_counted_on"],
        row["last_on"],
        Money(row["total"] or 0),
        stage,
        row["newer"] or "",
        row["because"],
    )


def named(*, line: Mapping[str, Any]) -> NamedAmount:
    """Read one line of a list as it was sealed."""

    def money(name: str) -> Money | None:
        return None if line[name] is None else Money(line[name])

    return NamedAmount(
        line["number"],
        line["applicant"],
        line["credit_code"],
        line["item"],
        line["article"],
        money("verified_fen"),
        money("entitled_fen"),
        Money(line["amount_fen"]),
    )
