"""The first page, and the page that says what this site is and rests on."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhiyun import __version__
from zhiyun.exchange.patents import sample
from zhiyun.web import guards
from zhiyun.web.public.shelf import numbers_in, shelf


@guards.public
def home(request: HttpRequest) -> HttpResponse:
    """Say in one look what can be done here."""
    measure = next(iter(shelf().measures))
    numbers = [pair for article in measure.articles for pair in numbers_in(measure, article)]
    page = {
        "measure": measure,
        "numbers": numbers,
        "unconfirmed": sum(not choice.is_confirmed for choice in measure.readings),
    }
    return render(request, "zhiyun/public/home.html", page)


@guards.public
def about(request: HttpRequest) -> HttpResponse:
    """Name the sources, what is kept (nothing), and how the site can be used by everyone."""
    return render(
        request,
        "zhiyun/public/about.html",
        {"version": __version__, "sample": sample.SAID if settings.DEMO else ""},
    )
