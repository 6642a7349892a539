"""What a Chinese title claims, and what in it is only a name."""

import time
from itertools import pairwise

import pytest

from benchmarks.quality.effects import titles
from zhiyun.ip.landscape import Effect, matrix, phrases, title_phrases


@pytest.mark.parametrize(
    ("title", "words", "effect"),
    [
        ("一种便于拆卸的球磨罐", "便于拆卸", Effect.CONVENIENCE),
        ("一种便于散热的LED支架", "便于散热", Effect.TEMPERATURE),
        ("一种散热效果好的LED投光灯", "散热效果好", Effect.TEMPERATURE),
        ("一种安全性能较高的电炉渣加热炉", "安全性能高", Effect.SAFETY),
        ("一种密封性好的沉孔螺栓", "密封性好", Effect.QUALITY),
        ("提高电动清扫车作业效率的控制系统", "提高电动清扫车作业效率", Effect.EFFICIENCY),
        ("一种防止苹果摔坏的自动装盒机", "防止苹果摔坏", Effect.OTHER),
        ("一种工业防爆电脑", "防爆", Effect.SAFETY),
        ("一种节能型锅炉", "节能", Effect.ENERGY),
        ("一种具有减震功能的货架", "减震", Effect.NOISE),
        ("一种具有散热功能的电缆管", "散热", Effect.TEMPERATURE),
        ("停车平台实时防坠落装置", "防坠落", Effect.SAFETY),
    ],
)
def test_a_claim_of_a_title_is_found_with_its_class(title: str, words: str, effect: Effect) -> None:
    (found,) = title_phrases(title)

    assert (found.words, found.effect, found.is_of_title) == (words, effect, True)


@pytest.mark.parametrize(
    "title",
    [
        "一种汽车减震器",
        "防火门",
        "高效液相色谱分析方法",
        "消防水泵低流量运转的保护方法",
        "一种散热装置",
        "方便面包装机",
        "一种提升机",
        "一种抑制剂及其用途",
        "增强现实的显示方法",
        "高性能计算系统",
        "一种不防水的外壳",
        "Pump with reduced noise",
        "",
    ],
)
def test_a_name_a_task_or_a_denial_is_no_claim(title: str) -> None:
    assert list(title_phrases(title)) == []


def test_a_letter_counts_for_one_claim_only_and_claims_come_in_their_order() -> None:
    found = list(title_phrases("一种节能环保且便于散热的高效风机"))

    assert [each.words for each in found] == ["节能", "便于散热", "高效"]
    assert all(one.until <= other.at for one, other in pairwise(found))


def test_the_sample_of_titles_was_found_by_the_patterns_that_are_in_use() -> None:
    """Whoever changes patterns or words must read a sample anew, or the figure on the screen is stale."""
    stale = [
        row["title"]
        for row in titles()
        if (row["words"], row["effect"])
        not in {(each.words, each.effect.name) for each in title_phrases(row["title"])}
    ]

    assert stale == []


def test_a_cell_says_whether_it_rests_on_titles_alone() -> None:
    claims = [
        ("CN1A", ("H01M",), tuple(title_phrases("一种防爆的节能电池"))),
        ("CN2A", ("H01M",), tuple(phrases("降低能耗。"))),
    ]

    assert {each.effect: each.is_of_titles for each in matrix(claims, corrections={})} == {
        Effect.SAFETY: True,
        Effect.ENERGY: False,
    }


@pytest.mark.parametrize("title", ["便于" * 100_000, "防" * 1_000_000, "提高了" + "好" * 900_000])
def test_hostile_titles_are_read_within_a_moment(title: str) -> None:
    began = time.process_time()

    list(title_phrases(title))

    assert time.process_time() - began < 0.2
