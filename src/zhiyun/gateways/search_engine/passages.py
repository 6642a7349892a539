"""Shows why a hit was found: the texts it stands in, with what was looked for marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from zhiyun.gateways.search_engine import plan
from zhiyun.gateways.search_engine.documents import indexed
from zhiyun.gateways.search_engine.interface import Passage, Reason
from zhiyun.gateways.search_engine.matching import Found, Reading, fields_of
from zhiyun.gateways.search_engine.segmenting import Token, tokens, word_places
from zhiyun.ip.patent import Patent

LENGTH: Final = 160
"""Characters of a passage: about three lines."""
BEFORE: Final = 30
TITLES: Final = ("title_zh", "title_en", "title")
ABSTRACTS: Final = ("abstract_zh", "abstract_en", "abstract")


def explained(patent: Patent, asked: plan.Plan) -> tuple[tuple[Reason, ...], tuple[Passage, ...]]:
    """Give the conditions that hold, each once, and the passages with their marks."""
    found = list(Reading(indexed(patent, fields_of(asked))).reasons(asked))
    reasons: dict[tuple[str, str], int] = defaultdict(int)
    for each in found:
        reasons[_shown_field(each.field), each.asked] += len(each.places)
    told = tuple(Reason(field, asked, times) for (field, asked), times in reasons.items())
    return told, tuple(_passages(patent, found))


def _shown_field(field: str) -> str:
    return {"title_words": "title", "words": "abstract"}.get(field, field)


def _passages(patent: Patent, found: Sequence[Found]) -> Iterator[Passage]:
    for name, texts, fields in (
        ("title", TITLES, {"title": (TITLES, tokens), "title_words": (TITLES, word_places)}),
        (
            "abstract",
            ABSTRACTS,
            {"abstract": (ABSTRACTS, tokens), "words": (TITLES + ABSTRACTS, word_places)},
        ),
    ):
        marks: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for field, (held, cut) in fields.items():
            places = [place for each in found if each.field == field for one in each.places for place in one]
            for text, at, until in _characters(patent, held, cut, places, has_gaps=cut is tokens):
                marks[text].add((at, until))
        for text in texts:
            whole = getattr(patent, text)
            if whole and (marks[text] or name == "title"):
                yield _passage(text, whole, _merged(marks[text]))


def _characters(
    patent: Patent,
    texts: Iterable[str],
    cut: Callable[[str], list[Token]],
    places: Iterable[int],
    *,
    has_gaps: bool,
) -> Iterator[tuple[str, int, int]]:
    """Turn places among the tokens of joined texts into characters of each text."""
    wanted = set(places)
    if not wanted:
        return
    joined: list[tuple[str, Token] | None] = []
    for text in texts:
        found = cut(getattr(patent, text))
        if not found:
            continue
        if joined and has_gaps:
            joined.append(None)
        joined.extend((text, token) for token in found)
    for place in wanted:
        if (one := joined[place]) is not None:
            yield one[0], one[1].at, one[1].until


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
    start = max(starts, key=lambda each: sum(each <= at and until <= each + LENGTH for at, until in marks))
    start = min(start, len(whole) - LENGTH)
    end = start + LENGTH
    inside = tuple((at - start, until - start) for at, until in marks if start <= at and until <= end)
    return Passage(field, whole[start:end], inside, is_cut_before=start > 0, is_cut_after=end < len(whole))
