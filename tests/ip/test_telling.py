"""From texts of a source to the record: every field its own, every doubt named."""

from datetime import date

import pytest

from zhiyun.ip.patent import Cited, LegalEvent, Patent, Right, merged
from zhiyun.ip.telling import MOST_IN_CELL, language_of, told

GAZETTE = {
    "publication": "CN109996727A",
    "title": "应用于振翅航行器的复合振翅",
    "published_on": "2019.07.09",
    "application": "201680087887X",
    "filed_on": "2016.12.01",
    "applicants": "演示甲有限公司;演示乙",
    "inventors": "演示丙；演示丁",
    "address": "400000重庆市渝北区演示路1号",
    "ipc": "B64C33/02(2006.01)I;B64C33/00(2006.01)I",
}


def test_a_record_of_the_gazette_is_told_whole() -> None:
    read = told(GAZETTE)

    assert read.faults == ()
    assert read.patent == Patent(
        publication="CN109996727A",
        application="CN201680087887.X",
        office="CN",
        kind="A",
        right=Right.INVENTION,
        title_zh="应用于振翅航行器的复合振翅",
        language="zh",
        published_on=date(2019, 7, 9),
        filed_on=date(2016, 12, 1),
        applicants=("演示甲有限公司", "演示乙"),
        applicant_groups=("演示甲", "演示乙"),
        inventors=("演示丙", "演示丁"),
        address="400000重庆市渝北区演示路1号",
        province="500000",
        city="500100",
        district="500112",
        ipc=("B64C33/02", "B64C33/00"),
    )


def test_what_is_not_understood_is_named_by_its_sources_word_and_left_out() -> None:
    read = told(
        GAZETTE | {"application": "2016800878871", "ipc": "B64C33/02;??"}, named={"application": "app_no"}
    )

    assert read.patent is not None
    assert (read.patent.application, read.patent.ipc) == ("", ("B64C33/02",))
    assert [str(each.place) for each in read.faults] == ["app_no", "国际分类"]


@pytest.mark.parametrize("number", ["", "不是号码", "ZL201680087887.X"])
def test_a_record_that_names_no_document_is_none(number: str) -> None:
    read = told({"publication": number, "title": "演示"})

    assert read.patent is None
    assert [str(each.place) for each in read.faults] == ["公开号"]


def test_a_design_is_classed_by_locarno() -> None:
    read = told({"publication": "CN305246987S", "ipc": "01-01 (12)"})

    assert read.patent is not None
    assert (read.patent.right, read.patent.ipc, read.patent.locarno) == (Right.DESIGN, (), ("01-01",))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("一种分配方法", "zh"),
        ("A device for heat recovery", "en"),
        ("熱回収装置の制御", "ja"),
        ("열 회수", "ko"),
        ("Установка", "ru"),
        ("Drehtrommelofen zur Schmelzgewinnung", ""),
    ],
)
def test_a_language_is_told_by_letters_and_english_by_small_words(text: str, language: str) -> None:
    assert language_of(text) == language


def test_texts_stand_under_their_language_and_others_under_none() -> None:
    german = told({"publication": "EP2078759A1", "title": "Drehtrommelofen zur Schmelzgewinnung"}).patent
    both = told({"publication": "CN109996727A", "title": "振翅", "title_en": "Flapping wing"}).patent

    assert german is not None
    assert both is not None
    assert (german.title, german.title_en, german.language) == (
        "Drehtrommelofen zur Schmelzgewinnung",
        "",
        "",
    )
    assert (both.title_zh, both.title_en) == ("振翅", "Flapping wing")


def test_days_of_nothing_but_zeros_are_no_days_and_no_fault() -> None:
    read = told(GAZETTE | {"filed_on": "0000-00-00"})

    assert read.patent is not None
    assert (read.patent.filed_on, read.faults) == (None, ())


def test_a_later_telling_counts_and_what_it_leaves_out_stays() -> None:
    paid, lapsed = LegalEvent(date(2020, 1, 1), "FEE"), LegalEvent(date(2019, 1, 1), "LAPS")
    earlier = Patent(
        publication="US5A",
        office="US",
        kind="A",
        right=Right.INVENTION,
        title_en="Old",
        cites=(Cited("US1A"),),
    )
    later = Patent(
        publication="US5A",
        office="US",
        kind="A",
        right=Right.INVENTION,
        legal_status="Active",
        cites=(Cited("US1A"), Cited("US2A")),
        legal_events=(paid, lapsed),
    )

    both = merged(earlier, later)

    assert (both.title_en, both.legal_status) == ("Old", "Active")
    assert both.cites == (Cited("US1A"), Cited("US2A"))
    assert both.legal_events == (lapsed, paid)


def test_claims_are_told_whole_in_part_or_by_their_count() -> None:
    whole = told(
        GAZETTE
        | {
            "claims": "1. 一种演示。2. 根据权利要求1所述的演示。",
            "claims_en": "1. A demo.\n2. The demo of claim 1.",
        }
    )
    part = told(
        GAZETTE
        | {
            "first_claim": "一种演示。",
            "independent_claims": "1. 一种演示。\n7. 一种方法。",
            "claim_count": "9项",
        }
    )
    first = told(GAZETTE | {"first_claim": "1. 一种演示。"})

    assert whole.patent is not None
    assert part.patent is not None
    assert first.patent is not None
    assert [(each.language, each.number) for each in whole.patent.claims] == [
        ("en", 1),
        ("en", 2),
        ("zh", 1),
        ("zh", 2),
    ]
    assert (whole.patent.claim_count, part.patent.claim_count, first.patent.claim_count) == (2, 9, None)
    assert [(each.number, each.text) for each in part.patent.claims] == [(1, "一种演示。"), (7, "一种方法。")]
    assert merged(whole.patent, first.patent).claims == whole.patent.claims


def test_a_cell_filled_to_the_brim_says_that_claims_were_lost() -> None:
    text = "1. 一种演示。\n2. 一种方法，" + "甲" * (MOST_IN_CELL - 17)
    read = told(GAZETTE | {"claims": text})

    assert len(text) == MOST_IN_CELL
    assert read.patent is not None
    assert (len(read.patent.claims), read.patent.claim_count) == (2, None)
    assert [str(each.place) for each in read.faults] == ["权利要求"]


def test_claims_nobody_can_count_or_far_too_many_are_left_out_and_named() -> None:
    read = told(GAZETTE | {"claim_count": "多项", "claims": ("一种演示。",) * 4_000})

    assert read.patent is not None
    assert (read.patent.claims, read.patent.claim_count) == ((), None)
    assert sorted(str(each.place) for each in read.faults) == ["权利要求", "权利要求数量"]
