"""A landscape: its figures say what they show, what they leave out, and how to find what they count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.exchange import shelves
from tests.gateways.analytics import town
from zhiyun.exchange.patents import engines, indexing
from zhiyun.exchange.patents.landscape import apart, drawing, figures, leading, overview, report
from zhiyun.exchange.patents.landscape.figures import Figure, Landscape, share
from zhiyun.exchange.patents.landscape.opened import Opened
from zhiyun.exchange.patents.landscape.subjects import Listed
from zhiyun.exchange.patents.searching import Asked
from zhiyun.ip import query as language
from zhiyun.ip.patent import Right
from zhiyun.ip.query import Misread
from zhiyun.kernel.refusal import Faulty
from zhiyun.kernel.said import Named, Said


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("landscape")
    # One in seven has its classes as CPC only, which figures count by and their rows must find.
    shelves.put(
        made,
        [
            replace(each, ipc=(), cpc=each.ipc) if number % 7 == 3 else each
            for number, each in enumerate(town.patents(120))
        ],
    )
    indexing.reindex(home=made)
    return made


@pytest.fixture(scope="module")
def whole(home: Path) -> Landscape:
    return drawing.drawn(home=home, subject=Asked(text="*"), parts=tuple(figures.PARTS))


def figure(found: Landscape, key: str) -> Figure:
    return next(each for each in found.figures if each.key == key)


def test_every_part_draws_figures_with_rows_that_fit_their_columns(whole: Landscape) -> None:
    assert {each.key for each in whole.figures} >= {
        "trend",
        "applicants",
        "network",
        "classes",
        "matrix",
        "main-path",
    }
    assert [
        each.key for each in whole.figures for row in each.rows if len(row.values) != len(each.columns)
    ] == []


def test_what_a_row_asks_finds_as_many_inventions_as_it_counts(home: Path, whole: Landscape) -> None:
    """Asking within the set counts the same: a class, an applicant, and both fields into which A61K is divided."""
    fields = {f"{row.values[0]}": row for row in figure(whole, "fields").rows}
    rows = [figure(whole, key).rows[0] for key in ("classes", "applicants")]

    for row in [*rows, fields["药品"], fields["有机精细化学"]]:
        narrowed = drawing.drawn(home=home, subject=Asked(text=row.asks), parts=())

        assert narrowed.totals.patents == row.values[1], row.values[0]


def test_a_status_leads_to_its_own_patents_not_to_those_whose_status_only_has_its_words(
    tmp_path: Path,
) -> None:
    statuses = ["Active"] * 3 + ["Active - Reinstated"] * 2 + ["Inactive"]
    shelves.put(
        tmp_path,
        [
            replace(each, legal_status=status, application="")
            for each, status in zip(town.patents(len(statuses)), statuses, strict=True)
        ],
    )
    indexing.reindex(home=tmp_path)
    rows = figure(drawing.drawn(home=tmp_path, subject=Asked(), parts=("overview",)), "statuses").rows

    assert [row.values[:2] for row in rows] == [("Active", 3), ("Active - Reinstated", 2), ("Inactive", 1)]
    for row in rows:
        narrowed = drawing.drawn(home=tmp_path, subject=Asked(text=row.asks), parts=())
        assert narrowed.totals.patents == row.values[1]


def test_statuses_that_differ_in_capitals_and_stops_do_not_leave_each_other_out() -> None:
    rows = [("Active", 3), ("ACTIVE.", 1), ("Active - Reinstated", 1)]

    asked = {status: overview._status_asks(status, rows) for status, _ in rows}

    assert asked["Active"] == 'LS="Active" NOT LS="Active - Reinstated"'
    assert asked["ACTIVE."] == 'LS="ACTIVE."'


def test_a_white_spot_leads_to_its_field_its_place_and_to_what_there_is_of_both(tmp_path: Path) -> None:
    """Each of its conditions finds what it promises: A61K but not A61K8 is a drug, and a spot without any leads to none."""
    where = [
        ("A61K31/00", "500000"),
        ("A61K8/00", "500000"),
        ("A61K31/00", "110000"),
        ("G01N33/50", "110000"),
    ]
    made = [each for each, times in zip(where, (20, 2, 1, 20), strict=True) for _ in range(times)]
    shelves.put(
        tmp_path,
        [
            replace(of, application="", cites=(), office="CN", ipc=(symbol,), province=province, district="")
            for of, (symbol, province) in zip(town.patents(len(made)), made, strict=True)
        ],
    )
    indexing.reindex(home=tmp_path)

    def counted(asks: str) -> int:
        return drawing.drawn(home=tmp_path, subject=Asked(text=asks), parts=()).totals.patents

    spots = figure(drawing.drawn(home=tmp_path, subject=Asked(), parts=("classes",)), "white-spots").rows

    shown = {str(row.values[0]): tuple(counted(asks) for asks in row.cells_ask if asks) for row in spots}
    assert shown == {"药品": (21, 21, 1), "生物材料分析": (20, 22)}
    assert {row.values[2] for row in spots} == {1, 0}


def test_plain_words_draw_what_the_search_finds_in_both_languages_or_in_one(tmp_path: Path) -> None:
    robots = [
        replace(
            next(town.patents(1)), publication=f"CN10910000{n}A", application="", title_zh="", title_en=title
        )
        for n, title in enumerate(("", "robot arm"))
    ]
    robots[0] = replace(robots[0], title_zh="机器人")
    shelves.put(tmp_path, robots)
    indexing.reindex(home=tmp_path)

    totals = [
        drawing.drawn(
            home=tmp_path, subject=Asked(text="robot", is_across=is_across), parts=("overview",)
        ).totals.patents
        for is_across in (True, False)
    ]

    assert totals == [2, 1]


def test_cited_documents_are_named_where_the_library_holds_them_be_they_in_the_set_or_not(home: Path) -> None:
    """A set of one citing patent: what it cites is not in the set, and one of the two is not in the library."""
    found = drawing.drawn(home=home, subject=Listed("演示", ("CN100000007A",)), parts=("citations",))

    named = {row.values[0]: row.values[2:] for row in figure(found, "most-cited").rows}
    assert str(named["CN100000004A"][0]) == "演示4"
    assert named["US1A"] == ("", "", "")
    assert figure(found, "citation-network").rows == ()


def test_the_growth_of_a_class_counts_what_a_query_of_those_years_finds(home: Path, whole: Landscape) -> None:
    shown = figure(whole, "classes")
    years, row = str(shown.columns[3].title).removesuffix("年申请量").split("—"), shown.rows[0]

    found = drawing.drawn(
        home=home,
        subject=Asked(text=f"{row.asks} AND AD>={years[0]} AND AD<={years[1]}"),
        parts=("overview",),
    )

    assert row.values[3] == found.totals.patents
    assert str(row.values[4]).endswith("%")
    assert "增长" in shown.method[-1]


def test_every_condition_of_a_row_can_be_read(whole: Landscape) -> None:
    for each in whole.figures:
        for row in each.rows:
            for asks in (row.asks, *row.cells_ask):
                language.read(asks or "*")


def test_a_figure_says_how_many_it_leaves_out(whole: Landscape) -> None:
    trend = figure(whole, "trend")

    assert trend.lacking == "申请日期"
    assert trend.without + sum(row.values[-1] for row in trend.rows) == trend.of == whole.totals.patents  # type: ignore[misc]


def test_years_after_the_lag_are_marked(whole: Landscape) -> None:
    """The town's data end in December 2021: what was filed in 2020 and later is not all public."""
    years = {row.values[0]: row.is_partial for row in figure(whole, "trend").rows}

    assert not any(years.values())
    assert max(year for year in years if isinstance(year, int)) <= 2019


def test_the_query_is_said_as_it_was_understood_so_that_either_language_can_type_it(home: Path) -> None:
    said = drawing.drawn(home=home, subject=Asked(text="ipc=h01m AND pa=演示"), parts=("overview",)).query

    assert isinstance(said, Named)
    assert said == Named("", "国际分类=H01M AND 申请人=演示", "IPC=H01M AND PA=演示")
    assert language.read(said.chinese) == language.read(said.english)


def test_a_query_that_finds_nothing_or_cannot_be_read_is_refused(home: Path) -> None:
    with pytest.raises(apart.NothingFound):
        drawing.drawn(home=home, subject=Asked(text="TI=没有这样的词"), parts=("overview",))
    with pytest.raises(Misread):
        drawing.drawn(home=home, subject=Asked(text="TI=("), parts=("overview",))


def test_a_correction_moves_a_phrase_and_a_wrong_one_is_refused(home: Path) -> None:
    moved = drawing.drawn(
        home=home, subject=Asked(text="*"), parts=("effects",), corrections={"降低能耗": "降低成本"}
    )

    assert "降低成本" in [str(each.title) for each in figure(moved, "matrix").columns]
    with pytest.raises(Faulty):
        drawing.drawn(
            home=home, subject=Asked(text="*"), parts=("effects",), corrections={"降低能耗": "没有"}
        )


def test_where_most_came_out_in_one_month_no_stage_is_told(tmp_path: Path) -> None:
    shelves.put(
        tmp_path, [each for each in town.patents(120) if each.published_on and each.published_on.month == 3]
    )
    found = drawing.drawn(home=tmp_path, subject=Asked(text=""), parts=("overview", "applicants", "classes"))

    assert figure(found, "life-cycle").rows == figure(found, "newcomers").rows == ()
    for key in ("trend", "life-cycle", "newcomers", "flow"):
        assert "收录不连续" in figure(found, key).said[0], key
    assert [str(each.title) for each in figure(found, "applicants").columns[3:]] == ["最早申请"]
    assert any("收录不连续" in each for each in figure(found, "applicants").method)


def test_the_engine_of_search_is_opened_for_a_part_only(tmp_path: Path) -> None:
    shelves.put(tmp_path, town.patents(10))
    engines._opened.cache_clear()

    drawing.drawn(home=tmp_path, subject=Asked(text=""), parts=("overview",))

    assert engines._opened.cache_info().currsize == 0


def test_two_sets_are_compared_by_their_shares_and_what_both_have(home: Path, whole: Landscape) -> None:
    beside = drawing.compared(home=home, subject=Asked(text="IPC=H01M"), other=Asked(text="*"))
    shown = next(each for each in beside.figures if each.key == "compared-classes")
    first = next(row for row in shown.rows if row.asks == "CLASS=H01M")
    counted = next(row for row in figure(whole, "classes").rows if row.asks == "CLASS=H01M")

    assert beside.both == beside.one.totals.patents < beside.other.totals.patents == whole.totals.patents
    assert (first.values[1], first.values[2]) == (beside.one.totals.patents, "100.0%")
    assert (first.values[3], first.values[6]) == (counted.values[1], figures.ONE)
    assert first.values[4] == counted.values[2], "the share of a class is the same wherever it is told"
    assert "甲明显更集中的小类有1个，首先是H01M。" in shown.said
    assert all(len(row.values) == len(each.columns) for each in beside.figures for row in each.rows)


def test_a_set_is_drawn_by_the_numbers_that_stand_in_it(home: Path) -> None:
    numbers = tuple(each.publication for each in town.patents(30))
    listed = Listed("演示专题", numbers)

    found = drawing.drawn(home=home, subject=listed, parts=("classes",))
    row = next(each for each in figure(found, "classes").rows if each.asks == "CLASS=H01M")
    within = drawing.within(home=home, subject=listed, asks=row.asks)

    assert found.totals.publications == 30
    assert str(found.query) == "专题“演示专题”"
    assert set(within) == {each.publication for each in town.patents(30) if "H01M4/13" in each.ipc}


def test_a_report_tells_every_figure_that_a_part_draws(whole: Landscape) -> None:
    told = {key for keys in report.FIGURES.values() for key in keys}

    assert {each.key for each in whole.figures} == told


def test_stock_in_a_chain_leaves_out_what_has_ended_and_names_who_could_serve_whom(
    home: Path, whole: Landscape
) -> None:
    """Lithium cells of a university and an institute, Chongqing's two firms beside them: counted by hand."""
    learned = ("演示大学", "演示丙'\\研究院")
    made = [each for each in town.inventions(list(town.patents(120))) if "H01M4/13" in each[0].ipc]
    held = [each[0] for each in made if any(set(one.applicants) & set(learned) for one in each)]
    stock = [
        each
        for each in held
        if each.legal_status != "失效"
        and (
            not each.filed_on
            or each.filed_on.year >= {Right.INVENTION: 2001, Right.UTILITY_MODEL: 2011}[each.right]
        )
    ]
    row = next(each for each in figure(whole, "chains").rows if str(each.values[0]) == "新能源及新型储能")

    assert row.values[1:4] == (
        len(stock),
        sum(each.legal_status == "有效" for each in stock),
        sum(each.province == "500000" for each in stock),
    )
    partners = [
        each for each in figure(whole, "chain-partners").rows if str(each.values[3]) == "新能源及新型储能"
    ]
    assert [each.values[0] for each in partners] == list(learned)
    assert partners[0].values[4] == "演示甲有限公司、演示乙有限公司"
    opened = drawing.drawn(home=home, subject=Asked(text=partners[0].asks), parts=())
    assert opened.totals.patents == sum("演示大学" in each.applicants for each in held)


def test_each_count_of_a_chain_opens_its_own_patents(home: Path, whole: Landscape) -> None:
    """What has ended is opened too, and the page says so: of every invention it is told by hand."""
    made = [each for each in town.inventions(list(town.patents(120))) if "H01M4/13" in each[0].ipc]
    row = next(each for each in figure(whole, "chains").rows if str(each.values[0]) == "新能源及新型储能")

    def opened(asks: str) -> int:
        return drawing.drawn(home=home, subject=Asked(text=asks), parts=()).totals.patents

    held = [each for each in made if any("大学" in name or "研究院" in name for name in each[0].applicants)]
    firms = [each for each in made if any("公司" in name for name in each[0].applicants)]
    assert len(row.cells_ask) == len(row.values)
    for one in figure(whole, "chains").rows:
        assert [bool(one.cells_ask[at]) for at in (0, 3, 5)] == [bool(one.values[at]) for at in (1, 3, 5)]
    assert opened(row.cells_ask[0]) == len(held)
    assert opened(row.cells_ask[3]) == sum(each[0].province == "500000" for each in held)
    assert opened(row.cells_ask[5]) == sum(each[0].province == "500000" for each in firms) == row.values[5]


def test_applicants_are_counted_by_what_they_are_and_each_kind_opens_its_own(
    home: Path, whole: Landscape
) -> None:
    kinds = {
        "企业": lambda name: "公司" in name,
        "高校": lambda name: "大学" in name,
        "科研单位": lambda name: "研究院" in name,
    }
    made = town.inventions(list(town.patents(120)))
    named = [each for each in made if each[0].applicants]

    found = figure(whole, "applicant-kinds")

    told = {str(row.values[0]): row for row in found.rows}
    assert set(told) == set(kinds)
    for kind, is_one in kinds.items():
        patents = sum(any(is_one(name) for one in each for name in one.applicants) for each in made)
        opened = drawing.drawn(home=home, subject=Asked(text=told[kind].asks), parts=())
        assert (told[kind].values[1], opened.totals.patents) == (patents, patents), kind
    assert told["企业"].values[2:] == (share(part=int(str(told["企业"].values[1])), whole=len(named)), 2)
    assert (found.without, found.of) == (whole.totals.patents - len(named), whole.totals.patents)


def test_an_office_puts_its_own_chains_in_place_of_the_guess(tmp_path: Path) -> None:
    shelves.put(tmp_path, town.patents(20))
    (tmp_path / "industry-chains.csv").write_text(
        "# 名称：演示链\n# 版本：1\n# 来源：演示\n# 许可：演示\nipc,industry,name\nA61K8/00-A61K31/00,1,演示链\n"
    )

    found = drawing.drawn(home=tmp_path, subject=Asked(), parts=("universities",))

    assert [str(row.values[0]) for row in figure(found, "chains").rows] == ["演示链"]
    assert "《演示链》（1）" in figure(found, "chains").method[0]


def test_a_family_counts_once_every_figure_says_so_and_it_can_be_asked_otherwise(tmp_path: Path) -> None:
    made = [
        replace(each, application="", family=f"演示{at // 2}") for at, each in enumerate(town.patents(20))
    ]
    shelves.put(tmp_path, made)

    folded, each = (
        drawing.drawn(home=tmp_path, subject=Asked(), parts=("overview", "classes"), is_folded=is_folded)
        for is_folded in (True, False)
    )

    assert (folded.totals.patents, folded.folded, each.totals.patents, each.folded) == (10, 10, 20, 0)
    assert all("同族的10件不另计" in figure.method[-1] for figure in folded.figures)
    assert not any("同族" in said for figure in each.figures for said in figure.method)
    assert drawing.compared(home=tmp_path, subject=Asked(), other=Asked()).both == 10


def test_a_topic_is_named_by_its_words_and_opens_as_many_documents_as_it_counts(tmp_path: Path) -> None:
    titles = ["锂电池的隔膜涂层", "一种锂电池隔膜涂层", "锂电池隔膜及其涂层", "水泵叶轮"] + [
        f"零件{chr(0x4E00 + at)}{chr(0x5E00 + at)}" for at in range(26)
    ]
    shelves.put(
        tmp_path,
        [
            replace(each, title_zh=title, application="")
            for each, title in zip(town.patents(30), titles, strict=True)
        ],
    )

    found = drawing.drawn(home=tmp_path, subject=Asked(), parts=("topics",))
    (row,) = figure(found, "topics").rows
    opened = drawing.topic(home=tmp_path, subject=Asked(), name=str(row.values[0]))

    assert "隔膜" in str(row.values[0])
    assert [each.title for each in opened] == titles[:3]
    assert all(each.applicants and each.filed for each in opened)
    assert row.values[1] == 3
    assert drawing.topic(home=tmp_path, subject=Asked(), name="没有") == ()


def test_where_there_are_no_abstracts_titles_fill_the_matrix_and_it_says_so(tmp_path: Path) -> None:
    names = ["一种防爆电机", "一种节能电机", "一种电机"]
    made = [
        replace(
            each,
            title_zh=name,
            abstract_zh="",
            abstract_en="",
            abstract="",
            ipc=("H02K1/00",),
            application="",
        )
        for each, name in zip(town.patents(3), names, strict=True)
    ]
    shelves.put(tmp_path, [*made[:2], replace(made[2], abstract_zh="降低了能耗。", published_on=None)])

    found = drawing.drawn(home=tmp_path, subject=Asked(), parts=("effects",))
    drawn = figure(found, "matrix")
    opened = drawing.cell(
        home=tmp_path, subject=Asked(), technology="H02K", effect="SAFETY", corrections={"防爆": "提高安全性"}
    )

    assert [str(each.title) for each in drawn.columns] == ["IPC 小类", "节约能源", "提高安全性"]
    assert drawn.rows[0].values[1:] == (2, 1)
    assert drawn.said == ("件数最多的一格是H02K与“节约能源”，2件。",)
    assert "2件没有摘要，只读了中文标题；有件数的2格里，1格只出自标题。" in drawn.method[1]
    assert opened == (Opened(made[0].publication, "一种防爆电机", "演示大学", "2005", ("防爆",)),)
    asks = {row.values[0]: row.asks for row in figure(found, "phrases").rows}
    assert asks == {
        "节能": 'TI="节能"',
        "防爆": 'TI="防爆"',
        "降低能耗": '(TI="降低能耗" OR AB="降低能耗")',
    }


def test_a_joint_patent_is_one_in_its_chain_and_what_has_ended_is_none(tmp_path: Path) -> None:
    holders = [("演示大学",), ("演示大学",), ("演示大学", "演示研究院"), ("演示甲有限公司",)]
    shelves.put(
        tmp_path,
        [
            replace(
                each,
                application="",
                right=Right.INVENTION,
                filed_on=date(2018, 1, 1 + at),
                ipc=("H01M4/13",),
                applicants=names,
                applicant_groups=names,
                province="500000",
                legal_status="失效" if at == 1 else "有效",
            )
            for at, (each, names) in enumerate(zip(town.patents(4), holders, strict=True))
        ],
    )

    found = drawing.drawn(home=tmp_path, subject=Asked(), parts=("universities",))

    row = next(each for each in figure(found, "chains").rows if str(each.values[0]) == "新能源及新型储能")
    assert row.values[1:] == (2, 2, 2, 1, 1)
    indexing.reindex(home=tmp_path)
    opened = [
        drawing.drawn(home=tmp_path, subject=Asked(text=asks), parts=()).totals.patents
        for asks in row.cells_ask
        if asks
    ]
    assert opened == [3, 3, 1]
    held = {each.values[0]: each.values[1] for each in figure(found, "chain-partners").rows}
    assert held == {"演示大学": 2, "演示研究院": 1}


def test_a_count_of_nought_in_a_chain_opens_nothing(tmp_path: Path) -> None:
    made = [replace(each, ipc=("H01M4/13",), province="110000") for each in town.patents(1)]
    shelves.put(tmp_path, made)

    found = drawing.drawn(home=tmp_path, subject=Asked(), parts=("universities",))

    row = next(each for each in figure(found, "chains").rows if str(each.values[0]) == "新能源及新型储能")
    assert [bool(asks) for asks in row.cells_ask] == [True, *[False] * (len(row.values) - 1)]


def test_a_week_of_the_gazette_has_no_newcomers_though_all_filed_lately(tmp_path: Path) -> None:
    week = [
        replace(each, application="", filed_on=date(2016, 1, 1 + at), published_on=date(2019, 7, 9))
        for at, each in enumerate(town.patents(12))
    ]
    shelves.put(tmp_path, week)

    found = drawing.drawn(home=tmp_path, subject=Asked(), parts=("applicants",))

    assert figure(found, "newcomers").rows == ()


def test_shares_are_rounded_to_the_nearest_tenth() -> None:
    told = [figures.share(part=part, whole=104) for part in (8, 40, 22, 1, 0, 104)]
    assert told == ["7.7%", "38.5%", "21.2%", "1.0%", "0.0%", "100.0%"]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([3, 2], ()),
        ([2, 2, 1], ("并列最多的有2格：0、1，各2件。",)),
        ([2, 2, 2, 2, 2, 2], ("并列最多的有6格，各2件。",)),
    ],
)
def test_one_of_several_that_are_equal_is_not_named_alone(counts: list[int], said: tuple[str, ...]) -> None:
    ranked = [(str(at), count) for at, count in enumerate(counts)]
    assert leading.equals(ranked=ranked, counted=lambda many: Said("%(count)s格", count=many)) == said


def test_who_are_equal_beyond_what_is_ranked_are_so_many_at_least() -> None:
    said = leading.equals(
        ranked=[("甲", 1), ("乙", 1)], counted=lambda many: Said("%(count)s个", count=many), is_whole=False
    )
    assert said == ("并列最多的至少有2个，各1件。",)


def test_a_comparison_says_which_side_is_empty(home: Path) -> None:
    with pytest.raises(apart.NothingToCompare, match="乙（标题=没有这样的词）没有专利，不能比较"):
        drawing.compared(home=home, subject=Asked(), other=Asked(text="TI=没有这样的词"))
    with pytest.raises(apart.NothingToCompare, match="甲（专题“空”）没有专利"):
        drawing.compared(home=home, subject=Listed("空", ()), other=Asked())


def test_shares_of_two_wholes_say_why_they_differ(whole: Landscape) -> None:
    shown = figure(whole, "applicants")
    told = "".join(shown.method)
    assert f"以有申请人名称的专利{whole.totals.with_applicant}件为整体" in told
    assert "每个申请人各计一件" in told


def test_an_empty_set_is_said_to_be_empty(home: Path) -> None:
    with pytest.raises(apart.NothingFound, match="专题“甲”里没有专利，画不出图：请先从检索结果里加入"):
        drawing.drawn(home=home, subject=Listed("甲", ()), parts=("overview",))
