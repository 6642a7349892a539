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
