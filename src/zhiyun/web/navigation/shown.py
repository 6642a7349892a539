"""Patents as pages show them: titles and passages by language, why they were found, words for codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from zhiyun.exchange.patents import labels
from zhiyun.exchange.patents.likes import Like
from zhiyun.exchange.patents.whys import Why, whys
from zhiyun.gateways.search_engine import Hit, Passage
from zhiyun.ip.patent import Patent
from zhiyun.kernel.said import Named, Said
from zhiyun.web.navigation import words

LANGUAGES: Mapping[str, str] = {
    "title_zh": "zh-CN",
    "abstract_zh": "zh-CN",
    "title_en": "en",
    "abstract_en": "en",
}


@dataclass(frozen=True, slots=True)
class Marked:
    """A text in pieces, each with whether it is marked, and its language, empty where nobody knows."""

    pieces: tuple[tuple[str, bool], ...]
    language: str
    is_cut_before: bool = False
    is_cut_after: bool = False


@dataclass(frozen=True, slots=True)
class ShownHit:
    """One row: the patent, its title and passages marked, why it is there."""

    patent: Patent
    title: Marked
    passages: tuple[Marked, ...]
    whys: tuple[Why, ...]
    also: tuple[Patent, ...] = ()
    shared: tuple[str, ...] = ()
    parts: tuple[tuple[Promise, int], ...] = ()

    @property
    def kind(self) -> str | Said:
        """What the kind code means, for the Chinese office."""
        return labels.KINDS.get(self.patent.kind, "") if self.patent.office == "CN" else ""

    @property
    def right(self) -> Promise:
        """What kind of right it is."""
        return words.RIGHTS[self.patent.right]

    @property
    def place(self) -> Named:
        """Where the first applicant is."""
        patent = self.patent
        return labels.place(code=patent.district or patent.city or patent.province)


def tongue() -> str:
    """Name the page's language as the tables of titles know it."""
    return "en" if get_language() == "en" else "zh"


def hit(found: Hit, *, also: Iterable[Patent] = ()) -> ShownHit:
    """Make a row of a hit: its title, in the page's language unless only another has marks; passages below."""
    title, rest = _title_and_rest(found.passages)
    heading = marked(title) if title else Marked(((title_of(found.patent), False),), "")
    passages = tuple(marked(each) for each in rest[:2])
    return ShownHit(found.patent, heading, passages, whys(hit=found), tuple(also))


def like(found: Like) -> ShownHit:
    """Make a row of what is alike, with what makes it so in percent."""
    parts = (
        (_("用词"), found.by_words),
        (_("另一种语言的词"), found.by_other_language),
        (_("共有的分类"), found.by_classes),
        (_("含义"), found.by_meaning),
    )
    return replace(
        hit(found.hit, also=found.also), shared=found.shared, parts=tuple(part for part in parts if part[1])
    )


def _title_and_rest(passages: Iterable[Passage]) -> tuple[Passage | None, list[Passage]]:
    by_field = {each.field: each for each in passages}
    titles = [by_field[name] for name in _titles() if name in by_field]
    title = next((each for each in titles if each.marks), titles[0] if titles else None)
    return title, [each for each in by_field.values() if each.marks and each is not title]


def marked(passage: Passage) -> Marked:
    """Cut a passage into pieces."""
    return Marked(
        tuple(_pieces(passage)),
        LANGUAGES.get(passage.field, ""),
        passage.is_cut_before,
        passage.is_cut_after,
    )


def title_of(patent: Patent) -> str:
    """Give the title in the page's language, else in another; a design without one says so."""
    return next((text for name in _titles() if (text := str(getattr(patent, name)))), gettext("（无标题）"))


def _titles() -> tuple[str, ...]:
    return ("title_en", "title_zh", "title") if tongue() == "en" else ("title_zh", "title_en", "title")


def _pieces(passage: Passage) -> Iterator[tuple[str, bool]]:
    at = 0
    for start, until in passage.marks:
        if start > at:
            yield passage.text[at:start], False
        yield passage.text[start:until], True
        at = until
    if at < len(passage.text):
        yield passage.text[at:], False
