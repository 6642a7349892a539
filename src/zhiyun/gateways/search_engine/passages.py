"""Shows why a hit was found: the texts it stands in, with what was looked for marked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from zhiyun.gateways.search_engine import plan
from zhiyun.gateways.search_engine.documents import BETWEEN, indexed
from zhiyun.gateways.search_engine.interface import Hit, Passage, Reason
from zhiyun.gateways.search_engine.matching import MEANING, Found, Reading, Wanted, conditions, fields_of
from zhiyun.gateways.search_engine.segmenting import token_places, word_places
from zhiyun.ip.patent import Patent

LENGTH: Final = 160
"""Characters of a passage: about three lines."""
BEFORE: Final = 30
TITLES: Final = ("title_zh", "title_en", "title")
ABSTRACTS: Final = ("abstract_zh", "abstract_en", "abstract")
_HELD: Final[Mapping[str, tuple[tuple[str, ...], bool]]] = {
    "title": (TITLES, True),
    "abstract": (ABSTRACTS, True),
    "claims": (("claims",), True),
    "title_words": (TITLES, False),
    "words": (TITLES + ABSTRACTS, False),
}
"""The texts that stand in a field, and whether it keeps places, with a gap from one text to the next."""


def all_explained(
    hits: Iterable[Hit],
    asked: plan.Plan,
    wholes: Callable[[Sequence[str]], Mapping[str, Patent]],
    near: Container[str] = (),
) -> list[Hit]:
    """Give hits with their reasons and passages.

    ``wholes`` gives the documents with their claims, if those are asked; ``near`` are found by what they mean too.
    """
    explainer, found = Explainer(asked, near), list(hits)
    numbers = [each.patent.publication for each in found] if explainer.needs_claims else []
    whole = wholes(numbers) if numbers else {}
    return [
        Hit(each.patent, each.score, *explainer.of(whole.get(each.patent.publication, each.patent)))
        for each in found
    ]


class Explainer:
    """Tells of hits of one plan why each was found; what the plan says of itself is read once for all of them."""

    def __init__(self, asked: plan.Plan, near: Container[str] = ()) -> None:
        self._near = near
        self._conditions = tuple(conditions(asked))
        self._fields = fields_of(asked)
        self._wanted = Wanted(asked)

    @property
    def needs_claims(self) -> bool:
        """Say whether claims are asked, which hits come without."""
        return "claims" in self._fields

    def of(self, patent: Patent) -> tuple[tuple[Reason, ...], tuple[Passage, ...]]:
        """Give the conditions that hold, each once, and the passages with their marks."""
        cut = {name: _Cut(patent, name, self._wanted) for name in _HELD if name in self._fields}
        others = self._fields - cut.keys()
        values = indexed(patent, others) if others else {}
        reading = Reading(values, {name: each.tokens for name, each in cut.items()}, self._wanted.tokens)
        found = list(reading.which_hold(self._conditions))
        if patent.publication in self._near:
            found.append(Found(MEANING, "", ()))
        reasons: dict[tuple[str, str], int] = defaultdict(int)
        for each in found:
            for field, times in _told_of(each, cut):
                reasons[field, each.asked] += times
        told = tuple(Reason(field, asked, times) for (field, asked), times in reasons.items())
        return told, tuple(_passages(patent, found, cut))


class _Cut:
    """The tokens of a field, and in which of a patent's texts each stands, and where.

    Where the order of tokens does not count, only those that are asked for; of words, runs that may hold one are cut.
    """

    def __init__(self, patent: Patent, field: str, wanted: Wanted) -> None:
        self.tokens: list[str] = []
        self._texts: list[str] = []
        self._begins: list[int] = []
        self._ends: list[int] = []
        texts, is_placed = _HELD[field]
        for text, whole in _held(patent, texts):
            if is_placed:
                cut, begins, ends = wanted.looked.places(whole) if wanted.looked else token_places(whole)
            else:
                cut, begins, ends = word_places(whole, wanted.words)
            if self.tokens and cut and is_placed:
                self._add("", [BETWEEN.strip()], [0], [0])
            self._add(text, cut, begins, ends)

    def _add(self, text: str, cut: list[str], begins: list[int], ends: list[int]) -> None:
        self.tokens += cut
        self._texts += [text] * len(cut)
        self._begins += begins
        self._ends += ends

    def stands(self, place: int) -> tuple[str, int, int]:
        """Say in which text a token stands, and its characters [at, until); no text has the gap between two."""
        return self._texts[place], self._begins[place], self._ends[place]


def _told_of(found: Found, cut: Mapping[str, _Cut]) -> Iterator[tuple[str, int]]:
    """Yield the fields that are told for one that was asked, and how often each: words are of titles and abstracts."""
    if found.field == "words":
        texts = [cut["words"].stands(places[0])[0] for places in found.places]
        in_titles = sum(text in TITLES for text in texts)
        yield from (
            (field, times)
            for field, times in (("title", in_titles), ("abstract", len(texts) - in_titles))
            if times
        )
    else:
        yield {"title_words": "title"}.get(found.field, found.field), len(found.places)


def _passages(patent: Patent, found: Sequence[Found], cut: Mapping[str, _Cut]) -> Iterator[Passage]:
    for name, texts, fields in (
        ("title", TITLES, ("title", "title_words", "words")),
        ("abstract", ABSTRACTS, ("abstract", "words")),
        ("claims", ("claims",), ("claims",)),
    ):
        marks: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for each in found:
            if each.field in fields:
                for place in chain.from_iterable(each.places):
                    text, at, until = cut[each.field].stands(place)
                    marks[text].add((at, until))
        for text, whole in _held(patent, texts):
            if whole and (marks[text] or name == "title"):
                yield _passage(text.partition(" ")[0], whole, _merged(marks[text]))
                if name == "claims":  # the first that says it is enough
                    break


def _held(patent: Patent, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give the texts of a document by name; each claim is one."""
    for name in names:
        if name == "claims":
            yield from ((f"claims {at}", claim.text) for at, claim in enumerate(patent.claims))
        else:
            yield name, getattr(patent, name)


def _merged(marks: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for at, until in sorted(marks):
        if merged and at <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(until, merged[-1][1])
        else:
            merged.append((at, until))
    return tuple(merged)


def _passage(field: str, whole: str, marks: tuple[tuple[int, int], ...]) -> Passage:
    """Cut the stretch of a text in which most is marked."""
    if len(whole) <= LENGTH:
        return Passage(field, whole, marks)
    starts = [max(0, at - BEFORE) for at, _ in marks] or [0]
    begin, ended = [at for at, _ in marks], [until for _, until in marks]
    start = max(starts, key=lambda each: bisect_right(ended, each + LENGTH) - bisect_left(begin, each))
    start = min(start, len(whole) - LENGTH)
    end = start + LENGTH
    inside = tuple((at - start, until - start) for at, until in marks if start <= at and until <= end)
    return Passage(field, whole[start:end], inside, is_cut_before=start > 0, is_cut_after=end < len(whole))
