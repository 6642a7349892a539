"""Our own sentences are recognised among plain text and said in English; data, and words nobody knows, stay."""

import pytest
from django.utils import translation

from zhiyun.kernel.citation import Citation
from zhiyun.web.recognising import cited, recognised
from zhiyun.web.templatetags.tongue import plainly, tongue, worded


@pytest.mark.parametrize(
    ("sealed", "said"),
    [
        ("人员配备是否合理", "Is the staffing reasonable?"),
        ("第八条第3项", "Article 8, item 3"),
        ("第十二条、第十三条", "Article 12, Article 13"),
        ("第八条第2项 人员配备", "Article 8, item 2 Staffing"),
        ("第八条第2项　人员配备", "Article 8, item 2: Staffing"),
        ("2026年6月30日18时00分", "2026-06-30 18:00"),
        ("专职人员6人，达到5人", "6 full-time staff, 5 needed"),
        ("未说明：是否具有独立法人资格", "Not told: Is it an independent legal person?"),
        (
            "未见知识产权运营工作制度；具有独立法人资格",
            "Not seen: rules of IP operation; an independent legal person",
        ),
    ],
)
def test_a_sealed_sentence_is_said_in_english_again(sealed: str, said: str) -> None:
    with translation.override("en"):
        assert worded(sealed) == said
    assert worded(sealed) == sealed


@pytest.mark.parametrize(
    "text",
    ["演示江津专利运营有限公司", "演示：收入来自服务费，未设分公司；两年平衡", "第一百条", "abc", "甲" * 700],
)
def test_what_is_not_ours_stays_as_it_is(text: str) -> None:
    assert recognised(text) == text


def test_data_in_a_sealed_sentence_stay_and_are_marked() -> None:
    with translation.override("en"):
        assert worded("已计入演示甲公司，不重复计算") == (
            'counted for <span lang="zh-CN">演示甲公司</span>, and not twice'
        )


def test_what_somebody_judged_is_introduced_in_english() -> None:
    with translation.override("en"):
        told = worded("信用是否良好？演示承办人判断：演示：看过所附制度、合同和说明，符合。")

    assert "? Judged by " in told


def test_words_of_a_call_without_english_are_shown_in_chinese_and_marked() -> None:
    with translation.override("en"):
        assert worded("演示通知另加的条件") == '<span lang="zh-CN">演示通知另加的条件</span>'
        assert (plainly("演示通知另加的条件"), tongue("演示通知另加的条件")) == (
            "演示通知另加的条件",
            "zh-CN",
        )
        assert tongue("知识产权运营绩效补贴") == "en"


def test_a_place_of_the_law_is_read_back_from_its_words() -> None:
    places = [Citation(8, 3), Citation(13), Citation(23, 1, "申报通知"), Citation(10)]

    assert [cited(str(place)) for place in places] == places
    assert (cited("第百条"), cited("条"), cited("")) == (None, None, None)
