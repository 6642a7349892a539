"""The product asks a cluster instead of its own engine once an operator names one, and answers the same.

Runs with ``./test --cluster``: what pages, commands and reindexing call is called twice, with ``ZHIYUN_SEARCH`` and
without.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.exchange.shelves import put
from tests.gateways.search_engine.conftest import CLUSTER
from tests.gateways.search_engine.corpus import BATTERY, FOUR, many
from zhiyun.exchange.patents import engines, indexing, likes, searching
from zhiyun.exchange.patents.searching import Answer, Asked
from zhiyun.gateways.search_engine import Facet, Order, SearchEngine
from zhiyun.gateways.search_engine.cluster_indexes import ClusterIndexes
from zhiyun.gateways.search_engine.opensearch import OpenSearch

pytestmark = pytest.mark.skipif(not CLUSTER, reason="runs with ./test --cluster")
QUESTIONS = (
    Asked(),
    Asked(text="锂电池"),
    Asked(text="battery pump"),
    Asked(text="隔膜", is_across=False),
    Asked(text='标题=电池 AND NOT "水泵"'),
    Asked(text="IPC=H01M AND AD=2016:2019"),
    Asked(text="锂电 NEAR/3 电池", order=Order.NEWEST_PUBLISHED),
    Asked(text="batter*", page=2),
    Asked(
        text="地区=重庆市",
        chosen={Facet.STATUS: frozenset({"有效"}), Facet.YEAR: frozenset({"2018", "2019"})},
    ),
    Asked(text="*", since=1),
    Asked(text="PN=CN109996757A"),
    Asked(text="xyzzy"),
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an installation of two batches, indexed in its folder."""
    home = tmp_path_factory.mktemp("home")
    put(home, [*FOUR, *many()])
    put(home, [replace(BATTERY, legal_status="转让")], "再来")
    indexing.reindex(home=home)
    return home


@pytest.fixture
def named(cluster_address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    address = f"{cluster_address}/zhiyun-test-{os.getpid()}-{tmp_path.name.lower()[-12:]}"
    monkeypatch.setenv("ZHIYUN_SEARCH", address)
    return address


def told(engine: SearchEngine, asked: Asked) -> tuple[object, ...]:
    """Give what a page shows of an answer: the hits, in order where an order is asked for, and all counts."""
    answer: Answer = searching.answer(engine=engine, asked=asked)
    rows = [(row.patent, tuple(each.publication for each in row.also)) for row in answer.rows]
    if asked.order is Order.RELEVANCE and answer.total <= searching.PAGE:
        rows.sort(key=lambda row: row[0].publication)
    counts = {facet: {each.value: each.hits for each in values} for facet, values in answer.facets.items()}
    is_whole = answer.total <= searching.PAGE or asked.order is not Order.RELEVANCE
    return (
        answer.total,
        answer.inventions,
        answer.pages,
        answer.read,
        answer.also,
        rows if is_whole else len(rows),
        counts,
    )


def test_the_same_questions_give_the_same_hits_and_counts(home: Path, named: str) -> None:
    made = indexing.reindex(home=home, shards=2)
    own, cluster = (
        indexing.IndexFolders(home.joinpath("patents-index")).answering(),
        engines.opened(home=home),
    )

    answers = [(each, told(own, each), told(cluster, each)) for each in QUESTIONS]

    assert isinstance(cluster, OpenSearch)
    assert (made.is_new, made.batches, made.patents) == (True, 2, 129)
    assert [each for each, one, other in answers if one != other] == []
    assert sum(one[0] > 0 for _, one, _ in answers) == len(QUESTIONS) - 1  # type: ignore[operator]
    assert searching.data_on(engine=own) == searching.data_on(engine=cluster)
    assert own.whole(BATTERY.publication) == cluster.whole(BATTERY.publication)
    alike = [
        {each.patent.publication for each in likes.of_patent(engine=engine, patent=BATTERY)}
        for engine in (own, cluster)
    ]
    assert alike[0] == alike[1] != set()


def test_an_index_in_a_cluster_is_brought_up_made_anew_and_turned_to(home: Path, named: str) -> None:
    first = indexing.reindex(home=home)
    behind = replace(BATTERY, publication="CN109996758A", application="", published_on=date(2026, 1, 1))
    put(home, [behind], f"又来 {named}")
    standing = indexing.standing(home=home)
    second = indexing.reindex(home=home)
    anew = indexing.reindex(home=home, is_anew=True)

    assert (first.is_new, second.is_new, second.batches, anew.is_new) == (True, False, 1, True)
    assert not standing.is_current
    assert indexing.standing(home=home).is_current
    assert [*ClusterIndexes(named)._standing().items()] == [(2, True)]


def test_an_index_whose_making_broke_off_goes_on_after_its_last_commit(home: Path, named: str) -> None:
    def broken_off(_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        indexing.reindex(home=home, tell=broken_off)
    nothing = indexing.standing(home=home)

    healed = indexing.reindex(home=home)

    assert nothing.refusal
    assert (healed.is_new, healed.resumed_after) == (True, 1)
    assert indexing.standing(home=home).is_current
