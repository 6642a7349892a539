"""Public lists for readers that are programs: a feed, and each list as the very words that were sealed."""

from __future__ import annotations

import csv
import io

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from zhiyun.casework.queries import notices
from zhiyun.kernel.money import Money
from zhiyun.web import clock, guards
from zhiyun.web.api.answers import for_programs
from zhiyun.web.public.call_feeds import printable
from zhiyun.web.public.conditional import asked_again

MOST_IN_FEED = 30
COLUMNS = (
    "序号",
    "单位",
    "统一社会信用代码",
    "事项",
    "依据",
    "核定运营金额（元）",
    "应补（元）",
    "金额（元）",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@guards.public
def feed(request: HttpRequest) -> HttpResponse:
    """Give the lists published last, the newest first."""
    made = Atom1Feed(
        title=_("知运：公示"),
        link=request.build_absolute_uri(reverse("notices")),
        description=_("重庆市知识产权运营资助与补贴的公示名单"),
        language="zh-CN",
        feed_url=request.build_absolute_uri(request.path),
    )
    for line in notices.newest(at=clock.now(), most=MOST_IN_FEED):
        address = request.build_absolute_uri(reverse("notice", args=[line.reference]))
        made.add_item(
            title=printable(line.title),
            link=address,
            description=printable(f"{line.benefit.words}，公示至{line.last_on}。{line.because}"),
            unique_id=address,
            updateddate=line.published_at,
            pubdate=line.published_at,
            author_name=printable(line.office),
        )
    return HttpResponse(made.writeString("utf-8"), content_type=made.content_type)


@for_programs
def as_json(request: HttpRequest, reference: str) -> HttpResponse:
    """Give a list's words in the one spelling that was sealed: the SM3 of this file is the list's fingerprint."""
    found = notices.notice(at=clock.now(), reference=reference)
    answer = HttpResponse(found.text, content_type="application/json; charset=utf-8")
    answer.headers["X-Content-SM3"] = found.sm3
    return asked_again(request, answer)


@guards.public
def as_csv(request: HttpRequest, reference: str) -> HttpResponse:
    """Give a list's lines as a table."""
    found = notices.notice(at=clock.now(), reference=reference)
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n")
    write.writerow(COLUMNS)
    for line in found.lines:
        money = (line.verified, line.entitled, line.amount)
        texts = (line.applicant, line.credit_code, line.item, line.article)
        write.writerow((line.number, *map(safe_cell, texts), *map(plain, money)))
    return csv_file(request, out.getvalue(), f"{found.reference}.csv")


def csv_file(request: HttpRequest, text: str, name: str) -> HttpResponse:
    """Answer with a table to keep, marked so that spreadsheets read its Chinese."""
    answer = HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return asked_again(request, answer)


def safe_cell(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def plain(amount: Money | None) -> str:
    """Write an amount in yuan without separators; empty where there is none."""
    return "" if amount is None else str(amount).removesuffix("元").replace(",", "")
