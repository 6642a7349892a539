"""The search engine as a cluster: OpenSearch, sent the same pre-cut texts and the same plans.

The cluster cuts at blanks only, so it needs no plugin and no dictionary, and finds what the embedded engine
finds. It must allow as many clauses as a plan may have: ``indices.query.bool.max_clause_count: 65536``.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, Final
from urllib.parse import quote

from zhiyun.gateways.search_engine import opensearch_queries, plan
from zhiyun.gateways.search_engine.asking import (
    SORTED_BY,
    by_words_alone,
    estimate,
    in_sample,
    is_estimated,
    page_explained,
    planned,
)
from zhiyun.gateways.search_engine.cluster import Cluster
from zhiyun.gateways.search_engine.compiling import Statistics
from zhiyun.gateways.search_engine.documents import indexed, put_together, set_apart, shown
from zhiyun.gateways.search_engine.finding import finding
from zhiyun.gateways.search_engine.interface import (
    Count,
    Facet,
    Found,
    Hit,
    Question,
    RebuildNeeded,
    checked,
)
from zhiyun.gateways.search_engine.kept import Kept
from zhiyun.gateways.search_engine.passages import all_explained
from zhiyun.gateways.search_engine.plan import FIELDS, LAYOUT, Keeping
from zhiyun.gateways.search_engine.segmenting import dictionary_version
from zhiyun.ip.patent import Patent
from zhiyun.ip.query import Query
from zhiyun.kernel.said import Said

BULK: Final = 500
"""Documents sent at once, about a megabyte."""
TOGETHER: Final = 10_000
"""Hits asked for at once."""
_KEPT: Final = "shown"
_APART: Final = "apart"
_RANKED_AS_ONE: Final = "?search_type=dfs_query_then_fetch"
"""Words are as rare as in all shards together, so that a score does not depend on where a document lies."""


def create(address: str, index: str, *, shards: int = 1) -> OpenSearch:
    """Begin an empty index of that name in the cluster at an address such as ``http://search-1:9200``."""
    cluster = Cluster(address)
    properties: dict[str, Any] = {name: _mapped(name, keeping) for name, keeping in FIELDS.items()}
    properties[_KEPT] = {"type": "keyword", "index": False, "doc_values": False}
    cluster.ask(
        "PUT",
        f"/{quote(index)}",
        {
            "settings": {
                "number_of_shards": shards,
                "number_of_replicas": 0,
                "refresh_interval": -1,
            },
            "mappings": {
                "dynamic": False,
                "_meta": {"layout": LAYOUT, "dictionary": dictionary_version(), "batch": ""},
                "_source": {"includes": [_KEPT, _APART]},
                "properties": properties,
            },
        },
    )
    return OpenSearch(address, index)


class OpenSearch:
    """An index of a cluster. Refuses with `NoIndex`, `RebuildNeeded` or `ClusterSilent`."""

    def __init__(self, address: str, index: str) -> None:
        self._cluster = Cluster(address)
        self.name = index
        self._index = f"/{quote(index)}"
        told = self._told()
        for what, was, now in (
            (Said("字段"), told.get("layout"), LAYOUT),
            (Said("分词词典"), told.get("dictionary"), dictionary_version()),
        ):
            if was != now:
                raise RebuildNeeded(
                    Said("%(what)s的版本是%(was)s，现在是%(now)s", what=what, was=str(was), now=now)
                )

    def replace(self, patents: Iterable[Patent], *, batch: int = 0) -> None:
        """Send patents, each in the place of the one with its publication number."""
        self._bulk(
            line
            for patent in patents
            for line in (
                {"index": {"_id": patent.publication}},
                {**indexed(patent), "batch": batch, _KEPT: shown(patent), _APART: set_apart(patent)},
            )
        )

    def remove(self, publications: Iterable[str]) -> None:
        """Take patents out; those not there are passed over."""
        self._bulk({"delete": {"_id": publication}} for publication in publications)

    def commit(self, batch: str) -> None:
        """Make all of it found; a process that dies before the mark is written replays the batch."""
        self._cluster.ask("POST", f"{self._index}/_flush")
        self._cluster.ask("POST", f"{self._index}/_refresh")
        self._cluster.ask("PUT", f"{self._index}/_mapping", {"_meta": {**self._told(), "batch": batch}})

    def settle(self) -> None:
        """Leave it to the cluster how many pieces it keeps."""

    def close(self) -> None:
        """Leave writing to others; the cluster keeps nothing open for us."""

    def batch(self) -> str:
        """Name the batch of the last commit; empty before the first."""
        return str(self._told()["batch"])

    def count(self, query: Query) -> int:
        """Say how many patents a query finds."""
        return self.counted(Question(query=query)).total

    def serials(self, question: Question) -> list[int]:
        """Give the serials of all that a question finds."""
        asked = opensearch_queries.query(planned(question, self.statistics()))
        body: dict[str, Any] = {
            "query": asked,
            "size": TOGETHER,
            "_source": False,
            "sort": [{"serial": "asc"}],
        }
        found: list[int] = []
        while hits := self._cluster.ask("POST", f"{self._index}/_search", body)["hits"]["hits"]:
            found.extend(hit["sort"][0] for hit in hits)
            body["search_after"] = hits[-1]["sort"]
        return found

    def search(self, question: Question) -> Found:
        """Answer a question."""
        checked(question)
        wanted = planned(question, self.statistics())
        body: dict[str, Any] = {
            "query": opensearch_queries.query(wanted),
            "from": question.first,
            "size": question.most,
            "track_total_hits": True,
            "_source": [_KEPT],
        }
        if question.order in SORTED_BY:
            name, is_descending = SORTED_BY[question.order]
            body["sort"] = [{name: {"order": "desc" if is_descending else "asc", "missing": "_last"}}]
        answer = self._cluster.ask("POST", f"{self._index}/_search{_RANKED_AS_ONE}", body)
        total = answer["hits"]["total"]["value"]
        if len(answer["hits"]["hits"]) < total <= question.all_up_to:
            body |= {"from": 0, "size": question.all_up_to}
            answer = self._cluster.ask("POST", f"{self._index}/_search{_RANKED_AS_ONE}", body)
        hits = [
            Hit(Kept(found["_source"][_KEPT]), found["_score"] or 0.0) for found in answer["hits"]["hits"]
        ]
        if question.is_explained:
            hits = page_explained(self, question, hits)
        scores = self.best_scores(question, question.scores) if question.scores else []
        counted = self.counted(question, total)
        return replace(counted, hits=tuple(hits), scores=tuple(scores))

    def counted(self, question: Question, total: int | None = None) -> Found:
        """Count what a question finds and the values of its facets; ``total`` is what is known to be found."""
        wanted = planned(question, self.statistics())
        if total is None:
            asked = {"query": opensearch_queries.query(wanted)}
            total = int(self._cluster.ask("POST", f"{self._index}/_count", asked)["count"])
        if not is_estimated(question, total):
            return Found(total, (), self._counted(wanted, question.facets))
        counted = self._counted(in_sample(wanted), question.facets)
        return Found(total, (), {facet: estimate(counts) for facet, counts in counted.items()}, True)

    def _counted(self, asked: plan.Plan, facets: Mapping[Facet, int]) -> dict[Facet, tuple[Count, ...]]:
        """Count the values of facets, once it is known of how many hits."""
        if not facets:
            return {}
        body = {
            "query": opensearch_queries.query(finding(asked)),
            "size": 0,
            "aggs": {
                facet.name: {"terms": {"field": facet.value, "size": most, "shard_size": 10 * most}}
                for facet, most in facets.items()
            },
        }
        answer = self._cluster.ask("POST", f"{self._index}/_search", body)["aggregations"]
        return {facet: _counts(answer[facet.name]["buckets"]) for facet in facets}

    def best_scores(self, question: Question, most: int) -> list[float]:
        """Give the scores of what answers a question best."""
        return [score for _, score in self.scores(planned(question, self.statistics()), most)]

    def scored(self, question: Question, publications: Collection[str]) -> dict[str, float]:
        """Give the scores of those of some documents that the words of a question find."""
        wanted = planned(by_words_alone(question), self.statistics())
        named = {"ids": {"values": list(publications)}}
        asked = {"bool": {"must": opensearch_queries.query(wanted), "filter": named}}
        return dict(self._scores(asked, len(publications)))

    def explain(self, question: Question, hits: Sequence[Hit]) -> list[Hit]:
        """Give hits of a question with reasons and passages."""
        wanted = planned(by_words_alone(question), self.statistics())
        return all_explained(hits, wanted, self.wholes, question.near)

    def whole(self, publication: str) -> Patent | None:
        """Give a document with its claims, citations and events."""
        return self.wholes([publication]).get(publication)

    def wholes(self, publications: Sequence[str]) -> dict[str, Patent]:
        """Give documents by their numbers, as `whole` does."""
        asked = {"terms": {"publication": list(publications)}}
        body = {"query": asked, "size": len(publications)}
        answer = self._cluster.ask("POST", f"{self._index}/_search", body)
        return {
            hit["_id"]: put_together(Kept(hit["_source"][_KEPT]).patent, hit["_source"][_APART])
            for hit in answer["hits"]["hits"]
        }

    def statistics(self) -> Statistics:
        """Tell how many documents there are, and have a token."""
        return _Statistics(self._cluster, self._index)

    def scores(self, asked: plan.Plan, most: int) -> list[tuple[str, float]]:
        """Give the publication numbers and scores of what answers a plan best."""
        return self._scores(opensearch_queries.query(asked), most)

    def _scores(self, asked: opensearch_queries.Said, most: int) -> list[tuple[str, float]]:
        body = {"query": asked, "size": most, "_source": False}
        hits = self._cluster.ask("POST", f"{self._index}/_search{_RANKED_AS_ONE}", body)["hits"]["hits"]
        return [(hit["_id"], hit["_score"]) for hit in hits]

    def _told(self) -> dict[str, Any]:
        mapping = self._cluster.ask("GET", f"{self._index}/_mapping")
        told: dict[str, Any] = next(iter(mapping.values()))["mappings"].get("_meta", {})
        return told

    def _bulk(self, lines: Iterable[Mapping[str, object]]) -> None:
        waiting = iter(lines)
        while batch := list(islice(waiting, 2 * BULK)):
            text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in batch)
            answer = self._cluster.send("POST", f"{self._index}/_bulk", text, "application/x-ndjson")
            failed = [item for item in answer["items"] for done in item.values() if done.get("error")]
            assert not failed, f"the cluster refused documents, the first: {failed[0]}"


class _Statistics:
    """What the cluster knows of an index, asked for many tokens at once."""

    def __init__(self, cluster: Cluster, index: str) -> None:
        self._cluster = cluster
        self._index = index

    def documents(self) -> int:
        return int(self._cluster.ask("GET", f"{self._index}/_count")["count"])

    def having(self, field: str, tokens: Iterable[str]) -> Mapping[str, int]:
        asked = list(tokens)
        filters = {str(number): {"term": {field: token}} for number, token in enumerate(asked)}
        body = {"size": 0, "aggs": {"having": {"filters": {"filters": filters}}}}
        if not asked:
            return {}
        buckets = self._cluster.ask("POST", f"{self._index}/_search", body)["aggregations"]["having"][
            "buckets"
        ]
        return {token: buckets[str(number)]["doc_count"] for number, token in enumerate(asked)}


def _mapped(name: str, keeping: Keeping) -> dict[str, Any]:
    if keeping is Keeping.NUMBER:
        return {"type": "long"}
    if keeping is Keeping.FACET:
        return {"type": "keyword"}
    if keeping is Keeping.CODE:
        return {"type": "keyword", "doc_values": False, "norms": name in ("ipc", "cpc")}
    options = {Keeping.PLACED: "positions", Keeping.BAG: "freqs", Keeping.SET: "docs"}[keeping]
    return {"type": "text", "analyzer": "whitespace", "index_options": options}


def _counts(buckets: Iterable[Mapping[str, Any]]) -> tuple[Count, ...]:
    counts: Iterator[Count] = (Count(str(bucket["key"]), bucket["doc_count"]) for bucket in buckets)
    return tuple(sorted(counts, key=lambda each: (-each.hits, each.value)))
