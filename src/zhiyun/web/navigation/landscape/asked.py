"""What an address of a landscape asks, and addresses that lead on from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import Http404, QueryDict
from django.urls import reverse

from zhiyun.exchange.patents.landscape.figures import PARTS
from zhiyun.exchange.patents.searching import Asked
from zhiyun.web.navigation.asking import FACETS

MOST_FIXES: Final = 60
_NARROWING: Final = (
    (re.compile(r"AD=(\d{4})"), "year"),
    (re.compile(r"IPC=([A-H]\d\d[A-Z])"), "class"),
    (re.compile(r'GR="([^"]+)"'), "applicant"),
    (re.compile(r'LS="([^"]+)"'), "status"),
    (re.compile(r"RG=(\d\d0000)"), "province"),
    (re.compile(r"RG=(\d{6})"), "district"),
)
"""Conditions of a figure's row that the search page can tick."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A landscape as an address asks for it."""

    asked: Asked
    part: str
    fixes: Mapping[str, str]
    kept: tuple[tuple[str, str], ...]
    """The address's own words for the set, to lead on with."""

    def address(self, name: str, /, *arguments: str, **more: str) -> str:
        """Give an address that asks about the same set."""
        fixes = [("fix", f"{phrase}={effect}") for phrase, effect in self.fixes.items()]
        pairs = [*self.kept, *fixes, *((key, value) for key, value in more.items() if value)]
        return f"{reverse(name, args=arguments)}?{urlencode(pairs)}"

    def patents(self, asks: str) -> str:
        """Give the address of the patents of one row within the set."""
        if not asks:
            return ""
        for pattern, name in _NARROWING:
            if found := pattern.fullmatch(asks):
                return f"{reverse('patents')}?{urlencode([*self.kept, (name, found[1])])}"
        kept = [(name, value) for name, value in self.kept if name != "q"]
        typed = self.asked.text
        whole = f"({typed}) AND {asks}" if typed and typed != "*" else asks
        return f"{reverse('patents')}?{urlencode([('q', whole), *kept])}"


def wanted(sent: QueryDict) -> Wanted:
    """Read what is asked; 404 for a part there is not."""
    part = sent.get("part", "overview")
    if part not in PARTS:
        raise Http404("no such part of a landscape")
    text = sent.get("q", "").strip()
    chosen = {
        facet: frozenset(values)
        for name, facet in FACETS.items()
        if (values := [each[:200] for each in sent.getlist(name)[:40] if each])
    }
    kept = [("q", text)] if text else []
    kept += [(name, value) for name, facet in FACETS.items() for value in sorted(chosen.get(facet, ()))]
    is_across = sent.get("across") != "0"
    if not is_across:
        kept.append(("across", "0"))
    return Wanted(Asked(text=text, chosen=chosen, is_across=is_across), part, _fixes(sent), tuple(kept))


def _fixes(sent: QueryDict) -> dict[str, str]:
    """Read corrections of effects: ``fix=phrase=effect``, or a form's phrase and effect beside those there are."""
    fixes = {}
    for each in sent.getlist("fix")[:MOST_FIXES]:
        phrase, _, effect = each.partition("=")
        if phrase and effect:
            fixes[phrase[:80]] = effect[:20]
    phrase, effect = sent.get("phrase", "").strip()[:80], sent.get("effect", "")[:20]
    return fixes | ({phrase: effect} if phrase and effect else {})
