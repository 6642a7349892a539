"""Says a plan in tantivy's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, Literal

import tantivy

from zhiyun.gateways.search_engine import plan
from zhiyun.gateways.search_engine.finding import alternatives, combined, finding, ranking
from zhiyun.gateways.search_engine.plan import FIELDS, Keeping

_INTEGER = tantivy.FieldType.Integer
KEPT: Final[Mapping[Keeping, Literal["position", "freq", "basic"]]] = {
    Keeping.PLACED: "position",
    Keeping.BAG: "freq",
    Keeping.SET: "basic",
}
"""What an index keeps of the tokens of a field."""
_RANKING = (Keeping.PLACED, Keeping.BAG)


def query(asked: plan.Plan, schema: tantivy.Schema) -> tantivy.Query:
    """Give tantivy's query of a plan."""
    make = tantivy.Query
    match asked:
        case plan.Fixed(plan.Term(field, value), score):
            # First, for near documents are asked by a hundred numbers.
            return make.const_score_query(make.term_query(schema, field, value, "basic"), score)
        case plan.Anything():
            return make.const_score_query(make.all_query(), 0.0)
        case plan.Term(field, value, is_ranked):
            term = make.term_query(schema, field, value, KEPT.get(FIELDS[field], "basic"))
            return term if is_ranked or FIELDS[field] in _RANKING else make.const_score_query(term, 0.0)
        case plan.Beginning(field, value):
            return make.const_score_query(make.regex_query(schema, field, _begins(value)), 0.0)
        case plan.Sequence():
            return _sequence(asked, schema)
        case plan.Between(field, low, high):
            between = make.range_query(schema, field, _INTEGER, low, high)
            return make.const_score_query(between, 0.0)
        case plan.All(parts):
            if all(isinstance(part, plan.Without) or ranking(part) for part in parts):
                parts = (plan.Anything(), *parts)
            return make.boolean_query([_together(part, schema) for part in parts])
        case plan.AnyOf(parts):
            return _any(asked, schema) if parts else make.empty_query()
        case plan.BestOf(parts):
            return make.disjunction_max_query([query(part, schema) for part in parts])
        case plan.Without(part):
            return make.boolean_query(
                [
                    (tantivy.Occur.Must, query(plan.Anything(), schema)),
                    (tantivy.Occur.MustNot, query(part, schema)),
                ]
            )
        case plan.Weighted(part, weight):
            return make.boost_query(query(part, schema), weight)
        case plan.Fixed(part, score):
            return make.const_score_query(query(finding(part), schema), score)


def named(publications: Iterable[str], schema: tantivy.Schema) -> tantivy.Query:
    """Ask for documents by their numbers; none scores anything."""
    make = tantivy.Query
    terms = (make.term_query(schema, "publication", each, "basic") for each in publications)
    return make.const_score_query(make.boolean_query([(tantivy.Occur.Should, each) for each in terms]), 0.0)


def beside(few: tantivy.Query, asked: Iterable[plan.Plan], schema: tantivy.Schema) -> tantivy.Query:
    """Ask for few documents, each scored by all that holds of it.

    One condition after another is asked, each beside everything, so that its list is looked up only at the few.
    """
    scored = query(plan.Anything(), schema)
    for each in asked:
        pair = [(tantivy.Occur.Must, scored), (tantivy.Occur.Should, query(each, schema))]
        scored = tantivy.Query.boolean_query(pair)
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, few), (tantivy.Occur.Must, scored)])


def _any(asked: plan.AnyOf, schema: tantivy.Schema) -> tantivy.Query:
    """Say alternatives in one row, which the engine reads several times as fast as rows within rows.

    A share of a few words is found by their combinations; the words beside them only rank.
    """
    if asked.at_least <= 1:
        flat = [(tantivy.Occur.Should, query(part, schema)) for part in alternatives(asked.parts)]
        return tantivy.Query.boolean_query(flat, 1)
    should = [(tantivy.Occur.Should, query(part, schema)) for part in asked.parts]
    combinations = combined(asked)
    if combinations is None:
        return tantivy.Query.boolean_query(should, asked.at_least)
    must = tantivy.Query.const_score_query(query(combinations, schema), 0.0)
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, must), *should])


def _together(part: plan.Plan, schema: tantivy.Schema) -> tuple[tantivy.Occur, tantivy.Query]:
    if isinstance(part, plan.Without):
        # A negation beside something positive is cheaper than everything without it.
        return tantivy.Occur.MustNot, query(part.part, schema)
    if (ranks := ranking(part)) is not None:
        # What holds of every document is not looked for: what may hold besides is asked of those found.
        return tantivy.Occur.Should, query(ranks, schema)
    return tantivy.Occur.Must, query(part, schema)


def _sequence(asked: plan.Sequence, schema: tantivy.Schema) -> tantivy.Query:
    if not asked.beginnings:
        return tantivy.Query.phrase_query(schema, asked.field, list(asked.tokens))
    words: list[str | tuple[int, str]] = [
        (at, _begins(token) if at in asked.beginnings else re.escape(token)) for at, token in asked.tokens
    ]
    return tantivy.Query.regex_phrase_query(schema, asked.field, words)


def _begins(value: str) -> str:
    return f"{re.escape(value)}.*"
