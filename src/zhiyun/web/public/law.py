"""The measure as a statute book: every article with its words, numbers, readings, questions and examples."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from zhiyun import law
from zhiyun.casework import questions
from zhiyun.kernel.refusal import Refusal
from zhiyun.web import guards, wording
from zhiyun.web.public.shelf import numbers_in, shelf
from zhiyun.web.sent_numbers import whole

if TYPE_CHECKING:
    from zhiyun.casework import scenarios

LONGEST_SEARCH = 40


@guards.public
def measures(request: HttpRequest) -> HttpResponse:
    """List the measures known, with their periods and what each derives from."""
    page = {"desk": "law", "shelf": shelf(), "today": timezone.localdate()}
    return render(request, "zhiyun/public/law/shelf.html", page)


@guards.public
def measure(request: HttpRequest, measure_id: str) -> HttpResponse:
    """Show one measure whole, chapter by chapter; ``?q=`` finds words in it."""
    found = shelf().find_or_404(measure_id)
    sought = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    articles = [a for a in found.articles if not sought or sought in a.text]
    laid_out = [(a, _laid_out(found, a, sought)) for a in articles]
    page = {
        "desk": "law",
        "measure": found,
        "sought": sought,
        "chapters": [
            (name, list(each)) for name, each in groupby(laid_out, key=lambda pair: pair[0].chapter)
        ],
        "readings_found": [c for c in found.readings if sought and sought in c.reading.question],
        "base": shelf().find(found.base),
    }
    return render(request, "zhiyun/public/law/measure.html", page)


def _laid_out(found: law.Measure, article: law.Article, sought: str) -> list[wording.Paragraph]:
    page = reverse("article", args=[found.id, article.number])
    return wording.paragraphs(article.body, article.numbers, find=sought, leads_to=page)


@guards.public
def article(request: HttpRequest, measure_id: str, number: int) -> HttpResponse:
    """Show one article and, beside it, all that hangs on its words."""
    found = shelf().find_or_404(measure_id)
    try:
        shown = found.article(number)
    except Refusal as refusal:
        raise Http404(str(refusal)) from None
    page = {
        "desk": "law",
        "measure": found,
        "article": shown,
        "paragraphs": wording.paragraphs(shown.body, shown.numbers),
        "numbers": numbers_in(found, shown),
        "listings": [(each, each.show(found.terms.listed(each))) for each in shown.listings],
        "readings": found.readings_of(number),
        "answers": questions.answered(article=shown),
        "questions": [question for item in shown.items for question in item.questions()],
        "examples": _examples(found, number),
        "before": number - 1 if number > 1 else None,
        "after": number + 1 if number < len(found.articles) else None,
    }
    return render(request, "zhiyun/public/law/article.html", page)


def _examples(found: law.Measure, article: int) -> list[scenarios.Scenario]:
    """Give the examples of an article: those it heads first, then those it has a part in."""
    from zhiyun.casework import scenarios  # noqa: PLC0415 - 1 MB with YAML's reader, for who asks for examples

    citing = (each for each in scenarios.load(measure_id=found.base or found.id) if article in each.articles)
    return sorted(citing, key=lambda each: each.articles[0] != article)


@guards.public
def readings(request: HttpRequest, measure_id: str) -> HttpResponse:
    """List what the words leave open; ``?article=12`` and ``?open=1`` narrow the list."""
    found = shelf().find_or_404(measure_id)
    asked = request.GET.get("article", "")
    number = whole(asked, None, digits=2)
    only_open = request.GET.get("open") == "1"
    shown = [
        choice
        for choice in found.readings
        if (number is None or number in choice.reading.articles) and not (only_open and choice.is_confirmed)
    ]
    page = {
        "desk": "law",
        "measure": found,
        "readings": shown,
        "total": len(found.readings),
        "unconfirmed": sum(not choice.is_confirmed for choice in found.readings),
        "number": number,
        "only_open": only_open,
        "articles": sorted({number for choice in found.readings for number in choice.reading.articles}),
    }
    return render(request, "zhiyun/public/law/readings.html", page)
