"""Asks a Chinese text in English and an English one in Chinese, word by word, without a model.

Each word is one condition, met best by the likeliest word of the other language that stands in a document; the
synonyms of one word do not add up, or whatever has many would outrank the rest (benchmarks/quality,
cross_lingual, where the figures were chosen).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from zhiyun.gateways.search_engine import plan
from zhiyun.gateways.search_engine.compiling import Statistics
from zhiyun.gateways.search_engine.segmenting import is_adjoining, tokens, words
from zhiyun.ip import query
from zhiyun.ip.terms import Lexicon, Translation, stem
from zhiyun.ip.terms.learning import LITTLE_CHINESE, LITTLE_ENGLISH

SHARE_TO: Final = 0.25
"""The power of a translation's share: a rare sense counts less, though not as much less as it is rarer."""
MOST_WORDS: Final = 24
SHORT: Final = 8
SHORT_SHARE: Final = 50
LONG_SHARE: Final = 10
"""Of up to so many words a document must say 50 in 100, else 10 in 100: a lexicon does not know every word."""
SHOWN: Final = 2
"""Translations of one word that are named to whoever asked."""
MOST_SHOWN: Final = 12


def across(text: str, statistics: Statistics, lexicon: Lexicon) -> plan.Plan | None:
    """Give the plan of a text in the other language; None where the lexicon knows none of its words."""
    asked = list(_translated(text, lexicon))[:MOST_WORDS]
    named = [token for _, translations in asked for each in translations for token in _tokens(each.word)]
    known = _Known(statistics, named)
    parts = [_concept(translations, known) for _, translations in asked]
    if not parts:
        return None
    share = SHORT_SHARE if len(parts) <= SHORT else LONG_SHARE
    return plan.AnyOf(tuple(parts), max(1, math.ceil(len(parts) * share / 100)))


def also_asked(asked: query.Query, lexicon: Lexicon) -> tuple[str, ...]:
    """Name the words of the other language that are asked besides, the likeliest of each; none but for plain words."""
    if not isinstance(asked, query.Plain):
        return ()
    named = [
        each.word
        for _, translations in _translated(asked.text, lexicon)
        for each in translations[:SHOWN]
        if each.share > 0.1
    ]
    return tuple(dict.fromkeys(named))[:MOST_SHOWN]


def _translated(text: str, lexicon: Lexicon) -> Iterator[tuple[str, tuple[Translation, ...]]]:
    """Yield each word of a text that the lexicon knows, with what the other language says for it."""
    chinese = [word for word in words(text) if is_adjoining(word[:1]) and word not in LITTLE_CHINESE]
    english = [
        token.text
        for token in tokens(text)
        if not is_adjoining(token.text) and token.text not in LITTLE_ENGLISH
    ]
    for word in dict.fromkeys([*english, *chinese]):
        if translations := lexicon.translations(word):
            yield word, translations


class _Known:
    """What an engine knows of some tokens, asked for once for each field: a cluster is far away."""

    def __init__(self, statistics: Statistics, tokens: Iterable[str]) -> None:
        asked = list(dict.fromkeys(tokens))
        self._documents = statistics.documents()
        self._having = {field: statistics.having(field, asked) for field in ("title", "abstract", "words")}

    def documents(self) -> int:
        return self._documents

    def having(self, field: str, tokens: Iterable[str]) -> Mapping[str, int]:
        return {token: self._having[field][token] for token in tokens}


def _concept(translations: tuple[Translation, ...], statistics: Statistics) -> plan.Plan:
    """Ask for one word in any of its translations, as telling as all of them together are rare."""
    documents = statistics.documents()
    having: dict[str, int] = {}
    for each in translations:
        having[each.word] = min(
            max(statistics.having(field, (token,))[token] for field in ("title", "abstract", "words"))
            for token in _tokens(each.word)
        )
    telling = _rare(documents, sum(each.share * having[each.word] for each in translations))
    return plan.BestOf(
        tuple(
            _weighed(part, telling * each.share**SHARE_TO, documents, statistics)
            for each in translations
            if having[each.word]
            for part in _parts(each.word)
        )
    )


def _weighed(part: plan.Plan, weight: float, documents: int, statistics: Statistics) -> plan.Plan:
    """Weigh a part so that its rarity counts as the concept's: an engine counts the part's own."""
    assert isinstance(part, plan.Term | plan.Sequence), "translations are asked as words or as phrases"
    asked = [part.value] if isinstance(part, plan.Term) else [token for _, token in part.tokens]
    own = sum(_rare(documents, statistics.having(part.field, (each,))[each]) for each in asked)
    return plan.Weighted(part, weight / max(own, 0.01))


def _parts(word: str) -> Iterator[plan.Plan]:
    cut = _tokens(word)
    if len(cut) == 1 and (len(word) == 1 or not is_adjoining(word)):
        yield plan.Term("words", cut[0])
        return
    for field in ("title", "abstract"):
        if len(cut) == 1:
            yield plan.Term(field, cut[0])
        else:
            yield plan.Sequence(field, tuple(enumerate(cut)))


def _tokens(word: str) -> tuple[str, ...]:
    """Cut a translation as the fields it is asked in are cut; the last character of a run may go on."""
    if not is_adjoining(word[:1]):
        return (stem(word),)
    return tuple(token.text for token in tokens(word) if len(token.text) == 2 or len(word) == 1)


def _rare(documents: int, having: float) -> float:
    return math.log(1 + max(0.0, documents - having + 0.5) / (having + 0.5))
