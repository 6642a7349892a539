"""读入专利: a bureau's table of patents uploaded, its columns confirmed, read beside the server, and what came of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhiyun.casework.actions import patent_files as acts
from zhiyun.casework.queries import patent_files as queries
from zhiyun.exchange.patents import learning, places, reading
from zhiyun.exchange.patents.fault_book import FaultBook, Misread
from zhiyun.gateways import patent_files
from zhiyun.kernel.refusal import Faulty
from zhiyun.web import downloads, faults, guards, keeping
from zhiyun.web.accounts.forms import PlainForm, posted
from zhiyun.web.accounts.one_form import Sheet, one_form
from zhiyun.web.form_key import new_key, sent_key
from zhiyun.web.public.notice_files import safe_cell
from zhiyun.web.seats import actor_of
from zhiyun.web.speaking import worded

READERS = tuple(sorted(queries.READERS))
BRINGS_IN = tuple(sorted(acts.BRINGS_IN))
SHOWN_FAULTS = 50
PREVIEWED = 3
CSV = "text/csv; charset=utf-8"
BY_COMMAND = (".xml", ".json", ".jsonl", ".gz")
"""What the command reads and this page does not: whoever sends it is told so, and not to print it as a PDF."""
LEAVE_OUT = patent_files.LEAVE_OUT


class UploadForm(PlainForm):
    """One table."""

    file = forms.FileField(
        label=_("专利表格"),
        help_text=_("专利库导出的 .xlsx 或 .csv，中英文列名都认得，最大 20 MB。要有公开（公告）号一列。"),
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """A column to be confirmed: the name of its field in the form, and what it is taken for now."""

    name: str
    column: patent_files.Column
    field: str


@guards.desk(*READERS, sends=True)
def listing(request: HttpRequest) -> HttpResponse:
    """List what the bureau brought in, and what is learned of it; sent by who may, end that or go on with it."""
    by = actor_of(request)
    if request.method == "POST":
        told = {"by": by, "organisation": by.organisation_id, "key": sent_key(request)}
        if request.POST.get("do") == "end":
            acts.end_learning(**told)
            learning.ask_to_end(home=settings.HOME)
        else:
            acts.begin_learning(**told)
            learning.begin(home=settings.HOME)
        return redirect("bureau-patents")
    found = [
        (each, reading.progress(home=settings.HOME, sm3=each.sm3) if each.columns is not None else None)
        for each in queries.files(by=by)
    ]
    learned = learning.standing(home=settings.HOME)
    page = {
        "desk": "patents",
        "files": found,
        "may_bring_in": by.role in acts.BRINGS_IN,
        "learning": learned,
        "begun": learned and learned.begun and datetime.fromtimestamp(learned.begun, UTC),
        "most_hours": learning.MOST_HOURS,
        "key": new_key(),
    }
    return render(request, "zhiyun/bureau/patents/list.html", page)


@guards.desk(*BRINGS_IN, sends=True)
def upload(request: HttpRequest) -> HttpResponse:
    """Keep a table, and lead to its columns."""
    by = actor_of(request)
    sheet = Sheet(
        _("读入专利表格"),
        _(
            "上传后先核对每一列是什么，确认了才读入。原始文件照原样保存；同一件专利再次读入时，新的内容补充旧的。"
        ),
        _("上传并核对各列"),
        "bureau-patents",
        _("读入专利"),
    )
    sent = request.FILES if request.method == "POST" else None

    def act(given: dict[str, Any], key: str) -> str:
        if PurePath(given["file"].name or "").suffix.lower() in BY_COMMAND:
            raise acts.NoTable(given["file"].name)
        received = keeping.taken_in(given["file"])
        with keeping.store().open(received.file.sm3) as stream:
            patent_files.header(stream, name=received.name)
        sm3 = acts.keep(
            by=by, organisation=by.organisation_id, key=key, file=received.file, name=received.name
        )
        return reverse("bureau-patent-file", args=[sm3])

    return one_form(request, sheet, UploadForm(posted(request), sent), act)


@guards.desk(*READERS, sends=True)
def file(request: HttpRequest, sm3: str) -> HttpResponse:
    """Show a file's columns to be confirmed, how far it is, or what came of it; sent by who may, begin to read it."""
    by = actor_of(request)
    found = queries.file(by=by, sm3=sm3)
    so_far = reading.progress(home=settings.HOME, sm3=sm3) if found.columns is not None else None
    is_again = so_far is not None and so_far.step == reading.DONE and "again" in request.GET
    if request.method == "POST" and (
        so_far is None or so_far.is_broken_off or so_far.step == reading.REFUSED or is_again
    ):
        return _begun(request, found, so_far, is_again=is_again)
    return _page(request, found, so_far, is_again=is_again)


@guards.desk(*READERS)
def misread(request: HttpRequest, sm3: str) -> HttpResponse:
    """Give everything that was not understood of a file, as a table in the reader's language."""
    found = queries.file(by=actor_of(request), sm3=sm3)
    so_far = reading.progress(home=settings.HOME, sm3=sm3) or reading.Progress()
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n")
    write.writerow((gettext("位置"), gettext("结果"), gettext("原因")))
    for each in _misread(sm3, so_far.faults):
        place, is_left_out, told = _plain(each)
        result = gettext("没有读入") if is_left_out else gettext("留空")
        why = gettext("；").join(gettext("：").join(map(worded, filter(None, one))) for one in told)
        write.writerow(map(safe_cell, (worded(place), result, why)))
    return downloads.kept(
        content=("\ufeff" + out.getvalue()).encode(),
        name=f"{gettext('没有看懂的')}-{found.name}.csv",
        media_type=CSV,
        plain="not-understood.csv",
    )


def _begun(
    request: HttpRequest, found: queries.BroughtIn, so_far: reading.Progress | None, *, is_again: bool
) -> HttpResponse:
    """Begin to read with the columns sent; where it broke off, go on with those it was begun with."""
    by = actor_of(request)
    goes_on = so_far is not None and so_far.is_broken_off
    choices = _taken_for(found, (found.columns or {}) if goes_on else _sent(request, found))
    told = {each.column.heading: each.field or LEAVE_OUT for each in choices}
    try:
        with keeping.store().open(found.sm3) as stream:
            patent_files.confirm(stream, name=found.name, columns=told)
        name = acts.read(
            by=by, organisation=by.organisation_id, key=sent_key(request), sm3=found.sm3, columns=told
        )
    except Faulty as faulty:
        return _page(request, found, so_far, choices, faults.of_input(faulty.faults), is_again=is_again)
    reading.begin(
        home=settings.HOME,
        sm3=found.sm3,
        name=name,
        columns=told,
        afterwards=settings.AFTER_READING,
        is_again=is_again,
    )
    return redirect("bureau-patent-file", found.sm3)


def _page(
    request: HttpRequest,
    found: queries.BroughtIn,
    so_far: reading.Progress | None,
    choices: list[Choice] | None = None,
    wrong: list[faults.ShownFault] | None = None,
    *,
    is_again: bool = False,
) -> HttpResponse:
    asks = so_far is None or so_far.step == reading.REFUSED or is_again
    if asks and choices is None:
        choices = _taken_for(found, found.columns or {})
    misread = [] if asks or so_far is None else islice(_misread(found.sm3, so_far.faults), SHOWN_FAULTS)
    page = {
        "desk": "patents",
        "file": found,
        "so_far": so_far,
        "may_read": actor_of(request).role in acts.BRINGS_IN,
        "asks_columns": asks,
        "is_again": is_again,
        "choices": choices or [],
        "fields": patent_files.FIELDS.items(),
        "misread": [_plain(each) for each in misread],
        "key": new_key(),
        "faults": wrong or [],
        "learning": None if asks else learning.standing(home=settings.HOME),
    }
    return render(request, "zhiyun/bureau/patents/file.html", page, status=400 if wrong else 200)


def _taken_for(found: queries.BroughtIn, told: Mapping[str, str]) -> list[Choice]:
    with keeping.store().open(found.sm3) as stream:
        columns = patent_files.preview(stream, name=found.name, most=PREVIEWED)
    return [
        Choice(f"column-{at}", each, told.get(each.heading, each.field).replace(LEAVE_OUT, ""))
        for at, each in enumerate(columns)
    ]


def _sent(request: HttpRequest, found: queries.BroughtIn) -> dict[str, str]:
    """Read what the form says of each column."""
    return {
        each.column.heading: request.POST.get(each.name, each.field)[:40] or LEAVE_OUT
        for each in _taken_for(found, {})
    }


def _plain(each: Misread) -> tuple[str, bool, list[tuple[str, str]]]:
    """Give a record's place, whether it was left out, and its faults, as texts that the page recognises again."""
    return each.place, each.is_left_out, [(one.place, "".join(one.message)) for one in each.faults]


def _misread(sm3: str, counted: int) -> Iterator[Misread]:
    """Give what was not understood, as far as it counts."""
    return islice(FaultBook(places.shelf_folder(home=settings.HOME), sm3).read(), counted)
