"""Answers a question by its words, and adds documents found by another way once they are known.

What is near in meaning is known only after a model has read the question. Meanwhile the words are answered: their page,
their total, their counts. What near documents change of that is asked of them alone, so that the answer is that of
asking for all at once; where the words find so many that counts are estimated, a hundred more change nothing. Two are at
work all the time: whoever found what is near asks at once which of it the words find too and counts the rest, and why each
of the page was found is told by whoever would wait.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from zhiyun.gateways.search_engine import cores, fusing
from zhiyun.gateways.search_engine.asking import is_estimated, page_explained
from zhiyun.gateways.search_engine.interface import (
    MOST_BUCKETS,
    Count,
    Facet,
    Found,
    Hit,
    Order,
    Question,
    Reason,
    SearchEngine,
    Sought,
)
from zhiyun.gateways.search_engine.matching import MEANING

Answer = TypeVar("Answer")

WIDER: Final = 20
"""So many values of a facet more are counted than are shown: near documents may lift one of them."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A question with its near documents, what it found, and how many of that its words do not find."""

    question: Question
    found: Found
    not_by_words: int


@dataclass(frozen=True, slots=True)
class Looked:
    """What the engine says of near documents: the scores of those that the words find, and the count of the others."""

    scores: Mapping[str, float]
    others: Found


def answered(
    engine: SearchEngine,
    question: Question,
    near: Callable[[], Sequence[fusing.Near]],
    meanwhile: Callable[[Found], object],
) -> Joined:
    """Answer a question in plain words; ``near`` is asked beside it for what is near, the nearest first.

    ``meanwhile`` is given what the words find, for whoever can make use of it while ``near`` is still at work.
    """
    total: Future[int] = Future()

    def found_near() -> tuple[Question, Looked]:
        whole = fusing.beside(question, near())
        return whole, looked_up(engine, whole, total)

    with ThreadPoolExecutor(1) as beside:
        asked = beside.submit(_with_a_core(found_near))
        words = by_words(engine, question, beside, total)
        is_told = words.scores and not question.chosen
        scores = words.scores if is_told else fusing.scores_by_words(engine, question)
        meanwhile(words)
        if question.is_explained and not asked.done():
            words = replace(words, hits=tuple(page_explained(engine, question, words.hits)))
        whole, looked = cores.awaited(asked)
        whole = fusing.worth(whole, scores)
        found = joined(engine, whole, looked, words, beside)
    return Joined(whole, found, found.total - words.total)


def _with_a_core(what: Callable[[], Answer]) -> Callable[[], Answer]:
    def done() -> Answer:
        with cores.occupied():
            return what()

    return done


def by_words(engine: SearchEngine, question: Question, beside: Executor, total: Future[int]) -> Found:
    """Answer the words of a question in such a way that `joined` can add near documents; tell the total when it is known.

    Whoever is first ready, this thread with its page or ``beside`` with what it does, counts the facets.
    """
    assert not question.near, "near documents are not known yet"
    if not _is_joined(question):
        return engine.counted(replace(question, facets={}))
    wider = replace(question, facets={facet: _wider(most) for facet, most in question.facets.items()})
    counting = beside.submit(engine.counted, wider)
    page = engine.search(replace(question, facets={}, scores=fusing.NEAREST, is_explained=False))
    total.set_result(page.total)
    if counting.cancel():
        counted = engine.counted(question if is_estimated(question, page.total) else wider, page.total)
    else:
        counted = cores.awaited(counting)
    return replace(counted, hits=page.hits, scores=page.scores)


def looked_up(engine: SearchEngine, question: Question, total: Future[int]) -> Looked:
    """Ask which near documents of a question its words find, and count the others; what they are worth does not matter.

    Where it is known already that the words find so many that facets are estimated, the others' are not counted.
    """
    if not question.near or not _is_joined(question):
        return Looked({}, Found(0, (), {}))
    scores = engine.scored(question, question.near.keys())
    others = {name: worth for name, worth in question.near.items() if name not in scores}
    is_rough = total.done() and is_estimated(question, total.result())
    facets = {} if is_rough else dict.fromkeys(question.facets, MOST_BUCKETS)
    if not others:
        return Looked(scores, Found(0, (), dict.fromkeys(facets, ())))
    return Looked(scores, engine.counted(replace(question, near=others, sought=Sought.NEAR, facets=facets)))


def joined(engine: SearchEngine, question: Question, looked: Looked, words: Found, beside: Executor) -> Found:
    """Give what the engine finds for a question with near documents, after `by_words` has found ``words``."""
    if not question.near or not _is_joined(question):
        return engine.search(question)
    total = words.total + looked.others.total
    finding = beside.submit(_with_a_core(lambda: engine.search(_of_near(question, looked, words))))
    known = _told(engine, question, words.hits[: question.most])
    facets = _facets(engine, question, words, looked.others)
    near = cores.awaited(finding)
    hits = _best(question, words, near, total if total <= question.all_up_to else question.most)
    if question.is_explained:
        shown, others = hits[: question.most], hits[question.most :]
        hits = [*explained(engine, question, shown, known), *others]
    return Found(total, tuple(hits), facets, words.is_estimated)


def _of_near(question: Question, looked: Looked, words: Found) -> Question:
    """Ask for near documents alone, each worth what it adds and what the words give it."""
    return replace(
        question,
        near={name: worth + looked.scores.get(name, 0.0) for name, worth in question.near.items()},
        faint=question.faint.difference(looked.scores),
        sought=Sought.NEAR,
        facets={},
        is_explained=False,
        all_up_to=question.all_up_to if words.total <= question.all_up_to else 0,
    )


def _told(engine: SearchEngine, question: Question, page: Sequence[Hit]) -> list[Hit]:
    """Give the page of the words with reasons, which may be there, without what is known of near documents since."""
    if not question.is_explained:
        return []
    if not any(each.passages for each in page):
        return engine.explain(question, page)
    near = Reason(MEANING, "", 0)
    return [
        replace(each, reasons=(*each.reasons, near)) if each.patent.publication in question.near else each
        for each in page
    ]


def _is_joined(question: Question) -> bool:
    """Say whether it is the first page by relevance: of any other the engine would look at all pages before it."""
    return question.first == 0 and question.order is Order.RELEVANCE


def _wider(most: int) -> int:
    return min(most + WIDER, MOST_BUCKETS)


def _best(question: Question, words: Found, near: Found, most: int) -> list[Hit]:
    """Give the best of what words find and of what is near."""
    by_words = [each for each in words.hits if each.kept.publication not in question.near]
    return sorted([*near.hits, *by_words], key=lambda each: -each.score)[:most]


def explained(
    engine: SearchEngine, question: Question, hits: Sequence[Hit], known: Iterable[Hit]
) -> list[Hit]:
    """Give hits with reasons and passages, taking of those that are known what was told of them."""
    told = {each.patent.publication: each for each in known if each.passages}
    new = [each for each in hits if each.patent.publication not in told]
    told |= {each.patent.publication: each for each in engine.explain(question, new)}
    return [replace(told[each.patent.publication], score=each.score) for each in hits]


def _facets(
    engine: SearchEngine, question: Question, words: Found, others: Found
) -> dict[Facet, tuple[Count, ...]]:
    """Give the commonest values of what words find and of what only is near."""
    if words.is_estimated:
        return {facet: words.facets[facet][:most] for facet, most in question.facets.items()}
    summed = {}
    for facet, most in question.facets.items():
        counted = words.facets[facet]
        if lacking := _lacking(counted, others.facets[facet], most):
            counted = (*counted, *_counted(engine, question, words.total, facet, lacking))
        summed[facet] = _commonest(counted, others.facets[facet], most)
    return summed


def _lacking(counted: Sequence[Count], added: Sequence[Count], most: int) -> list[str]:
    """Name the values of near documents that the words did not count and that might be among the commonest."""
    if len(counted) < _wider(most):
        return []
    known, least = {each.value for each in counted}, _commonest(counted, added, most)[-1].hits
    return [each.value for each in added if each.value not in known and each.hits + counted[-1].hits >= least]


def _counted(
    engine: SearchEngine, question: Question, most: int, facet: Facet, values: Sequence[str]
) -> list[Count]:
    """Count how many that the words find have each of some values, of ``most`` in all, which are few enough to be counted."""
    narrowed = {**question.chosen, facet: question.chosen.get(facet, frozenset()) or frozenset(values)}
    by_words = replace(question, near={}, faint=frozenset(), chosen=narrowed, facets={facet: MOST_BUCKETS})
    return [each for each in engine.counted(by_words, most).facets[facet] if each.value in values]


def _commonest(counted: Sequence[Count], added: Sequence[Count], most: int) -> tuple[Count, ...]:
    sums = Counter({each.value: each.hits for each in counted})
    sums.update({each.value: each.hits for each in added})
    ranked = sorted(sums.items(), key=lambda each: (-each[1], each[0]))[:most]
    return tuple(Count(value, hits) for value, hits in ranked)
