"""What a model adds to prior art: an English or a Chinese patent finds what its examiner cited among 2,500 in English.

Searched are, of the English texts of gpatents_energy, all that ask or are cited and as many others as make 2,500: the
vectors of so many abstracts take seven minutes of a core, kept for the next time. Asked are title and abstract, of
Chinese patents the abstract in Chinese, which English texts answer. How much nearness weighs was chosen on the half
of the queries whose number has an even checksum and is reported on the other. Nothing is measured without a model.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.quality import by_meaning, prior_art, prior_art_languages
from benchmarks.quality.condition import Line, discounted_gain, mean, recall
from benchmarks.quality.cross_lingual import is_of
from zhiyun.exchange.patents.meaning import CUT_CHINESE, CUT_OTHER
from zhiyun.gateways.search_engine import embedded
from zhiyun.gateways.search_engine.fusing import is_chinese
from zhiyun.gateways.search_engine.likeness import DEEP, Alike, Likeness, alike
from zhiyun.gateways.vectors.store import Near
from zhiyun.ip.patent import Patent
from zhiyun.ip.terms import Lexicon

POOL = 2_500
WEIGHTS = (0.0, 0.3, 0.5, 0.8, 1.2, 2.0)
MEASURES = {"nDCG@10": discounted_gain, "recall@100": recall}


def lines(data: Path) -> Iterator[Line]:
    """Measure what nearness adds to words and classes, for each weight, on both halves."""
    if not by_meaning.name():
        return
    english, cited = prior_art.read(data / "gpatents_energy")
    languages, patents = prior_art_languages.read(data / "gpatents_energy")
    told = prior_art.cited_by_examiners(data / "gpatents_energy", patents.keys())
    chinese = {
        number: relevant
        for number, cites in told.items()
        if languages[number] == "zh" and (relevant := {each for each in cites if each in english})
    }
    pool = _pool(
        english, {*cited, *(one for each in (cited, chinese) for some in each.values() for one in some)}
    )
    meaning = by_meaning.Meaning("prior-art", ((number, _text(english[number])) for number in pool))
    with tempfile.TemporaryDirectory() as folder:
        engine = embedded.create(Path(folder) / "index")
        engine.replace(english[number] for number in pool)
        engine.commit("all")
        for name, asking, relevant in (("English", english, cited), ("Chinese", patents, chinese)):
            asked = {number: _asked(asking[number], is_own=name == "English") for number in sorted(relevant)}
            likes = {number: alike(engine, each, 3 * DEEP) for number, each in asked.items()}
            near = {number: meaning.near(_cut(each.whole)) for number, each in asked.items()}
            yield from _told(name, likes, near, relevant)


def _pool(english: Mapping[str, Patent], needed: Collection[str]) -> list[str]:
    others = sorted(set(english) - set(needed))
    random.Random(5).shuffle(others)
    return sorted(needed) + others[: max(0, POOL - len(needed))]


def _asked(patent: Patent, *, is_own: bool) -> Likeness:
    without, lexicon = frozenset({patent.publication}), Lexicon.shipped()
    if is_own:
        return Likeness(patent.title, patent.abstract, patent.cpc, without=without, lexicon=lexicon)
    return Likeness("", patent.abstract_zh, patent.cpc, without=without, lexicon=lexicon)


def _told(
    name: str,
    likes: Mapping[str, Sequence[Alike]],
    near: Mapping[str, Sequence[Near]],
    relevant: Mapping[str, set[str]],
) -> Iterator[Line]:
    for weight in WEIGHTS:
        for half, used in ((0, "tuned on"), (1, "reported")):
            these = [number for number in likes if is_of(number) == half]
            found = {number: _best(number, likes[number], near[number], weight) for number in these}
            for measure, score in MEASURES.items():
                scores = [score(found[number], relevant[number]) for number in these]
                yield mean(f"{name} asks, English answers, nearness × {weight}, {used}", measure, scores)


def _best(asked: str, likes: Sequence[Alike], near: Sequence[Near], weight: float) -> list[str]:
    others = [each for each in near if each.publication != asked]
    return by_meaning.likest(likes, others, weight, is_asked_in_chinese=False)[:100]


def _text(patent: Patent) -> str:
    return _cut(f"{patent.title} {patent.abstract}".strip())


def _cut(text: str) -> str:
    return text[: CUT_CHINESE if is_chinese(text) else CUT_OTHER]
