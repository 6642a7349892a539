"""A report written of a landscape, handed over to a record of navigation: kept as an upload is, told by a signed address.

The address tells which bytes were kept, of what they were written and who had them written, so that the form puts on
file what was written then, however long it is filled in and whatever comes onto the shelf meanwhile.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from zhiyun.casework.calls.publishing import KeptFile
from zhiyun.casework.navigations import WrittenReport
from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.exchange.patents.landscape.one_query import classes_sought, drawn_of, in_one_query
from zhiyun.exchange.patents.searching import Asked
from zhiyun.gateways.safekeeping import Store
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said
from zhiyun.web import guards, kept_files
from zhiyun.web.navigation.landscape import reports
from zhiyun.web.seats import actor_of

SALT: Final = "zhiyun.written-report"
HELD_SECONDS: Final = 12 * 60 * 60
"""How long a report waits for its record: no longer than a login, and less than safekeeping leaves what nobody names."""


class NotHandedOver(Refusal):
    """What the address tells was not handed over by who asks, or too long ago."""

    def __init__(self) -> None:
        super().__init__(
            Said("这份报告不是您在本单位存过来的，或者已经过了12小时。请回到专利图景，重新存为成果报告。")
        )


@guards.desk(*APPLICANT_ROLES)
def report(request: HttpRequest) -> HttpResponse:
    """Keep the report that the address asks for and lead on to the form with it; a page waits while it is written."""
    form = request.GET.get("form", "pdf")
    if form not in reports.FORMS:
        raise Http404("no such form of a report")
    order = reports.ordered(request, form)
    if order.written is None:
        return reports.waited_for(request, order, is_handed_over=True)
    upload = SimpleUploadedFile(order.name, order.written.content, reports.FORMS[form])
    name, file = kept_files.taken_in(upload)
    asks, by = order.asks, actor_of(request)
    told = {
        "name": name,
        "file": [file.sm3, file.size, file.kind, file.media_type],
        "drawn_of": drawn_of(home=settings.HOME, subject=asks.subject),
        "beside": drawn_of(home=settings.HOME, subject=order.other.subject) if order.other else "",
        "query": in_one_query(subject=asks.subject) if isinstance(asks.subject, Asked) else "",
        "asked": urlsplit(asks.address("landscape", beside=order.other)).query,
        "data_on": order.written.data_on.isoformat() if order.written.data_on else "",
        "written_on": order.made_on.isoformat(),
        "by": [by.person_id, by.organisation_id],
    }
    token = signing.dumps(told, salt=SALT, compress=True)
    return HttpResponseRedirect(f"{reverse('navigation-record')}?{urlencode({'report': token})}")


def handed_over(request: HttpRequest) -> WrittenReport | None:
    """Give the report that the address tells, None where it tells none.

    Refuses with `NotHandedOver` another person's or body's and one of too long ago, and what safekeeping refuses where
    the bytes are not there as they were.
    """
    told = _told(request)
    if told is None:
        return None
    file = KeptFile(*told["file"])
    Store(settings.FILES).check(file.sm3)
    return WrittenReport(
        name=told["name"],
        file=file,
        drawn_of=told["drawn_of"],
        asked=told["asked"],
        data_on=date.fromisoformat(told["data_on"]) if told["data_on"] else None,
        written_on=date.fromisoformat(told["written_on"]),
        beside=told["beside"],
    )


def known(request: HttpRequest) -> dict[str, str]:
    """Give what is known of the report for its form: its query where one says it, and the day of its data."""
    told = _told(request) or {}
    return {name: told[name] for name in ("query", "data_on") if told.get(name)}


def known_anew(request: HttpRequest) -> dict[str, str]:
    """Give what is known for the form of a new record: the classes that the query seeks as well."""
    begun = known(request)
    found = classes_sought(text=begun["query"]) if "query" in begun else ()
    return begun | ({"classes": "、".join(found)} if found else {})


def _told(request: HttpRequest) -> dict[str, Any] | None:
    token = request.GET.get("report")
    if not token:
        return None
    try:
        told: dict[str, Any] = signing.loads(token, salt=SALT, max_age=HELD_SECONDS)
    except signing.BadSignature:
        raise NotHandedOver from None
    by = actor_of(request)
    if told["by"] != [by.person_id, by.organisation_id]:
        raise NotHandedOver
    return told
