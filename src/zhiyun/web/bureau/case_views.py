"""Keeping and dropping one's own views of the case list."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zhiyun.casework.actions import saved_views
from zhiyun.kernel.refusal import Faulty
from zhiyun.web import faults, guards
from zhiyun.web.bureau import case_form
from zhiyun.web.bureau.cases import READERS
from zhiyun.web.seats import actor_of
from zhiyun.web.sent_numbers import whole


@guards.desk(*READERS, sends=True)
def views(request: HttpRequest) -> HttpResponse:
    """Keep the filters in the address under a name, or drop a view, and go back to the list."""
    form = case_form.FiltersForm(request.GET)
    if request.method != "POST" or not form.is_valid():
        return redirect("cases")
    by, dropped = actor_of(request), request.POST.get("drop", "")
    try:
        if dropped:
            view = whole(dropped, 0, digits=18)
            saved_views.drop(by=by, person=by.person_id, view=view)
        else:
            saved_views.save(
                by=by, person=by.person_id, name=request.POST.get("name", ""), filters=form.filters()
            )
    except Faulty as faulty:
        page = {"desk": "cases", "faults": faults.of_input(faulty.faults, target="name")}
        page |= {"name": request.POST.get("name", ""), "query": request.GET.urlencode()}
        return render(request, "zhiyun/bureau/cases/view.html", page, status=400)
    return redirect(f"{reverse('cases')}?{request.GET.urlencode()}")
