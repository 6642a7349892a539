"""Words that are one because they stand together."""

from zhiyun.ip.landscape import compounds, joined


def test_words_that_stand_together_are_one_and_others_stay_apart() -> None:
    titles = [
        ["锂离子", "电池"],
        ["锂离子", "电池", "隔膜"],
        ["锂离子", "电池", "", "外壳"],
        *([["电池"]] * 9),
    ]

    pairs = compounds(titles)

    assert pairs == {("锂离子", "电池")}
    assert list(joined(titles[2], pairs)) == ["锂离子电池", "外壳"]
    assert list(joined(["heat", "pump"], {("heat", "pump")}, between=" ")) == ["heat pump"]


def test_what_stands_together_by_chance_or_across_a_gap_is_not_one() -> None:
    chance = [["电池", "外壳"]] * 3 + [["电池", "盖"]] * 20 + [["外壳", "盖"]] * 20
    gap = [["电池", "", "外壳"]] * 9

    assert ("电池", "外壳") not in compounds(chance)
    assert compounds(gap) == frozenset()
