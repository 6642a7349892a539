"""What people decide about groups of applicants, and what follows from it."""

import pytest

from zhiyun.ip.applicants import Decision, Verdict, at_odds, merged

SAME, FORMER, APART = Verdict.SAME, Verdict.FORMER, Verdict.APART


@pytest.mark.parametrize(
    ("decided", "under"),
    [
        ([], {}),
        ([("甲", "乙", SAME)], {"甲": "乙"}),
        ([("甲", "乙", FORMER), ("乙", "丙", SAME)], {"甲": "丙", "乙": "丙"}),
        ([("乙", "丙", SAME), ("甲", "乙", SAME)], {"甲": "丙", "乙": "丙"}),
        ([("甲", "乙", SAME), ("乙", "甲", SAME)], {"乙": "甲"}),
        ([("甲", "乙", SAME), ("甲", "丙", SAME)], {"甲": "丙", "乙": "丙"}),
        ([("甲", "乙", SAME), ("乙", "丙", SAME), ("丙", "甲", SAME)], {"乙": "甲", "丙": "甲"}),
        ([("甲", "乙", SAME), ("甲", "丙", SAME), ("甲", "乙", SAME)], {"甲": "乙", "丙": "乙"}),
        ([("甲", "乙", SAME), ("乙", "甲", APART)], {}),
        ([("甲", "乙", APART), ("甲", "乙", FORMER)], {"甲": "乙"}),
        ([("甲", "乙", SAME), ("丙", "丁", SAME)], {"甲": "乙", "丙": "丁"}),
    ],
)
def test_groups_that_hang_together_count_under_one(
    decided: list[tuple[str, str, Verdict]], under: dict[str, str]
) -> None:
    assert merged(Decision(*each) for each in decided) == under


@pytest.mark.parametrize(
    ("decided", "odd"),
    [
        ([("甲", "乙", SAME), ("甲", "丙", APART)], None),
        ([("甲", "乙", SAME), ("丙", "乙", SAME), ("甲", "丙", APART)], ("甲", "丙")),
        ([("甲", "丙", APART), ("甲", "乙", SAME), ("丙", "乙", SAME)], ("甲", "丙")),
        ([("甲", "丙", APART), ("甲", "乙", SAME), ("丙", "乙", SAME), ("丙", "甲", SAME)], None),
    ],
)
def test_who_is_held_apart_and_joined_through_others_is_at_odds(
    decided: list[tuple[str, str, Verdict]], odd: tuple[str, str] | None
) -> None:
    assert at_odds(Decision(*each) for each in decided) == odd
