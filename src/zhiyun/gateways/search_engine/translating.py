"""Asks a Chinese text in English and an English one in Chinese, word by word, without a model.

Each word is one condition, met best by the likeliest word of the other language that stands in a document; the
synonyms of one word do not add up, or whatever has many would outrank the rest (benchmarks/quality,
cross_lingual, where the figures were chosen).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from zhiyun.gateways.search_engine import plan
from zhiyun.gateways.search_engine.compiling import Statistics
from zhiyun.gateways.search_engine.fusing import is_chinese
from zhiyun.gateways.search_engine.segmenting import is_adjoining, tokens, words
from zhiyun.ip import query
from zhiyun.ip.terms import Lexicon, Translation, stem
from zhiyun.ip.terms.learning import LITTLE_CHINESE, LITTLE_ENGLISH

SHARE_TO: Final = 0.25
"""The power of a translation's share: a rare sense counts less, though not as much less as it is rarer."""
MOST_WORDS: Final = 24
MOST_OF_LONG: Final = 40
"""Words of a long text that are translated, the rarest, and words it has in the other language itself."""
SHORT: Final = 8
SHORT_SHARE: Final = 50
LONG_SHARE: Final = 10
"""Of up to so many words a document must say 50 in 100, else 10 in 100: a lexicon does not know every word."""
SHOWN: Final = 2
LEAST_SHOWN: Final = 0.25
"""Translations of one word that are named to whoever asked, and the share they have at least; the rest is asked with
little weight and reads like a mistake. Of a text of which no word comes to that, the surest is named."""
MOST_SHOWN: Final = 12
_LITTLE: Final = LITTLE_ENGLISH | LITTLE_CHINESE
_JOINING: Final = "may can will shall must could would should were was when if then while each both also they them these those"
_NO_TRANSLATION: Final = frozenset(_JOINING.split())
"""English words that the lexicon, learned from titles, gives for a Chinese one and that translate none."""
_Translated = tuple[str, tuple[Translation, ...]]
"""A word with what the other language says for it, the likeliest first."""


def across(text: str, statistics: Statistics, lexicon: Lexicon) -> plan.Plan | None:
    """Give the plan of a text in the other language; None where the lexicon knows none of its words."""
    asked = _rarest(list(_translated(text, lexicon)), statistics, MOST_WORDS)
    return _enough_of(_concepts([translations for _, translations in asked], statistics))


def in_other_language(text: str, statistics: Statistics, lexicon: Lexicon) -> plan.Plan | None:
    """Give the plan of a long text in the language it is not in; None where nothing says it there.

    Asked are its rarest words translated, and what it says in that language itself, as a patent's second title does.
    """
    translated = _of_its_language(text, statistics, lexicon)
    said = Counter(word for word in words(text) if _is_other(word, text) and word not in _LITTLE)
    having = statistics.having("words", said)
    own = sorted((word for word in said if having[word]), key=lambda word: having[word])[:MOST_OF_LONG]
    return _enough_of(
        [
            *_concepts([translations for _, translations in translated], statistics),
            *(plan.Weighted(plan.Term("words", word), 1 + math.log(said[word])) for word in own),
        ]
    )


def named_in_other_language(text: str, statistics: Statistics, lexicon: Lexicon) -> tuple[str, ...]:
    """Name what a long text is asked by in the other language: of the rarest words, the likeliest translation."""
    return _named(translations[0] for _, translations in _of_its_language(text, statistics, lexicon))


def _of_its_language(text: str, statistics: Statistics, lexicon: Lexicon) -> list[_Translated]:
    """Give the rarest words of the language a text is in, with what the other says for them."""
    known = [each for each in _translated(text, lexicon) if not _is_other(each[0], text)]
    return _rarest(known, statistics, MOST_OF_LONG)


def _rarest(asked: list[_Translated], statistics: Statistics, most: int) -> list[_Translated]:
    if len(asked) <= most:
        return asked
    having = statistics.having("words", (word for word, _ in asked))
    return sorted(asked, key=lambda each: having[each[0]])[:most]


def _is_other(word: str, text: str) -> bool:
    return is_adjoining(word[:1]) != is_chinese(text)


def _concepts(asked: Iterable[tuple[Translation, ...]], statistics: Statistics) -> list[plan.Plan]:
    asked = list(asked)
    known = _Known(
        statistics,
        (token for translations in asked for each in translations for token in _tokens(each.word)),
    )
    return [_concept(translations, known) for translations in asked]


def _enough_of(parts: list[plan.Plan]) -> plan.Plan | None:
    if not parts:
        return None
    share = SHORT_SHARE if len(parts) <= SHORT else LONG_SHARE
    return plan.AnyOf(tuple(parts), max(1, math.ceil(len(parts) * share / 100)))


def also_asked(asked: query.Query, lexicon: Lexicon) -> tuple[str, ...]:
    """Name the likeliest words of the other language that are asked besides; none but for plain words."""
    if not isinstance(asked, query.Plain):
        return ()
    return _named(
        each for _, translations in _translated(asked.text, lexicon) for each in translations[:SHOWN]
    )


def _named(translations: Iterable[Translation]) -> tuple[str, ...]:
    """Name those that are sure enough to be told, the surest where none is."""
    known = list(translations)
    named = [each.word for each in known if each.share >= LEAST_SHOWN]
    if not named and known:
        named = [max(known, key=lambda each: each.share).word]
    return tuple(dict.fromkeys(named))[:MOST_SHOWN]


def _translated(text: str, lexicon: Lexicon) -> Iterator[_Translated]:
    """Yield each word of a text that the lexicon knows, with what the other language says for it."""
    chinese = [word for word in words(text) if is_adjoining(word[:1]) and word not in _LITTLE]
    english = [
        token.text for token in tokens(text) if not is_adjoining(token.text) and token.text not in _LITTLE
    ]
    for word in dict.fromkeys([*english, *chinese]):
        known = (each for each in lexicon.translations(word) if each.word not in _NO_TRANSLATION)
        if translations := tuple(known):
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
