"""A shelf of patents: whole batches or none, each document once, what was said before kept."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from zhiyun.gateways.patent_shelf import NewerShelf, Put, Shelf, Source, columns, manifest
from zhiyun.gateways.patent_shelf import shelf as shelf_module
from zhiyun.ip.patent import Cited, Claim, LegalEvent, Patent, Right

SOURCE = Source("演示.csv")


def patent(serial: int, **told: object) -> Patent:
    number = f"CN{100_000_000 + serial}A"
    said = {"title_zh": f"演示{serial}", "published_on": date(2019, 7, 9)} | told
    return Patent(publication=number, office="CN", kind="A", right=Right.INVENTION, **said)  # type: ignore[arg-type]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "patents")


def test_what_is_put_is_found_by_its_number_as_it_was(shelf: Shelf) -> None:
    whole = patent(
        1,
        applicants=("演示甲", "演示乙"),
        filed_on=date(2018, 1, 1),
        ipc=("B64C33/02",),
        claims=(Claim(1, "一种演示。", "zh"), Claim(0, "一种方法。", "zh")),
        claim_count=7,
        cites=(Cited("US10000906B2", True), Cited("EP2077424A3")),
        legal_events=(LegalEvent(date(2020, 1, 1), "PLFP", "缴费"),),
    )

    put = shelf.put([whole, patent(2)], sm3="a", source=SOURCE)

    assert put == Put(added=2, changed=0, known=0)
    assert shelf.by_number([whole.publication, "CN999999999A"]) == [whole]


def test_an_empty_shelf_answers_nothing(shelf: Shelf) -> None:
    assert shelf.by_number(["CN100000001A"]) == []
    assert list(shelf.since(0)) == []
    assert shelf.counted("office") == []


def test_the_same_again_changes_nothing(shelf: Shelf) -> None:
    shelf.put([patent(1)], sm3="a", source=SOURCE)
    before = shelf.manifest

    put = shelf.put([patent(1)], sm3="b", source=SOURCE)

    assert put == Put(added=0, changed=0, known=1)
    assert (shelf.manifest.files, shelf.manifest.batches) == (before.files, before.batches)


def test_what_is_told_aside_fills_in_what_nobody_else_says(shelf: Shelf) -> None:
    shelf.put([patent(1, title_zh="演示")], sm3="a", source=SOURCE)
    own = patent(2, title_zh="演示二")
    passing = [patent(each, title_zh="别处的演示", inventors=("演示一",)) for each in (1, 2, 3)]

    put = shelf.put([own], sm3="b", source=SOURCE, aside=passing)
    again = shelf.put([], sm3="c", source=SOURCE, aside=passing)

    assert (put.added, put.changed, again.known) == (2, 1, 3)
    found = {each.publication: each for each in shelf.by_number([each.publication for each in passing])}
    assert [found[each.publication].title_zh for each in passing] == ["演示", "演示二", "别处的演示"]
    assert all(each.inventors == ("演示一",) for each in found.values())


def test_a_later_telling_adds_to_the_earlier_and_takes_nothing_away(shelf: Shelf) -> None:
    shelf.put([patent(1, applicants=("演示甲",)), patent(2)], sm3="a", source=SOURCE)
    status = patent(1, title_zh="", published_on=None, legal_status="有效", cites=(Cited("US1A"),))

    put = shelf.put([status], sm3="b", source=SOURCE)

    assert put == Put(added=0, changed=1, known=0)
    [found] = shelf.by_number([status.publication])
    assert (found.title_zh, found.applicants, found.legal_status) == ("演示1", ("演示甲",), "有效")
    assert shelf.manifest.rows == 2
    assert [[each.publication for each in piece] for piece in shelf.since(1)] == [[status.publication]]


def test_one_batch_that_names_a_document_twice_puts_it_once(shelf: Shelf) -> None:
    put = shelf.put([patent(1), patent(1, title_zh="演示改")], sm3="a", source=SOURCE)

    assert put == Put(added=1, changed=0, known=0)
    [found] = shelf.by_number([patent(1).publication])
    assert found.title_zh == "演示改"


def test_a_file_no_manifest_names_is_not_there_and_is_swept_away(shelf: Shelf) -> None:
    shelf.put([patent(1)], sm3="a", source=SOURCE)
    [name] = shelf.manifest.files
    left_by_a_kill = (shelf.folder / name).with_name("000009.parquet")
    left_by_a_kill.write_bytes((shelf.folder / name).read_bytes())

    assert shelf.counted("office") == [("CN", 1)]
    shelf.put([patent(2)], sm3="b", source=SOURCE)
    assert not left_by_a_kill.exists()


def test_files_written_anew_stay_for_one_more_commit_for_who_reads_them(shelf: Shelf) -> None:
    shelf.put([patent(1), patent(2)], sm3="a", source=SOURCE)
    [old] = shelf.manifest.files

    shelf.put([patent(1, title_zh="演示改")], sm3="b", source=SOURCE)

    assert old not in shelf.manifest.files
    assert (shelf.folder / old).exists()
    shelf.put([patent(3)], sm3="c", source=SOURCE)
    assert not (shelf.folder / old).exists()


def test_a_kill_before_the_manifest_leaves_the_shelf_as_it_was(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.put([patent(1)], sm3="a", source=SOURCE)
    before = shelf.manifest

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(manifest, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            shelf.put([patent(1, title_zh="演示改"), patent(2)], sm3="b", source=SOURCE)

    assert shelf.manifest == before
    assert shelf.by_number([patent(1).publication, patent(2).publication]) == [patent(1)]


def test_a_batch_opens_only_files_its_documents_lie_in(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    for year in range(2010, 2016):
        shelf.put([patent(year, published_on=date(year, 1, 1))], sm3=str(year), source=SOURCE)
    read: list[str] = []
    read_table = shelf_module.pq.read_table
    from_parquet = shelf_module.duckdb.DuckDBPyConnection.from_parquet

    def noting_table(path: Path, **how: object) -> object:
        read.append(path.parent.name)
        return read_table(path, **how)

    class Noting:
        def __init__(self) -> None:
            self.connection = duckdb_connect()

        def __getattr__(self, name: str) -> object:
            return getattr(self.connection, name)

        def from_parquet(self, paths: list[str], **how: object) -> object:
            read.extend(Path(path).parent.name for path in paths)
            return from_parquet(self.connection, paths, **how)

    duckdb_connect = shelf_module.duckdb.connect
    monkeypatch.setattr(shelf_module.pq, "read_table", noting_table)
    monkeypatch.setattr(shelf_module.duckdb, "connect", Noting)
    shelf.put([patent(2012, title_zh="演示改"), patent(1)], sm3="b", source=SOURCE)

    assert set(read) == {"year=2012", "year=2019"}


@pytest.mark.parametrize("harm", ["gone", "torn", "of another state"])
def test_where_documents_lie_is_found_out_anew_when_the_cache_does_not_say(shelf: Shelf, harm: str) -> None:
    shelf.put([patent(1), patent(2)], sm3="a", source=SOURCE)
    cache = shelf.folder / "whereabouts.sqlite3"
    older = cache.read_bytes()
    shelf.put([patent(1, title_zh="演示改"), patent(3)], sm3="b", source=SOURCE)
    if harm == "gone":
        cache.unlink()
    else:
        cache.write_bytes(older if harm == "of another state" else older[:5000])

    assert [each.title_zh for each in shelf.by_number([patent(1).publication])] == ["演示改"]
    put = shelf.put([patent(1, legal_status="有效"), patent(2), patent(4)], sm3="c", source=SOURCE)

    assert put == Put(added=1, changed=1, known=1)
    assert shelf.counted("office") == [("CN", 4)]


def test_a_kill_between_manifest_and_cache_loses_and_doubles_nothing(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.put([patent(1)], sm3="a", source=SOURCE)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(shelf_module.whereabouts, "moved", killed)
        with pytest.raises(KeyboardInterrupt):
            shelf.put([patent(1, title_zh="演示改"), patent(2)], sm3="b", source=SOURCE)

    put = shelf.put([patent(1), patent(2)], sm3="c", source=SOURCE)
    assert put == Put(added=0, changed=1, known=1)
    assert shelf.counted("office") == [("CN", 2)]


def test_what_a_newer_program_wrote_is_refused(shelf: Shelf) -> None:
    shelf.folder.mkdir()
    (shelf.folder / "manifest.json").write_text('{"schema": 99}')

    with pytest.raises(NewerShelf, match="第 99 版"):
        shelf.counted("office")


def test_the_columns_are_those_of_a_patent_and_the_batch() -> None:
    assert columns.SCHEMA.names == [*columns.NAMES, "batch"]


def _made_old(shelf: Shelf) -> None:
    """Write a shelf as the first schema had it."""
    for name in shelf.manifest.files:
        rows = pq.read_table(shelf.folder / name, partitioning=None)
        pq.write_table(rows.drop_columns(["claims", "claim_count"]), shelf.folder / name)
    kept = json.loads((shelf.folder / "manifest.json").read_text())
    (shelf.folder / "manifest.json").write_text(json.dumps(kept | {"schema": 1}))


def test_a_shelf_of_the_first_schema_is_read_and_the_next_import_writes_it_anew(shelf: Shelf) -> None:
    shelf.put([patent(1)], sm3="a", source=SOURCE)
    shelf.put([patent(2, published_on=date(2020, 1, 1))], sm3="b", source=SOURCE)
    _made_old(shelf)

    read_as_it_is = [each for together in shelf.since(0) for each in together]
    claimed = replace(patent(1), claims=(Claim(1, "一种演示。", "zh"),), claim_count=3)
    put = shelf.put([claimed, patent(2, published_on=date(2020, 1, 1))], sm3="c", source=SOURCE)

    assert read_as_it_is == [patent(1), patent(2, published_on=date(2020, 1, 1))]
    assert put == Put(added=0, changed=1, known=1)
    assert shelf.manifest.schema == manifest.SCHEMA
    assert [each.number for each in shelf.manifest.batches] == [1, 2, 3]
    assert shelf.by_number([patent(1).publication]) == [claimed]
    assert {
        name: pq.read_schema(shelf.folder / name).names for name in shelf.manifest.files
    } == dict.fromkeys(shelf.manifest.files, columns.SCHEMA.names)
    assert next(shelf.written_in(2)) == [patent(2, published_on=date(2020, 1, 1))]


def test_files_of_the_first_schema_stay_while_somebody_may_read_them(shelf: Shelf) -> None:
    shelf.put([patent(1)], sm3="a", source=SOURCE)
    _made_old(shelf)
    old = [shelf.folder / name for name in shelf.manifest.files]

    shelf.put([patent(2)], sm3="b", source=SOURCE)
    are_there = [path.exists() for path in old]
    shelf.put([patent(3)], sm3="c", source=SOURCE)

    assert (are_there, [path.exists() for path in old]) == ([True], [False])


def test_a_kill_while_an_old_shelf_is_written_anew_leaves_it_old(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.put([patent(1)], sm3="a", source=SOURCE)
    _made_old(shelf)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(manifest, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            shelf.put([patent(2)], sm3="b", source=SOURCE)

    assert shelf.manifest.schema == 1
    assert shelf.by_number([patent(1).publication, patent(2).publication]) == [patent(1)]


def test_who_changes_documents_keeps_others_from_writing_them_meanwhile(shelf: Shelf) -> None:
    shelf.put([patent(1), patent(2)], sm3="a", source=SOURCE)
    with ThreadPoolExecutor(1) as other:
        imports = []

        def grouped(each: Patent) -> Patent:
            imports.append(other.submit(shelf.put, [patent(1, title_zh="新标题")], sm3="b", source=SOURCE))
            with pytest.raises(TimeoutError):
                imports[0].result(0.3)
            return replace(each, applicant_groups=("演示",))

        changed = shelf.change([patent(1).publication, "CN999999999A"], grouped, sm3="c", source=SOURCE)

    [kept] = shelf.by_number([patent(1).publication])
    assert (changed, imports[0].result()) == (Put(0, 1, 0), Put(0, 1, 0))
    assert (kept.title_zh, kept.applicant_groups) == ("新标题", ("演示",))
    assert shelf.manifest.rows == 2
