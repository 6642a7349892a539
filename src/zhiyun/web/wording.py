"""An article's official words on a page: paragraphs, items to point at, numbers that lead to their explanation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from zhiyun.kernel.terms import AnyNumber

_ITEM = re.compile(r"\s*(?:(\d{1,2})\.|（([一二三四五六七八九十]{1,2})）)")
_CHINESE = {word: number for number, word in enumerate("一二三四五六七八九十", start=1)}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of official text; ``item`` is its number within the article, where it has one."""

    item: int | None
    marked: SafeString


def paragraphs(
    text: str, numbers: Sequence[AnyNumber] = (), *, find: str = "", leads_to: str = ""
) -> list[Paragraph]:
    """Lay out ``text``: each number's words lead to the number, in the order declared; ``find`` is marked.

    ``leads_to`` is the address of the page that explains the numbers, empty when it is this one.
    """
    marker = _Marker(list(numbers), find, leads_to)
    lines = filter(None, map(str.strip, text.splitlines()))
    return [Paragraph(_item_of(line), marker.marked(line)) for line in lines]


def _item_of(line: str) -> int | None:
    found = _ITEM.match(line)
    if found is None:
        return None
    return int(found[1]) if found[1] else _CHINESE.get(found[2])


@dataclass
class _Marker:
    """Marks line after line; a number leaves ``unmarked`` once its words were met."""

    unmarked: list[AnyNumber]
    find: str
    leads_to: str

    def marked(self, line: str) -> SafeString:
        sought = {number.words for number in self.unmarked} | ({self.find} if self.find else set())
        if not sought:
            return escape(line)
        longest_first = sorted(sought, key=len, reverse=True)
        pieces = re.split("(" + "|".join(map(re.escape, longest_first)) + ")", line)
        return format_html_join("", "{}", ((self._piece(piece),) for piece in pieces))

    def _piece(self, piece: str) -> SafeString:
        number = next((each for each in self.unmarked if each.words == piece), None)
        if number is None:
            return format_html("<mark>{}</mark>", piece) if piece == self.find else escape(piece)
        self.unmarked.remove(number)
        own = "" if self.leads_to else format_html(' id="words-{}"', number.name)
        return format_html(
            '<a class="words"{} href="{}#number-{}">{}</a>', own, self.leads_to, number.name, piece
        )
