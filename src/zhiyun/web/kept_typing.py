"""What somebody was typing when their login ended: kept in the session until they are back, and never lost.

A form sent without a login leads to the login page. What it carried waits under the new, still nameless session;
logging in keeps a session's contents, and the form's own page then takes them up again. Only what was typed about an
application or a meeting that exists is kept, never files, and never more than `MOST_SIGNS`.
"""

from __future__ import annotations

from django.http import HttpRequest, QueryDict

from zhiyun.casework.queries import applications, meetings

KEPT = "kept_typing"
MOST_SIGNS = 100_000
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "key", "password"})


def keep(request: HttpRequest, reference: str) -> None:
    """Keep what a form carried, when it is about an application that exists: its number cannot be guessed."""
    fields = _carried(request)
    if fields and applications.is_known(reference=reference):
        request.session[KEPT] = {"path": request.path, "fields": fields}


def keep_of_meeting(request: HttpRequest, reference: str) -> None:
    """Keep what a form carried, when it is about a meeting that exists.

    Meetings are numbered one after another, and that one is convened is told to nobody outside: a session begins
    either way, so that its cookie tells nothing.
    """
    fields = _carried(request)
    if fields:
        known = meetings.is_known(reference=reference)
        request.session[KEPT] = {"path": request.path, "fields": fields} if known else {}


def _carried(request: HttpRequest) -> dict[str, list[str]]:
    """Give what a form carried; nothing where that is beyond all measure."""
    fields = {name: values for name, values in request.POST.lists() if name not in NOT_KEPT}
    size = sum(len(name) + sum(map(len, values)) for name, values in fields.items())
    return fields if size <= MOST_SIGNS else {}


def taken_up(request: HttpRequest) -> QueryDict | None:
    """Give what was typed on this very page before the login ended, once; None where nothing waits for it."""
    kept = request.session.get(KEPT)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[KEPT]
    typed = QueryDict(mutable=True)
    for name, values in kept["fields"].items():
        typed.setlist(name, values)
    return typed


def drawn_again(request: HttpRequest, *, method: str = "POST") -> None:
    """Let a table's page draw what was typed before the login ended, as if more lines were asked for.

    Nothing is saved by it. A page that has no lines to draw is opened with what was pasted into it.
    """
    typed = taken_up(request) if request.method == "GET" else None
    if typed is not None:
        typed["do"] = "more"
        request.POST, request.method = typed, method
        request.was_kept = True  # the page says so


def typed_again(request: HttpRequest) -> bool:
    """Let a page be drawn with what was typed before the login ended, and say whether there was anything.

    Nothing is sent by it: the page finds the words where a form refused would have left them.
    """
    typed = taken_up(request) if request.method == "GET" else None
    if typed is None:
        return False
    request.POST = typed
    request.was_kept = True  # the page says so
    return True
