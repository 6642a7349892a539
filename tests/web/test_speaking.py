"""What the casework says in Chinese is said on an English page in English, data left as they are."""

from datetime import date

from django.utils import translation

from zhiyun.casework import refusals
from zhiyun.kernel.money import yuan
from zhiyun.kernel.period import Period, calendar_year
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said, joined, word
from zhiyun.web.speaking import spoken
from zhiyun.web.templatetags.tongue import marked


def test_a_refusal_speaks_the_language_of_the_page() -> None:
    refusal = refusals.NotAllowed("经办人", "撤回申报")

    with translation.override("en"):
        assert spoken(refusal).startswith("As “Preparer” you cannot do this: Withdraw")
    assert spoken(refusal) == "以经办人的身份不能撤回申报。有多个身份的，请先切换身份。"


def test_data_in_a_refusal_stay_as_they_are_and_are_marked() -> None:
    refusal = refusals.ConflictOfInterest("演示100%甲公司")

    with translation.override("en"):
        assert '<span lang="zh-CN">演示100%甲公司</span> and must stand aside' in marked(refusal)


def test_all_faults_of_an_input_are_said_with_their_places() -> None:
    faulty = Faulty([Fault(Said("统一社会信用代码"), Said("请填写")), Fault("sheet.csv", Said("请填写"))])

    with translation.override("en"):
        assert spoken(faulty) == "Unified social credit code: Fill this in; sheet.csv: Fill this in"


def test_several_words_in_a_sentence_are_listed_as_the_language_lists_them() -> None:
    said = Said("请填写%(what)s", what=(word("合同日期"), "x"))

    with translation.override("en"):
        assert spoken(said) == "请填写Date of contract, x"
    assert spoken(said) == "请填写合同日期、x"


def test_amounts_and_periods_are_written_as_the_language_writes_them() -> None:
    said = Said("计入%(amount)s", amount=yuan(1_300_000))
    span = Said("%(since)s至%(until)s", since=calendar_year(2025), until=Period(date(2026, 1, 1), None))

    with translation.override("en"):
        assert spoken(said) == "Counts for 1,300,000.00 yuan"
        assert spoken(span) == "2025-01-01 to 2025-12-31 to 2026-01-01 on"
    assert spoken(said) == "计入1,300,000.00元"


def test_sentences_one_after_another_are_each_said() -> None:
    with translation.override("en"):
        assert (
            spoken(joined([Said("请填写"), "演示甲", Said("最多50个字")]))
            == "Fill this in; 演示甲; At most 50 characters"
        )
        assert spoken(joined([])) == ""
