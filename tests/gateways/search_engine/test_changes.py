"""What is replaced, removed and committed is found as it should be."""

from __future__ import annotations

from dataclasses import replace

from tests.gateways.search_engine.corpus import BATTERY, FOUR, PUMP
from zhiyun.gateways.search_engine import Question, SearchEngine
from zhiyun.ip.query import read

ALL = read("*")


def test_nothing_is_found_before_it_is_committed(empty: SearchEngine) -> None:
    empty.replace(FOUR)
    before = empty.count(ALL), empty.batch()
    empty.commit("first")

    assert before == (0, "")
    assert (empty.count(ALL), empty.batch()) == (4, "first")


def test_a_patent_takes_the_place_of_its_number(empty: SearchEngine) -> None:
    empty.replace([BATTERY])
    empty.commit("first")
    empty.replace([replace(BATTERY, legal_status="失效"), PUMP, replace(BATTERY, legal_status="转让")])
    empty.commit("second")

    found = empty.search(Question(query=read("FM=F1")))
    assert [hit.patent.legal_status for hit in found.hits] == ["转让"]
    assert (empty.count(ALL), empty.batch()) == (2, "second")


def test_replaying_a_batch_changes_nothing(empty: SearchEngine) -> None:
    for _ in range(2):
        empty.replace(FOUR)
        empty.commit("first")

    assert empty.count(ALL) == 4


def test_what_is_removed_is_gone_and_what_is_not_there_is_passed_over(empty: SearchEngine) -> None:
    empty.replace(FOUR)
    empty.commit("first")
    empty.remove([PUMP.publication, "CN000"])
    empty.commit("second")

    assert empty.count(ALL) == 3
    assert empty.count(read("TI=水泵")) == 0


def test_one_document_comes_with_its_citations_and_a_hit_without(empty: SearchEngine) -> None:
    empty.replace(FOUR)
    empty.commit("first")

    [hit] = empty.search(Question(query=read("PN=CN109996757A"))).hits

    assert empty.whole(BATTERY.publication) == BATTERY
    assert hit.patent == replace(BATTERY, cites=())
    assert empty.whole("CN000") is None


def test_what_later_batches_brought_can_be_asked_for_alone(empty: SearchEngine) -> None:
    empty.replace([BATTERY], batch=1)
    empty.replace([PUMP], batch=2)
    empty.commit("2")

    [hit] = empty.search(Question(query=ALL, since_batch=1)).hits

    assert hit.patent == PUMP
    assert empty.search(Question(query=ALL, since_batch=2)).total == 0


def test_a_municipality_has_its_counties_too(empty: SearchEngine) -> None:
    empty.replace([replace(PUMP, city="500200", district="500233"), BATTERY])
    empty.commit("first")

    assert empty.count(read("地区=重庆")) == 2
    assert empty.count(read("地区=忠县")) == 1
