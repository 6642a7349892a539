"""A whole call decided at once: computed from what was reviewed, frozen, and computed again from what was frozen."""

from __future__ import annotations

import ast
import importlib.util
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.casework import city, onward
from zhiyun import law
from zhiyun.casework import deciding, ledger
from zhiyun.casework.actor import Actor
from zhiyun.casework.canonical import canonical, sm3_hex
from zhiyun.casework.deciding import Concluded, freezing, grounds, replaying
from zhiyun.casework.roles import Role
from zhiyun.gateways import remedies
from zhiyun.kernel.money import percent, yuan
from zhiyun.law.cq_2021_65 import a12_operations as a12
from zhiyun.records.models import Call, Decision, IssuedPaper, Resolution, StepKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> city.City:
    return city.city()


def manager(town: city.City) -> Actor:
    return town.by(Role.ROUND_MANAGER, at=onward.AFTER)


def computed(town: city.City, under: Call, **more: object) -> deciding.Computed:
    return deciding.compute(call=under, by=manager(town), **{"pot": yuan(5_000_000), **more})  # type: ignore[arg-type]


def shares(found: deciding.Computed) -> list[int]:
    """Give the shares in whole yuan, in the order in which the applicants came."""
    assert all(line["amount_fen"] % 100 == 0 for line in found.outcome["lines"])
    lines = sorted(found.outcome["lines"], key=lambda line: int(line["application"].split("-")[1]))
    return [line["amount_fen"] // 100 for line in lines]


SEVEN = "86420000 73115250.40 61990000 45000000 28777777.77 15600000 9876543.21"


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ("37500000.00 12345678.90", [750_000, 246_913]),
        ("150000000 100000000", [3_000_000, 2_000_000]),
        ("150000050 100000000", [3_000_000, 1_999_999]),
        (SEVEN, [1_347_030, 1_139_649, 966_239, 701_416, 448_560, 243_157, 153_945]),
    ],
    ids=["under the cap", "exactly at the cap", "one yuan over", "seven uneven"],
)
def test_scenarios_1_2_3_and_5_come_out_of_the_verified_ledgers(
    town: city.City, amounts: str, expected: list[int]
) -> None:
    under = city.call(town)
    for amount in amounts.split():
        onward.claimed(town, under, amount)

    found = computed(town, under)

    assert shares(found) == expected
    told = found.outcome["shares"]
    assert told["shared_fen"] == sum(expected) * 100
    assert told["unspent_fen"] == 500_000_000 - sum(expected) * 100
    assert told["scaled"] is (sum(expected) != 996_913 and expected != [3_000_000, 2_000_000])


def test_who_does_not_meet_a_condition_gets_nothing_hears_every_ground_and_leaves_the_others_more(
    town: city.City,
) -> None:
    under = city.call(town)
    onward.claimed(town, under, "150000000")
    onward.claimed(town, under, "100000000")
    facts = {"on_dishonest_list": True, "legal_person": False}
    third = onward.accepted(town, under, of=city.organisation(), facts=facts)
    onward.reviewed(town, third, 5_000_000_000)

    found = computed(town, under)

    assert shares(found) == [3_000_000, 2_000_000, 0]
    [line] = [line for line in found.outcome["lines"] if line["application"] == third.reference]
    assert (line["supported"], line["outcome"]) == (False, "not_met")
    told = [(each["cites"], each["outcome"]) for each in line["grounds"]]
    assert told.count(("第八条第1项", "not_met")) == 2
    assert sum(outcome == "needs_judgement" for _cites, outcome in told) == 5


def test_a_resolution_is_frozen_with_its_decisions_its_steps_and_the_money_reserved(town: city.City) -> None:
    under = city.call(town)
    first, second = onward.claimed(town, under, "37500000"), onward.claimed(town, under, "12345678.90")
    onward.funded(town, under)

    resolution = deciding.freeze(computed=deciding.compute(call=under, by=manager(town)), by=manager(town))

    assert resolution.reference == "SD-2026-0001"
    assert (resolution.year, resolution.pot_fen, resolution.number) == (2026, 500_000_000, 1)
    assert resolution.sm3 == sm3_hex(text=canonical(value=resolution.frozen))
    assert resolution.measure_sha256 == law.measure("cq_2021_65").text_hash
    assert resolution.code_version == deciding.freezing.code_version()
    given_ = dict(Decision.objects.values_list("application__reference", "amount_fen"))
    assert given_ == {first.reference: 75_000_000, second.reference: 24_691_300}
    for case in (first, second):
        case.refresh_from_db()
        assert case.last_step == StepKind.DECIDED
    left = ledger.available(issuer=town.bureau, benefit=law.Benefit.PERFORMANCE_SUBSIDY, year=2026)
    assert left == yuan(5_000_000 - 996_913)
    assert "A9=floor_yuan" in resolution.readings


def test_a_question_left_to_people_is_answered_before_anybody_is_supported(town: city.City) -> None:
    under = city.call(town)
    case = onward.claimed(town, under, "100000", judge=False)
    found = computed(town, under)

    with pytest.raises(deciding.LeftToJudge) as refused:
        deciding.freeze(computed=found, by=manager(town))

    assert case.reference in str(refused.value)
    declined = {case.pk: Concluded(supports=False, because="演示不予支持")}
    deciding.freezing.refuse_unfit(computed=computed(town, under, concluded=declined))


def test_a_round_is_decided_whole(town: city.City) -> None:
    under = city.call(town)
    onward.claimed(town, under, "100000")
    waiting = onward.accepted(town, under, of=city.organisation())

    with pytest.raises(deciding.NotReviewed) as refused:
        computed(town, under)

    assert waiting.reference in str(refused.value)


def test_a_paper_that_is_missing_needs_the_meetings_own_reason(town: city.City) -> None:
    under = city.call(town)
    case = onward.accepted(town, under, of=city.organisation(), without_papers=("standing_papers",))
    onward.judged(town, case)
    onward.reviewed(town, case, 1_000_000_00)

    without = computed(town, under)
    reason = {case.pk: Concluded(supports=True, because="原件已当面核对")}
    overruled = computed(town, under, concluded=reason)

    assert shares(without) == [0]
    assert [each["outcome"] for each in without.outcome["lines"][0]["grounds"]] == ["no_evidence"]
    assert shares(overruled) == [20_000]


def test_nothing_verified_is_not_supported(town: city.City) -> None:
    under = city.call(town)
    onward.claimed(town, under, "0")

    [line] = computed(town, under).outcome["lines"]

    assert (line["supported"], line["amount_fen"]) == (False, 0)
    assert [each["because"] for each in line["grounds"]] == ["核定的运营金额为零"]


def test_a_revision_computes_with_the_frozen_facts_and_supersedes(town: city.City) -> None:
    under = city.call(town)
    cases = [onward.claimed(town, under, amount) for amount in ("150000000", "100000000", "50000000")]
    onward.funded(town, under)
    first = deciding.freeze(computed=deciding.compute(call=under, by=manager(town)), by=manager(town))
    assert shares_of(first) == [2_500_000, 1_666_666, 833_333]

    again = deciding.revise(
        resolution=first,
        verified={},
        removed={cases[2].reference},
        because={cases[2].reference: "异议成立：演示合同不实"},
    )
    second = deciding.freeze(computed=again, supersedes=first, because="异议成立", by=manager(town))

    assert shares_of(second) == [3_000_000, 2_000_000, 0]
    assert (second.number, second.supersedes) == (2, first)
    assert second.decisions.get(application=cases[2]).reason == "异议成立：演示合同不实（第十条第3项）"
    left = ledger.available(issuer=town.bureau, benefit=law.Benefit.PERFORMANCE_SUBSIDY, year=2026)
    assert left == yuan(0)


def shares_of(resolution: Resolution) -> list[int]:
    return [fen // 100 for fen in resolution.decisions.order_by("id").values_list("amount_fen", flat=True)]


def frozen(town: city.City, *amounts: str) -> Resolution:
    under = city.call(town)
    for amount in amounts:
        onward.claimed(town, under, amount)
    onward.funded(town, under)
    return deciding.freeze(computed=deciding.compute(call=under, by=manager(town)), by=manager(town))


def test_computing_again_from_what_was_frozen_is_identical(town: city.City) -> None:
    resolution = frozen(town, *SEVEN.split())

    found = replaying.replay(resolution=resolution)

    assert (found.is_identical, found.lines, found.code_now) == (True, 7, resolution.code_version)


def test_the_version_of_the_code_is_of_all_that_computes() -> None:
    known = {f"zhiyun.casework.{module.replace('/', '.')}" for module in freezing.COMPUTING_MODULES}
    reached, waiting = set[str](), ["zhiyun.casework.deciding.computing"]

    while waiting:
        module = waiting.pop()
        reached.add(module)
        waiting += _casework_imported(module) - reached - {"zhiyun.casework.actor"}

    # Of the door to calls, only the day a call closes is asked for.
    assert {each for each in reached if not each.startswith(freezing.COMPUTING_PACKAGES)} - known == set()
    assert known <= reached


def _casework_imported(module: str) -> set[str]:
    spec = importlib.util.find_spec(module)
    assert spec is not None
    assert spec.origin is not None
    imports = [
        each
        for each in ast.walk(ast.parse(Path(spec.origin).read_text()))
        if isinstance(each, ast.ImportFrom) and str(each.module).startswith("zhiyun.casework")
    ]
    named = {(each.module, alias.name) for each in imports for alias in each.names}
    places = {("zhiyun.casework.calls", "closing_day"): "zhiyun.casework.calls.words"}
    return {
        places.get((where, name))
        or (f"{where}.{name}" if importlib.util.find_spec(where).submodule_search_locations else where)
        for where, name in named
    }


def test_a_changed_rate_shows_in_every_share_and_in_the_rounds_sum(town: city.City) -> None:
    resolution = frozen(town, "37500000", "12345678.90")

    object.__setattr__(a12.RATE, "value", percent(3))
    try:
        found = replaying.replay(resolution=resolution)
    finally:
        object.__setattr__(a12.RATE, "value", percent(2))

    first = resolution.decisions.order_by("id")[0].application.reference
    told = {(each.place, each.what): (each.frozen, each.now) for each in found.differences}
    assert told[first, "金额"] == ("750000.00元", "1125000.00元")
    assert told["全批", "补贴比例"] == ("2%", "3%")
    assert told["全批", "补贴合计"] == ("996913.00元", "1495370.00元")
    assert not [each for each in found.differences if "封存" in each.what]


def test_a_line_altered_behind_the_back_is_told_by_its_seal_and_its_figure(town: city.City) -> None:
    resolution = frozen(town, "37500000", "12345678.90")
    line = resolution.frozen["outcome"]["lines"][1]
    line["amount_fen"] += 100

    found = replaying.replay(resolution=resolution)

    places = [(each.place, each.what) for each in found.differences]
    assert places == [
        ("全批", "封存值"),
        (line["application"], "决定的封存值"),
        (line["application"], "决定的金额"),
        (line["application"], "金额"),
    ]


def test_a_fact_frozen_otherwise_than_submitted_is_told(town: city.City) -> None:
    resolution = frozen(town, "37500000")
    one = resolution.frozen["brought"]["applications"][0]
    one["told"]["facts"]["legal_person"]["value"] = False

    found = replaying.replay(resolution=resolution)

    told = {(each.place, each.what) for each in found.differences}
    assert (one["application"], "取自申报材料的事实") in told
    assert (one["application"], "理由·第八条第1项") in told
    assert (one["application"], "是否支持") in told


def test_a_finding_frozen_as_plain_values_is_read_again_as_it_was(town: city.City) -> None:
    found = computed(town, _one(town, "37500000"))
    readings = {each["id"]: grounds.choice(plain=each) for each in found.outcome["readings"]}
    kept = found.outcome["lines"][0]["finding"]

    told = grounds.told(plain=kept, readings=readings)

    assert grounds.plain(finding=told) == kept
    assert {choice.reading.id for choice in told.all_readings()} >= {"A6", "A21"}


def _one(town: city.City, amount: str) -> Call:
    under = city.call(town)
    onward.claimed(town, under, amount)
    return under


def test_letters_tell_each_applicant_its_amount_or_every_ground_with_the_remedies(town: city.City) -> None:
    under = city.call(town)
    first = onward.claimed(town, under, "37500000")
    second = onward.accepted(
        town, under, of=city.organisation(), facts={"on_dishonest_list": True, "legal_person": False}
    )
    onward.judged(town, second)
    onward.reviewed(town, second, 100_000_00)
    onward.funded(town, under)
    resolution = deciding.freeze(computed=deciding.compute(call=under, by=manager(town)), by=manager(town))
    publication = onward.published(town, resolution)

    deciding.letters(publication=publication, by=manager(town))

    approval, refusal = (
        IssuedPaper.objects.get(application=first),
        IssuedPaper.objects.get(application=second),
    )
    assert (approval.kind, approval.number) == ("approval", "渝知运拟支持〔2026〕1号")
    assert approval.content["amount_fen"] == 75_000_000
    assert [each["text"] for each in approval.content["computation"]] == [
        "核定的运营金额37,500,000.00元",
        "按2%应补750,000.00元",
        "1家应补合计750,000.00元，未超过年度总额5,000,000.00元，不缩减",
        "确定补贴750,000.00元",
    ]
    assert (refusal.kind, refusal.number) == ("refusal", "渝知运不予支持〔2026〕1号")
    assert [each["citation"] for each in refusal.content["grounds"]] == ["第八条第1项", "第八条第1项"]
    assert [each["citation"] for each in refusal.content["remedies"]] == [
        "《中华人民共和国行政复议法》第二十条、第二十四条",
        "《中华人民共和国行政诉讼法》第四十六条",
    ]
    assert refusal.content["remedies_confirmed_by"] == ""
    judged = [each["judged"] for each in refusal.content["heard"] if each["judged"]]
    assert len(judged) == 6
    assert all(town.seats[Role.CASE_OFFICER].name in each for each in judged)


def test_letters_take_the_remedies_the_bureau_has_confirmed(
    town: city.City, settings: Any, tmp_path: Path
) -> None:
    (tmp_path / remedies.FILE).write_text(
        'confirmed = true\nconfirmed_by = "演示法规处"\n'
        '[[remedy]]\nname = "行政复议"\nwords = "演示文字。"\ncites = "演示条款"\n',
        encoding="utf-8",
    )
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, home=tmp_path)
    resolution = frozen(town, "0")

    [paper] = deciding.letters(publication=onward.published(town, resolution), by=manager(town))

    assert paper.content["remedies"] == [{"text": "演示文字。", "citation": "演示条款"}]
    assert paper.content["remedies_confirmed_by"] == "演示法规处"
