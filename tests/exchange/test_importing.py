"""Files of patents brought in: kept, resumed, never twice, and every doubt written down."""

from pathlib import Path

import pytest

from zhiyun.exchange.patents import importing
from zhiyun.gateways.patent_shelf import Shelf
from zhiyun.gateways.safekeeping import Store

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
