"""Good credit by lists, and penalties looked back upon from the day a reading names, both ends included."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.world import (
    MEASURE,
    MET,
    NEEDS_JUDGEMENT,
    NO_EVIDENCE,
    NOT_MET,
    SUBSIDY,
    applicant,
    day,
    ground,
    ids,
    judgement,
    known,
    occasion,
)
from zhiyun import law
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.finding import Finding, Outcome, UsedFact

CALL = "2023年度申报通知"
HERE = Citation(1, 7, CALL)
MINOR = law.Severity.MINOR
ENTRIES = ("on_dishonest_list", "on_abnormal_list", "fund_fraud_decided")


def credit(reading: str, **said: Any) -> Finding:
    measure = MEASURE.reading_as({"A11": reading})
    facts = applicant(SUBSIDY, without=ENTRIES)
    told = law.Facts(facts.applicant, {**facts.known, **known(**said)}, facts.judgements)
    item = ground(measure.eligibility(SUBSIDY, told, occasion()), "第八条第1项")
    found: Finding = item.grounds[2]
    return found


@pytest.mark.parametrize(
    ("said", "outcome", "because"),
    [
        (dict.fromkeys(ENTRIES, False), MET, "信用良好：各名单均无记录"),
        ({"on_dishonest_list": True}, NOT_MET, "信用不良：列入失信名单"),
        (
            {"on_dishonest_list": True, "on_abnormal_list": True, "fund_fraud_decided": False},
            NOT_MET,
            "信用不良：列入失信名单、列入经营异常名录",
        ),
        (
            {"on_abnormal_list": False, "fund_fraud_decided": True},
            NOT_MET,
            "信用不良：被认定骗取、冒领、截留、挪用财政资金",
        ),
        (
            {"on_abnormal_list": False},
            NO_EVIDENCE,
            "信用状况未说明是否：列入失信名单、被认定骗取、冒领、截留、挪用财政资金",
        ),
    ],
)
def test_any_bad_entry_decides_and_none_missing_is_passed_over(
    said: dict[str, bool], outcome: Outcome, because: str
) -> None:
    finding = credit("lists_and_fraud", **said)

    assert (finding.outcome, finding.because) == (outcome, because)
    assert {fact.name for fact in finding.facts} == set(said)
    assert ids(finding.readings) == ["A11"]


def test_only_the_dishonest_list_may_count() -> None:
    assert credit("dishonest_list_only", on_dishonest_list=False, on_abnormal_list=True).outcome is MET
    assert credit("dishonest_list_only", on_dishonest_list=True).outcome is NOT_MET
    assert credit("dishonest_list_only", on_abnormal_list=False).outcome is NO_EVIDENCE


@pytest.mark.parametrize(
    ("signed", "outcome", "because"),
    [
        (None, NEEDS_JUDGEMENT, "待判断：信用是否良好"),
        (True, MET, "信用是否良好？演示专家判断：同意"),
        (False, NOT_MET, "信用是否良好？演示专家判断：不同意"),
    ],
)
def test_a_person_may_judge_credit(signed: bool | None, outcome: Outcome, because: str) -> None:
    here = Citation(8, 1)
    signatures = law.signed([] if signed is None else [judgement(here, met=signed)])
    told = law.Facts("演示单位", applicant(SUBSIDY).known, signatures)

    measure = MEASURE.reading_as({"A11": "judged"})
    finding = ground(measure.eligibility(SUBSIDY, told, occasion()), "第八条第1项").grounds[2]

    assert (finding.outcome, finding.because, finding.cites) == (outcome, because, here)
    assert finding.judgement == signatures.get(here)
    assert [choice.key for choice in finding.readings] == ["judged"]


# Looking back -----------------------------------------------------------------------------------------------------


def call(predicate: str = "no_penalty_within_years", **said: object) -> law.Round:
    """The 2023 call's condition 7, as far as its text is known."""
    assert MEASURE.answers.look_back is not None
    condition: dict[str, object] = {
        "article": 1,
        "item": 7,
        "words": "近两年未被行政处罚",
        "predicate": predicate,
    }
    if predicate == "no_penalty_within_years":
        condition["years"] = 2
    table: dict[str, object] = {
        "round": {
            "id": "2023",
            "title": "2023年度运营绩效补贴",
            "measure": MEASURE.id,
            "benefit": SUBSIDY.value,
            "document": CALL,
            "dated": day("2023-06-30"),
        },
        "conditions": [condition | said],
    }
    return law.read_round(table, look_back=MEASURE.answers.look_back)


def looked_back(
    *penalties: law.Penalty, reading: str = "closing_date", closes: str = "2023-07-31", **signed: bool
) -> Finding:
    facts = applicant(SUBSIDY, penalties=law.Penalties(penalties))
    judged = {HERE: judgement(HERE, met=signed["met"])} if signed else {}
    told = law.Facts(facts.applicant, facts.known, {**facts.judgements, **judged})
    measure = MEASURE.reading_as({"A12": reading})
    found: Finding = ground(
        measure.eligibility(SUBSIDY, told, occasion("2023-07-20", closes, 2022), call()), str(HERE)
    )
    return found


def penalty(
    on: str, severity: law.Severity = law.Severity.ORDINARY, *, repaired: bool = False
) -> law.Penalty:
    return law.Penalty(day(on), severity, repaired)


@pytest.mark.parametrize(
    ("on", "reading", "outcome"),
    [
        ("2021-07-30", "closing_date", MET),
        ("2021-07-31", "closing_date", NOT_MET),
        ("2023-07-31", "closing_date", NOT_MET),
        ("2023-08-01", "closing_date", MET),
        ("2021-07-19", "application_date", MET),
        ("2021-07-20", "application_date", NOT_MET),
        ("2023-07-20", "application_date", NOT_MET),
        ("2023-07-21", "application_date", MET),
        ("2021-07-30", "serious_only", MET),
        ("2021-07-31", "serious_only", NOT_MET),
    ],
)
def test_two_years_back_hold_their_first_and_their_last_day(on: str, reading: str, outcome: Outcome) -> None:
    finding = looked_back(penalty(on), reading=reading)

    assert finding.outcome is outcome
    assert ids(finding.readings) == ["A12"]
    assert finding.facts == (UsedFact("penalties", "行政处罚（决定日）", f"{on}（一般）"),)


def test_a_penalty_inside_is_told_with_its_span_and_day() -> None:
    finding = looked_back(penalty("2022-05-01"), penalty("2023-01-02"), penalty("2019-01-01"))

    assert finding.because == "2021-07-31至2023-07-31内有行政处罚（2022-05-01、2023-01-02决定）"


def test_no_penalty_at_all_is_met() -> None:
    finding = looked_back()

    assert (finding.outcome, finding.because) == (MET, "2021-07-31至2023-07-31内无行政处罚")
    assert finding.facts[0].value == "无"


def test_penalties_nobody_told_of_are_missing_evidence() -> None:
    finding = MEASURE.eligibility(
        SUBSIDY, applicant(SUBSIDY), occasion("2023-07-20", "2023-07-31", 2022), call()
    )

    found = ground(finding, str(HERE))
    assert (found.outcome, found.because) == (NO_EVIDENCE, "未说明近2年行政处罚情况")
    assert ids(found.readings) == ["A12"]


def test_a_minor_penalty_weighs_unless_read_otherwise() -> None:
    minor = penalty("2022-05-01", MINOR)

    assert looked_back(minor).outcome is NOT_MET
    assert looked_back(minor, reading="serious_only").outcome is MET
    assert looked_back(minor, penalty("2022-06-01"), reading="serious_only").outcome is NOT_MET


def test_two_years_back_from_a_leap_day_begin_on_the_last_of_february() -> None:
    assert looked_back(penalty("2022-02-28"), closes="2024-02-29").outcome is NOT_MET
    assert looked_back(penalty("2022-02-27"), closes="2024-02-29").outcome is MET


REPAIRED = "行政处罚已完成信用修复的，是否仍不得申报？"


def test_a_repaired_penalty_is_left_to_a_person() -> None:
    repaired = penalty("2022-05-01", repaired=True)

    unsigned = looked_back(repaired)
    in_favour = looked_back(repaired, met=True)
    against = looked_back(repaired, met=False)

    assert (unsigned.outcome, unsigned.because) == (
        NEEDS_JUDGEMENT,
        "2021-07-31至2023-07-31内的行政处罚（2022-05-01决定）已信用修复，待判断",
    )
    assert (in_favour.outcome, in_favour.because) == (MET, f"{REPAIRED}演示专家判断：同意")
    assert (against.outcome, against.because) == (NOT_MET, f"{REPAIRED}演示专家判断：不同意")
    assert in_favour.judgement == judgement(HERE, met=True)


def test_one_unrepaired_penalty_decides_whatever_a_person_says() -> None:
    finding = looked_back(penalty("2022-05-01", repaired=True), penalty("2022-06-01"), met=True)

    assert (finding.outcome, finding.because) == (
        NOT_MET,
        "2021-07-31至2023-07-31内有行政处罚（2022-06-01决定）",
    )


def test_two_repaired_penalties_are_both_told() -> None:
    finding = looked_back(penalty("2022-05-01", repaired=True), penalty("2022-06-01", repaired=True))

    assert "（2022-05-01、2022-06-01决定）" in finding.because


def test_the_condition_asks_for_penalties_and_for_a_person_where_credit_was_restored() -> None:
    round_ = call()

    assert MEASURE.items(SUBSIDY, round_)[-1].wants() == ("penalties",)
    assert MEASURE.questions(SUBSIDY, round_)[-1] == law.Question(
        HERE, "行政处罚已完成信用修复的，是否仍不得申报"
    )


@pytest.mark.parametrize(
    ("predicate", "key", "words"),
    [
        ("not_on_dishonest_list", "on_dishonest_list", "列入失信名单"),
        ("not_on_abnormal_list", "on_abnormal_list", "列入经营异常名录"),
    ],
)
@pytest.mark.parametrize("listed", [True, False, None])
def test_a_round_may_ask_of_a_list(predicate: str, key: str, words: str, listed: bool | None) -> None:
    facts = applicant(SUBSIDY, **{key: listed}) if listed is not None else applicant(SUBSIDY, without=[key])

    finding = ground(MEASURE.eligibility(SUBSIDY, facts, occasion(), call(predicate)), str(HERE))

    expected = {
        True: (NOT_MET, words),
        False: (MET, f"未{words}"),
        None: (NO_EVIDENCE, f"未说明：{law.BY_NAME[key].asks}"),
    }
    assert (finding.outcome, finding.because) == expected[listed]
    assert [fact.name for fact in finding.facts] == ([] if listed is None else [key])
    assert call(predicate).items[0].wants() == (key,)


def test_severities_are_told_in_words() -> None:
    told = law.Penalties((penalty("2022-05-01"), penalty("2022-06-01", MINOR)))

    assert str(told) == "2022-05-01（一般）、2022-06-01（警告或小额罚款）"
