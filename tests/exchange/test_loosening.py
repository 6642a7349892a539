"""A query that finds nothing: which of its conditions is too much, and how to ask instead."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.exchange.shelves import put
from tests.gateways.search_engine.corpus import BATTERY
from zhiyun.exchange.patents import engines, indexing
from zhiyun.exchange.patents.loosening import MOST_CONDITIONS, loosened
from zhiyun.gateways.search_engine import SearchEngine, costing
from zhiyun.ip import query as language


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> SearchEngine:
    """Give an index of three documents: one with a class of IPC, one with one of CPC only, one with both."""
    home = tmp_path_factory.mktemp("home")
    classes = [(("H01M10/05",), ()), ((), ("F01K17/00",)), (("H01M10/05",), ("F01K17/00",))]
    put(
        home,
        [
            replace(BATTERY, publication=f"CN{110000001 + at}A", application="", family="", ipc=ipc, cpc=cpc)
            for at, (ipc, cpc) in enumerate(classes)
        ],
    )
    indexing.reindex(home=home)
    return engines.opened(home=home)


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("标题=电池 AND 标题=飞机", [("标题=电池", 3)]),
        ("标题=飞机 AND IPC=H01M AND 标题=电池", [("国际分类=H01M AND 标题=电池", 2)]),
        ("标题=飞机 AND 标题=轮船", []),
        ("标题=飞机 AND 标题=轮船 AND 标题=电池 AND IPC=H01M", [("标题=电池", 3), ("国际分类=H01M", 2)]),
        ("IPC=F01K", [("分类=F01K", 1)]),
        ("IPC=F01K1/00-99/00", [("分类=F01K1/00:F01K99/00", 1)]),
        (
            "IPC=F01K AND 标题=电池",
            [("分类=F01K AND 标题=电池", 1), ("标题=电池", 3)],
        ),
        ("标题=飞机 OR IPC=F01K", [("标题=飞机 OR 分类=F01K", 1)]),
        # Without the one condition that asks for something, nearly everything would be found.
        ("标题=飞机 NOT 标题=轮船", []),
        ("标题=电池 NOT 标题=电池", [("标题=电池", 3)]),
        ("飞机", []),
        ("CN199999999A", []),
        ("CN199999999A CN199999998A", []),
    ],
)
def test_it_names_what_finds_something_and_how_many(
    engine: SearchEngine, typed: str, instead: list[tuple[str, int]]
) -> None:
    query = language.read(typed)
    assert engine.count(query) == 0

    found = loosened(engine=engine, query=query, in_codes=False)

    assert found == instead
    assert [engine.count(language.read(written)) for written, _ in found] == [hits for _, hits in instead]


def test_fields_are_written_by_their_codes_for_who_reads_no_chinese(engine: SearchEngine) -> None:
    query = language.read("TI=aeroplane AND TI=lithium")

    assert [written for written, _ in loosened(engine=engine, query=query, in_codes=True)] == ["TI=lithium"]


def test_a_query_of_many_conditions_is_not_taken_apart(engine: SearchEngine) -> None:
    wanting = "标题=飞机 AND 标题=电池"
    few = f"{wanting} {' '.join(f'NOT 标题=轮船{each}' for each in range(MOST_CONDITIONS - 2))}"

    assert len(loosened(engine=engine, query=language.read(few), in_codes=False)) == 1
    assert loosened(engine=engine, query=language.read(f"{few} NOT 标题=火车"), in_codes=False) == []


def test_what_would_take_too_long_is_not_offered(
    engine: SearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(costing, "MOST", 0)

    assert loosened(engine=engine, query=language.read("标题=飞机 AND 摘要=电池"), in_codes=False) == []
