"""Numbers, lists and readings as worded, as overridden, and as tried."""

from __future__ import annotations

from datetime import date

import pytest

from zhiyun.kernel.money import Money, percent, wan
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.terms import Choice, Confirmation, Listing, Number, Reading, Terms

CAP = Number(13, "cap", wan(500), "500万元", "总额", least=wan(0), most=wan(1000))
RATE = Number(12, "rate", percent(2), "2%", "比例", least=percent(0), most=percent(100))
USES = Listing(11, "uses", ("甲", "乙"), "用途")
SIGNED = Confirmation("市局", date(2026, 12, 1), "复函")


def reading(reading_id: str = "A1", confirmed: Confirmation | None = None) -> Reading:
    options = {"one": "其一", "other": "其二", "third": "其三"}
    return Reading(reading_id, (12,), "问", options, "依据", "某人", date(2026, 1, 1), confirmed=confirmed)


def terms(*readings: Reading) -> Terms:
    held = readings or (reading("A1"), reading("A2"))
    return Terms({r.id: r for r in held}, {CAP.id: CAP, RATE.id: RATE}, {USES.id: USES})


def test_numbers_and_lists_are_known_by_article_and_name() -> None:
    assert (CAP.id, USES.id) == ("13.cap", "11.uses")


def test_the_first_option_is_adopted_and_the_rest_are_alternatives() -> None:
    assert (reading().adopted, reading().alternatives) == ("one", ("other", "third"))


def test_a_number_stands_as_worded_until_overridden() -> None:
    worded = terms()
    overridden = Terms(worded.readings, worded.declared, worded.listings, numbers={CAP.id: wan(200)})

    assert (worded[CAP], overridden[CAP], overridden[RATE]) == (wan(500), wan(200), percent(2))


def test_a_list_stands_as_worded_until_overridden() -> None:
    worded = terms()
    overridden = Terms(worded.readings, worded.declared, worded.listings, lists={USES.id: ("丙",)})

    assert (worded.listed(USES), overridden.listed(USES)) == (("甲", "乙"), ("丙",))


def test_what_a_measure_does_not_declare_it_cannot_be_asked() -> None:
    foreign = Number(1, "foreign", 1, "一", "外", least=0, most=9)
    unlisted = Listing(1, "foreign", (), "外")

    with pytest.raises(AssertionError, match=r"^1\.foreign is not declared by this measure$"):
        terms()[foreign]
    with pytest.raises(AssertionError, match=r"^1\.foreign is not declared by this measure$"):
        terms().listed(unlisted)


def test_a_number_overridden_by_another_kind_is_a_crash() -> None:
    worded = terms()
    wrong = Terms(worded.readings, worded.declared, worded.listings, numbers={CAP.id: 200})

    with pytest.raises(AssertionError):
        wrong[CAP]


def test_a_reading_is_as_adopted_until_tried_otherwise() -> None:
    tried = terms().reading_as({"A1": "other"})

    assert terms().of(reading("A1")) == Choice(reading("A1"), "one")
    assert tried.of(reading("A1")) == Choice(reading("A1"), "other")
    assert tried.of(reading("A2")) == Choice(reading("A2"), "one")


def test_readings_tried_one_after_another_are_all_kept_and_the_last_word_counts() -> None:
    tried = terms().reading_as({"A1": "other", "A2": "other"}).reading_as({"A2": "third"})

    assert [tried.of(reading(each)).key for each in ("A1", "A2")] == ["other", "third"]


def test_a_choice_carries_the_readings_present_text_not_the_askers() -> None:
    confirmed = terms(reading("A1", SIGNED))

    assert confirmed.of(reading("A1")).reading.confirmed == SIGNED


def test_unknown_readings_and_alternatives_are_refused_all_at_once() -> None:
    with pytest.raises(Faulty) as refusal:
        terms().reading_as({"A9": "one", "A1": "fourth", "A2": "other"})

    assert refusal.value.faults == (
        Fault("口径 A9", "没有这个口径，可用的有：A1、A2"),
        Fault("口径 A1", "没有「fourth」这一读法，可用的有：one、other、third"),
    )


@pytest.mark.parametrize(
    ("confirmed", "key", "told"),
    [
        (None, "one", (True, False, "A1 其一（未经确认）")),
        (SIGNED, "one", (True, True, "A1 其一")),
        (None, "other", (False, False, "A1 其二（试用其他口径）")),
        (SIGNED, "other", (False, False, "A1 其二（试用其他口径）")),
    ],
)
def test_a_choice_says_whether_it_is_adopted_and_confirmed(
    confirmed: Confirmation | None, key: str, told: tuple[bool, bool, str]
) -> None:
    choice = Choice(reading("A1", confirmed), key)

    assert (choice.is_adopted, choice.is_confirmed, str(choice)) == told
    assert choice.meaning == choice.reading.options[key]


def test_money_numbers_stay_money() -> None:
    assert terms()[CAP] + Money(1) == Money(500_000_001)
