"""Why a hit was found, in words a reader would say."""

from __future__ import annotations

from tests.gateways.search_engine.corpus import BATTERY
from zhiyun.exchange.patents.whys import whys
from zhiyun.gateways.search_engine import Hit, Reason


def told(*reasons: Reason) -> list[tuple[str, str, int]]:
    return [(str(each.field), each.asked, each.times) for each in whys(hit=Hit(BATTERY, 1.0, reasons))]


def test_tokens_of_two_characters_are_put_back_to_words_and_counted_where_they_stand() -> None:
    assert told(Reason("title", "隔膜 膜", 2), Reason("abstract", "锂离 离子 子", 1)) == [
        ("摘要", "锂离子", 1),
        ("标题", "隔膜", 1),
    ]


def test_what_stands_in_no_text_of_that_name_is_no_reason_there() -> None:
    assert told(Reason("title", "陶瓷", 1), Reason("abstract", "陶瓷", 1)) == [("摘要", "陶瓷", 1)]


def test_parts_of_words_and_what_joins_two_words_are_left_out() -> None:
    words = ("锂离子", "电池", "子电", "离子")

    assert told(*(Reason("title", word, 1) for word in words)) == [("标题", "锂离子", 1), ("标题", "电池", 1)]


def test_what_an_applicant_is_and_where_say_only_their_field() -> None:
    """Their values are Chinese, whatever the page's language."""
    kinds = (Reason("applicant_kinds", "高校", 0), Reason("applicant_kinds", "企业", 0))

    assert told(*kinds, Reason("regions", "500112", 0)) == [("申请人类型", "", 0), ("地区", "", 0)]


def test_codes_stand_as_they_are_and_dates_say_only_their_field() -> None:
    assert told(Reason("ipc", "H01M", 0), Reason("filed", "", 0), Reason("unheard of", "x", 1)) == [
        ("国际分类", "H01M", 0),
        ("申请日", "", 0),
    ]


def test_a_stem_is_found_at_the_beginning_of_a_word() -> None:
    assert told(Reason("title", "batteri", 1)) == [("标题", "batteri", 1)]
    assert told(Reason("title", "separ", 1), Reason("title", "tery", 1)) == [("标题", "separ", 1)]
