"""An answer hears every ground, and the gravest decides."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from zhiyun.kernel.citation import Citation, chinese_number
from zhiyun.kernel.finding import Finding, Judgement, Outcome, UsedFact, all_of, gravest
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.terms import Choice, Reading

MET, NOT_MET, NEEDS_JUDGEMENT, NO_EVIDENCE = Outcome
HERE = Citation(8, 1)


def found(outcome: Outcome, because: str = "因为") -> Finding:
    return Finding(outcome, because, HERE)


def choice(reading_id: str, key: str = "one") -> Choice:
    reading = Reading(
        reading_id, (8,), "问", {"one": "其一", "other": "其二"}, "依据", "某人", date(2026, 1, 1)
    )
    return Choice(reading, key)


def test_outcomes_are_called_as_machines_and_as_people_call_them() -> None:
    assert {o.value: o.words for o in Outcome} == {
        "met": "符合",
        "not_met": "不符合",
        "needs_judgement": "待判断",
        "no_evidence": "缺证据",
    }


def test_the_gravest_outcome_decides() -> None:
    order = [NOT_MET, NO_EVIDENCE, NEEDS_JUDGEMENT, MET]

    for one, other in product(order, order):
        assert gravest([one, other]) is order[min(order.index(one), order.index(other))]


def test_of_no_grounds_at_all_nothing_is_unmet() -> None:
    assert gravest([]) is MET


def test_every_open_ground_is_named_once_and_none_cut_short() -> None:
    grounds = [found(MET, "甲"), found(NO_EVIDENCE, "乙"), found(NOT_MET, "丙"), found(NO_EVIDENCE, "乙")]

    whole = all_of(iter(grounds), cites=Citation(8))

    assert whole == Finding(NOT_MET, "乙；丙", Citation(8), grounds=tuple(grounds))


@pytest.mark.parametrize(("count", "because"), [(1, "第1"), (3, "第1；第2；第3"), (4, "4项全部符合")])
def test_up_to_three_met_grounds_are_told_and_more_are_counted(count: int, because: str) -> None:
    whole = all_of([found(MET, f"第{n}") for n in range(1, count + 1)], cites=HERE)

    assert (whole.outcome, whole.because) == (MET, because)


def test_a_finding_is_no_truth_value() -> None:
    with pytest.raises(TypeError, match=r"^a finding is not a yes or no; ask for \.outcome$"):
        bool(found(MET))


def test_a_finding_is_walked_from_itself_down() -> None:
    leaf, other = found(MET, "叶"), found(MET, "另")
    branch = Finding(MET, "枝", HERE, grounds=(leaf,))
    root = Finding(MET, "根", HERE, grounds=(branch, other))

    assert [f.because for f in root.walk()] == ["根", "枝", "叶", "另"]


def test_readings_are_gathered_from_every_ground_once_in_the_order_first_used() -> None:
    leaf = Finding(MET, "叶", HERE, readings=(choice("A2"), choice("A1")))
    root = Finding(MET, "根", HERE, readings=(choice("A1"),), grounds=(leaf,))

    assert root.all_readings() == (choice("A1"), choice("A2"))


def test_a_finding_can_stand_at_another_place() -> None:
    assert found(MET).citing(Citation(9)) == Finding(MET, "因为", Citation(9))


def test_a_used_fact_is_told_with_its_evidence_and_day() -> None:
    on = date(2026, 5, 31)

    told = [
        str(UsedFact("n", "人数", "7人")),
        str(UsedFact("n", "人数", "7人", on)),
        str(UsedFact("n", "人数", "7人", None, "社保名单")),
        str(UsedFact("n", "人数", "7人", on, "社保名单")),
    ]

    assert told == [
        "人数：7人",
        "人数：7人（2026-05-31）",
        "人数：7人（社保名单）",
        "人数：7人（社保名单，2026-05-31）",
    ]


def test_a_judgement_is_told_with_who_gave_it_and_when() -> None:
    assert str(Judgement(HERE, True, "张", date(2026, 5, 31), "可以")) == "张 2026-05-31：可以"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (19, "十九"),
        (20, "二十"),
        (21, "二十一"),
        (99, "九十九"),
    ],
)
def test_an_articles_number_is_written_in_chinese(number: int, words: str) -> None:
    assert chinese_number(number) == words


@pytest.mark.parametrize("number", [0, 100, -1])
def test_numbers_no_article_has_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match=rf"^article numbers run from 1 to 99, not {number}$"):
        chinese_number(number)


def test_a_citation_names_document_article_and_item() -> None:
    assert [str(Citation(8)), str(Citation(8, 3)), str(Citation(1, 7, "通知"))] == [
        "第八条",
        "第八条第3项",
        "通知第一条第7项",
    ]


def test_a_fault_says_where_it_is_if_anywhere() -> None:
    assert [str(Fault("甲", "错")), str(Fault("", "错"))] == ["甲：错", "错"]


def test_a_faulty_input_tells_five_faults_and_counts_them_all() -> None:
    faulty = Faulty((Fault(str(n), "错") for n in range(7)), unlisted=3)

    assert str(faulty) == "0：错；1：错；2：错；3：错；4：错"
    assert (len(faulty.faults), faulty.unlisted, faulty.count) == (7, 3, 10)
    assert Faulty([Fault("甲", "错")]).count == 1


def test_a_faulty_input_has_a_fault() -> None:
    with pytest.raises(AssertionError, match=r"^a faulty input has at least one fault$"):
        Faulty([])
