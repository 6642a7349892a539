"""Prior art in English: title and abstract of a patent find what its examiner cited (gpatents_energy).

Relevant are the citations marked as the examiner's, told by either end, whose text is in the collection.
How much classes weigh is chosen on four fifths of the queries and reported on the last, for each fifth, cut by a
checksum of the citing number: what is reported was never tuned on. No date cuts the collection: an eighth of what examiners cite was published later, since a
citation is told for a whole family.
"""

from __future__ import annotations

import csv
import json
import math
import re
import tempfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.quality.condition import Line, discounted_gain, lines_of, mean, ratio, recall
from zhiyun.gateways.search_engine import embedded
from zhiyun.gateways.search_engine.likeness import CLASSES_WEIGH, DEEP, Alike, Likeness, alike
from zhiyun.gateways.search_engine.segmenting import tokens
from zhiyun.ip.patent import Patent, Right
from zhiyun.ip.terms import Lexicon

GOAL = 1.35
FOLDS = 5
WEIGHTS = (0.4, 0.6, 0.8, 1.0, 1.3, 1.7)
MEASURES = {"nDCG@10": discounted_gain, "recall@100": recall}
_LITTLE_WORDS = frozenset(
    ["the", "of", "and", "a", "to", "in", "is", "for", "with", "an", "by", "which", "from", "at", "on"]
)


def lines(data: Path) -> Iterator[Line]:
    """Measure plain BM25, likeness of texts, and likeness with classes."""
    patents, relevant = read(data / "gpatents_energy")
    asked = sorted(relevant)
    with tempfile.TemporaryDirectory() as folder:
        engine = embedded.create(Path(folder) / "index")
        engine.replace(patents.values())
        engine.commit("all")
        likes = {number: _alike(engine, patents[number]) for number in asked}
    plain = PlainBm25({number: _text(patent) for number, patent in patents.items()})
    found = {
        "plain BM25": {number: plain.best(_text(patents[number]), 100, number) for number in asked},
        "likeness of texts": {number: _best(likes[number], 0.0) for number in asked},
        "texts and classes": _tuned(likes, relevant),
        "texts and classes as shipped": {number: _best(likes[number], CLASSES_WEIGH) for number in asked},
    }
    for measure, score in MEASURES.items():
        scores = {
            way: [score(each[number], relevant[number]) for number in asked] for way, each in found.items()
        }
        for way, each in scores.items():
            yield mean(f"prior art (en), {way}", measure, each)
        yield ratio(
            "prior art (en), texts and classes ÷ plain BM25",
            measure,
            scores["texts and classes"],
            scores["plain BM25"],
            GOAL,
        )


def _alike(engine: embedded.Tantivy, patent: Patent) -> tuple[Alike, ...]:
    without = frozenset({patent.publication})
    asked = Likeness(patent.title, patent.abstract, patent.cpc, without=without, lexicon=Lexicon.shipped())
    return alike(engine, asked, 3 * DEEP)


def _best(likes: tuple[Alike, ...], weight: float) -> list[str]:
    """Name the hundred best if classes had this weight."""

    def score(each: Alike) -> float:
        return each.score - each.by_classes + each.by_classes / CLASSES_WEIGH * weight

    return [
        each.publication for each in sorted(likes, key=lambda each: (-score(each), each.publication))[:100]
    ]


def _tuned(likes: Mapping[str, tuple[Alike, ...]], relevant: Mapping[str, set[str]]) -> dict[str, list[str]]:
    """Answer each fifth of the queries with the weight that was best for the other four."""
    found: dict[str, list[str]] = {}
    answers = {weight: {number: _best(each, weight) for number, each in likes.items()} for weight in WEIGHTS}
    fold = {number: zlib.crc32(number.encode()) % FOLDS for number in likes}
    for held_out in range(FOLDS):
        others = [number for number in likes if fold[number] != held_out]

        def worth(weight: float, others: list[str] = others) -> float:
            return sum(
                score(answers[weight][number], relevant[number])
                for number in others
                for score in MEASURES.values()
            )

        best = answers[max(WEIGHTS, key=worth)]
        found |= {number: best[number] for number in likes if fold[number] == held_out}
    return found


class PlainBm25:
    """BM25 as the books have it (k1 1.2, b 0.75) over whole words of title and abstract, every word asked for."""

    def __init__(self, texts: Mapping[str, list[str]]) -> None:
        self._having: dict[str, list[tuple[str, float]]] = defaultdict(list)
        self._texts = len(texts)
        length = sum(map(len, texts.values())) / len(texts)
        for name, words in texts.items():
            norm = 1.2 * (0.25 + 0.75 * len(words) / length)
            for word, times in Counter(words).items():
                self._having[word].append((name, times * 2.2 / (times + norm)))

    def best(self, words: list[str], most: int, without: str) -> list[str]:
        """Name the texts that score best, but the one that asks."""
        scores: Counter[str] = Counter()
        for word, times in Counter(words).items():
            having = self._having[word]
            rare = math.log(1 + (self._texts - len(having) + 0.5) / (len(having) + 0.5))
            for name, score in having:
                scores[name] += times * rare * score
        del scores[without]
        return sorted(scores, key=lambda name: (-scores[name], name))[:most]


def _text(patent: Patent) -> list[str]:
    return [token.text for token in tokens(f"{patent.title} {patent.abstract}")]


def read(folder: Path) -> tuple[dict[str, Patent], dict[str, set[str]]]:
    """Give the English patents by number, and what examiners cited against each."""
    patents: dict[str, Patent] = {}
    for row in map(json.loads, lines_of(folder, "patents_full.jsonl.gz")):
        if row["title"] and _is_english(row["abstract"]):
            patents[row["id"]] = _patent(row["id"], row["title"], row["abstract"], row["cpc"])
    for part in (1, 2, 3):
        for row in map(json.loads, lines_of(folder, f"abstracts_{part}.jsonl.gz")):
            if row["id"] not in patents and row["title_en"] and _is_english(row["abstract"]):
                patents[row["id"]] = _patent(row["id"], row["title_en"], row["abstract"], row["cpc_group"])
    return patents, cited_by_examiners(folder, patents.keys())


def cited_by_examiners(folder: Path, known: Collection[str]) -> dict[str, set[str]]:
    """Give what examiners cited against each patent, told by either end, where both are known."""
    relevant: dict[str, set[str]] = defaultdict(set)
    for part in (1, 2, 3):
        for row in csv.DictReader(lines_of(folder, f"citations_{part}.csv.gz")):
            is_backward = row["direction"] == "backward"
            citing, cited = (row["source"], row["target"]) if is_backward else (row["target"], row["source"])
            if row["examiner_star"] == "1" and citing != cited and citing in known and cited in known:
                relevant[citing].add(cited)
    return relevant


def _patent(number: str, title: str, abstract: str, cpc: Any) -> Patent:
    return Patent(
        publication=number,
        office=number[:2],
        kind="A",
        right=Right.INVENTION,
        title=title,
        abstract=abstract,
        language="en",
        cpc=tuple(cpc),
    )


def _is_english(text: str) -> bool:
    words = re.findall(r"[a-z]+", text.lower())
    return len(words) > 15 and sum(word in _LITTLE_WORDS for word in words) > len(words) / 5
