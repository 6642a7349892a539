"""Chinese known item: a paper's title finds its own abstract among 8,613 (csl_zh).

Where a model is installed, also among the first 300 papers alone, with and without it: vectors of all would take
half an hour of a core. Nothing was tuned on them.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.quality import by_meaning
from benchmarks.quality.condition import Line, lines_of, mean, reciprocal_rank
from zhiyun.exchange.patents.meaning import CUT_CHINESE
from zhiyun.gateways.search_engine import Question, embedded, fusing, plan
from zhiyun.gateways.search_engine.segmenting import tokens
from zhiyun.ip.patent import Patent, Right
from zhiyun.ip.query import Plain

BIGRAMS_REACH = 0.963
FEW = 300


def lines(data: Path) -> Iterator[Line]:
    """Measure the plain box beside character bigrams alone."""
    abstracts, asked = _read(data / "csl_zh")
    with tempfile.TemporaryDirectory() as folder:
        engine = embedded.create(Path(folder) / "index")
        engine.replace(_document(number, text) for text, number in abstracts.items())
        engine.commit("all")
        ranks: dict[str, list[float]] = {"plain box": [], "character bigrams alone": []}
        for title, abstract in asked:
            wanted = _name(abstracts[abstract])
            question = Question(query=Plain(title), most=10, is_explained=False)
            found = [hit.patent.publication for hit in engine.search(question).hits]
            ranks["plain box"].append(reciprocal_rank(found, wanted))
            parts = tuple(
                plan.Term("abstract", each) for each in dict.fromkeys(token.text for token in tokens(title))
            )
            found = [name for name, _ in engine.scores(plan.AnyOf(parts), 10)]
            ranks["character bigrams alone"].append(reciprocal_rank(found, wanted))
    yield mean("Chinese known item, plain box", "MRR@10", ranks["plain box"], BIGRAMS_REACH)
    yield mean("Chinese known item, character bigrams alone", "MRR@10", ranks["character bigrams alone"])
    if by_meaning.name():
        yield from _with_model(asked[:FEW])


def _with_model(asked: list[tuple[str, str]]) -> Iterator[Line]:
    texts = {_name(number): abstract for number, (_, abstract) in enumerate(asked)}
    meaning = by_meaning.Meaning(
        "known item", ((name, abstract[:CUT_CHINESE]) for name, abstract in texts.items())
    )
    ranks: dict[str, list[float]] = {"words": [], f"words and {by_meaning.name()}": []}
    with tempfile.TemporaryDirectory() as folder:
        engine = embedded.create(Path(folder) / "index")
        engine.replace(_document(number, abstract) for number, (_, abstract) in enumerate(asked))
        engine.commit("all")
        for number, (title, _) in enumerate(asked):
            question = Question(query=Plain(title), most=10, is_explained=False)
            both = fusing.fused(question, fusing.scores_by_words(engine, question), meaning.near(title))
            for kept, each in zip(ranks.values(), (question, both), strict=True):
                found = [hit.patent.publication for hit in engine.search(each).hits]
                kept.append(reciprocal_rank(found, _name(number)))
    for way, scores in ranks.items():
        yield mean(f"Chinese known item among {len(asked):,}, {way}", "MRR@10", scores)


def _read(folder: Path) -> tuple[dict[str, int], list[tuple[str, str]]]:
    asked = [
        (str(paper["title"]), str(paper["abstract"]))
        for paper in map(json.loads, lines_of(folder, "csl_title_abstract.jsonl.gz"))
    ]
    others = (
        str(row.get("content") or row.get("abst") or "")
        for row in map(json.loads, lines_of(folder, "fewclue_csl.jsonl.gz"))
    )
    texts = dict.fromkeys([*(abstract for _, abstract in asked), *filter(None, others)])
    return {text: number for number, text in enumerate(texts)}, asked


def _document(number: int, abstract: str) -> Patent:
    return Patent(
        publication=_name(number), office="CN", kind="A", right=Right.INVENTION, abstract_zh=abstract
    )


def _name(number: int) -> str:
    return f"CN{100_000_000 + number}A"
