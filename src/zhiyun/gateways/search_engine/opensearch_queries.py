"""Says a plan in OpenSearch's words."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Final

from zhiyun.gateways.search_engine import plan
from zhiyun.gateways.search_engine.plan import FIELDS, Keeping

_RANKING: Final = (Keeping.PLACED, Keeping.BAG)

Said = dict[str, Any]


def query(asked: plan.Plan) -> Said:
    """Give OpenSearch's query of a plan."""
    match asked:
        case plan.Anything():
            return _unranked({"match_all": {}})
        case plan.Term(field, value, is_ranked):
            term = {"term": {field: value}}
            return term if is_ranked or FIELDS[field] in _RANKING else _unranked(term)
        case plan.Beginning(field, value):
            return _unranked({"prefix": {field: value}})
        case plan.Sequence():
            return _sequence(asked)
        case plan.Between(field, low, high):
            return _unranked({"range": {field: {"gte": low, "lte": high}}})
        case plan.All(parts):
            negative = [query(part.part) for part in parts if isinstance(part, plan.Without)]
            positive = [query(part) for part in parts if not isinstance(part, plan.Without)]
            return {"bool": {"must": positive or [query(plan.Anything())], "must_not": negative}}
        case plan.AnyOf(parts, at_least):
            if not parts:
                return {"match_none": {}}
            return {"bool": {"should": [query(part) for part in parts], "minimum_should_match": at_least}}
        case plan.BestOf(parts):
            if not parts:
                return {"match_none": {}}
            return {"dis_max": {"queries": [query(part) for part in parts]}}
        case plan.Without(part):
            return {"bool": {"must": [query(plan.Anything())], "must_not": [query(part)]}}
        case plan.Weighted(part, weight):
            return {"bool": {"must": [query(part)], "boost": weight}}
        case plan.Fixed(part, score):
            return {"constant_score": {"filter": query(part), "boost": score}}


def _unranked(said: Said) -> Said:
    return {"constant_score": {"filter": said, "boost": 0}}


def _sequence(asked: plan.Sequence) -> Said:
    is_close = [at for at, _ in asked.tokens] == list(range(len(asked.tokens)))
    if is_close and not asked.beginnings:
        return {"match_phrase": {asked.field: " ".join(token for _, token in asked.tokens)}}
    clauses = [_span(asked, asked.tokens[0])]
    for (before, _), after in pairwise(asked.tokens):
        if after[0] > before + 1:
            clauses.append({"span_gap": {asked.field: after[0] - before - 1}})
        clauses.append(_span(asked, after))
    return {"span_near": {"clauses": clauses, "slop": 0, "in_order": True}}


def _span(asked: plan.Sequence, token: tuple[int, str]) -> Said:
    if token[0] in asked.beginnings:
        return {"span_multi": {"match": {"prefix": {asked.field: {"value": token[1]}}}}}
    return {"span_term": {asked.field: token[1]}}
