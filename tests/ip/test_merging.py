"""What people decide about groups of applicants, and what follows from it."""

import pytest

from zhiyun.ip.applicants import Counting, Decision, Verdict, at_odds, group_of, merged, own_key

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


FIRM, LIKE, BRANCH = "演示长江有限公司", "演示长江股份有限公司", "演示长江股份有限公司北京分公司"


def test_a_name_taken_out_of_its_group_takes_its_branches_along_and_comes_back_by_a_later_decision() -> None:
    apart = Decision(own_key(LIKE), group_of(FIRM).key, APART)

    before, split = Counting(), Counting.of([apart])
    again = Counting.of([apart, Decision(apart.first, apart.second, SAME)])

    assert len({before.key(each) for each in (FIRM, LIKE, BRANCH)}) == 1
    assert [split.key(each) for each in (FIRM, LIKE, f" {LIKE} ", BRANCH)] == [
        group_of(FIRM).key,
        *3 * [own_key(LIKE)],
    ]
    assert [again.key(each) for each in (FIRM, LIKE, BRANCH)] == 3 * [group_of(FIRM).key]
    assert group_of(BRANCH, apart=split.apart).name == LIKE


def test_a_branch_is_taken_out_alone_and_what_was_put_under_the_group_stays() -> None:
    made = [
        Decision("演示旧名", group_of(FIRM).key, FORMER),
        Decision(own_key(BRANCH), group_of(FIRM).key, APART),
    ]

    split = Counting.of(made)

    assert [split.key(each) for each in (LIKE, BRANCH, "演示旧名有限公司")] == [
        group_of(FIRM).key,
        own_key(BRANCH),
        group_of(FIRM).key,
    ]
    assert at_odds([*made, Decision(own_key(BRANCH), "演示旧名", SAME)]) == (
        own_key(BRANCH),
        group_of(FIRM).key,
    )


def test_no_rule_gives_the_key_of_a_name_that_was_taken_out() -> None:
    assert own_key(FIRM) not in {group_of(each).key for each in (FIRM, LIKE, BRANCH, own_key(FIRM)[:-4])}
