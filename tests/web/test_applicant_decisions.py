"""Applicants that are one: proposed, decided by people of several bodies, in effect once the bureau says so, undone."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from tests.casework import city
from tests.exchange.shelves import put
from tests.exchange.test_merging import NAMES, grouped
from tests.gateways.search_engine.corpus import BATTERY, PUMP
from tests.web.matrix import entered
from zhiyun.casework.actions import applicant_decisions as acts
from zhiyun.casework.refusals import NotAllowed
from zhiyun.casework.roles import Role
from zhiyun.exchange.patents import indexing, merging, places, regrouping
from zhiyun.ip.applicants import Verdict
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import ApplicantDecision, Event

pytestmark = pytest.mark.django_db
ADDRESS = "/patents/applicants/"
NOW, FORMER = "演示甲电池有限公司", "演示甲电池科技有限公司"


@pytest.fixture
def home(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.HOME = tmp_path
    monkeypatch.setenv("ZHIYUN_HOME", str(tmp_path))
    put(tmp_path, [grouped(BATTERY, NAMES[BATTERY.publication]), grouped(PUMP, (FORMER,))])
    indexing.reindex(home=tmp_path)
    regrouping.run(home=tmp_path)
    return tmp_path


def page(client: Client, address: str = ADDRESS) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def waited(home: Path) -> regrouping.Progress:
    """Wait for the process; a page would be turned to again."""
    for _ in range(600):
        so_far = regrouping.progress(home=home)
        if not so_far.is_running:
            return so_far
        time.sleep(0.05)
    raise AssertionError("the process does not end")


def decide(by: Any, first: str, second: str, verdict: Verdict, because: str = "") -> str:
    return acts.decide(
        by=by, organisation=by.organisation_id, first=first, second=second, verdict=verdict, because=because
    )


def test_a_centre_decides_the_bureau_puts_it_into_effect_and_a_search_finds_both(home: Path) -> None:
    town = city.city()
    centre, bureau = entered(town.by(Role.PREPARER)), entered(town.by(Role.CASE_OFFICER))
    found = page(centre)
    assert "一个名称包含另一个" in found
    assert "让" not in found.partition('<h2 id="pairs">')[0].partition("生效</h2>")[2]

    sent = {"key": "k1", "first": FORMER, "second": NOW, "verdict": "former"}
    assert [centre.post(ADDRESS, sent).status_code for _ in range(2)] == [302, 302]

    row = ApplicantDecision.objects.get()
    assert (row.first_name, row.second_name, row.verdict, row.by_id) == (
        FORMER,
        NOW,
        "former",
        town.by(Role.PREPARER).person_id,
    )
    assert Event.objects.filter(action="applicants.decide").count() == 1
    assert "还没有生效" in page(centre)
    assert "没有还没认定的。" in page(centre)
    assert "让 1 项认定生效" in page(bureau)

    bureau.post(ADDRESS, {"key": "k2", "do": "effect"})

    done = waited(home)
    assert (done.step, done.changed, done.refusal) == (regrouping.DONE, 1, "")
    assert "还没有生效" not in page(centre)
    assert "找到 2 件" in page(centre, f"/patents/?q={quote('GR=演示甲电池')}")
    assert Event.objects.filter(action="applicants.put_into_effect").count() == 1


def test_a_later_decision_is_valid_and_both_stay_signed(home: Path) -> None:
    town = city.city()
    decide(town.by(Role.PREPARER), FORMER, NOW, Verdict.SAME)
    decide(town.by(Role.CASE_OFFICER), NOW, FORMER, Verdict.APART, "演示：两家公司")

    found = page(entered(town.by(Role.PREPARER)))

    assert found.count("后来改了") == 1
    assert "没有还没认定的。" in found
    assert "演示：两家公司" in found
    assert ApplicantDecision.objects.count() == 2


def test_what_is_at_odds_with_earlier_decisions_is_refused_with_the_names(home: Path) -> None:
    by = city.city().by(Role.PREPARER)
    decide(by, FORMER, NOW, Verdict.SAME)
    decide(by, "演示丙有限公司", NOW, Verdict.SAME)

    with pytest.raises(Faulty, match="与以前的认定矛盾") as refused:
        decide(by, "演示丙有限公司", FORMER, Verdict.APART)

    assert "演示丙" in str(refused.value.faults[0].message)
    assert ApplicantDecision.objects.count() == 2


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("", NOW, "都要写"),
        (NOW, "长" * 301, "都要写"),
        (NOW, NOW, "已经按规则归在一组"),
    ],
)
def test_faulty_names_are_named_and_what_was_typed_stays(
    home: Path, first: str, second: str, told: str
) -> None:
    client = entered(city.city().by(Role.PREPARER))

    answer = client.post(
        ADDRESS, {"key": "k", "first": first, "second": second, "verdict": "apart", "because": "演示理由"}
    )

    assert answer.status_code == 400
    assert told in answer.content.decode()
    assert "演示理由" in answer.content.decode()
    assert not ApplicantDecision.objects.exists()


def test_only_who_brings_patents_in_puts_decisions_into_effect(home: Path) -> None:
    town = city.city()
    decide(town.by(Role.PREPARER), FORMER, NOW, Verdict.SAME)

    answer = entered(town.by(Role.PREPARER)).post(ADDRESS, {"key": "k", "do": "effect"})

    assert answer.status_code == 404
    assert merging.in_effect(shelf=places.shelf_folder(home=home)).decisions == 0
    with pytest.raises(NotAllowed):
        acts.put_into_effect(by=town.by(Role.PREPARER), organisation=town.by(Role.PREPARER).organisation_id)


def test_without_an_answer_nothing_is_decided_and_it_is_asked_for(home: Path) -> None:
    client = entered(city.city().by(Role.PREPARER))

    answer = client.post(ADDRESS, {"key": "k", "first": FORMER, "second": NOW, "verdict": ""})

    assert answer.status_code == 400
    assert "请选择是不是同一单位" in answer.content.decode()
    assert FORMER in answer.content.decode()


def test_no_other_answer_is_taken(home: Path) -> None:
    client = entered(city.city().by(Role.PREPARER))
    sent = {"key": "k", "first": FORMER, "second": NOW, "verdict": "perhaps"}

    assert client.post(ADDRESS, sent).status_code == 404
    assert client.get(f"{ADDRESS}?page=0").status_code == 404


def test_a_filter_finds_pairs_by_a_name_and_an_answer_may_turn_them_around(home: Path) -> None:
    client = entered(city.city().by(Role.PREPARER))

    assert "没有还没认定的。" in page(client, f"{ADDRESS}?q={quote('没有的名称')}")
    assert NOW in page(client, f"{ADDRESS}?q={quote('甲电池')}")
    client.post(ADDRESS, {"key": "k", "first": FORMER, "second": NOW, "verdict": "same-second"})

    row = ApplicantDecision.objects.get()
    assert (row.first_name, row.second_name) == (NOW, FORMER)
