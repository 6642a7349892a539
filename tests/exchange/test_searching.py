"""A page of what is found: what is ticked is counted and named however rare it is, names are known before all is found."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.exchange.shelves import put
from tests.gateways.search_engine.corpus import BATTERY
from tests.gateways.vectors.letters import Letters
from zhiyun.exchange.patents import engines, indexing, labels, meaning, places, searching
from zhiyun.exchange.patents.meaning import Meaning
from zhiyun.exchange.patents.searching import Asked
from zhiyun.gateways.search_engine import Facet, asking
from zhiyun.gateways.search_engine.fusing import NEAREST
from zhiyun.gateways.vectors.store import Near, Vectors

RARE = ("演示稀有甲", "演示稀有乙")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an installation in which twelve applicants have two patents each, and two have one."""
    holders = [f"演示常见{number:02}" for number in range(12)] * 2 + list(RARE)
    home = tmp_path_factory.mktemp("home")
    put(
        home,
        [
            replace(
                BATTERY,
                publication=f"CN{110000001 + number}A",
                application=f"CN2019{number:08d}.1",
                family="",
                applicants=(f"{holder}有限公司",),
                applicant_groups=(holder,),
            )
            for number, holder in enumerate(holders)
        ],
    )
    indexing.reindex(home=home)
    return home


@pytest.mark.parametrize("counted_whole", [3, 1_000])
def test_what_is_ticked_is_counted_and_named_though_it_is_not_among_the_commonest(
    home: Path, monkeypatch: pytest.MonkeyPatch, counted_whole: int
) -> None:
    monkeypatch.setattr(asking, "COUNTED_WHOLE", counted_whole)
    ticked = {Facet.APPLICANT: frozenset({*RARE, "演示没有"})}

    answer = searching.answer(engine=engines.opened(home=home), asked=Asked(text="电池", chosen=ticked))
    shown = [each for each in answer.facets[Facet.APPLICANT] if each.is_chosen]

    assert {(each.value, str(each.label), each.hits, each.is_estimate) for each in shown} == {
        ("演示稀有甲", "演示稀有甲有限公司", 1, False),
        ("演示稀有乙", "演示稀有乙有限公司", 1, False),
        ("演示没有", "演示没有", 0, False),
    }
    others = [each for each in answer.facets[Facet.APPLICANT] if not each.is_chosen]
    assert {each.is_estimate for each in others} <= {counted_whole == 3}
    assert len(others) == 10 or counted_whole == 3
    assert answer.total == 2


def test_of_a_great_many_even_what_is_ticked_is_an_estimate_and_says_so(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "COUNTED_WHOLE", 1)
    ticked = {Facet.APPLICANT: frozenset(RARE)}

    answer = searching.answer(engine=engines.opened(home=home), asked=Asked(text="电池", chosen=ticked))

    assert {each.is_estimate for each in answer.facets[Facet.APPLICANT] if each.is_chosen} == {True}


def test_applicants_are_named_while_the_model_is_still_reading(home: Path) -> None:
    model, engine = Letters(), engines.opened(home=home)
    meaning.bring(home=home, model=model)
    held = Vectors(places.vectors_folder(home=home, model=model.name), model.name, model.dimensions)
    known: list[str] = []

    class Slow(Meaning):
        """A model that is done only once applicants are named, or after some seconds."""

        def near(self, text: str, most: int = NEAREST) -> list[Near]:
            until = time.monotonic() + 5
            while not labels._REMEMBERED.get(engine) and time.monotonic() < until:
                time.sleep(0.01)
            known.extend(key for _, key in labels._REMEMBERED.get(engine, {}))
            return super().near(text, most)

    labels._REMEMBERED.clear()
    answer = searching.answer(engine=engine, asked=Asked(text="电池"), meaning=Slow(model, held))

    assert known
    assert set(known) <= {each.value for each in answer.facets[Facet.APPLICANT]}
