"""Applicants are counted by numbers and told by name: the same as if each name had been read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.gateways.search_engine.corpus import many
from zhiyun.gateways.search_engine import Count, Facet, Question, asking, embedded, tantivy_counts
from zhiyun.gateways.search_engine.documents import SAMPLED, is_in_sample
from zhiyun.gateways.search_engine.shards import Shards
from zhiyun.ip.patent import Patent
from zhiyun.ip.query import read
from zhiyun.ip.serial import serial

ASKED = read("CY=(CN OR US)")
"""What everybody in the crowd answers, as no condition at all would be counted otherwise."""


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the crowd counted by number, small as it is."""
    monkeypatch.setattr(tantivy_counts, "FEW", 0)


def crowd(groups: int) -> list[Patent]:
    """Make 125 patents of twice so many groups, some commoner than others if there are less than patents."""
    return [
        replace(each, applicant_groups=(f"演示甲{at * 7 % groups}", f"演示乙{min(at, at * 3 % groups)}"))
        for at, each in enumerate(many())
    ]


def held(folder: Path, patents: Sequence[Patent], shards: int = 1) -> embedded.Tantivy:
    """Hold patents in an index of several pieces."""
    engine = embedded.create(folder, shards=shards)
    for at in range(0, len(patents), 40):
        engine.replace(patents[at : at + 40])
        engine.commit(str(at))
    return engine


def commonest(patents: Sequence[Patent], most: int) -> tuple[Count, ...]:
    """Count by reading every name; of those as common, the first by name."""
    hits = Counter(group for each in patents for group in each.applicant_groups)
    return tuple(Count(*each) for each in sorted(hits.items(), key=lambda each: (-each[1], each[0]))[:most])


@pytest.mark.parametrize("shards", [1, 3])
@pytest.mark.parametrize("groups", [7, 40, 125], ids=["few", "some as common", "all as common"])
def test_the_commonest_are_those_that_reading_every_name_finds(
    tmp_path: Path, shards: int, groups: int
) -> None:
    patents = crowd(groups)
    engine = held(tmp_path / "index", patents, shards)

    for most in (1, 5, 30):
        found = engine.search(Question(query=ASKED, facets={Facet.APPLICANT: most}))
        assert found.facets[Facet.APPLICANT] == commonest(patents, most)


def test_no_more_names_are_looked_up_than_are_as_common_as_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up = []
    named = tantivy_counts.Names._looked_up

    def watched(names: tantivy_counts.Names, shards: Shards, facet: Facet, number: int) -> str:
        looked_up.append(number)
        return named(names, shards, facet, number)

    monkeypatch.setattr(tantivy_counts.Names, "_looked_up", watched)
    patents = [replace(each, applicant_groups=(f"演示{at:03}",)) for at, each in enumerate(many())]
    engine = held(tmp_path / "index", [replace(patents[0], applicant_groups=("演示007",)), *patents[1:]])

    one, two, many_more = (
        engine.search(Question(query=ASKED, facets={Facet.APPLICANT: most})).facets[Facet.APPLICANT]
        for most in (1, 2, 100)
    )

    assert one == (Count("演示007", 2),)
    assert two == (*one, Count("演示001", 1)), "of 123 as common, the first by name"
    assert (len(many_more), many_more[:2]) == (100, two)
    assert len(looked_up) == 1, "the others are read where they stand"


def test_of_few_hits_no_name_is_looked_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tantivy_counts, "FEW", 125)
    monkeypatch.setattr(tantivy_counts.Names, "_looked_up", None)
    patents = crowd(7)

    found = held(tmp_path / "index", patents).search(Question(query=ASKED, facets={Facet.APPLICANT: 5}))

    assert found.facets[Facet.APPLICANT] == commonest(patents, 5)


def test_what_is_sampled_is_named_by_the_index_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sample keeps nothing that is shown."""
    monkeypatch.setattr(asking, "COUNTED_WHOLE", 0)
    patents = crowd(7)
    sampled = [each for each in patents if is_in_sample(each.publication)]

    found = held(tmp_path / "index", patents).search(Question(query=ASKED, facets={Facet.APPLICANT: 20}))

    assert found.is_estimated
    told = {each.value: each.hits // SAMPLED for each in found.facets[Facet.APPLICANT]}
    assert told == {each.value: each.hits for each in commonest(sampled, 20)}
    assert len(told) > 5


def test_a_group_whose_documents_were_just_taken_out_is_left_out(tmp_path: Path) -> None:
    engine = held(tmp_path / "index", crowd(7))
    known = tantivy_counts.Names(engine._schema)

    named = known.of(engine._at_once(), Facet.APPLICANT, [1, serial("演示甲0")])

    assert named == {serial("演示甲0"): "演示甲0"}
    assert known.of(engine._sampled(), Facet.APPLICANT, list(named)) == named, "remembered"


def test_who_has_no_applicant_is_counted_nowhere(tmp_path: Path) -> None:
    patents = [replace(each, applicants=(), applicant_groups=()) for each in many()[:9]]

    found = held(tmp_path / "index", patents).search(Question(query=ASKED, facets={Facet.APPLICANT: 5}))

    assert (found.total, found.facets[Facet.APPLICANT]) == (9, ())
