"""Files of patents brought in: kept, resumed, never twice, and every doubt written down."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from zhiyun.exchange.patents import importing, merging
from zhiyun.gateways.patent_files import json_lines
from zhiyun.gateways.patent_shelf import Shelf
from zhiyun.gateways.safekeeping import Store
from zhiyun.ip.applicants import Counting
from zhiyun.kernel.refusal import Faulty

HEADER = "公开号,标题,申请号,公开日\n"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "patents")


def bring(shelf: Shelf, content: str, name: str = "演示.csv") -> importing.Imported:
    path = shelf.folder.parent / name
    path.write_text(content)
    store = Store(shelf.folder.parent / "files")
    return importing.import_file(
        shelf=shelf, store=store, path=path, name=name, columns={}, tell=lambda _: None
    )


def rows(count: int) -> str:
    return HEADER + "".join(f"CN{100_000_001 + each}A,演示{each},,2019-07-09\n" for each in range(count))


def test_a_file_comes_in_once_and_is_kept_as_it_came(shelf: Shelf) -> None:
    first = bring(shelf, rows(3))
    again = bring(shelf, rows(3))

    assert (first.added, first.source.records, first.source.is_read) == (3, 3, True)
    assert again.was_read_before
    with Store(shelf.folder.parent / "files").open(first.sm3) as kept:
        assert kept.read().decode() == rows(3)


@pytest.mark.parametrize("beginning", ["", "\ufeff", "\n "])
def test_a_file_that_begins_with_an_endless_line_is_refused_before_it_is_kept(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, beginning: str
) -> None:
    monkeypatch.setattr(json_lines, "LONGEST_LINE", 100)

    with pytest.raises(Faulty, match="一行超过"):
        bring(shelf, f'{beginning}{{"publication": "{"9" * 200}', "演示.jsonl")

    assert not any(each.is_file() for each in (shelf.folder.parent / "files").rglob("*"))
    assert bring(shelf, '{"publication": "CN109996757A"}\n' * 5, "短.jsonl").source.records == 5


def test_what_is_not_understood_is_written_down_and_the_rest_comes_in(shelf: Shelf) -> None:
    content = HEADER + "CN109996757A,演示,2016800878870,2019-13-01\n不是号码,演示,,\nCN109996727A,演示,,\n"

    brought = bring(shelf, content)

    assert (brought.added, brought.source.left_out, brought.source.faults) == (2, 1, 2)
    told = list(importing.faults(shelf=shelf, sm3=brought.sm3, source=brought.source))
    assert [(each.place, each.is_left_out, [str(one.place) for one in each.faults]) for each in told] == [
        ("第 2 行", False, ["申请号", "公开日"]),
        ("第 3 行", True, ["公开号"]),
    ]
    [kept] = shelf.by_number(["CN109996757A"])
    assert (kept.application, kept.published_on) == ("", None)


def test_an_import_that_broke_off_goes_on_where_it_stood(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)
    put = Shelf.put
    seen: list[int] = []

    def killed(self: Shelf, patents: list[object], **told: object) -> object:
        seen.append(len(patents))
        if len(seen) == 2:
            raise KeyboardInterrupt
        return put(self, patents, **told)  # type: ignore[arg-type]

    content = rows(4) + "坏,演示,,\n"
    with monkeypatch.context() as patched:
        patched.setattr(Shelf, "put", killed)
        with pytest.raises(KeyboardInterrupt):
            bring(shelf, content)

    assert shelf.manifest.rows == 2
    brought = bring(shelf, content)
    assert (brought.resumed_after, brought.added, shelf.manifest.rows) == (2, 2, 4)
    assert (brought.source.records, brought.source.faults) == (5, 1)
    assert len(list(importing.faults(shelf=shelf, sm3=brought.sm3, source=brought.source))) == 1


def test_who_is_second_at_one_file_waits_and_every_doubt_is_written_once(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 1)
    path = shelf.folder.parent / "演示.csv"
    path.write_text(HEADER + "甲,演示,,\n乙,演示,,\nCN109996727A,演示,,\n")
    began, goes_on = threading.Event(), threading.Event()

    def told(_: importing.Imported) -> None:
        began.set()
        goes_on.wait(20)

    def bring_in(tell: Callable[[importing.Imported], None]) -> importing.Imported:
        store = Store(shelf.folder.parent / "files")
        return importing.import_file(
            shelf=shelf, store=store, path=path, name="演示.csv", columns={}, tell=tell
        )

    with ThreadPoolExecutor(2) as both:
        first = both.submit(bring_in, told)
        began.wait(20)
        second = both.submit(bring_in, lambda _: None)
        with pytest.raises(TimeoutError):
            second.result(0.3)
        goes_on.set()

    assert (first.result().added, second.result().was_read_before) == (1, True)
    faults = importing.faults(shelf=shelf, sm3=first.result().sm3, source=second.result().source)
    assert [each.place for each in faults] == ["第 2 行", "第 3 行"]


def test_a_file_is_read_again_with_its_columns_told_otherwise(shelf: Shelf) -> None:
    path = shelf.folder.parent / "演示.csv"
    path.write_text("公开号,备注,公开日\nCN109996727A,演示名称,坏\n")
    told = {"shelf": shelf, "store": Store(shelf.folder.parent / "files"), "path": path, "name": path.name}

    importing.import_file(**told, columns={}, tell=lambda _: None)
    again = importing.import_file(**told, columns={"备注": "title"}, tell=lambda _: None, is_again=True)

    assert (again.changed, again.source.records, again.source.faults) == (1, 1, 1)
    [kept] = shelf.by_number(["CN109996727A"])
    assert kept.title_zh == "演示名称"
    assert len(list(importing.faults(shelf=shelf, sm3=again.sm3, source=again.source))) == 1


@pytest.mark.parametrize("is_first", [True, False])
def test_what_only_events_tell_gives_way_to_what_a_source_says_in_whatever_order_they_come(
    shelf: Shelf, is_first: bool
) -> None:
    filed = '{"id": "EP2093507A1", "events": [["2009-02-23", "Application filed by 演示甲"]]}\n'
    said = '{"id": "EP2093507A1", "assignee": "演示乙"}\n'

    for name, content in (("一.jsonl", filed), ("二.jsonl", said))[:: 1 if is_first else -1]:
        bring(shelf, content, name)

    [patent] = shelf.by_number(["EP2093507A1"])
    assert patent.applicants == ("演示乙",)
    assert str(patent.filed_on) == "2009-02-23"
    assert bring(shelf, filed + "\n", "又.jsonl").known == 1


def test_what_a_table_of_citations_tells_of_a_document_does_not_replace_its_own_record(shelf: Shelf) -> None:
    table = "source,target,direction,target_assignee,target_title\nEP2077424A3,CN109996757A,backward,{},Separator of a cell\n"
    bring(shelf, "公开号,标题,申请人\nCN109996757A,隔膜,演示甲\n")

    brought = bring(shelf, table.format("Demonstration"), "引证.csv")
    bring(shelf, table.format("Other") + "\n", "又引证.csv")

    assert (brought.added, brought.changed, brought.source.records) == (1, 1, 2)
    [patent] = shelf.by_number(["CN109996757A"])
    assert (patent.title_zh, patent.title_en) == ("隔膜", "Separator of a cell")
    assert patent.applicants == ("演示甲",)


def test_an_applicant_that_only_events_tell_counts_as_people_decided(shelf: Shelf) -> None:
    merging.put_into_effect(
        shelf=shelf.folder, merged=merging.merged(decisions=1, counting=Counting({"演示甲": "演示乙"}))
    )

    bring(
        shelf,
        '{"id": "EP2093507A1", "events": [["2009-02-23", "Application filed by 演示甲"]]}\n',
        "一.jsonl",
    )

    [patent] = shelf.by_number(["EP2093507A1"])
    assert (patent.applicants, patent.applicant_groups) == (("演示甲",), ("演示乙",))
