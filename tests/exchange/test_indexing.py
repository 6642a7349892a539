"""The index is a cache: made from the shelf, brought up by what changed, healed after any death."""

from __future__ import annotations

import csv
import gzip
import os
import signal
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.exchange.shelves import put
from tests.gateways.search_engine.corpus import BATTERY, FOUR, PUMP, many
from zhiyun.exchange.patents import engines, founding, indexing, places, sample, searching
from zhiyun.gateways.patent_shelf import Shelf
from zhiyun.gateways.search_engine import (
    BeingWritten,
    NoIndex,
    Question,
    RebuildNeeded,
    embedded,
    shards,
    versions,
)
from zhiyun.gateways.search_engine.cluster import ClusterSilent
from zhiyun.ip import applicants
from zhiyun.ip.query import read

KILLED_AFTER_ONE_BATCH = """
import os, signal, sys
from pathlib import Path
from zhiyun.exchange.patents import indexing
indexing.reindex(home=Path(sys.argv[1]), tell=lambda _: os.kill(os.getpid(), signal.SIGKILL))
"""


def found(home: Path, text: str) -> int:
    return engines.opened(home=home).count(read(text))


def test_only_batches_that_are_missing_are_indexed(tmp_path: Path) -> None:
    put(tmp_path, FOUR)
    first = indexing.reindex(home=tmp_path)
    put(tmp_path, [replace(PUMP, legal_status="转让")], "再来")
    behind = indexing.standing(home=tmp_path)
    second = indexing.reindex(home=tmp_path)

    assert (first.is_new, first.patents, first.batches) == (True, 4, 1)
    assert (behind.batch, behind.newest, behind.is_current) == (1, 2, False)
    assert (second.is_new, second.patents, second.resumed_after) == (False, 1, 1)
    assert indexing.standing(home=tmp_path) == indexing.Standing(2, 2, 4)
    assert indexing.reindex(home=tmp_path).batches == 0
    since = Question(query=read("*"), since_batch=1)
    [hit] = engines.opened(home=tmp_path).search(since).hits
    assert (hit.patent.publication, hit.patent.legal_status) == (PUMP.publication, "转让")


def test_an_index_whose_making_was_killed_goes_on_after_its_last_commit(tmp_path: Path) -> None:
    put(tmp_path, FOUR[:2])
    put(tmp_path, FOUR[2:], "再来")

    child = subprocess.run([sys.executable, "-c", KILLED_AFTER_ONE_BATCH, str(tmp_path)], check=False)
    with pytest.raises(NoIndex):
        engines.opened(home=tmp_path)
    healed = indexing.reindex(home=tmp_path)

    assert child.returncode == -signal.SIGKILL
    assert (healed.resumed_after, healed.batches, healed.patents) == (1, 1, 2)
    assert found(tmp_path, "*") == 4


def test_the_old_index_answers_until_the_new_one_is_whole(tmp_path: Path) -> None:
    put(tmp_path, FOUR)
    indexing.reindex(home=tmp_path)
    seen: list[int] = []

    indexing.reindex(home=tmp_path, is_anew=True, tell=lambda _: seen.append(found(tmp_path, "*")))

    assert seen == [4]
    assert found(tmp_path, "*") == 4
    left = sorted(each.name for each in places.index_folder(home=tmp_path).iterdir() if each.is_dir())
    assert left == ["000002", "current"]


def test_one_process_brings_the_index_up(tmp_path: Path) -> None:
    put(tmp_path, FOUR)

    def beside(_: object) -> None:
        with pytest.raises(BeingWritten):
            indexing.reindex(home=tmp_path)

    assert indexing.reindex(home=tmp_path, tell=beside).patents == 4


def test_a_cluster_that_is_named_is_asked_by_pages_commands_and_reindex_and_told_silent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, FOUR)
    indexing.reindex(home=tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as held:
        monkeypatch.setenv("ZHIYUN_SEARCH", f"http://127.0.0.1:{held.getsockname()[1]}/")

    with pytest.raises(ClusterSilent):
        engines.opened(home=tmp_path)
    with pytest.raises(ClusterSilent):
        indexing.reindex(home=tmp_path)
    assert "检索集群没有应答" in indexing.standing(home=tmp_path).refusal


def test_an_index_of_another_version_is_not_asked_and_is_made_anew(tmp_path: Path) -> None:
    put(tmp_path, FOUR)
    indexing.reindex(home=tmp_path)
    current = places.current(home=tmp_path)
    versions.write(current, replace(versions.read(current), layout=0))

    with pytest.raises(RebuildNeeded):
        found(tmp_path, "*")
    assert "reindex" in indexing.standing(home=tmp_path).refusal
    assert indexing.reindex(home=tmp_path).is_new
    assert found(tmp_path, "*") == 4


def test_publications_of_one_invention_are_one_row_and_counted_apart(tmp_path: Path) -> None:
    granted = replace(BATTERY, publication="CN109996757B", kind="B", family="", cites=())
    put(tmp_path, [*FOUR, granted])
    indexing.reindex(home=tmp_path)
    engine = engines.opened(home=tmp_path)

    answer = searching.answer(engine=engine, asked=searching.Asked(text="TI=隔膜"))

    assert (answer.total, answer.inventions, str(answer.read)) == (2, 1, "标题=隔膜")
    [row] = answer.rows
    assert {row.patent.publication, *(each.publication for each in row.also)} >= {
        BATTERY.publication,
        granted.publication,
    }


def test_a_demonstration_finds_the_sample_on_the_shelf_and_in_the_index_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = tmp_path / "few.csv"
    with gzip.open(sample.FILE, "rt", encoding="utf-8") as table:
        few.write_text("".join(table.readlines()[:30]))
    monkeypatch.setattr(sample, "FILE", few)

    founding.found(home=tmp_path)
    made = places.current(home=tmp_path).resolve().stat().st_mtime_ns
    founding.found(home=tmp_path)

    assert found(tmp_path, "*") == Shelf(places.shelf_folder(home=tmp_path)).manifest.rows == 29
    assert places.current(home=tmp_path).resolve().stat().st_mtime_ns == made


def test_the_sample_that_ships_names_no_natural_person() -> None:
    with gzip.open(sample.FILE, "rt", encoding="utf-8", newline="") as table:
        entries = list(csv.DictReader(table))

    names = {name for entry in entries for name in applicants.split(entry["applicant"])}
    assert sample.FILE.stat().st_size <= 2_000_000
    assert len(entries) == 11_693
    assert "inventor" not in entries[0]
    assert not [
        name for name in names if applicants.kind_of(applicants.clean(name)) is applicants.Kind.PERSON
    ]


def test_batches_that_came_meanwhile_are_taken_in_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, FOUR)
    indexing.reindex(home=tmp_path)
    monkeypatch.setattr(indexing, "TOGETHER", 50)
    for number, at in enumerate(range(0, 120, 20)):
        put(tmp_path, many()[at : at + 20], f"之后{number}")

    done = indexing.reindex(home=tmp_path)
    engine = engines.opened(home=tmp_path)

    assert isinstance(engine, embedded.Tantivy)
    assert [each.num_segments for each in engine._at_once().searchers] == [1 + 2]
    assert (done.batches, done.patents, engine.batch()) == (6, 120, "7")
    assert found(tmp_path, "*") == 124


def test_a_large_library_is_put_where_each_core_asks_a_part_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "EACH", 40)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    put(tmp_path, many())

    indexing.reindex(home=tmp_path)
    engine = engines.opened(home=tmp_path)

    assert isinstance(engine, embedded.Tantivy)
    assert len(engine._at_once().searchers) == 2
    assert found(tmp_path, "*") == len(many())


def test_a_library_whose_documents_were_updated_ends_in_one_piece_when_it_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "PIECE", 20)
    put(tmp_path, many())
    put(tmp_path, [replace(each, legal_status="转让") for each in many()[:60]], "再来")

    done = indexing.reindex(home=tmp_path, is_anew=True)
    engine = engines.opened(home=tmp_path)

    assert done.patents == done.of_patents == len(many())
    assert isinstance(engine, embedded.Tantivy)
    assert [each.num_segments for each in engine._at_once().searchers] == [1]
