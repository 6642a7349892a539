"""The cluster's adapter where no cluster is: what it refuses, and what it would ask."""

from __future__ import annotations

import socket

import pytest

from zhiyun.gateways.search_engine import cluster, opensearch, opensearch_queries, plan


def test_a_cluster_that_does_not_answer_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as held:
        address = f"http://127.0.0.1:{held.getsockname()[1]}"
    with pytest.raises(cluster.ClusterSilent) as refused:
        opensearch.OpenSearch(address, "patents")

    assert str(refused.value) == "检索集群没有应答，请稍后再试；一直如此时请联系管理员"


def test_what_is_no_address_of_a_cluster_is_refused() -> None:
    for address in ("search-1:9200", "ftp://search-1", "http://"):
        with pytest.raises(cluster.NoAddress):
            opensearch.OpenSearch(address, "patents")


def test_what_nothing_meets_is_asked_as_nothing() -> None:
    for nothing in (plan.BestOf(()), plan.AnyOf(())):
        assert opensearch_queries.query(nothing) == {"match_none": {}}


def test_a_sequence_without_gaps_is_a_phrase_and_one_with_gaps_is_spans() -> None:
    close = plan.Sequence("title", ((0, "锂电"), (1, "电池")))
    apart = plan.Sequence("title", ((0, "电池"), (3, "batt")), frozenset({3}))

    assert opensearch_queries.query(close) == {"match_phrase": {"title": "锂电 电池"}}
    assert opensearch_queries.query(apart) == {
        "span_near": {
            "clauses": [
                {"span_term": {"title": "电池"}},
                {"span_gap": {"title": 2}},
                {"span_multi": {"match": {"prefix": {"title": {"value": "batt"}}}}},
            ],
            "slop": 0,
            "in_order": True,
        }
    }
