"""Topics of words that keep company, on titles whose answer is plain."""

from zhiyun.ip.landscape import topics

CELLS = ("电池 隔膜 涂层", "电池 隔膜", "电池 隔膜 涂层", "隔膜 涂层", "电池 涂层 隔膜")
PUMPS = ("水泵 叶轮 密封", "水泵 叶轮", "叶轮 密封", "水泵 密封 叶轮")
OTHERS = tuple(f"甲{at} 乙{at}" for at in range(30))


def _documents(*titles: str) -> list[tuple[str, frozenset[str], frozenset[str]]]:
    return [(f"CN{at}A", frozenset(title.split()), frozenset()) for at, title in enumerate(titles)]


def test_words_that_keep_company_are_a_topic_named_by_them_and_hold_their_documents() -> None:
    cells, pumps = topics(_documents(*CELLS, *PUMPS, *OTHERS))

    assert set(cells.words) == {"电池", "隔膜", "涂层"}
    assert cells.documents == ("CN0A", "CN1A", "CN2A", "CN3A", "CN4A")
    assert set(pumps.words) == {"水泵", "叶轮", "密封"}
    assert pumps.documents == ("CN5A", "CN6A", "CN7A", "CN8A")


def test_equal_documents_in_another_order_give_equal_words() -> None:
    made = _documents(*CELLS, *PUMPS, *OTHERS)

    assert [each.words for each in topics(made)] == [each.words for each in topics(made[::-1])]


def test_a_topic_that_meets_another_is_more_central_than_one_that_stands_alone() -> None:
    cells, pumps, lights = ("电池 隔膜 涂层 极片",) * 4, ("水泵 叶轮 密封 蜗壳",) * 4, ("灯珠 灯罩 散热",) * 4
    meeting = ("电池 水泵",) * 3

    found = {
        frozenset(each.words): each for each in topics(_documents(*cells, *pumps, *lights, *meeting, *OTHERS))
    }

    assert found[frozenset({"灯珠", "灯罩", "散热"})].centrality == 0
    assert found[frozenset({"电池", "隔膜", "涂层", "极片"})].centrality > 0


def test_words_of_abstracts_bring_a_document_in_but_make_no_topic() -> None:
    spoken = ("CN99A", frozenset({"甲99"}), frozenset({"电池", "隔膜", "据说"}))

    found = topics([*_documents(*CELLS, *PUMPS, *OTHERS), spoken])

    assert "CN99A" in found[0].documents
    assert "据说" not in found[0].words


def test_too_few_titles_give_none() -> None:
    assert topics(_documents("电池 隔膜")) == ()
    assert topics([]) == ()


def test_words_that_met_too_seldom_are_not_tied() -> None:
    """Each word stands in three titles; any two of them meet in one at most, or, in a large set, in two."""
    once = ("甲 乙", "乙 丙", "甲 丙", "甲", "乙", "丙")
    twice = ("甲 乙", "甲 乙", "甲", "乙")

    assert topics(_documents(*once, *OTHERS)) == ()
    assert topics(_documents(*twice, *(f"丁{each}" for each in range(30)))) != ()
    assert topics(_documents(*twice, *(f"丁{each}" for each in range(2_000)))) == ()


def test_a_word_that_is_not_rare_brings_no_document_in_alone() -> None:
    alone = ("电池 丁",) * 12

    found = topics(
        _documents(
            *CELLS, *(f"{title}{at}" for at, title in enumerate(alone)), *(f"戊{at}" for at in range(80))
        )
    )

    assert found[0].documents == ("CN0A", "CN1A", "CN2A", "CN3A", "CN4A")
