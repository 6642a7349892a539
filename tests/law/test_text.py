"""The measure's words are the published ones, every article once, and what is declared stands in its own article."""

from __future__ import annotations

import hashlib
import re

import pytest

from tests.law.world import INDUSTRY, MEASURE, MUNICIPAL, PUBLISHED, SUBSIDY
from zhiyun import law
from zhiyun.kernel.citation import chinese_number
from zhiyun.kernel.money import Money, Rate, percent, wan, yuan
from zhiyun.kernel.refusal import NoAnswer
from zhiyun.kernel.terms import AnyNumber, Listing
from zhiyun.law.cq_2021_65 import a02_operation, a04_centre_kinds, a16_half_year_reports

NUMBERS = [number for article in MEASURE.articles for number in article.numbers]
LISTINGS = [listing for article in MEASURE.articles for listing in article.listings]
DECLARED = {
    "5.construction_years": 2,
    "6.staff": 15,
    "7.staff": 10,
    "8.staff": 5,
    "9.notice_workdays": 5,
    "10.notice_workdays": 5,
    "11.municipal_cap": yuan(5_000_000),
    "11.industry_cap": yuan(3_000_000),
    "11.annual_cap": yuan(5_000_000),
    "12.rate": percent(2),
    "13.annual_cap": yuan(5_000_000),
    "15.grace_years": 1,
    "16.report_months": 6,
    "17.times_a_year": 1,
}
SPOKEN = {"一年": 1, "半年": 6, "每年进行一次": 1}


def words_only(text: str) -> str:
    return "".join(text.split())


def published() -> str:
    """The published articles, each with its number, without title, imprint and chapter headings."""
    kept = []
    for line in PUBLISHED.read_text().splitlines():
        if line.startswith("### "):
            kept.append(line.removeprefix("### "))
        elif not line.startswith("#") and not line.startswith("渝知发〔2021〕65号 · "):
            kept.append(line)
    return words_only("".join(kept))


def value_of(words: str) -> int | Money | Rate:
    """Say what the words of a number mean, read apart from the code."""
    if words in SPOKEN:
        return SPOKEN[words]
    digits = re.match(r"\d+", words)
    assert digits is not None, words
    rest = words[digits.end() :]
    count = int(digits[0])
    return {"万元": wan(count), "%": percent(count), "人": count, "年": count, "个工作日": count}[rest]


def test_the_articles_say_what_was_published_word_for_word() -> None:
    assert words_only("".join(article.text for article in MEASURE.articles)) == published()


def test_the_text_hash_is_that_of_the_published_words() -> None:
    assert MEASURE.text_hash == hashlib.sha256(published().encode()).hexdigest()


def test_each_of_the_23_articles_stands_once_and_in_order() -> None:
    assert [article.number for article in MEASURE.articles] == list(range(1, 24))
    assert [article.text[: len(article.title)] for article in MEASURE.articles] == [
        f"第{chinese_number(number)}条" for number in range(1, 24)
    ]


def test_an_articles_body_is_its_text_after_its_number() -> None:
    assert MEASURE.article(22).body == "本办法由市知识产权局负责解释。"


def test_articles_stand_in_the_chapters_of_the_published_text() -> None:
    chapters: dict[int, str] = {}
    chapter = ""
    for line in PUBLISHED.read_text().splitlines():
        if line.startswith("## "):
            chapter = line.removeprefix("## ")
        elif line.startswith("### "):
            chapters[len(chapters) + 1] = chapter

    assert {article.number: article.chapter for article in MEASURE.articles} == chapters


def test_an_article_there_is_not_is_refused() -> None:
    with pytest.raises(NoAnswer, match="没有第24条，共23条"):
        MEASURE.article(24)


def test_the_title_and_number_are_the_published_ones() -> None:
    first, *_ = PUBLISHED.read_text().splitlines()

    assert MEASURE.title == first.removeprefix("# ")
    assert MEASURE.number == PUBLISHED.stem
    assert MEASURE.authority == law.CHONGQING


def test_every_number_the_measure_declares_is_known_here() -> None:
    assert {number.id: number.value for number in NUMBERS} == DECLARED


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number.id)
def test_a_number_stands_in_its_own_articles_words_and_means_what_they_mean(number: AnyNumber) -> None:
    assert number.words in MEASURE.article(number.article).text
    assert value_of(number.words) == number.value


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number.id)
def test_a_numbers_value_lies_within_its_bounds(number: AnyNumber) -> None:
    assert number.least <= number.value <= number.most  # type: ignore[operator] # one number's values are of one kind


def test_every_list_the_measure_declares_is_known_here() -> None:
    assert {listing.id for listing in LISTINGS} == {
        "11.permitted_uses",
        "12.operation_kinds",
        "17.dimensions",
        "19.changes",
    }


@pytest.mark.parametrize(
    "listing", [each for each in LISTINGS if each.id != "12.operation_kinds"], ids=lambda x: x.id
)
def test_a_lists_entries_stand_in_its_articles_words(listing: Listing) -> None:
    text = MEASURE.article(listing.article).text

    assert [value for value in listing.values if value not in text] == []


def test_the_kinds_that_count_are_those_article_12_names() -> None:
    named = {
        "质押融资": law.Kind.PLEDGE,
        "商标品牌培育推广": law.Kind.BRAND,
        "证券化": law.Kind.SECURITISATION,
        "许可": law.Kind.LICENCE,
        "转让": law.Kind.TRANSFER,
        "交易": law.Kind.TRADE,
        "投融资": law.Kind.INVESTMENT,
    }
    [listing] = MEASURE.article(12).listings

    assert [words for words in named if words not in MEASURE.article(12).text] == []
    assert set(listing.values) == {kind.value for kind in named.values()}


def test_what_other_articles_list_stands_in_their_words_in_their_order() -> None:
    listed = {
        2: (*a02_operation.RESERVE_MODES, *a02_operation.WAYS),
        4: tuple(a04_centre_kinds.CENTRE_KINDS.values()),
        16: a16_half_year_reports.REPORT_PARTS,
    }

    for article, entries in listed.items():
        text, at = MEASURE.article(article).text, 0
        for entry in entries:
            at = text.index(entry, at) + len(entry)


@pytest.mark.parametrize("article", [6, 7, 8])
def test_every_item_of_the_conditions_has_its_place_in_the_words(article: int) -> None:
    numbered = [int(n) for n in re.findall(r"^(\d)\.", MEASURE.article(article).text, re.MULTILINE)]

    assert [item.cites.item for item in MEASURE.article(article).items] == numbered
    assert {item.cites.article for item in MEASURE.article(article).items} == {article}


def test_there_are_21_conditions_in_all() -> None:
    assert [len(MEASURE.items(benefit)) for benefit in (MUNICIPAL, INDUSTRY, SUBSIDY)] == [8, 7, 6]


@pytest.mark.parametrize("benefit", [MUNICIPAL, INDUSTRY, SUBSIDY], ids=lambda b: b.value)
def test_materials_are_named_in_the_articles_words(benefit: law.Benefit) -> None:
    for material in MEASURE.materials(benefit):
        assert material.words in MEASURE.article(material.cites.article).text

    assert [material.required for material in MEASURE.materials(benefit)] == [True, True, True, False]


@pytest.mark.parametrize("benefit", [MUNICIPAL, INDUSTRY, SUBSIDY], ids=lambda b: b.value)
def test_steps_follow_the_articles_own_order_and_words(benefit: law.Benefit) -> None:
    steps = MEASURE.steps(benefit)
    article = MEASURE.article(steps[0].cites.article)
    named = re.findall(r"^（[一二三四五]）([^。]+)。", article.text, re.MULTILINE)

    assert [step.name for step in steps] == named
    assert [step.cites.item for step in steps] == list(range(1, len(named) + 1))
    assert [s.words for s in steps if s.words not in article.text] == []


def test_construction_and_subsidy_follow_their_own_articles() -> None:
    assert {b: MEASURE.steps(b)[0].cites.article for b in law.Benefit} == {
        MUNICIPAL: 9,
        INDUSTRY: 9,
        SUBSIDY: 10,
    }


def test_the_interpreter_is_named_in_article_22() -> None:
    assert MEASURE.answers.interpreter in MEASURE.article(22).text


def test_each_question_of_the_law_is_answered_by_the_article_that_says_so() -> None:
    assert {a.number: a.rules for a in MEASURE.articles if a.rules} == {
        5: ("construction_period",),
        9: ("notice_period", "panel_score", "meeting_quorum", "meeting_carries"),
        10: ("notice_period", "after_objection"),
        11: ("within_caps", "pot", "budget_year", "withdrawal_refills", "recovery_refills", "permitted_use"),
        12: ("entitlement", "performance_period", "count"),
        13: ("allocate", "pot", "after_falsity"),
        14: ("barred", "bar"),
        15: ("spans", "acceptance", "acceptance_open", "recover"),
        16: ("reports_due",),
        17: ("evaluations_due", "effect"),
        18: ("within_budget",),
        19: ("reported_in_time",),
        23: ("in_force",),
    }
