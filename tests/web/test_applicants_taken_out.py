"""Two firms that the rules count as one: told apart on the screen with the reason, put into effect, and undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from tests.casework import city
from tests.exchange.shelves import put
from tests.exchange.test_merging import grouped
from tests.gateways.search_engine.corpus import BATTERY, PUMP, VEHICLE
from tests.web.matrix import entered
from tests.web.test_applicant_decisions import ADDRESS, decide, page, waited
from zhiyun.casework.actions import applicant_decisions as acts
from zhiyun.casework.roles import Role
from zhiyun.exchange.patents import indexing, places, regrouping
from zhiyun.gateways.patent_shelf import Shelf
from zhiyun.ip.applicants import Verdict, own_key
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import ApplicantDecision, Event

pytestmark = pytest.mark.django_db
FIRM, LIKE, BRANCH = "演示长江有限公司", "演示长江股份有限公司", "演示长江股份有限公司北京分公司"
OTHER = "演示丙泵业有限公司"
WHY = "演示：统一社会信用代码不同"


@pytest.fixture
def home(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.HOME = tmp_path
    monkeypatch.setenv("ZHIYUN_HOME", str(tmp_path))
    put(
        tmp_path,
        [
            grouped(BATTERY, (FIRM, OTHER)),
            grouped(PUMP, (LIKE,)),
            grouped(VEHICLE, (BRANCH,)),
            grouped(replace(PUMP, publication="CN209078963U"), (OTHER,)),
        ],
    )
    indexing.reindex(home=tmp_path)
    regrouping.run(home=tmp_path)
    return tmp_path


def effected(bureau: Client, home: Path, key: str) -> int:
    bureau.post(ADDRESS, {"key": key, "do": "effect"})
    done = waited(home)
    assert (done.step, done.refusal) == (regrouping.DONE, "")
    return done.changed


def numbers(home: Path, key: str) -> set[str]:
    return {
        each.publication
        for batch in Shelf(places.shelf_folder(home=home)).since(0)
        for each in batch
        if key in each.applicant_groups
    }


def test_a_centre_ticks_the_other_firm_the_bureau_puts_it_into_effect_and_a_later_decision_undoes_it(
    home: Path,
) -> None:
    town = city.city()
    centre, bureau = entered(town.by(Role.PREPARER)), entered(town.by(Role.CASE_OFFICER))
    shown = page(centre)
    assert shown.index("按规则归在一组的") < shown.index(f'value="{LIKE}"')
    sent = {"key": "k1", "do": "take-out", "group": "演示长江", "name": [LIKE, BRANCH], "because": WHY}

    assert [centre.post(ADDRESS, sent).status_code for _ in range(2)] == [302, 302]

    [row] = ApplicantDecision.objects.all()
    assert (row.first, row.second, row.first_name, row.second_name, row.verdict, row.because) == (
        own_key(LIKE), "演示长江", LIKE, FIRM, "apart", WHY,
    )  # fmt: skip
    assert Event.objects.filter(action="applicants.take_out").count() == 1
    assert f'value="{LIKE}"' not in page(centre).partition('id="any"')[0]
    assert numbers(home, "演示长江") == {BATTERY.publication, PUMP.publication, VEHICLE.publication}

    assert effected(bureau, home, "k2") == 2

    assert numbers(home, own_key(LIKE)) == {PUMP.publication, VEHICLE.publication}
    assert numbers(home, "演示长江") == {BATTERY.publication}
    found = page(centre, "/patents/?q=" + quote(f'GR="{own_key(LIKE)}"'))
    assert "找到 2 件" in found
    assert LIKE in found
    undo = page(centre, f"{ADDRESS}?first={quote(LIKE)}&second={quote(FIRM)}")
    assert f'name="first" value="{LIKE}"' in undo

    centre.post(ADDRESS, {"key": "k3", "first": LIKE, "second": FIRM, "verdict": "same"})

    assert effected(bureau, home, "k4") == 2
    assert numbers(home, "演示长江") == {BATTERY.publication, PUMP.publication, VEHICLE.publication}
    assert ApplicantDecision.objects.count() == 2


def test_of_two_names_of_one_group_the_form_takes_one_out_and_asks_why(home: Path) -> None:
    by = city.city().by(Role.PREPARER)

    with pytest.raises(Faulty, match="请写明为什么是两家"):
        decide(by, LIKE, FIRM, Verdict.APART)
    decide(by, LIKE, BRANCH, Verdict.APART, WHY)

    row = ApplicantDecision.objects.get()
    assert (row.first, row.first_name, row.second_name) == (own_key(BRANCH), BRANCH, LIKE)


@pytest.mark.parametrize(
    ("names", "because", "told"),
    [
        ([], WHY, "请勾选至少一个"),
        ([LIKE, BRANCH, FIRM], WHY, "不能全勾"),
        ([LIKE], " ", "请写明为什么是两家"),
    ],
)
def test_ticks_that_part_nothing_are_refused_and_what_was_typed_stays(
    home: Path, names: list[str], because: str, told: str
) -> None:
    client = entered(city.city().by(Role.PREPARER))
    sent = {"key": "k", "do": "take-out", "group": "演示长江", "name": names, "because": because}

    answer = client.post(ADDRESS, sent)

    said = answer.content.decode()
    assert (answer.status_code, told in said, said.count(" checked>")) == (400, True, len(names))
    assert not ApplicantDecision.objects.exists()
    assert client.post(ADDRESS, {**sent, "group": "没有"}).status_code == 404


def test_names_of_two_groups_and_ones_taken_out_before_are_not_taken_out(home: Path) -> None:
    by = city.city().by(Role.PREPARER)

    def take_out(names: list[str], others: list[str]) -> None:
        acts.take_out(by=by, organisation=by.organisation_id, names=names, others=others, because=WHY)

    take_out([LIKE], [FIRM])
    with pytest.raises(Faulty, match="已经不在这一组"):
        take_out([LIKE], [FIRM])
    with pytest.raises(Faulty, match="已经不在这一组"):
        take_out([OTHER], [FIRM])
    assert ApplicantDecision.objects.count() == 1


def test_two_names_that_are_together_another_are_put_under_one(home: Path) -> None:
    by = city.city().by(Role.PREPARER)
    like = "演示长江股份公司"

    acts.take_out(by=by, organisation=by.organisation_id, names=[LIKE, like], others=[FIRM], because=WHY)

    rows = [(each.first, each.second, each.verdict) for each in ApplicantDecision.objects.order_by("pk")]
    assert rows == [
        (own_key(LIKE), "演示长江", "apart"),
        (own_key(like), "演示长江", "apart"),
        (own_key(like), own_key(LIKE), "same"),
    ]
