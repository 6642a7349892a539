"""Decided groups on the shelf: what changes is written and indexed, and nothing else; a later decision undoes it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.exchange.shelves import put
from tests.gateways.search_engine.corpus import BATTERY, PUMP, VEHICLE
from zhiyun.exchange.patents import engines, importing, indexing, labels, merging, places
from zhiyun.exchange.patents.merging import Merged
from zhiyun.gateways.patent_shelf import Shelf
from zhiyun.gateways.safekeeping import Store
from zhiyun.gateways.search_engine import Facet, Question
from zhiyun.ip.patent import Patent
from zhiyun.ip.query import read
from zhiyun.ip.telling import groups_of

NAMES = {"CN109996757A": ("演示甲电池有限公司", "演示大学"), "CN209078969U": ("演示旧名电池有限公司",)}


def grouped(patent: Patent, names: tuple[str, ...]) -> Patent:
    return replace(patent, applicants=names, applicant_groups=groups_of(names))


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    put(
        tmp_path,
        [grouped(each, NAMES.get(each.publication, each.applicants)) for each in (BATTERY, PUMP, VEHICLE)],
    )
    indexing.reindex(home=tmp_path)
    return Shelf(places.shelf_folder(home=tmp_path))


def counts(home: Path) -> dict[str, int]:
    question = Question(query=read("*"), facets={Facet.APPLICANT: 9})
    found = engines.opened(home=home).search(question).facets[Facet.APPLICANT]
    return {each.value: each.hits for each in found}


def test_a_decision_changes_its_documents_in_search_and_on_the_shelf_and_no_other(
    shelf: Shelf, tmp_path: Path
) -> None:
    (former,), (now, school) = groups_of(NAMES["CN209078969U"]), groups_of(NAMES["CN109996757A"])
    before = counts(tmp_path)

    merging.put_into_effect(shelf=shelf.folder, merged=Merged(1, {former: now}))
    changed = merging.regroup(shelf=shelf)
    done = indexing.reindex(home=tmp_path)

    assert (changed, done.patents, done.is_new) == (1, 1, False)
    assert [each.records for each in shelf.manifest.sources.values() if "归并" in each.name] == [1]
    assert {key: before.get(key) for key in (former, now)} == {former: 1, now: 1}
    assert counts(tmp_path) == {key: hits for key, hits in before.items() if key != former} | {now: 2}
    assert shelf.counted("applicant_groups")[0][0] != [former]
    names = labels.group_names(engine=engines.opened(home=tmp_path), keys=[now, school])
    assert names == {now: "演示甲电池有限公司", school: "演示大学"}
    assert merging.regroup(shelf=shelf) == 0


def test_a_present_name_is_shown_though_most_documents_bear_the_former(shelf: Shelf, tmp_path: Path) -> None:
    (former,), (now, _) = groups_of(NAMES["CN209078969U"]), groups_of(NAMES["CN109996757A"])
    more = [grouped(replace(PUMP, publication=f"CN20907896{at}U"), NAMES["CN209078969U"]) for at in (1, 2)]
    put(
        tmp_path,
        [*more, grouped(replace(PUMP, publication="CN209078963U"), ("演示甲电池科技有限公司",))],
        "b",
    )

    merging.put_into_effect(shelf=shelf.folder, merged=Merged(1, {former: now}))
    merging.regroup(shelf=shelf)
    indexing.reindex(home=tmp_path)

    shown = labels.group_names(engine=engines.opened(home=tmp_path), keys=[now])[now]
    [pair] = merging.propose(applicants=shelf.applicants())
    merging.put_into_effect(shelf=shelf.folder, merged=Merged(2, {now: former}))
    merging.regroup(shelf=shelf)
    indexing.reindex(home=tmp_path)
    turned = labels.group_names(engine=engines.opened(home=tmp_path), keys=[former])[former]
    assert (shown, turned) == ("演示甲电池有限公司", "演示旧名电池有限公司")
    assert {(each.name, each.patents) for each in (pair.first, pair.second)} == {
        ("演示甲电池有限公司", 4), ("演示甲电池科技有限公司", 1),
    }  # fmt: skip


def test_a_further_decision_undoes_it(shelf: Shelf, tmp_path: Path) -> None:
    (former,), (now, _) = groups_of(NAMES["CN209078969U"]), groups_of(NAMES["CN109996757A"])
    before = counts(tmp_path)
    merging.put_into_effect(shelf=shelf.folder, merged=Merged(1, {former: now}))
    merging.regroup(shelf=shelf)

    merging.put_into_effect(shelf=shelf.folder, merged=Merged(2, {}))
    assert merging.regroup(shelf=shelf) == 1
    indexing.reindex(home=tmp_path)

    assert counts(tmp_path) == before


def test_a_shelf_regrouped_batch_by_batch_goes_on_after_a_kill(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = {key: "演示合并" for names in NAMES.values() for key in groups_of(names)}
    merging.put_into_effect(shelf=shelf.folder, merged=Merged(1, keys))
    monkeypatch.setattr(merging, "BATCH", 1)

    def killed(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        merging.regroup(shelf=shelf, tell=killed)

    assert merging.regroup(shelf=shelf) == 1
    assert {key for _, key, _ in shelf.applicants()} == {"演示合并", *groups_of(VEHICLE.applicants)}
    indexing.reindex(home=tmp_path)
    named = labels.group_names(engine=engines.opened(home=tmp_path), keys=["演示合并"])["演示合并"]
    assert named in {name for names in NAMES.values() for name in names}


def test_what_is_imported_later_counts_as_decided(shelf: Shelf, tmp_path: Path) -> None:
    (former,) = groups_of(NAMES["CN209078969U"])
    merging.put_into_effect(shelf=shelf.folder, merged=Merged(1, {former: "演示现名"}))
    file = tmp_path / "later.jsonl"
    file.write_text(json.dumps({"publication": "CN109996999A", "applicants": NAMES["CN209078969U"]}))

    importing.import_file(
        shelf=shelf, store=Store(tmp_path / "files", largest=1 << 20), path=file, name="x", columns={},
        tell=lambda _: None,
    )  # fmt: skip

    [later] = shelf.by_number(["CN109996999A"])
    assert later.applicant_groups == ("演示现名",)


def test_pairs_are_proposed_with_names_counts_and_the_reason(shelf: Shelf) -> None:
    put(
        shelf.folder.parent,
        [
            grouped(replace(BATTERY, publication=f"CN20000000{at}A"), ("演示甲电池科技有限公司",))
            for at in (1, 2)
        ],
        "b",
    )

    proposed = merging.propose(applicants=shelf.applicants())

    assert [({each.first.name, each.second.name}, each.because) for each in proposed] == [
        ({"演示甲电池有限公司", "演示甲电池科技有限公司"}, "一个名称包含另一个")
    ]
    assert sorted((proposed[0].first.patents, proposed[0].second.patents)) == [1, 2]
