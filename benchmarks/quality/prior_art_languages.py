"""Prior art in any language: a Chinese, Japanese, Korean or English patent finds what its examiner cited.

Asked are the abstract as published and the English title where the source has one (gpatents_energy); searched are all
its 28,000 texts, in whichever language. How much the words of the other language weigh was tried on the half of the
Chinese queries whose number has an even checksum, and all is reported on the other half; the weight in use, 1, was
settled after that half had been seen as well (docs/quality.md), so that for it the report is not blind. Classes weigh
as chosen on English (`prior_art`). Without a model: the vectors of so many abstracts take more than an hour of a core. Few
citations stay within a language, so that those figures are small and their intervals wide.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.quality.condition import Line, discounted_gain, lines_of, mean, recall
from benchmarks.quality.cross_lingual import is_of
from benchmarks.quality.prior_art import cited_by_examiners
from zhiyun.gateways.search_engine import embedded, plan
from zhiyun.gateways.search_engine.likeness import DEEP, OTHER_LANGUAGE_WEIGHS, Alike, Likeness, alike
from zhiyun.gateways.search_engine.segmenting import words
from zhiyun.ip.patent import Patent, Right
from zhiyun.ip.terms import Lexicon

LANGUAGES = {"zh": "Chinese", "ja": "Japanese", "ko": "Korean", "latin": "English"}
WEIGHTS = (0.0, 0.4, 0.6, 0.8, 1.0, 1.5)
TUNED, REPORTED = 0, 1
MEASURES = {"nDCG@10": discounted_gain, "recall@100": recall}


def lines(data: Path) -> Iterator[Line]:
    """Measure plain BM25 by the engine and likeness with classes, by the language that asks."""
    languages, patents = read(data / "gpatents_energy")
    relevant = cited_by_examiners(data / "gpatents_energy", patents.keys())
    with tempfile.TemporaryDirectory() as folder:
        engine = embedded.create(Path(folder) / "index")
        engine.replace(patents.values())
        engine.commit("all")
        for language, name in LANGUAGES.items():
            asked = sorted(each for each in relevant if languages[each] == language)
            own = {
                each: within
                for each in asked
                if (within := {one for one in relevant[each] if languages[one] == language})
            }
            if language == "zh":
                likes = {each: _alike(engine, patents[each]) for each in asked if is_of(each) == TUNED}
                for weight in WEIGHTS:
                    ways = {f"tuned on, the other language × {weight}": _best(likes, weight)}
                    yield from _told("prior art (zh): Chinese asks, any language answers", ways, relevant)
                    yield from _told("prior art (zh): Chinese asks, Chinese answers", ways, own)
            asked = [each for each in asked if is_of(each) == REPORTED]
            likes = {each: _alike(engine, patents[each]) for each in asked}
            ways = {
                "plain BM25": {each: _plain(engine, patents[each]) for each in asked},
                "texts and classes": _best(likes, 0.0),
                "and the other language": _best(likes, OTHER_LANGUAGE_WEIGHS),
            }
            yield from _told(f"prior art ({language}): {name} asks, any language answers", ways, relevant)
            yield from _told(f"prior art ({language}): {name} asks, {name} answers", ways, own)


def _told(
    condition: str, ways: Mapping[str, Mapping[str, list[str]]], relevant: Mapping[str, set[str]]
) -> Iterator[Line]:
    for way, answers in ways.items():
        for measure, score in MEASURES.items():
            scores = [score(found, relevant[each]) for each, found in answers.items() if each in relevant]
            yield mean(f"{condition}, {way}", measure, scores)


def _best(likes: Mapping[str, tuple[Alike, ...]], weight: float) -> dict[str, list[str]]:
    """Name the hundred best of each if the words of the other language had this weight."""

    def score(each: Alike) -> float:
        return each.by_words + each.by_classes + each.by_other_language / OTHER_LANGUAGE_WEIGHS * weight

    return {
        asked: [
            one.publication for one in sorted(found, key=lambda one: (-score(one), one.publication))[:100]
        ]
        for asked, found in likes.items()
    }


def _plain(engine: embedded.Tantivy, patent: Patent) -> list[str]:
    asked = dict.fromkeys(words(f"{patent.title_en} {patent.abstract_zh} {patent.abstract}"))
    found = engine.scores(plan.AnyOf(tuple(plan.Term("words", each) for each in asked)), 101)
    return [name for name, _ in found if name != patent.publication][:100]


def _alike(engine: embedded.Tantivy, patent: Patent) -> tuple[Alike, ...]:
    likeness = Likeness(
        patent.title_en,
        f"{patent.abstract_zh} {patent.abstract}",
        patent.cpc,
        without=frozenset({patent.publication}),
        lexicon=Lexicon.shipped(),
    )
    return alike(engine, likeness, 3 * DEEP)


def read(folder: Path) -> tuple[dict[str, str], dict[str, Patent]]:
    """Give the language and the patent of each number."""
    languages: dict[str, str] = {}
    patents: dict[str, Patent] = {}
    for part in (1, 2, 3):
        for row in map(json.loads, lines_of(folder, f"abstracts_{part}.jsonl.gz")):
            languages[row["id"]] = row["lang"]
            patents[row["id"]] = _patent(row, row["lang"], row["title_en"], row["cpc_group"])
    for row in map(json.loads, lines_of(folder, "patents_full.jsonl.gz")):
        language = languages.setdefault(row["id"], "latin")
        patents[row["id"]] = _patent(row, language, row["title"], row["cpc"])
    return languages, patents


def _patent(row: Mapping[str, Any], language: str, title: str, cpc: list[str]) -> Patent:
    in_chinese = language == "zh"
    return Patent(
        publication=row["id"],
        office=row["id"][:2],
        kind="A",
        right=Right.INVENTION,
        title_en=title or "",
        abstract_zh=row["abstract"] if in_chinese else "",
        abstract="" if in_chinese else row["abstract"],
        cpc=tuple(cpc),
    )
