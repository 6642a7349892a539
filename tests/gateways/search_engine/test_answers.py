"""What an answer holds: counts, order, pages, facets, and why each hit was found."""

from __future__ import annotations

import pytest

from tests.gateways.search_engine.corpus import BATTERY, CHAIR, PUMP, VEHICLE, many
from zhiyun.gateways.search_engine import (
    Count,
    Facet,
    Order,
    Passage,
    Question,
    Reason,
    SearchEngine,
    TooFarDown,
    plan,
)
from zhiyun.gateways.search_engine.passages import Explainer
from zhiyun.ip.query import read
from zhiyun.ip.serial import serial

ALL = read("*")


def order_of(engine: SearchEngine, order: Order) -> list[str]:
    return [hit.patent.publication for hit in engine.search(Question(query=ALL, order=order)).hits]


def test_a_hit_shows_its_patent_without_citations(four: SearchEngine) -> None:
    (hit,) = four.search(Question(query=read("FM=F1"))).hits

    assert hit.patent.cites == ()
    assert hit.patent.title_zh == BATTERY.title_zh
    assert hit.patent.filed_on == BATTERY.filed_on
    assert hit.patent.applicants == BATTERY.applicants


def test_facets_count_all_hits_and_not_the_page(four: SearchEngine) -> None:
    facets = {
        Facet.OFFICE: 5,
        Facet.RIGHT: 5,
        Facet.YEAR: 5,
        Facet.APPLICANT: 1,
        Facet.APPLICANT_KIND: 5,
        Facet.SUBCLASS: 5,
        Facet.DISTRICT: 5,
        Facet.STATUS: 5,
    }
    found = four.search(Question(query=ALL, facets=facets, most=1))

    assert found.total == 4
    assert len(found.hits) == 1
    assert found.facets == {
        Facet.OFFICE: (Count("CN", 3), Count("US", 1)),
        Facet.RIGHT: (Count("发明", 2), Count("外观设计", 1), Count("实用新型", 1)),
        Facet.YEAR: (Count("2016", 1), Count("2018", 1), Count("2019", 1)),
        Facet.APPLICANT: (Count("演示大学", 2),),
        Facet.APPLICANT_KIND: (Count("企业", 3), Count("高校", 2)),
        Facet.SUBCLASS: (Count("B60L", 1), Count("F04D", 1), Count("H01M", 1)),
        Facet.DISTRICT: (Count("500106", 1), Count("500112", 1)),
        Facet.STATUS: (Count("失效", 1), Count("有效", 1)),
    }


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({Facet.OFFICE: {"US"}}, {VEHICLE}),
        ({Facet.YEAR: {"2018", "2016"}}, {PUMP, VEHICLE}),
        ({Facet.PROVINCE: {"500000"}, Facet.KIND: {"A", "S"}}, {BATTERY}),
        ({Facet.APPLICANT: {"演示大学"}}, {BATTERY, CHAIR}),
        ({Facet.YEAR: {"x"}}, set()),
        ({Facet.STATUS: set()}, set()),
    ],
)
def test_what_is_ticked_narrows(four: SearchEngine, chosen: dict[Facet, set[str]], expected: set) -> None:
    ticked = {facet: frozenset(values) for facet, values in chosen.items()}
    found = four.search(Question(query=ALL, chosen=ticked))

    assert {hit.patent.publication for hit in found.hits} == {patent.publication for patent in expected}


def test_hits_come_by_day_with_the_dayless_last(four: SearchEngine) -> None:
    newest = [each.publication for each in (BATTERY, PUMP, VEHICLE, CHAIR)]
    oldest = [each.publication for each in (VEHICLE, PUMP, BATTERY, CHAIR)]

    assert order_of(four, Order.NEWEST_FILED) == newest
    assert order_of(four, Order.OLDEST_FILED) == oldest


def test_pages_follow_one_another(crowd: SearchEngine) -> None:
    whole = crowd.search(Question(query=ALL, order=Order.NEWEST_PUBLISHED, most=125)).hits
    pages = [
        crowd.search(Question(query=ALL, order=Order.NEWEST_PUBLISHED, first=first, most=50))
        for first in (0, 50, 100, 150)
    ]

    days = [hit.patent.published_on for page in pages for hit in page.hits]
    assert days == [hit.patent.published_on for hit in whole]
    assert days == sorted((patent.published_on for patent in many()), reverse=True)  # type: ignore[type-var]
    assert [page.total for page in pages] == [125] * 4


@pytest.mark.parametrize(("first", "most"), [(9_981, 20), (-1, 20), (0, -1)])
def test_no_page_lies_beyond_ten_thousand_hits(four: SearchEngine, first: int, most: int) -> None:
    with pytest.raises(TooFarDown) as refused:
        four.search(Question(query=ALL, first=first, most=most))

    assert str(refused.value) == "只能翻到第10000条，请加上条件缩小范围，或者导出后查看"


def test_the_last_page_may_end_at_ten_thousand(four: SearchEngine) -> None:
    assert four.search(Question(query=ALL, first=9_980, most=20)).hits == ()


def test_a_hit_says_where_and_how_often_and_marks_the_passage(four: SearchEngine) -> None:
    (hit,) = four.search(Question(query=read("(标题=电池 OR 摘要=隔膜) AND 申请日=2019 NOT 国别=US"))).hits

    assert hit.reasons == (Reason("title", "电池", 1), Reason("abstract", "隔膜", 2), Reason("filed", "", 0))
    marked = [[each.text[at:until] for at, until in each.marks] for each in hit.passages]
    assert [each.field for each in hit.passages] == ["title_zh", "title_en", "abstract_zh"]
    assert marked == [["电池"], [], ["隔膜", "隔膜"]]


def test_a_phrase_is_marked_whole_and_a_stem_where_it_stands(four: SearchEngine) -> None:
    (phrase,) = four.search(Question(query=read("TI=锂离子电池"))).hits
    (words,) = four.search(Question(query=read("battery vehicles"))).hits

    assert phrase.passages[0] == Passage("title_zh", BATTERY.title_zh, ((2, 7),))
    texts = [each.text[at:until] for each in words.passages for at, until in each.marks]
    assert texts == ["Battery", "vehicles", "battery", "batteries", "vehicle"]


def test_the_nearer_to_what_was_asked_the_higher(crowd: SearchEngine) -> None:
    best = crowd.search(Question(query=read("锂电 电池膜 膜电"), most=1)).hits[0]

    assert "锂电" in best.patent.title_zh
    assert best.score > 0


def test_all_that_is_found_is_handed_on_as_serials(four: SearchEngine) -> None:
    assert sorted(four.serials(Question(query=ALL))) == sorted(
        serial(each.publication) for each in (BATTERY, PUMP, CHAIR, VEHICLE)
    )
    assert four.serials(Question(query=read("FM=F1"))) == [serial(BATTERY.publication)]
    assert four.serials(Question(query=read("FM=F99"))) == []
    ticked = Question(query=ALL, chosen={Facet.DISTRICT: frozenset({"500112"})})
    assert len(four.serials(ticked)) == four.search(ticked).total == 1


def test_a_word_is_marked_wherever_the_dictionary_cuts_it_and_what_is_not_asked_is_not_cut() -> None:
    asked = plan.AnyOf(
        (plan.Term("words", "陶瓷"), plan.Term("title_words", "电池"), plan.Term("words", "没有"))
    )

    reasons, passages = Explainer(asked).of(BATTERY)

    assert reasons == (Reason("abstract", "陶瓷", 1), Reason("title", "电池", 1))
    marked = {each.field: [each.text[at:until] for at, until in each.marks] for each in passages}
    assert marked == {"title_zh": ["电池"], "title_en": [], "abstract_zh": ["陶瓷"]}


def test_a_word_asked_of_titles_and_abstracts_is_told_and_marked_where_it_stands() -> None:
    asked = plan.AnyOf((plan.Term("words", "battery"), plan.Term("words", "隔膜")))

    reasons, passages = Explainer(asked).of(BATTERY)

    assert set(reasons) == {
        Reason("title", "battery", 1),
        Reason("title", "隔膜", 1),
        Reason("abstract", "隔膜", 2),
    }
    marked = {each.field: [each.text[at:until] for at, until in each.marks] for each in passages}
    assert marked == {"title_zh": ["隔膜"], "title_en": ["battery"], "abstract_zh": ["隔膜", "隔膜"]}
