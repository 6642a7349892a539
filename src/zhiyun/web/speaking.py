"""Saying in the page's language what the casework says in Chinese."""

from __future__ import annotations

from django.utils.translation import get_language, gettext

from zhiyun.kernel.citation import Citation
from zhiyun.kernel.finding import UsedFact
from zhiyun.kernel.money import Money
from zhiyun.kernel.period import Period
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Named, Said
from zhiyun.kernel.terms import Choice
from zhiyun.web.recognising import recognised


def spoken(what: object) -> str:
    """Say a refusal, a fault or a sentence in the page's language; any other text is data and stays as it is."""
    if get_language() != "en":
        return str(what)
    if isinstance(what, Faulty):
        return "; ".join(map(spoken, what.faults))
    if isinstance(what, Fault):
        return f"{spoken(what.place)}: {spoken(what.message)}" if what.place else spoken(what.message)
    if isinstance(what, tuple):
        return ", ".join(map(spoken, what))
    if isinstance(what, Money):
        return f"{str(what).removesuffix('元')} yuan"
    if isinstance(what, Period):
        return f"{what.starts_on} to {what.last_on}" if what.last_on else f"{what.starts_on} on"
    if isinstance(what, Citation):
        return _place(what)
    if isinstance(what, UsedFact):
        return _fact(what)
    if isinstance(what, Named):
        return what.english or what.chinese
    if isinstance(what, Choice):
        return worded(str(what))
    text = str(what)
    if not isinstance(text, Said) or not text.template:
        return text
    said = gettext(text.template)
    return said % {name: spoken(value) for name, value in text.filled.items()} if text.filled else said


def worded(words: object) -> str:
    """Say words of ours, also those that come as plain text, in the page's language; what nobody knows stays."""
    if isinstance(words, str) and not isinstance(words, Said) and get_language() == "en":
        return spoken(recognised(words))
    return spoken(words)


def _place(cites: Citation) -> str:
    place = f"Article {cites.article}" + (f", item {cites.item}" if cites.item is not None else "")
    return f"{worded(cites.document)}, {place}" if cites.document else place


def _fact(fact: UsedFact) -> str:
    source = ", ".join(filter(None, (worded(fact.evidence or ""), str(fact.as_of or ""))))
    label = worded(fact.label)
    asked = label if label.endswith("?") else f"{label}:"
    return f"{asked} {worded(fact.value)}" + (f" ({source})" if source else "")
