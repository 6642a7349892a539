"""Classes: how they are written, what stands above them, which field and industry they belong to."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiyun.ip import classification
from zhiyun.ip.classification import Concordance, Level, NotASymbol, Titles, span, symbol
from zhiyun.kernel.refusal import Faulty

SPELT = {
    "B64C33/02": "B64C33/02",
    "b64c 33/02": "B64C33/02",
    "Ｂ６４Ｃ３３／０２": "B64C33/02",
    "B64C33/02(2006.01)I": "B64C33/02",
    "G01C21/00(2006.01)I": "G01C21/00",
    "A61K  31/00 20060101AFI20190709BHCN": "A61K31/00",
    "B64C0033020000": "B64C33/02",
    "A61K0031001000": "A61K31/001",
    "A61K0000000000": "A61K",
    "H01L2224/48091": "H01L2224/48091",
    "Y02E 60/10": "Y02E60/10",
    "Int.Cl.7: G06F 17/30": "G06F17/30",
    "A01B   1": "A01B1/00",
    "A01B": "A01B",
    "A01": "A01",
    "A": "A",
}


@pytest.mark.parametrize(("written", "spelt"), SPELT.items())
def test_a_symbol_is_spelt_one_way(written: str, spelt: str) -> None:
    assert str(symbol(written)) == spelt


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("", "不是分类号"),
        ("I01B", "不是分类号"),
        ("A1B", "不是分类号"),
        ("A01/02", "不是分类号"),
        ("A01B1/", "不是分类号"),
        ("A01B0/00", "大组号不能是0"),
        ("A01B1/2", "写作“A01B1/02”或“A01B1/20”"),
        ("01-01", "不是分类号"),
        ("A01B1/00;A01B1/02", "不是分类号"),
        ("A" * 50, "不是分类号"),
    ],
)
def test_what_is_no_symbol_is_refused(written: str, says: str) -> None:
    with pytest.raises(NotASymbol, match=says):
        symbol(written)


GROUPS = st.builds(
    "{}{:02d}{}{}/{}".format,
    st.sampled_from("ABCDEFGHY"),
    st.integers(1, 99),
    st.sampled_from("ABCHNZ"),
    st.integers(1, 9999),
    st.from_regex(r"[0-9]{2}(?:[0-9]{0,3}[1-9])?", fullmatch=True),
)


@given(GROUPS)
def test_the_long_spelling_says_the_same(written: str) -> None:
    one = symbol(written)

    assert (str(one), len(one.st8)) == (written, 14)
    assert symbol(one.st8) == one


@given(GROUPS, GROUPS)
def test_the_order_of_symbols_is_that_of_their_long_spelling(first: str, second: str) -> None:
    one, other = symbol(first), symbol(second)

    assert (one < other) == (one.st8 < other.st8)


@given(GROUPS)
def test_a_symbol_stands_under_its_section_class_subclass_and_main_group(written: str) -> None:
    one = symbol(written)

    assert [above.level for above in one.ancestors()] == [level for level in Level if level < one.level]
    assert all(above.covers(one) for above in (*one.ancestors(), one))
    assert all(one in classification.Span(above, above) for above in one.ancestors())


def test_ancestors_are_named_from_the_section_down() -> None:
    assert list(map(str, symbol("B64C33/02").ancestors())) == ["B", "B64", "B64C", "B64C33/00"]
    assert symbol("B").ancestors() == ()


@pytest.mark.parametrize(
    ("written", "spelt", "within", "outside"),
    [
        (
            "H01M4/00-4/98",
            "H01M4/00-H01M4/98",
            ["H01M4/00", "H01M4/525", "H01M4/98"],
            ["H01M6/00", "H01M4"[:4]],
        ),
        (
            "H01M4/00 至 H01M10/00",
            "H01M4/00-H01M10/00",
            ["H01M4/02", "H01M6/06", "H01M10/0525"],
            ["H01M12/00"],
        ),
        ("A61K-A61P", "A61K-A61P", ["A61K31/00", "A61P35/00", "A61M5/00"], ["A61J1/00", "A61Q1/00", "A61"]),
        ("G06F*", "G06F", ["G06F", "G06F3/048"], ["G06G7/00"]),
        ("G06F3/", "G06F3/00", ["G06F3/00", "G06F3/048"], ["G06F5/00"]),
        ("H01M4/10", "H01M4/10", ["H01M4/10"], ["H01M4/12", "H01M4/101"]),
        ("h01m4/02～4/04", "H01M4/02-H01M4/04", ["H01M4/021", "H01M4/04"], ["H01M4/041"]),
    ],
)
def test_a_span_holds_what_lies_between(
    written: str, spelt: str, within: list[str], outside: list[str]
) -> None:
    one = span(written)

    assert str(one) == spelt
    assert [each for each in within if symbol(each) not in one] == []
    assert [each for each in outside if symbol(each) in one] == []


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("A61P-A61K", "请写作“A61K-A61P”"),
        ("A61-A61K", "级别不同"),
        ("A-B-C", "有几个起止号"),
        ("A61K-x", "不是分类号"),
    ],
)
def test_a_span_that_cannot_be_is_refused(written: str, says: str) -> None:
    with pytest.raises(NotASymbol, match=says):
        span(written)


def test_sections_classes_and_subclasses_ship_with_titles_in_both_languages() -> None:
    titles = Titles.shipped()

    untitled = [each for each in titles.chinese if not titles.chinese[each] or not titles.english[each]]
    assert (len(titles.chinese), untitled) == (796, [])
    assert titles.title(symbol("B64C")) == "飞机；直升飞机"
    assert titles.title(symbol("H04W"), language="en") == "WIRELESS COMMUNICATION NETWORKS"
    assert titles.title(symbol("B64C33/02")) == ""
    assert {each.level for each in titles.chinese} == {1, 2, 3}


HEAD = "# 名称：试表\n# 版本：1\n# 来源：某公告\n# 许可：公有\n"


def test_no_shipped_title_shows_how_it_was_copied() -> None:
    odd = [
        str(each)
        for each, title in Titles.shipped().chinese.items()
        if (title.startswith(str(each)) and each.level >= 2)
        or title.strip("；。 ") != title
        or "；；" in title
        or re.search(r"(?<!一)般|\s|〔|（|1．", title)
    ]

    assert odd == []


def test_the_whole_scheme_is_read_from_a_file_with_the_parents_of_its_subgroups() -> None:
    titles = Titles.read(
        HEAD
        + "symbol,title_zh,title_en,parent\nB64C33/00,扑翼机,Ornithopters,\nB64C33/02,机翼；其驱动机构,,B64C33/00\n"
        + "B64C33/025,轻质驱动机构,,B64C33/02\n"
    )

    assert titles.edition.name == "试表"
    assert titles.title(symbol("B64C33/02"), language="en") == "机翼；其驱动机构"
    assert list(map(str, titles.ancestors(symbol("B64C33/025")))) == [
        "B",
        "B64",
        "B64C",
        "B64C33/00",
        "B64C33/02",
    ]


def test_a_file_of_titles_is_refused_with_all_of_its_faults() -> None:
    with pytest.raises(Faulty) as refused:
        Titles.read(HEAD + "symbol,title_zh,title_en\nB64C,机,x\nB64C,机,x\nI1,机,x\n")

    assert [fault.place for fault in refused.value.faults] == ["第7行", "第8行"]


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ("H01M4/02", 1),
        ("H04N1/00", 3),
        ("H04N1/04", 3),
        ("H04N5/225", 2),
        ("H04N21/00", 4),
        ("G01N33/50", 11),
        ("G01N21/00", 10),
        ("A61K8/02", 14),
        ("A61K31/00", 16),
        ("B01D53/04", 24),
        ("B01D61/00", 23),
        ("C13B5/02", 29),
        ("E01F8/00", 24),
        ("H10K50/00", 8),
        ("A01B", 29),
        ("G16Y10/00", None),
    ],
)
def test_a_symbol_belongs_to_the_field_that_wipo_names(written: str, field: int | None) -> None:
    found = classification.field_of(symbol(written))

    assert (found and found.number) == field


def test_there_are_35_fields_in_five_sectors() -> None:
    fields = classification.fields()

    assert [field.number for field in fields] == list(range(1, 36))
    assert len({field.sector for field in fields}) == 5
    assert "WIPO" in classification.fields_edition().source


def test_the_spans_of_fields_part_divided_subclasses_and_are_worked_out_once() -> None:
    """A61K8 (cosmetics) is told apart from A61K; a page asks for the spans of dozens of fields."""
    by_number = {field.number: classification.spans_of(field) for field in classification.fields()}
    chemistry = next(number for number, spans in by_number.items() if ("A61K8/00", "A61K8/00") in spans)

    assert ("A61K1/00", "A61K7/00") in by_number[16]
    assert ("A61K9/00", "A61K9999/00") in by_number[16]
    assert chemistry != 16
    for field in classification.fields():
        assert classification.spans_of(field) is by_number[field.number]
        for first, last in by_number[field.number]:
            inside = {classification.field_of(symbol(end)) for end in (first, last)}
            assert inside <= {field, None}, (first, last)


def test_industries_are_told_by_the_table_an_office_loads() -> None:
    table = Concordance.read(
        HEAD
        + "ipc,industry,name\nA01B1/00-A01B79/02,3572,机械化农业机具制造\nA01B,0111,演示行业\nH01M,3841,锂离子电池制造\n"
    )

    assert [each.code for each in table.industries_of(symbol("A01B49/00"))] == ["0111", "3572"]
    assert [each.code for each in table.industries_of(symbol("A01B"))] == ["0111"]
    assert [each.code for each in table.industries_of(symbol("H01M10/0525"))] == ["3841"]
    assert table.industries_of(symbol("G06F3/00")) == ()


def test_a_table_of_industries_is_refused_with_all_of_its_faults() -> None:
    with pytest.raises(Faulty) as refused:
        Concordance.read(HEAD + "ipc,industry,name\nA01B,,x\nI1,1,x\nB-A,1,x\n")

    assert [fault.place for fault in refused.value.faults] == ["第6行", "第7行", "第8行"]


def test_a_locarno_class_is_spelt_with_two_digits_each() -> None:
    assert [
        classification.locarno(one) for one in ("01-01 (12)", "6-1", "LOC(12)Cl. 14-03", "２６－０５")
    ] == [
        "01-01",
        "06-01",
        "14-03",
        "26-05",
    ]
    assert classification.locarno_title("06-01") == "家具和家居用品"
    assert classification.locarno_title("06-01", language="en") == "Furnishing"
    assert classification.locarno_title("99") == ""


@pytest.mark.parametrize("written", ["33-01", "00-01", "06", "B64C33/02", ""])
def test_what_is_no_locarno_class_is_refused(written: str) -> None:
    with pytest.raises(NotASymbol, match="不是洛迦诺分类号"):
        classification.locarno(written)


@given(st.text(max_size=50))
def test_whatever_is_written_is_a_symbol_or_refused(text: str) -> None:
    for read in (symbol, span, classification.locarno):
        try:
            once = read(text)
        except NotASymbol:
            continue

        assert read(str(once)) == once
