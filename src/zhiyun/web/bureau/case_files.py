"""What leaves the desk as a file: the list as filtered, a case's pack, its counted ledger. Each is told to the record."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from zhiyun.casework import case_pack, case_workbook, verified_workbook, workbooks
from zhiyun.casework.actions import exporting
from zhiyun.casework.queries import case as case_queries
from zhiyun.casework.queries import verification_desk
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import BUREAU_ROLES
from zhiyun.gateways.safekeeping import PIECE, Store
from zhiyun.web import guards
from zhiyun.web.bureau import case_form
from zhiyun.web.bureau.cases import READERS
from zhiyun.web.seats import actor_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@guards.desk(*READERS, sends=True)
def export(request: HttpRequest) -> HttpResponse:
    """Send every case of the list as filtered; the filters stand in the address, as on the list."""
    form = case_form.FiltersForm(request.GET)
    if request.method != "POST" or not form.is_valid():
        return redirect(f"{reverse('cases')}?{request.GET.urlencode()}")
    by, filters = actor_of(request), form.filters()
    with _file() as file:
        rows = case_workbook.write(target=file, by=by, filters=filters)
        exporting.tell_list_exported(
            by=by, organisation=by.organisation_id, filters=filters.told(), rows=rows, sm3=_sm3(file)
        )
    return _sent(file, f"案件列表-{by.day}.xlsx", XLSX)


@guards.desk(*READERS, sends=True)
def pack(request: HttpRequest, reference: str) -> HttpResponse:
    """Send a case in one archive."""
    if request.method != "POST":
        return redirect("case", reference)
    by = actor_of(request)
    with _file() as file:
        with exporting.telling_refusals(by=by, reference=reference):
            made = case_pack.write(target=file, by=by, reference=reference, store=Store(settings.FILES))
        exporting.tell_case_exported(
            by=by, application=reference, what="pack", files=len(made.files), seal=made.seal, sm3=_sm3(file)
        )
    return _sent(file, f"{reference}.zip", "application/zip")


@guards.desk(*READERS, sends=True)
def deals(request: HttpRequest, reference: str) -> HttpResponse:
    """Send the ruling on every deal of a case's ledger."""
    if request.method != "POST":
        return redirect("case", reference)
    by = actor_of(request)
    with exporting.telling_refusals(by=by, reference=reference):
        case = case_queries.case(by=by, reference=reference)
    if case.heard.counted is None:
        raise NotFound
    with _file() as file:
        workbooks.write_count(
            target=file,
            measure=case.pinned.measure,
            count=case.heard.counted.count,
            readings=case.heard.counted.readings,
        )
        exporting.tell_case_exported(
            by=by, application=reference, what="deals", files=1, seal=case.seal, sm3=_sm3(file)
        )
    return _sent(file, f"{reference}-台账.xlsx", XLSX)


@guards.desk(*sorted(BUREAU_ROLES), sends=True)
def verified(request: HttpRequest, reference: str) -> HttpResponse:
    """Send a case's ledger as it is verified so far."""
    if request.method != "POST":
        return redirect("verification-case", reference)
    by = actor_of(request)
    with exporting.telling_refusals(by=by, reference=reference):
        seen = verification_desk.desk(by=by, reference=reference)
    with _file() as file:
        deals = verified_workbook.write(target=file, seen=seen)
        exporting.tell_case_exported(
            by=by,
            application=reference,
            what="verified",
            files=deals,
            seal=seen.opened.submission.seal,
            sm3=_sm3(file),
        )
    return _sent(file, f"{reference}-核定.xlsx", XLSX)


@contextmanager
def _file() -> Iterator[BinaryIO]:
    """Give a file for an answer, which closes it once it is sent; without an answer it is closed here."""
    file = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115 - open until the answer has been sent
    try:
        yield file
    except BaseException:
        file.close()
        raise


def _sm3(file: BinaryIO) -> str:
    digest = hashlib.new("sm3")
    file.seek(0)
    while piece := file.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


def _sent(file: BinaryIO, name: str, media_type: str) -> FileResponse:
    file.seek(0)
    answer = FileResponse(file, as_attachment=True, filename=name, content_type=media_type)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
