"""What people who search patents type, and how it is understood."""

from __future__ import annotations

from datetime import date

import pytest

from zhiyun.ip.query import (
    And,
    Classed,
    ClassedBetween,
    Coded,
    Dated,
    Everything,
    Field,
    Near,
    Not,
    Or,
    Plain,
    Text,
    TooManyClauses,
    listed,
    read,
    spelled,
)


def title(text: str) -> Text:
    return Text(Field.TITLE, text)


def anywhere(text: str) -> Text:
    return Text(Field.ANY, text)


@pytest.mark.parametrize(
    "written", ["标题=电池", "TI=电池", "ti:电池", "发明名称：电池", "TTL = 电池", '名称="电池"']
)
def test_a_field_answers_to_its_usual_names(written: str) -> None:
    assert read(written) == title("电池")


@pytest.mark.parametrize(
    "written",
    [
        "标题=电池 AND 标题=隔膜",
        "TI=(电池 and 隔膜)",
        "标题=（电池 与 隔膜）",
        "标题=电池 & 标题=隔膜",
        "标题=电池&&标题=隔膜",
        "标题=(电池 隔膜)",
        "标题=电池 标题=隔膜",
    ],
)
def test_and_is_written_in_many_ways_or_not_at_all(written: str) -> None:
    assert read(written) == And((title("电池"), title("隔膜")))


def test_not_binds_before_and_before_or() -> None:
    found = read("TI=a OR TI=b AND NOT TI=c")

    assert found == Or((title("a"), And((title("b"), Not(title("c"))))))


@pytest.mark.parametrize(
    "written", ["TI=a NOT TI=b", "TI=a 非 TI=b", "TI=a !TI=b", "TI=a AND TI!=b", "TI=a ANDNOT TI=b"]
)
def test_not_is_written_in_many_ways(written: str) -> None:
    assert read(written) == And((title("a"), Not(title("b"))))


def test_a_field_reaches_through_its_bracket_until_another_is_named() -> None:
    assert read("标题=(电池 OR 摘要=隔膜)") == Or((title("电池"), Text(Field.ABSTRACT, "隔膜")))


def test_a_quoted_phrase_stays_together() -> None:
    assert read("“lithium  ion battery” AND 电池") == And((anywhere("lithium ion battery"), anywhere("电池")))


def test_a_star_ends_a_beginning() -> None:
    assert read("TI=batter*") == Text(Field.TITLE, "batter", is_beginning=True)
    assert read('TI="lithium batter*"') == Text(Field.TITLE, "lithium batter", is_beginning=True)


@pytest.mark.parametrize(
    ("written", "is_ordered"),
    [
        *((written, False) for written in ("NEAR/5", "near/5", "N/5", "(5N)", "邻近/5")),
        *((written, True) for written in ("W/5", "(5W)", "PRE/5", "先后/5")),
    ],
)
def test_nearness_with_and_without_order(written: str, is_ordered: bool) -> None:
    found = read(f"TI=(电池 {written} (隔膜 OR 薄膜))")

    assert found == Near(Field.TITLE, (title("电池"),), (title("隔膜"), title("薄膜")), 5, is_ordered)


def test_a_chain_of_nearness_is_each_pair() -> None:
    found = read("a NEAR/1 b NEAR/2 c")

    assert found == And(
        (
            Near(Field.ANY, (anywhere("a"),), (anywhere("b"),), 1),
            Near(Field.ANY, (anywhere("b"),), (anywhere("c"),), 2),
        )
    )


@pytest.mark.parametrize(
    ("written", "symbol"),
    [
        ("H", "H"),
        ("h04", "H04"),
        ("H04L", "H04L"),
        ("H04L9/00", "H04L9/00"),
        ("H04L 9/08", "H04L9/08"),
        ("H04L9", "H04L9/00"),
    ],
)
def test_a_class_with_all_below_it(written: str, symbol: str) -> None:
    assert read(f"IPC={written}") == Classed(Field.IPC, symbol)


@pytest.mark.parametrize(
    "written",
    ["H04L9/00:H04L9/40", "H04L 9/00 TO H04L 9/40", "[H04L9/00 to H04L9/40]", "H04L9/00 至 H04L9/40"],
)
def test_a_stretch_of_classes(written: str) -> None:
    assert read(f"分类号={written}") == ClassedBetween(Field.IPC, "H04L9/00", "H04L9/40")


@pytest.mark.parametrize(
    ("written", "first", "before"),
    [
        ("=2019", date(2019, 1, 1), date(2020, 1, 1)),
        ("=2019-12", date(2019, 12, 1), date(2020, 1, 1)),
        ("=20190731", date(2019, 7, 31), date(2019, 8, 1)),
        ("=2019年7月31日", date(2019, 7, 31), date(2019, 8, 1)),
        ("=2019.07.31", date(2019, 7, 31), date(2019, 8, 1)),
        ("=2019:2021", date(2019, 1, 1), date(2022, 1, 1)),
        ("=2019-2021", date(2019, 1, 1), date(2022, 1, 1)),
        ("=[2019 TO 202106]", date(2019, 1, 1), date(2021, 7, 1)),
        ("=2019至2021", date(2019, 1, 1), date(2022, 1, 1)),
        ("=2019:", date(2019, 1, 1), None),
        ("=:2019", None, date(2020, 1, 1)),
        (">2019", date(2020, 1, 1), None),
        (">=2019", date(2019, 1, 1), None),
        ("<2019", None, date(2019, 1, 1)),
        ("<=2019", None, date(2020, 1, 1)),
    ],
)
def test_days_months_years_and_what_lies_between(
    written: str, first: date | None, before: date | None
) -> None:
    assert read(f"申请日{written}") == Dated(Field.FILED, first, before)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("CN109996757A", "CN109996757A"),
        ("ZL201680087887.X", "201680087887X"),
        ("CN 2016-8008 7887.X", "CN201680087887X"),
    ],
)
def test_numbers_are_compared_without_their_signs(written: str, value: str) -> None:
    assert read(f'AN="{written}"') == Coded(Field.APPLICATION, value)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("国别=中国", Coded(Field.OFFICE, "CN")),
        ("CC=us", Coded(Field.OFFICE, "US")),
        ("类型=发明授权", Coded(Field.TYPE, "发明授权")),
        ("PT=utility_model", Coded(Field.TYPE, "实用新型")),
        ("申请人类型=大专院校", Coded(Field.APPLICANT_KIND, "高校")),
        ("AP-TYPE=individual", Coded(Field.APPLICANT_KIND, "个人")),
        ("KIND=b2", Coded(Field.KIND, "B2")),
        ("地区=重庆", Coded(Field.REGION, "重庆")),
        ("外观分类=1-1", Coded(Field.LOCARNO, "01-01")),
        ("LOC=12", Coded(Field.LOCARNO, "12", is_beginning=True)),
        ("申请人组=重庆大学", Coded(Field.GROUP, "重庆大学")),
        ("PA=AT&T", Text(Field.APPLICANT, "AT&T")),
        ("公开(公告)号=CN1099*", Coded(Field.PUBLICATION, "CN1099", is_beginning=True)),
    ],
)
def test_codes_are_taken_as_people_say_them(written: str, expected: Coded) -> None:
    assert read(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "锂电池 隔膜",
        "battery and charger",
        "一种（新型）电池。其中，电压<5V！",
        "R&D",
        "C3/C4 fraction",
        "非晶合金与铁芯",
    ],
)
def test_words_without_the_language_are_plain(written: str) -> None:
    assert isinstance(read(written), Plain)


def test_a_pasted_abstract_is_plain_whatever_signs_it_has() -> None:
    abstract = "本发明公开了“一种电池” (10) and a separator (20) with pH=7 or not? " * 5

    assert isinstance(read(abstract), Plain)


def test_a_number_or_a_class_alone_is_looked_for_as_such() -> None:
    assert read("cn109996757a") == Or(
        (Coded(Field.PUBLICATION, "CN109996757A"), Coded(Field.APPLICATION, "CN109996757A"))
    )
    assert read("201680087887.X") == Or(
        (Coded(Field.PUBLICATION, "201680087887X"), Coded(Field.APPLICATION, "201680087887X"))
    )
    assert read("H04L9/00") == Or((Classed(Field.IPC, "H04L9/00"), Classed(Field.CPC, "H04L9/00")))


@pytest.mark.parametrize("between", [" ", "\n", "\r\n", ",", "，", "、", "；", ";\t", ",, "])
def test_a_list_of_numbers_finds_each_of_them_as_a_publication_or_an_application(between: str) -> None:
    written = between.join(["cn109996757a", "201680087887.X", "ZL201680087887.X", "US20190012345A1", ""])

    assert read(written) == Or(
        tuple(
            Coded(field, number)
            for number in ("CN109996757A", "201680087887X", "US20190012345A1")
            for field in (Field.PUBLICATION, Field.APPLICATION)
        )
    )


def test_a_list_of_numbers_is_read_back_as_a_list_and_what_only_looks_like_one_is_not() -> None:
    assert spelled(read("cn109996757a、201680087887.X")) == "CN109996757A 201680087887X"
    assert listed(read("CN109996757A 201680087887X")) == ("CN109996757A", "201680087887X")
    for written in (
        "CN109996757A",
        "CN109996757A CN109996757A",
        "PN=CN109996757A OR AN=201680087887X",
        "PN=1099* OR AN=1099* OR PN=2016* OR AN=2016*",
        "PN=10999 OR AN=10999 OR PN=20168 OR AN=20168",
        " OR ".join(f"PN=CN1{at:08}A" for at in range(1500)),
        "电池 隔膜",
    ):
        assert listed(read(written)) == (), written


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("CN 109996757 A", ("CN109996757A",)),
        ("CN 109996757 A CN 209078969 U", ("CN109996757A", "CN209078969U")),
        ("US 2013/0123456 A1, US 10,000,001 B2", ("US20130123456A1", "US10000001B2")),
        ("WO 2019/123456 A1 EP 1234567 B1", ("WO2019123456A1", "EP1234567B1")),
        ("KR 10-2019-0012345 A；JP2019-123456A", ("KR1020190012345A", "JP2019123456A")),
        ("ZL 2016 8 0087887.X CN109996757A", ("201680087887X", "CN109996757A")),
        ("201880000002,201910000001", ("201880000002", "201910000001")),
        ("1234567 CN7654321A", ("1234567", "CN7654321A")),
        ("公开号，CN 109996757 A", ("CN109996757A",)),
    ],
)
def test_numbers_are_read_as_offices_write_them(written: str, numbers: tuple[str, ...]) -> None:
    assert read(written) == Or(
        tuple(Coded(field, each) for each in numbers for field in (Field.PUBLICATION, Field.APPLICATION))
    )


def test_one_entry_to_five_numbers_may_be_none_and_is_listed_with_them() -> None:
    five = [f"CN10999675{at}A" for at in range(5)]

    assert listed(read("\n".join([*five[:2], "无", *five[2:]]))) == (*five, "无")
    assert listed(read(" ".join(["ABC1234567", *five]))) == (*five, "ABC1234567")
    assert isinstance(read(" ".join([*five[:4], "无"])), Plain)
    assert isinstance(read(" ".join([*five, "无", "不详"])), Plain)
    assert isinstance(read("、".join(five) + "和" + five[0] + "公开了一种电池"), Plain)


@pytest.mark.parametrize("heading", ["公开号", "公开（公告）号", "公开(公告)号", "申请号", "PN"])
def test_the_heading_of_a_column_of_numbers_is_none_of_them(heading: str) -> None:
    numbers = "CN109996757A 201680087887X"

    assert read(f"{heading}\n{numbers}") == read(numbers)
    assert read(f"{heading} CN109996757A") == read("CN109996757A")
    assert isinstance(read(heading), Plain)


@pytest.mark.parametrize("written", ["申请人 CN109996757A", "CN109996757A 公开号", "公开号 电池"])
def test_what_is_no_heading_of_numbers_is_a_word_among_them(written: str) -> None:
    assert isinstance(read(written), Plain)


@pytest.mark.parametrize("written", ["CN109996757A 电池", "CN109996757A 12345", "电池、CN109996757A"])
def test_numbers_among_words_are_words(written: str) -> None:
    assert isinstance(read(written), Plain)


def test_a_thousand_numbers_are_looked_for_at_once_and_no_more() -> None:
    numbers = [f"CN1{at:08}A" for at in range(1001)]

    assert listed(read(" ".join(numbers[:1000]))) == tuple(numbers[:1000])
    with pytest.raises(TooManyClauses):
        read("\n".join(numbers))


@pytest.mark.parametrize("written", ["", "  ", "*", "*:*", "，。"])
def test_nothing_asks_for_everything(written: str) -> None:
    assert read(written) == Everything()


def test_a_query_is_spelled_back_in_chinese_or_in_codes() -> None:
    query = read("ti=(锂电池 or 钠电池) & ic=H01M & ad>=2019 !pa:某公司")

    assert spelled(query) == (
        "(标题=锂电池 OR 标题=钠电池) AND 国际分类=H01M AND 申请日=2019-01-01: AND NOT 申请人=某公司"
    )
    assert spelled(query, in_codes=True) == (
        "(TI=锂电池 OR TI=钠电池) AND IPC=H01M AND AD=2019-01-01: AND NOT PA=某公司"
    )
