"""What came without a class is told which it is likely in, by its text and by what stands beside it in the gazette."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.exchange.shelves import put
from tests.gateways.search_engine.corpus import BATTERY, CHAIR, PUMP, VEHICLE
from zhiyun.exchange.patents import classes, engines, indexing, likely_classes
from zhiyun.gateways import class_judge
from zhiyun.gateways.search_engine import SearchEngine
from zhiyun.ip.patent import Patent, Right

BARE = replace(BATTERY, publication="CN109996760A", application="", family="", ipc=(), cpc=(), cites=())
SILENT = replace(BARE, title_zh="", title_en="", abstract_zh="")


def beside(number: int, symbol: str, title: str = "装置") -> Patent:
    return replace(
        PUMP, publication=f"CN{number}A", application="", title_zh=title, abstract_zh="", ipc=(symbol,)
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    far = [beside(109_990_000 + 7 * at, "G06F16/00", f"检索方法{at}") for at in range(300)]
    near = [beside(109_996_000 + 100 * at, "H01L21/00", f"晶片{at}") for at in range(8)]
    put(home, [*far, *near, beside(109_996_900, "H04L9/00"), BARE, CHAIR, BATTERY, VEHICLE])
    indexing.reindex(home=home)
    return home


@pytest.fixture
def engine(home: Path) -> SearchEngine:
    return engines.opened(home=home)


def test_what_stands_beside_is_sought_ever_farther_off_and_never_of_the_same_application(
    engine: SearchEngine,
) -> None:
    place = likely_classes.place(engine=engine, patent=BARE)

    assert place is not None
    assert [each.publication for each in place.before] == ["CN109996757A", "CN109996700A"]
    assert [each.publication for each in place.after] == ["CN109996900A"]
    same = replace(BARE, application=BATTERY.application)
    again = likely_classes.place(engine=engine, patent=same)
    assert again is not None
    assert [each.publication for each in again.before] == ["CN109996700A", "CN109996600A"]


def test_the_nearest_are_kept_when_far_off_there_are_more_than_are_read(
    engine: SearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(likely_classes, "READ", 4)
    first = replace(BARE, publication="CN109989999A")

    place = likely_classes.place(engine=engine, patent=first)

    assert place is not None
    assert [each.publication for each in place.after] == ["CN109990000A", "CN109990007A"]
    assert place.before == ()


def test_without_anything_learned_what_is_alike_and_in_order_comes_first(engine: SearchEngine) -> None:
    found = likely_classes.of_patent(engine=engine, patent=BARE)

    assert found is not None
    assert (found.classes[0].subclass, found.classes[0].is_likely) == ("H01M", True)
    assert not any(each.is_likely for each in found.classes if each.subclass in {"B60L", "G06F"})
    assert found.place == likely_classes.place(engine=engine, patent=BARE)


def test_a_number_alone_says_between_which_classes_it_stands(engine: SearchEngine) -> None:
    found = likely_classes.of_patent(engine=engine, patent=SILENT)

    assert found is not None
    assert found.classes[0].subclass in {"H01L", "H01M"}
    assert likely_classes.of_patent(engine=engine, patent=replace(SILENT, publication="CN1234567A")) is None


def test_what_has_a_class_and_designs_are_left_alone(engine: SearchEngine) -> None:
    assert likely_classes.of_patent(engine=engine, patent=BATTERY) is None
    assert likely_classes.of_patent(engine=engine, patent=replace(BARE, cpc=("H01M10/00",))) is None
    design = replace(BARE, publication="CN305246900S", right=Right.DESIGN)
    assert likely_classes.of_patent(engine=engine, patent=design) is None


def test_what_a_place_is_worth_is_learned_from_the_shelf_and_kept(
    home: Path, engine: SearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(classes, "LEAST", 100)
    monkeypatch.setattr(class_judge, "LEAST_HELD_OUT", 5)
    assert classes.learn(home=home, is_anew=True)

    found = likely_classes.of_patent(engine=engine, patent=SILENT, learned=classes.opened(home=home))

    assert found is not None
    assert found.classes[0].subclass in {"H01L", "H01M"}
