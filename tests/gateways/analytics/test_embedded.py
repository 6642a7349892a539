"""Sums over a shelf: what they count, for all and for a part, and that what is kept follows the shelf."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.gateways.analytics import town
from zhiyun.gateways.analytics import embedded, sums
from zhiyun.gateways.analytics.embedded import Embedded, kept
from zhiyun.gateways.patent_shelf import Shelf, Source
from zhiyun.ip.applicants import KIND_RULES
from zhiyun.ip.patent import Right
from zhiyun.ip.serial import serial

ALL = list(town.patents(120))
INVENTIONS = town.inventions(ALL)
NEWEST = [each[0] for each in INVENTIONS]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return town.shelf(tmp_path_factory.mktemp("analytics") / "patents")


def test_totals_say_how_many_and_how_many_lack_what(shelf: Shelf) -> None:
    ((patents, oldest, newest, published, dated_until, filed, applicant, classed, province, cites, *_),) = (
        Embedded(shelf).ask(sums.TOTALS)
    )

    assert patents == len(NEWEST) == 108
    assert oldest == min(each.filed_on for each in NEWEST if each.filed_on)
    assert newest == max(each.filed_on for each in NEWEST if each.filed_on)
    assert published == date(2021, 12, 5)
    assert dated_until == max(each.published_on for each in NEWEST if each.filed_on and each.published_on)
    assert filed == sum(each.filed_on is not None for each in NEWEST)
    assert applicant == sum(bool(each.applicants) for each in NEWEST)
    assert classed == sum(bool(each.ipc) for each in NEWEST)
    assert province == sum(bool(each.province) for each in NEWEST)
    assert cites == sum(bool(each.cites) for each in NEWEST)


def test_a_part_of_the_shelf_is_summed_as_if_it_were_all(shelf: Shelf, tmp_path: Path) -> None:
    chosen = [each for at, each in enumerate(ALL) if at // 10 % 3 == 0]
    apart = Shelf(tmp_path / "patents")
    apart.put(chosen, sm3="a", source=Source("演示.csv"))
    part = Embedded(shelf, only=[serial(each.publication) for each in chosen])
    whole = Embedded(apart)

    for engine in (part, whole):
        engine.keep("holders", sums.HOLDERS.format(recent=2014, until=2016, before=2011))

    for name, text in town.questions():
        assert part.ask(text) == whole.ask(text), name


def _inventions_of(beginning: str) -> int:
    return sum(
        any(one.startswith(beginning) for each in together for one in each.ipc) for together in INVENTIONS
    )


def test_an_invention_counts_once_however_often_it_was_published(shelf: Shelf) -> None:
    both = next(each for each in INVENTIONS if len(each) > 1)

    engine = Embedded(shelf, only=[serial(each.publication) for each in both])

    assert engine.ask("SELECT publication FROM members") == [(both[0].publication,)]


def test_a_document_counts_once_under_a_class_it_has_twice(shelf: Shelf) -> None:
    counted = dict(Embedded(shelf).ask(sums.SUBCLASSES))

    assert counted["H01M"] == _inventions_of("H01M")


def test_a_divided_subclass_goes_to_its_main_groups_field(shelf: Shelf) -> None:
    """A61K8 (cosmetics) belongs to basic materials chemistry or organic chemistry, A61K31 to pharmaceuticals."""
    counted = dict(Embedded(shelf).ask(sums.FIELDS))

    assert counted[16] == _inventions_of("A61K31")
    assert counted[14] == _inventions_of("A61K8")


def test_citations_count_within_the_set_and_never_into_the_future(shelf: Shelf) -> None:
    filed = {each.publication: each.filed_on for each in ALL}
    found = Embedded(shelf).ask(sums.CITED_WITHIN.format(most=1000))

    assert found
    assert all(
        filed[citing] is None or filed[cited] is None or filed[citing] >= filed[cited]
        for citing, cited in found
    )


def test_what_is_kept_follows_the_shelf_and_the_old_goes(tmp_path: Path) -> None:
    shelf = town.shelf(tmp_path / "patents", 10)
    before = kept(shelf)

    assert kept(shelf) == before
    shelf.put(
        [each for each in town.patents(12) if each.publication[2:11] > "100000009"],
        sm3="c",
        source=Source("三"),
    )
    after = kept(shelf)

    assert Embedded(shelf).ask(sums.TOTALS)[0][0] == 11
    assert after != before
    assert not before.exists()


def test_what_is_kept_is_made_anew_where_names_are_told_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = town.shelf(tmp_path / "patents", 10)
    before = kept(shelf)

    monkeypatch.setattr(embedded, "KIND_RULES", KIND_RULES + 1)

    assert kept(shelf) != before


def test_each_kind_counts_its_inventions_and_applicants_once(shelf: Shelf) -> None:
    found = {kind: (patents, applicants) for kind, patents, applicants in Embedded(shelf).ask(sums.KINDS)}

    university = [each for each in INVENTIONS if any("演示大学" in one.applicants for one in each)]
    assert found["高校"] == (len(university), 1)
    assert found["企业"][1] == 2
    assert set(found) == {"高校", "企业", "科研单位"}


def test_an_empty_shelf_sums_to_nothing(tmp_path: Path) -> None:
    engine = Embedded(Shelf(tmp_path / "patents"))

    assert engine.ask(sums.TOTALS)[0][0] == 0
    assert engine.ask(sums.TREND) == []


def test_rights_are_named_as_the_shelf_names_them(shelf: Shelf) -> None:
    kinds = {kind for _, kind, _ in Embedded(shelf).ask(sums.TREND)}

    assert kinds == {each.name for each in Right}


def test_a_family_counts_once_for_its_chinese_application_or_else_its_newest(tmp_path: Path) -> None:
    made = [
        replace(each, application="", office=office, publication=f"{office}{at}A", family=family)
        for at, (each, office, family) in enumerate(
            zip(
                town.patents(6),
                ("CN", "US", "US", "EP", "CN", "CN"),
                ("f", "f", "g", "g", "", ""),
                strict=True,
            )
        )
    ]
    shelf = Shelf(tmp_path / "patents")
    shelf.put(made, sm3="a", source=Source("演示.csv"))

    found = {
        only is None: {
            publication
            for (publication,) in Embedded(shelf, only=only, is_folded=True).ask(
                "SELECT publication FROM members"
            )
        }
        for only in (None, [serial(each.publication) for each in made])
    }
    part = Embedded(shelf, only=[serial("US1A"), serial("US2A")], is_folded=True)

    assert found[True] == found[False] == {"CN0A", "EP3A", "CN4A", "CN5A"}
    assert part.ask(sums.HOW_MANY_FOLDED) == [(0,)]
    assert Embedded(shelf).ask(sums.TOTALS)[0][0] == 6
    assert Embedded(shelf, is_folded=True).ask(sums.OFFICES) == [("CN", 3), ("EP", 1)]
