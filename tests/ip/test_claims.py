"""Claims as sources write them: cut apart by their numbers, told apart by how they begin."""

import pytest

from zhiyun.ip.claims import LONGEST, MOST, TooManyClaims, cut, is_independent
from zhiyun.ip.patent import Claim, together


@pytest.mark.parametrize(
    ("text", "numbered"),
    [
        ("1. 一种演示电池。2. 根据权利要求1所述的演示电池。", [(1, "一种演示电池。"), (2, "根据权利要求1所述的演示电池。")]),
        ("1、一种演示电池，厚1.5毫米，包括：1、正极；2、隔膜。\n2、如权利要求1所述的演示电池。", [
            (1, "一种演示电池，厚1.5毫米，包括：1、正极；2、隔膜。"), (2, "如权利要求1所述的演示电池。"),
        ]),
        ("1. 一种方法，步骤为：\n1、搅拌\n2、加热\n2. 根据权利要求1所述的方法", [
            (1, "一种方法，步骤为： 1、搅拌 2、加热"), (2, "根据权利要求1所述的方法"),
        ]),
        ("What is claimed is: 1. A demo as in Fig. 1.5. 2. The demo of claim 1.", [
            (1, "A demo as in Fig. 1.5."), (2, "The demo of claim 1."),
        ]),
        ("一种演示电池，\n包括隔膜。\n根据权利要求1所述的电池。", [
            (1, "一种演示电池， 包括隔膜。"), (2, "根据权利要求1所述的电池。"),
        ]),
        ("", []),
    ],
)  # fmt: skip
def test_a_whole_list_is_cut_where_a_claim_begins_and_not_at_a_step_within(
    text: str, numbered: list[tuple[int, str]]
) -> None:
    assert [(each.number, each.text) for each in cut(text)] == numbered


def test_of_some_claims_only_the_first_is_numbered_by_its_place() -> None:
    assert cut("1. 一种演示。\n8. 一种演示方法。", is_whole=False) == (
        Claim(1, "一种演示。"),
        Claim(8, "一种演示方法。"),
    )
    assert cut("一种演示。\n一种演示方法。", is_whole=False) == (
        Claim(1, "一种演示。"),
        Claim(0, "一种演示方法。"),
    )
    assert cut(("一种演示。", "如权利要求1所述的演示。"))[1].number == 2


@pytest.mark.parametrize(
    ("text", "is_alone"),
    [
        ("一种演示电池，其特征在于，包括隔膜。", True),
        ("根据权利要求1或2所述的演示电池，其特征在于。", False),
        ("一种如权利要求1所述的演示电池。", False),
        ("如前述任一项权利要求所述的演示电池。", False),
        ("一种用于制备权利要求1所述演示电池的方法。", True),
        ("一种权利要求1所述演示电池的装配方法，其特征在于，先装隔膜。", True),
        ("权利要求1或2所述的演示化合物在制备演示药物中的用途。", True),
        ("权利要求1所述的制备方法，其特征在于，先加热。", False),
        ("权利要求1所述的演示电池，其特征在于，用湿法制成的隔膜。", False),
        ("A demo battery comprising a separator.", True),
        ("The demo battery of claim 1, wherein it is flat.", False),
        ("A demo battery according to any one of the preceding claims.", False),
        ("A vehicle comprising the demo battery of claim 1.", True),
        ("The method for preparing x of claim 3.", False),
    ],
)
def test_a_claim_is_independent_or_not_by_how_it_begins(text: str, is_alone: bool) -> None:
    assert is_independent(text) is is_alone


def test_later_text_of_a_number_counts_and_languages_stand_apart() -> None:
    first, again = Claim(1, "一种演示。", "zh"), Claim(1, "一种演示电池。", "zh")
    loose, english = Claim(0, "一种方法。", "zh"), Claim(1, "A demo.", "en")

    assert together((loose, first), (again, english)) == (english, again, loose)


@pytest.mark.parametrize(
    "texts", [["x"] * (MOST + 1), "x" * (LONGEST + 1), "\n".join(f"{n}. x。" for n in range(1, MOST + 3))]
)
def test_more_than_any_document_has_is_refused(texts: str | list[str]) -> None:
    with pytest.raises(TooManyClaims):
        cut(texts)


@pytest.mark.parametrize("text", ["\n1." * 100_000, "。" * 400_000, ",|;" * 100_000, "1、" * 200_000])
def test_hostile_texts_are_cut_in_no_time(text: str) -> None:
    assert len(cut(text)) == 1
