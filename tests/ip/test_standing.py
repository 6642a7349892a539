"""Whether a patent is in force, by the words of offices and of those who pass them on."""

import pytest

from zhiyun.ip.classification.chains import Chains
from zhiyun.ip.standing import is_living


@pytest.mark.parametrize(
    ("words", "lives"),
    [
        ("有效", True),
        ("授权", True),
        ("失效", False),
        ("未缴年费终止失效", False),
        ("权利恢复", True),
        ("专利权部分无效宣告", True),
        ("专利权全部无效宣告", False),
        ("实质审查", None),
        ("", None),
        ("Active", True),
        ("Active - Reinstated", True),
        ("Expired - Fee Related", False),
        ("Not-in-force", False),
        ("Pending", None),
    ],
)
def test_words_tell_whether_a_patent_is_in_force(words: str, lives: bool | None) -> None:
    assert is_living(words) is lives


def test_the_shipped_chains_are_twelve_and_say_that_they_are_a_guess() -> None:
    chains = Chains.shipped()

    assert len(chains.by_code) == 12
    assert "推断" in chains.concordance.edition.source
    assert all(each.name_en for each in chains.by_code.values())
    assert chains.of_groups(["H01M10/00", "C01B3/00", "G09F9/00", "G09F3/00", "none"]) == (
        ("H01M10/00", "12"),
        ("C01B3/00", "03"),
        ("C01B3/00", "12"),
        ("G09F9/00", "07"),
    )
