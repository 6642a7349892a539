"""The law's own words as screens say them: drawn from the measures themselves, so that a new one is not forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zhiyun import law
from zhiyun.law.conditions import Condition, Evidenced, Holds, Judged


def law_words() -> frozenset[str]:
    """Give every word of the law, as shipped, that a screen says as its own; official text is not among them."""
    words = {key.asks for key in law.KEYS} | {key.unit for key in law.KEYS if key.unit}
    words |= {each.words for kind in (law.Benefit, law.Kind) for each in kind}
    words |= {each.value for kind in (law.Level, law.Severity, law.Engagement, law.Standing) for each in kind}
    for measure in law.REGISTRY:
        words |= set(_of_measure(measure))
    return frozenset(words)


def _of_measure(measure: law.Measure) -> Iterator[str]:
    yield measure.authority
    for article in measure.articles:
        yield article.chapter
        for number in article.numbers:
            yield number.means
            if "%" not in number.words:
                yield number.words
        for listing in article.listings:
            yield listing.means
            yield from (listing.labels.get(value, value) for value in listing.values)
        for item in article.items:
            yield from _of_item(item)
    for item in measure.answers.duties:
        yield from _of_item(item)
    for benefit in law.Benefit:
        for item in measure.items(benefit):
            yield from _of_item(item)
        yield from (material.words for material in measure.materials(benefit))
        for step in measure.steps(benefit):
            yield from (step.name, step.words)
        yield from (question.asks for question in measure.questions(benefit))
    for choice in measure.readings:
        yield from (choice.reading.question, *choice.reading.options.values(), choice.reading.basis)
        yield choice.reading.adopted_by


def _of_item(item: law.Item) -> Iterator[str]:
    yield item.words
    for condition in item.conditions:
        yield from _of_condition(condition)


def _of_condition(condition: Condition) -> Iterator[str]:
    if isinstance(condition, Evidenced):
        yield condition.paper
    if isinstance(condition, Judged):
        yield condition.question
    if isinstance(condition, Holds):
        yield from (condition.met, condition.failed)
    nested: Any = getattr(condition, "conditions", ())
    for each in nested:
        yield from _of_condition(each)
    yield from condition.asks(None)
