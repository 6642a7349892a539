"""The index in its folder: several processes, sudden death, other versions, damage."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Barrier, Event, Semaphore, current_thread

import pytest

from tests.gateways.search_engine.corpus import FOUR, many
from zhiyun.gateways.search_engine import (
    Facet,
    NoIndex,
    Question,
    RebuildNeeded,
    asking,
    cores,
    embedded,
    tantivy_counts,
)
from zhiyun.gateways.search_engine.documents import SAMPLED, is_in_sample
from zhiyun.gateways.search_engine.shards import Shards, fitting
from zhiyun.ip.query import read

ALL = read("*")
WRITE_AND_DIE = """
import os, signal, sys
from pathlib import Path
from tests.gateways.search_engine.corpus import FOUR, many
from zhiyun.gateways.search_engine import embedded
engine = embedded.Tantivy(Path(sys.argv[1]))
engine.replace(many())
for shard in engine._writing()[:int(sys.argv[2])]:
    shard.commit()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of an index of four patents in two shards."""
    engine = embedded.create(tmp_path / "index", shards=2)
    engine.replace(FOUR)
    engine.commit("first")
    engine.close()
    return tmp_path / "index"


@pytest.mark.parametrize("committed", [0, 1, 2])
def test_sudden_death_loses_no_batch_and_replaying_heals(folder: Path, committed: int) -> None:
    died = subprocess.run([sys.executable, "-c", WRITE_AND_DIE, str(folder), str(committed)], check=False)
    engine = embedded.Tantivy(folder)
    kept = engine.batch(), engine.count(read("PN=CN109996757A"))

    engine.replace(many())
    engine.commit("second")

    assert died.returncode == -signal.SIGKILL
    assert kept == ("first", 1)
    assert (engine.batch(), engine.count(ALL)) == ("second", 129)


def test_another_reader_sees_what_was_committed_since(folder: Path) -> None:
    reader, writer = embedded.Tantivy(folder), embedded.Tantivy(folder)
    writer.remove([FOUR[0].publication])
    before = reader.count(ALL)
    writer.commit("second")

    assert (before, reader.count(ALL), reader.batch()) == (4, 3, "second")


def test_a_second_writer_is_refused_until_the_first_closes(folder: Path) -> None:
    first, second = embedded.Tantivy(folder), embedded.Tantivy(folder)
    first.replace(FOUR)

    with pytest.raises(embedded.BeingWritten) as refused:
        second.replace(FOUR)
    first.close()
    second.replace(FOUR)

    assert str(refused.value) == "另一个进程正在更新检索索引，请等它结束后再试"


@pytest.mark.parametrize(
    ("name", "value", "what"),
    [
        ("layout", 0, "字段的版本是0"),
        ("engine", "tantivy 0.1", "检索引擎的版本是tantivy 0.1"),
        ("dictionary", "rjieba 0.1, cut 1", "分词词典的版本是rjieba 0.1, cut 1"),
    ],
)
def test_an_index_of_another_version_says_that_it_must_be_made_anew(
    folder: Path, name: str, value: object, what: str
) -> None:
    file = folder / "index.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {name: value}))

    with pytest.raises(RebuildNeeded, match=f"检索索引须重建：{what}"):
        embedded.Tantivy(folder)


@pytest.mark.parametrize("written", ["", "[]", "{", '{"layout": 1}', "null"])
def test_a_mark_that_cannot_be_read_asks_for_a_new_index(folder: Path, written: str) -> None:
    (folder / "index.json").write_text(written)

    with pytest.raises(RebuildNeeded, match="索引的说明文件不可读"):
        embedded.Tantivy(folder)


@pytest.mark.parametrize("part", ["shard-1", "sample"])
def test_damaged_files_ask_for_a_new_index(folder: Path, part: str) -> None:
    (folder / part / "meta.json").write_bytes(b"\x00 not what it was")

    with pytest.raises(RebuildNeeded, match="索引的文件缺失或者已损坏"):
        embedded.Tantivy(folder)


def test_where_no_index_is_it_is_said_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NoIndex) as refused:
        embedded.Tantivy(tmp_path)

    assert str(refused.value) == "还没有检索索引，请由管理员导入专利，或者运行 zhiyun patents reindex 建立"


@pytest.mark.parametrize("facet", [Facet.APPLICANT, Facet.YEAR])
def test_what_is_given_is_counted_whole_though_no_shard_tells_of_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, facet: Facet
) -> None:
    monkeypatch.setattr(tantivy_counts, "MORE", 1)
    monkeypatch.setattr(tantivy_counts, "TIED", 1)
    monkeypatch.setattr(tantivy_counts, "FEW", 0)
    engine = embedded.create(tmp_path / "index", shards=3)
    crowd = [
        replace(each, applicant_groups=(f"甲{at % 7}", f"乙{at % 11}"), filed_on=date(2000 + at % 13, 1, 1))
        for at, each in enumerate(many())
    ]
    engine.replace(crowd)
    engine.commit("1")
    values = [
        value
        for each in crowd
        for value in (each.applicant_groups if facet is Facet.APPLICANT else [str(each.filed_on)[:4]])
    ]

    found = engine.search(Question(query=read("CY=(CN OR US)"), facets={facet: 3})).facets[facet]

    assert {each.value: each.hits for each in found} == {
        each.value: values.count(each.value) for each in found
    }
    assert [each.hits for each in found] == sorted((each.hits for each in found), reverse=True)


@pytest.mark.parametrize(
    ("documents", "cores", "shards"),
    [(199_999, 8, 1), (200_000, 8, 2), (1_000_000, 2, 2), (1_000_000, 1, 1), (20_000_000, 8, 4), (0, 8, 1)],
)
def test_so_many_cores_ask_a_large_index_as_it_has_shards(
    monkeypatch: pytest.MonkeyPatch, documents: int, cores: int, shards: int
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(cores)))

    assert fitting(documents) == shards


@pytest.fixture
def one_core_beside(monkeypatch: pytest.MonkeyPatch) -> Semaphore:
    """Give the cores beside the one that asks: one, whatever this machine has."""
    beside = Semaphore(1)
    monkeypatch.setattr(cores, "_BESIDE", beside)
    return beside


def test_who_asks_does_what_nobody_else_has_begun_with(folder: Path, one_core_beside: Semaphore) -> None:
    engine = embedded.Tantivy(folder)
    shards = engine._at_once()
    busy = Event()
    with ThreadPoolExecutor(1) as beside:
        beside.submit(busy.wait, 10)
        asked = Shards(shards.searchers, beside).ask(lambda each: (each.num_docs, current_thread()))
        busy.set()

    assert sum(count for count, _ in asked) == len(FOUR)
    assert {thread for _, thread in asked} == {current_thread()}
    assert one_core_beside.acquire(blocking=False), "the core is given back"


def test_shards_are_asked_at_once_again_and_again(folder: Path, one_core_beside: Semaphore) -> None:
    shards = embedded.Tantivy(folder)._at_once()
    for _ in range(3):
        meeting = Barrier(2, timeout=10)

        asked = shards.ask(lambda each, meeting=meeting: (meeting.wait(), each.num_docs))

        assert sum(count for _, count in asked) == len(FOUR)
    assert one_core_beside.acquire(blocking=False), "the core is given back"


@pytest.mark.usefixtures("one_core_beside")
def test_shards_wait_their_turn_while_the_other_core_is_at_work(folder: Path) -> None:
    shards = embedded.Tantivy(folder)._at_once()

    with cores.occupied(), cores.occupied():
        asked = shards.ask(lambda each: (current_thread(), each.num_docs))

    assert {thread for thread, _ in asked} == {current_thread()}
    assert cores.take(), "the core is given back"
    assert not cores.take(), "and only once"


def test_a_new_index_of_many_ends_in_one_piece_and_marks_only_batches_that_are_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "PIECE", 20)
    crowd = [*many(), *FOUR]
    engine = embedded.create(tmp_path / "index", expected=len(crowd))
    marks = []

    for number, at in enumerate(range(0, len(crowd), 10)):
        engine.replace(crowd[at : at + 10])
        engine.commit(str(number))
        marks.append(engine.batch())
    engine.settle()

    assert marks[:6] == ["", "0", "0", "2", "2", "4"], "17 at once: a batch is marked by the commit after it"
    assert (engine.batch(), engine.count(ALL)) == ("12", 129)
    assert [each.num_segments for each in engine._at_once().searchers] == [1]


@pytest.mark.parametrize("shards", [1, 2, 4])
@pytest.mark.parametrize("expected", [90_000, 200_000, 330_000, 1_000_000, 7_000_000])
def test_pieces_that_were_merged_are_never_of_like_size_with_new_ones(
    tmp_path: Path, expected: int, shards: int
) -> None:
    """The engine counts what is below 10,000 documents as 10,000, and what is up to 2^0.75 times as large as alike."""
    engine = embedded.create(tmp_path / "index", shards=shards, expected=expected)

    piece = engine._together // shards
    assert 10_000 * 2**0.75 < embedded.MERGED * piece <= embedded.MERGED * embedded.PIECE


@pytest.mark.parametrize("shards", [1, 3])
def test_the_sample_follows_what_is_replaced_and_what_is_taken_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shards: int
) -> None:
    def offices() -> dict[str, int]:
        found = engine.counted(Question(query=read("国别=(CN OR US OR EP)"), facets={Facet.OFFICE: 9}))
        assert found.is_estimated
        return {each.value: each.hits // SAMPLED for each in found.facets[Facet.OFFICE]}

    monkeypatch.setattr(asking, "COUNTED_WHOLE", 0)
    engine = embedded.create(tmp_path / "index", shards=shards)
    sampled = [f"CN{100_000_000 + each}A" for each in range(400) if is_in_sample(f"CN{100_000_000 + each}A")]
    others = ["CN100000000A", "CN100000001A"]
    assert not any(map(is_in_sample, others))
    patents = {
        number: replace(FOUR[0], publication=number, office="CN") for number in [*sampled[:6], *others]
    }
    engine.replace(patents.values())
    engine.commit("first")
    before = offices()
    engine.replace([replace(patents[sampled[0]], office="US"), replace(patents[others[0]], office="EP")])
    engine.remove([sampled[1], others[1]])
    engine.commit("second")

    assert before == {"CN": 6}
    assert offices() == {"CN": 4, "US": 1}
    assert embedded.Tantivy(tmp_path / "index").counted(Question(query=ALL)).total == 7 - 1
