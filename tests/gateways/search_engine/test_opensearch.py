"""The cluster's adapter where no cluster is: what it refuses, and what it would ask."""

from __future__ import annotations

import socket

import pytest

from zhiyun.gateways.search_engine import opensearch, opensearch_queries, plan


def test_a_cluster_that_does_not_answer_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as held:
        address = f"http://127.0.0.1:{held.getsockname()[1]}"
    with pytest.raises(opensearch.ClusterSilent) as refused:
        opensearch.OpenSearch(address, "patents")

    assert str(refused.value) == "检索集群没有应答，请稍后再试；一直如此时请联系管理员"


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
