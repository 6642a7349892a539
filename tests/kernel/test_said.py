"""A sentence is Chinese wherever it is written, and can still be said otherwise."""

import copy

from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said, word


def test_a_sentence_is_its_chinese() -> None:
    said = Said("「%(name)s」有 %(count)s 页，只收%(kinds)s", name="甲%s", count=3, kinds=("PDF", "纯文本"))

    assert said == "「甲%s」有 3 页，只收PDF、纯文本"
    assert f"{said}。" == "「甲%s」有 3 页，只收PDF、纯文本。"


def test_a_sentence_without_places_may_hold_a_percent_sign() -> None:
    assert Said("请写成 60%") == "请写成 60%"


def test_a_sentence_passes_through_a_refusal_and_remembers_its_template() -> None:
    refusal = Refusal(Said("最多%(most)s字", most=5))

    told = str(refusal)

    assert isinstance(told, Said)
    assert (told.template, told.filled) == ("最多%(most)s字", {"most": 5})


def test_a_copied_sentence_remembers_its_template() -> None:
    said = Said("最多%(most)s字", most=word("五"))

    copied = copy.deepcopy(said)

    assert (copied, copied.template, copied.filled) == (said, said.template, said.filled)


def test_a_word_already_said_stays_as_it_was_said() -> None:
    said = Said("最多%(most)s字", most=5)

    assert word(said) is said


def test_faults_together_are_one_chinese_sentence() -> None:
    faulty = Faulty([Fault(Said("姓名"), Said("请填写")), Fault("", Said("没有表格"))])

    assert str(faulty) == "姓名：请填写；没有表格"
