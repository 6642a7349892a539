"""Finds what is like a patent or a text: by its most telling words in both languages, by classes, and by meaning.

Examiners search by class, so what they cite shares classes; words and classes together find far more than
either (benchmarks/quality, prior_art, where the weights were chosen). What the other language calls the same is a
list of its own (prior_art_languages), or whatever is in the language of the question would outrank all of it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, Protocol

from zhiyun.gateways.search_engine import plan
from zhiyun.gateways.search_engine.compiling import Statistics, compiled
from zhiyun.gateways.search_engine.costing import afforded
from zhiyun.gateways.search_engine.documents import day_number
from zhiyun.gateways.search_engine.segmenting import is_adjoining, tokens, word_places, words
from zhiyun.gateways.search_engine.translating import in_other_language
from zhiyun.ip.query import Query
from zhiyun.ip.terms.learning import LITTLE_CHINESE, LITTLE_ENGLISH
from zhiyun.ip.terms.lexicon import Lexicon

NEAR_WEIGHS: Final = 0.8
NEAR_ACROSS_WEIGHS: Final = 0.5
"""What the nearest in meaning adds, in the language of the question and in another (prior_art_meaning)."""
_ASKING: Final = "想 想要 找 寻找 需要 希望 寻求 要求 技术 公司 能 能够 可以 并 并且 且 将 使 使得 从 而 但 则 了 是 也 又 都 还 这 这种 我们"
LITTLE: Final = LITTLE_CHINESE | {"一种", *_ASKING.split()}
"""Chinese words that tell nothing of an invention: every other title begins with 一种 and says what something is 用 for,
and who writes down a need says what they 想 and what it should 能."""
LITTLE_SHOWN: Final = LITTLE_ENGLISH | {"said"}
"""English words that are not shown as common to two texts: nearly every patent has them."""
WORDS: Final = 40
TITLE_TIMES: Final = 2
"""How much oftener a word of the title counts than one of the abstract."""
CLASSES_WEIGH: Final = 1.0
OTHER_LANGUAGE_WEIGHS: Final = 1.0
"""Both languages stand alike: the most that leaves what is asked in English as it was; see docs/quality.md for its price."""
DEEP: Final = 1000
"""How many of each list are put together."""
SCALED_BY: Final = 100
"""Each list is divided by the mean of its best so many, so that long and short texts weigh alike."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What something should be like.

    ``before_on`` leaves out what was published on that day or later, or has no day; ``within`` what a query does not
    find, and ranks nothing; ``without`` leaves out numbers, for a patent is most like itself. ``lexicon`` says its
    words in the other language; ``near`` names what is near in meaning, with what that adds, in means of the best by
    words.
    """

    title: str
    text: str
    classes: tuple[str, ...] = ()
    before_on: date | None = None
    within: Query | None = None
    without: frozenset[str] = frozenset()
    lexicon: Lexicon | None = None
    near: Mapping[str, float] = field(default_factory=dict)

    @property
    def whole(self) -> str:
        """Title and text."""
        return f"{self.title} {self.text}".strip()

    @property
    def telling(self) -> str:
        """Title and text without the words that tell nothing."""
        return without_little(self.whole)


@dataclass(frozen=True, slots=True)
class Alike:
    """A publication number, and what makes its score: its words, those of the other language, classes, meaning."""

    publication: str
    by_words: float = 0.0
    by_classes: float = 0.0
    by_other_language: float = 0.0
    by_meaning: float = 0.0

    @property
    def score(self) -> float:
        """All of it."""
        return self.by_words + self.by_classes + self.by_other_language + self.by_meaning

    def percent(self, part: float) -> int:
        """Say how much of the score a part is."""
        return round(100 * part / self.score)


class Ranking(Protocol):
    """An engine that ranks by a plan."""

    def scores(self, asked: plan.Plan, most: int) -> list[tuple[str, float]]:
        """Give the publication numbers and scores of what answers a plan best."""

    def statistics(self) -> Statistics:
        """Tell how many documents there are, and have a token."""


def alike(engine: Ranking, likeness: Likeness, most: int) -> tuple[Alike, ...]:
    """Give what is most alike, the likest first. Refuses a condition as a search does."""
    statistics = engine.statistics()
    besides = tuple(_besides(likeness, statistics))
    by_words = _ranked(engine, _words(likeness, statistics), likeness, besides)
    by_classes = _ranked(engine, _classes(likeness) if likeness.classes else None, likeness, besides)
    by_other = _ranked(engine, other_language(likeness, statistics), likeness, besides)
    by_meaning = _near(engine, likeness, besides)
    found = (
        Alike(
            publication,
            by_words.get(publication, 0.0),
            CLASSES_WEIGH * by_classes.get(publication, 0.0),
            OTHER_LANGUAGE_WEIGHS * by_other.get(publication, 0.0),
            by_meaning.get(publication, 0.0),
        )
        for publication in by_words.keys() | by_classes.keys() | by_other.keys() | by_meaning.keys()
    )
    return tuple(sorted(found, key=lambda each: (-each.score, each.publication))[:most])


def other_language(likeness: Likeness, statistics: Statistics) -> plan.Plan | None:
    """Give the plan of its words in the language it is not in; None where no lexicon says them."""
    if likeness.lexicon is None:
        return None
    return in_other_language(likeness.telling, statistics, likeness.lexicon)


def _ranked(
    engine: Ranking, asked: plan.Plan | None, likeness: Likeness, besides: tuple[plan.Plan, ...]
) -> Mapping[str, float]:
    """Give the best of a list, scaled."""
    if asked is None:
        return {}
    found = [
        (name, score)
        for name, score in engine.scores(_narrowed(asked, besides), DEEP + len(likeness.without))
        if name not in likeness.without and score > 0
    ]
    best = [score for _, score in found[:SCALED_BY]]
    return {name: score * len(best) / sum(best) for name, score in found}


def _near(engine: Ranking, likeness: Likeness, besides: tuple[plan.Plan, ...]) -> Mapping[str, float]:
    """Give what is near in meaning, of that which is not left out."""
    named = [
        plan.Fixed(plan.Term("publication", name), score)
        for name, score in likeness.near.items()
        if name not in likeness.without
    ]
    return dict(engine.scores(_narrowed(plan.AnyOf(tuple(named)), besides), len(named))) if named else {}


def in_common(likeness: Likeness, statistics: Statistics) -> plan.Plan:
    """Give the plan by which whoever reads is shown what something has in common with it: the most telling words, what
    the other language says for them, and two characters of a longer word, as 电池 of 蓄电池.

    Other pairs of characters are asked as well and not shown: they stand across two words and say nothing.
    """
    weighed = {word: weight for word, weight in _weighed(likeness).items() if _is_shown(word)}
    told = _most_telling(weighed, "words", statistics)
    pairs = dict.fromkeys(
        word[at : at + 2] for word in weighed if is_adjoining(word[:1]) for at in range(len(word) - 1)
    )
    parts: list[plan.Plan] = [plan.Term("words", word) for word in told]
    parts.extend(plan.Term(name, pair) for pair in pairs for name in ("title", "abstract"))
    other = other_language(likeness, statistics)
    return plan.AnyOf((*parts, *([other] if other else [])))


def _is_shown(word: str) -> bool:
    return word not in LITTLE_SHOWN and not (len(word) == 1 and is_adjoining(word))


def _weighed(likeness: Likeness) -> dict[str, float]:
    """Say what each word weighs by how often it is said; one of the title counts oftener."""
    times = Counter(words(without_little(likeness.text)))
    for word in words(without_little(likeness.title)):
        times[word] += 1 + TITLE_TIMES
    return {word: 1 + math.log(count) for word, count in times.items()}


def _words(likeness: Likeness, statistics: Statistics) -> plan.Plan:
    """Ask for the most telling words anywhere, and for those of the title in titles."""
    title, text = without_little(likeness.title), without_little(likeness.text)
    in_title, weighed = words(title), _weighed(likeness)
    telling = _most_telling(weighed, "words", statistics)
    parts: list[plan.Plan] = [plan.Weighted(plan.Term("words", word), weighed[word]) for word in telling]
    parts.extend(plan.Term("title_words", word) for word in dict.fromkeys(in_title))
    pairs = {token.text: 1.0 for token in tokens(f"{title} {text}") if is_adjoining(token.text)}
    for name in ("title", "abstract"):
        parts.extend(plan.Term(name, pair) for pair in _most_telling(pairs, name, statistics))
    return plan.AnyOf(tuple(parts))


def without_little(text: str) -> str:
    """Blank the Chinese words of a text that tell nothing, so that neither they nor what joins them to others is asked."""
    kept, at = "", 0
    for word, begin, end in zip(*word_places(text), strict=True):
        if word in LITTLE:
            kept, at = f"{kept}{text[at:begin]} ", end
    return kept + text[at:]


def _most_telling(weighed: Mapping[str, float], field: str, statistics: Statistics) -> list[str]:
    documents = statistics.documents()
    having = statistics.having(field, weighed)
    told = {
        word: weight * math.log((documents + 1) / having[word])
        for word, weight in weighed.items()
        if having[word]
    }
    return sorted(told, key=lambda word: (-told[word], word))[:WORDS]


def _classes(likeness: Likeness) -> plan.Plan:
    """Ask for each class; section Y only tags what stands elsewhere."""
    return plan.AnyOf(
        tuple(
            plan.Term(field, symbol, is_ranked=True)
            for symbol in dict.fromkeys(likeness.classes)
            if not symbol.startswith("Y")
            for field in ("cpc", "ipc")
        )
    )


def _besides(likeness: Likeness, statistics: Statistics) -> Iterator[plan.Plan]:
    """Yield what must hold besides, none of which ranks."""
    if likeness.before_on is not None:
        yield plan.Between("published", 0, day_number(likeness.before_on - timedelta(days=1)))
    if likeness.within is not None:
        yield plan.Fixed(afforded(compiled(likeness.within, statistics), statistics), 0.0)


def _narrowed(asked: plan.Plan, besides: tuple[plan.Plan, ...]) -> plan.Plan:
    return plan.All((asked, *besides)) if besides else asked
