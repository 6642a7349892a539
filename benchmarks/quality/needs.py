"""What a firm needs finds what serves it: needs in their own words, achievements by the words of their titles.

Asked are the needs of bdci_techneeds_match as a firm would paste them, title and text; searched are some 6,000 titles, of
which only the content words are known. People who transfer technology graded some fifty of them for each need, from 1
(nothing) to 4 (strong); measured is the order of those, with grades less one as gains. Beside it plain BM25 over pairs
of characters, in the same order of the same titles. Of what was graded for another need nobody knows; it is left out.
How much nearness weighs was chosen elsewhere (prior_art_meaning); other weights are told on half of the needs.
"""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.quality import by_meaning
from benchmarks.quality.condition import Line, discounted, lines_of, mean, ratio, rows_of
from benchmarks.quality.cross_lingual import is_of
from benchmarks.quality.prior_art import PlainBm25
from zhiyun.exchange.patents.meaning import CUT_CHINESE
from zhiyun.gateways.search_engine import embedded
from zhiyun.gateways.search_engine.likeness import DEEP, NEAR_WEIGHS, Alike, Likeness, alike
from zhiyun.gateways.search_engine.segmenting import tokens
from zhiyun.gateways.vectors.store import Near
from zhiyun.ip.patent import Patent, Right

WEIGHTS = (0.0, 0.4, 0.8, 1.2, 2.0)
MEASURE = "nDCG@10 of those graded"
AT_LEAST = 0.95
AT_LEAST_WITH_NEARNESS = 1.0


class Need(NamedTuple):
    """What a firm wrote, and how good each achievement is that was graded for it, 0 to 3."""

    text: str
    gains: Mapping[str, int]


def lines(data: Path) -> Iterator[Line]:
    """Measure plain BM25, likeness by words, and what nearness adds for some weights."""
    needs, titles = _read(data / "bdci_techneeds_match")
    plain = PlainBm25({number: _pairs(title) for number, title in titles.items()})
    beside = _gains(
        needs, {name: plain.best(_pairs(need.text), len(titles), "") for name, need in needs.items()}
    )
    likes = _likes(needs, titles)
    by_words = _gains(needs, {name: [one.publication for one in each] for name, each in likes.items()})
    for way, scores in (("plain BM25", beside), ("likeness", by_words)):
        yield mean(f"a need (zh), {way}", MEASURE, list(scores.values()))
    yield ratio(
        "a need (zh), likeness ÷ plain BM25",
        MEASURE,
        list(by_words.values()),
        list(beside.values()),
        AT_LEAST,
    )
    if not by_meaning.name():
        return
    meaning = by_meaning.Meaning("needs", titles.items())
    near = {name: meaning.near(need.text[:CUT_CHINESE]) for name, need in needs.items()}
    for weight in WEIGHTS:
        scores = _gains(needs, _likest(likes, near, weight))
        half = [score for name, score in scores.items() if not is_of(name)]
        yield mean(f"a need (zh), nearness × {weight}, half", MEASURE, half)
        if weight == NEAR_WEIGHS:
            every = list(scores.values())
            yield mean(f"a need (zh), nearness × {weight}", MEASURE, every)
            told = f"a need (zh), nearness × {weight} ÷ plain BM25"
            yield ratio(told, MEASURE, every, list(beside.values()), AT_LEAST_WITH_NEARNESS)


def _read(folder: Path) -> tuple[dict[str, Need], dict[str, str]]:
    """Give the needs of which something was found good, and the words of all titles, by numbers as patents have."""
    titles, numbers = {}, {}
    for at, row in enumerate(map(json.loads, lines_of(folder, "achievements_titlewords.jsonl.gz"))):
        numbers[row["aid"]] = f"CN{at}A"
        titles[f"CN{at}A"] = row["title_words"]
    gains: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows_of(folder / "qrels_levels.csv"):
        if row["Aid"] in numbers:
            gains[row["Rid"]][numbers[row["Aid"]]] = int(row["Level"]) - 1
    needs = {}
    for row in map(json.loads, lines_of(folder, "requirements.jsonl.gz")):
        if any(gains[row["rid"]].values()):
            needs[row["rid"]] = Need(f"{row['title']}。{row['text']}", gains[row["rid"]])
    return needs, titles


def _likes(needs: Mapping[str, Need], titles: Mapping[str, str]) -> dict[str, Sequence[Alike]]:
    with tempfile.TemporaryDirectory() as folder:
        engine = embedded.create(Path(folder) / "index")
        engine.replace(_patent(number, title) for number, title in titles.items())
        engine.commit("all")
        return {name: alike(engine, Likeness("", need.text), DEEP) for name, need in needs.items()}


def _patent(number: str, title: str) -> Patent:
    return Patent(publication=number, office="CN", kind="A", right=Right.INVENTION, title_zh=title)


def _likest(
    likes: Mapping[str, Sequence[Alike]], near: Mapping[str, Sequence[Near]], weight: float
) -> dict[str, list[str]]:
    return {
        name: by_meaning.likest(each, near[name], weight, is_asked_in_chinese=True)
        for name, each in likes.items()
    }


def _gains(needs: Mapping[str, Need], found: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """Give nDCG of what was graded for each need, what was not found last."""
    return {name: _gain(need.gains, found[name]) for name, need in needs.items()}


def _gain(gains: Mapping[str, int], found: Sequence[str]) -> float:
    told = [gains[each] for each in found if each in gains]
    return discounted(told) / discounted(sorted(gains.values(), reverse=True))


def _pairs(text: str) -> list[str]:
    return [token.text for token in tokens(text)]
