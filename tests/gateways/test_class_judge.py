"""What hints beside stretches are worth is learned from the newest patents, and weighs what is suggested."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from zhiyun.gateways import class_judge, hint_weigher
from zhiyun.gateways.class_judge import Judge, Shown, learned
from zhiyun.gateways.hint_weigher import Case
from zhiyun.gateways.learned_classes import LAYOUT, Classes, Standing
from zhiyun.gateways.vectors.store import Near
from zhiyun.ip.classification.gazette_order import Gazette

OLD, NEW = 1, 2


def some(number: int, day: int) -> list[Shown]:
    """Give patents of three kinds; what is new in batteries is in vehicles too, which no title says."""
    return [
        Shown(f"CN{day}{at}{place}A", f"kin {day} {at} {place}", day, f"{text}{at % 7}型", subclasses)
        for at in range(number)
        for place, (text, subclasses) in enumerate(
            (
                ("水泵叶轮", ("F04D",)),
                ("锂电池隔膜", ("B60L", "H01M") if day == NEW else ("H01M",)),
                ("折叠椅", ("A47C",)),
            )
        )
    ]


SHOWN = [*some(300, OLD), *some(33, NEW)]


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(class_judge, "LEAST_HELD_OUT", 20)


def given(judge: Judge, text: str, voted: dict[str, float] | None = None) -> set[str]:
    said = judge.judged(text, voted or {})
    assert said is not None
    return {name for name, likely in said.likelihoods.items() if likely >= said.least}


def test_what_goes_together_in_the_newest_patents_is_suggested_together() -> None:
    judge = learned(SHOWN)

    assert given(judge, "锂电池隔膜") == {"B60L", "H01M"}
    assert given(judge, "水泵叶轮") == {"F04D"}


def test_what_is_near_in_meaning_is_asked_for_each_patent_held_out_and_weighs() -> None:
    asked = []

    def near(text: str, most: int) -> list[Near]:
        asked.append(text)
        return [Near(each.publication, 0.9, True) for each in SHOWN if each.text[:2] == text[:2]][:most]

    judge = learned(SHOWN, near)

    assert len(asked) >= 20
    assert judge.hints is not None
    assert judge.hints.by_meaning is not None
    assert given(judge, "折叠椅", {"A47C": 1.0}) == {"A47C"}


def test_another_publication_of_the_same_invention_has_no_vote() -> None:
    twice = replace(SHOWN[0], publication="CN999B")
    known = {each.publication: each for each in (SHOWN[0], SHOWN[1], twice)}

    found = class_judge._voted(
        SHOWN[0], lambda *_: [Near("CN999B", 1.0, True), Near(SHOWN[1].publication, 0.8, True)], known
    )

    assert found == {"H01M": 1.0}


def numbered(number: int) -> list[Shown]:
    """Give patents whose titles say nothing, and whose numbers do: the classes stand in order."""
    subclasses = ("A47C", "F04D", "H01M")
    return [
        Shown(
            f"CN20907{at:04}U",
            f"kin {at}",
            NEW if at % 9 == 0 else OLD,
            f"装置{at % 7}型",
            (subclasses[3 * at // number],),
        )
        for at in range(number)
    ]


def test_what_stands_beside_in_the_gazette_is_learned_from_and_weighs(tmp_path: Path) -> None:
    shown = numbered(900)
    judge, kept = learned(shown), Classes(tmp_path / "learned.sqlite")
    kept.write(judge, Standing(LAYOUT, len(shown), len(shown), 1))

    gazette = Gazette((each.publication, each.subclasses) for each in shown)
    for number, subclass in (("CN209070150U", "A47C"), ("CN209070450U", "F04D"), ("CN209070750U", "H01M")):
        said = judge.judged("装置", {}, gazette.place(number))
        assert said is not None
        assert [name for name, likely in said.likelihoods.items() if likely >= said.least] == [subclass]
        read = kept.judged("装置", {}, gazette.place(number))
        assert read is not None
        assert read.likelihoods == pytest.approx(said.likelihoods, abs=1e-4)


def test_beside_a_place_what_is_near_in_meaning_weighs_too(tmp_path: Path) -> None:
    shown = numbered(900)
    judge = learned(shown, lambda *_: [Near(each.publication, 0.9, True) for each in shown[::300]])
    kept = Classes(tmp_path / "learned.sqlite")
    kept.write(judge, Standing(LAYOUT, len(shown), len(shown), 1, "a model"))

    place = Gazette((each.publication, each.subclasses) for each in shown).place("CN209070450U")
    both = judge.judged("装置", {"F04D": 0.4, "A47C": 0.6}, place)
    read = kept.judged("装置", {"F04D": 0.4, "A47C": 0.6}, place)

    assert both is not None
    assert read is not None
    assert judge.hints is not None
    assert both != judge.judged("装置", {}, place)
    assert len(both.likelihoods) == len(read.likelihoods)
    assert read.likelihoods == pytest.approx(both.likelihoods, abs=1e-4)
    without = Judge(judge.learned, replace(judge.hints, by_meaning_and_place=None))
    assert without.judged("装置", {"F04D": 0.4}, place) == judge.judged("装置", {}, place)


def test_where_too_few_have_a_place_it_is_not_learned_and_not_asked() -> None:
    judge = learned([*SHOWN, *numbered(90)])

    assert judge.hints is not None
    assert judge.hints.by_place is None
    place = Gazette([("CN209070150U", ("A47C",))]).place("CN209070151U")
    assert judge.judged("水泵叶轮", {}, place) == judge.judged("水泵叶轮", {})


def test_from_too_few_new_patents_nothing_is_learned_of_hints() -> None:
    judge = learned(SHOWN[:60])

    assert judge.hints is None
    assert judge.judged("水泵", {}) is None
    assert judge.learned.scores("水泵叶轮")


def test_the_same_patents_give_the_same_weights_in_any_order_of_the_newest() -> None:
    assert learned(SHOWN).hints == learned(SHOWN).hints


def test_what_is_read_back_from_a_file_judges_as_what_was_written(tmp_path: Path) -> None:
    judge = learned(SHOWN, lambda *_: [Near(SHOWN[0].publication, 0.9, True)])
    kept = Classes(tmp_path / "learned.sqlite")

    kept.write(judge, Standing(LAYOUT, len(SHOWN), len(SHOWN), 1, "a model"))

    for voted in ({}, {"F04D": 1.0}):
        read, written = kept.judged("水泵隔膜", voted), judge.judged("水泵隔膜", voted)
        assert read
        assert written
        assert read.least == written.least
        assert read.likelihoods == pytest.approx(written.likelihoods, abs=1e-4)
    assert kept.standing == Standing(LAYOUT, len(SHOWN), len(SHOWN), 1, "a model")


def test_a_file_without_hints_is_asked_by_stretches_alone(tmp_path: Path) -> None:
    kept = Classes(tmp_path / "learned.sqlite")

    kept.write(learned(SHOWN[:60]), Standing(LAYOUT, 60, 60, 1))

    assert kept.judged("水泵叶轮", {}) is None
    assert kept.scores("水泵叶轮")


def test_no_invention_is_known_by_another_publication_while_it_is_held_out() -> None:
    granted = [replace(each, publication=f"{each.publication[:-1]}B", day=OLD) for each in SHOWN]

    held, newest, known = class_judge._held_out([*granted, *SHOWN])

    assert held
    assert known
    assert not {each.kin for each in held} & {each.kin for each in (*newest, *known)}


def test_what_nothing_is_near_to_is_weighed_by_words() -> None:
    judge = learned(SHOWN, lambda *_: [Near(SHOWN[0].publication, 0.9, True)])

    assert judge.hints is not None
    by_words = Judge(judge.learned, replace(judge.hints, by_meaning=None))
    assert judge.judged("水泵隔膜", {}) == by_words.judged("水泵隔膜", {})
    assert judge.judged("水泵隔膜", {"F04D": 1.0}) != by_words.judged("水泵隔膜", {"F04D": 1.0})


def test_the_first_is_given_at_any_rate_when_the_least_is_chosen() -> None:
    cases = [Case([], [True], 1), Case([], [True, False], 1)]

    assert hint_weigher._least(cases, [np.array([0.15]), np.array([0.4, 0.2])]) == 0.21
