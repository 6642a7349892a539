"""What of an application's text tells what is claimed."""

import pytest

from zhiyun.ip.application_texts import Telling, telling

APPLICATION = """说 明 书 摘 要
本发明公开了一种演示隔膜。
权 利 要 求 书 1/1 页
1. 一种演示隔膜，其特征在于，有陶瓷层。
2. 根据权利要求1所述的演示隔膜，其特征在于，厚2微米。
3. 一种制备演示隔膜的方法。
说 明 书
技术领域
本发明涉及电池。
"""


def test_of_an_application_the_abstract_and_the_claims_count_the_independent_ones_first() -> None:
    assert telling(APPLICATION) == Telling(
        "本发明公开了一种演示隔膜。\n一种演示隔膜，其特征在于，有陶瓷层。\n一种制备演示隔膜的方法。\n"
        "根据权利要求1所述的演示隔膜，其特征在于，厚2微米。",
        3,
    )


def test_an_english_application_may_end_with_its_claims() -> None:
    text = (
        "BACKGROUND OF THE INVENTION\nBatteries.\nWhat is claimed is:\n1. A demo separator with a ceramic.\n"
    )

    assert telling(text) == Telling("A demo separator with a ceramic.", 1)


@pytest.mark.parametrize(
    "text",
    [
        "一段摘要，说到权利要求书的一句话。",
        "目录\n权利要求书 1\n说明书 3\n",
        "",
        "\n" * 50_000,
        "说 " * 200_000,
    ],
)
def test_of_any_other_text_all_is_taken(text: str) -> None:
    assert telling(text) == Telling(text, 0)
