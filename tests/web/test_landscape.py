"""Pages of a landscape: figures that read as tables, rows that lead to their patents, and what is refused."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus, urlencode

import pypdfium2
import pytest
from django.test import Client
from django.utils import timezone

from tests.casework import city, navigating
from tests.exchange import shelves
from tests.gateways.analytics import town
from tests.web.matrix import entered
from zhiyun.casework.actions import patent_sets
from zhiyun.casework.navigating.seen import SeenPatent
from zhiyun.casework.roles import Role
from zhiyun.exchange.patents import beside, indexing
from zhiyun.exchange.patents.landscape import apart, one_query, writing
from zhiyun.exchange.patents.landscape.figures import Column, Drawing, Figure, Row
from zhiyun.exchange.patents.landscape.names import field_asks
from zhiyun.exchange.patents.searching import Asked
from zhiyun.gateways.search_engine import Facet
from zhiyun.ip import classification, screening
from zhiyun.kernel.said import Said
from zhiyun.records.models import Event, NavigationRecord
from zhiyun.web.navigation import asking
from zhiyun.web.navigation.landscape import asked, shown

pytestmark = pytest.mark.django_db
PAGE = "/patents/landscape/"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("landscape")
    shelves.put(made, town.patents(120))
    indexing.reindex(home=made)
    return made


@pytest.fixture(autouse=True)
def _installed(settings: Any, home: Path) -> None:
    settings.HOME = home


def page_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)

    assert answer.status_code == status
    return unescape(answer.content.decode())


def test_a_figure_is_drawn_and_told_and_says_what_is_missing(client: Client) -> None:
    page = page_of(client, f"{PAGE}?q=IPC=H01M")

    assert '<svg xmlns="http://www.w3.org/2000/svg"' in page
    assert "国际分类=H01M" in page
    assert "2021-12-" in page
    assert re.search(r"\d+件中有\d+件没有申请日期，不在图中", page)
    assert 'href="/patents/?q=IPC%3DH01M&year=2010"' in page
    assert "style=" not in page.split("<main")[1]
    assert "<script" not in page.split("<main")[1]


def test_a_row_leads_to_the_patents_it_counts(client: Client) -> None:
    page = page_of(client, f"{PAGE}?part=classes")
    row = re.search(r'href="(/patents/\?q=CLASS%3DH01M)"[^>]*>H01M[^<]*</a></th><td class="num">(\d+)', page)
    assert row is not None

    found = page_of(client, row[1])

    assert f"并为 {row[2]} 项发明" in found or f"找到 {row[2]} 件" in found


def test_each_count_of_an_industry_chain_leads_to_its_own_patents(client: Client) -> None:
    page = page_of(client, f"{PAGE}?part=universities&family=each")
    table = page.split('id="chains"')[1].split("</table>")[0]
    counts = re.findall(r'<td class="num"><a href="(/patents/\?q=[^"]*)"', table)

    assert re.search(r'<th scope="row"><a href="/patents/\?q=AT%3D%28%E9%AB%98%E6%A0%A1\+OR\+', table)
    assert counts
    for address in counts:
        assert re.search(r"<h2[^>]*>找到 [1-9]\d* 件", page_of(client, address)), address


def test_cells_of_a_row_lead_each_to_its_own_patents_and_no_condition_is_too_long_for_a_set() -> None:
    """A white spot's field, place and count; of a set they lead to a list that reads the whole condition."""
    spot = Row(
        ("药品", "重庆", 3, "9.0"), cells_ask=("IPC=(A61P)", "RG=500000", "RG=500000 AND IPC=(A61P)", "")
    )
    figure = Figure(
        key="k", title=Said("一"), drawing=Drawing.NONE, columns=(Column(Said("二")),) * 4, rows=(spot,)
    )
    of_search = asked.Wanted(Asked(text="TI=a"), "classes", {}, (("q", "TI=a"),))

    (line,) = shown.shown(figure, of_search, Said("三")).lines

    assert [each.address for each in (line.head, *line.cells)] == [
        f"/patents/?q={quote_plus('(TI=a) AND IPC=(A61P)')}",
        "/patents/?q=TI%3Da&province=500000",
        f"/patents/?q={quote_plus('(TI=a) AND RG=500000 AND IPC=(A61P)')}",
        "",
    ]
    longest = max(len(field_asks(field=each)) for each in classification.fields())
    assert longest + len("RG=500000 AND ") <= asked.LONGEST_CONDITION


def test_a_row_of_plain_words_asks_the_same_words_and_its_condition_besides(client: Client) -> None:
    page = page_of(client, f"{PAGE}?part=places&q=演示")
    address = re.search(r'href="(/patents/\?q=[^"]*within=CY%3DCN)"', page)
    assert address is not None

    found = page_of(client, address[1])

    assert "找到 102 件" in found, "18 of 120 are of another office"
    assert "<code>CY=CN</code>" in found
    assert "within=CY%3DCN" in page_of(client, f"/patents/landscape/?{address[1].partition('?')[2]}")


def test_a_list_of_numbers_is_counted_by_name_and_its_rows_lead_to_those_of_its_patents(
    client: Client,
) -> None:
    numbers = [each.publication for each in town.patents(20)]
    page = page_of(client, f"{PAGE}?part=places&q={quote_plus(' '.join(numbers))}")
    address = re.search(r'href="(/patents/\?q=[^"]*within=CY%3DCN)"', page)
    assert address is not None
    few = page_of(client, f"{PAGE}?part=places&q={quote_plus(' '.join(numbers[:3]))}")

    assert f"<code>20个号码：{'、'.join(numbers[:3])}等</code>" in page
    assert page.count(" ".join(numbers)) == page.count(f'value="{" ".join(numbers)}"'), (
        "forms alone hold them all"
    )
    assert f"<code>{' '.join(numbers[:3])}</code>" in few
    assert "找到 17 件" in page_of(client, address[1]), "3 of 20 are of another office"
    client.cookies["django_language"] = "en"
    english = page_of(client, f"{PAGE}?part=places&q={quote_plus(' '.join(numbers))}")
    assert f"<code>20 numbers: {', '.join(numbers[:3])} and others</code>" in english


@pytest.mark.parametrize(
    "sent",
    [{"q": "IPC=H01M", "part": "places"}, {"q": "IPC=H01M", "families": "each", "with": "", "with-set": ""}],
)
def test_what_is_sent_as_a_form_leads_to_an_address_that_can_be_kept(
    client: Client, sent: dict[str, str]
) -> None:
    page = f"{PAGE}compare/" if "with" in sent else PAGE
    led = client.post(page, sent)

    assert led.status_code == 302
    assert led["Location"] == f"{page}?{urlencode(sent)}"
    assert "国际分类=H01M" in page_of(client, led["Location"])


def test_what_just_fits_into_an_address_is_drawn_and_one_character_more_is_told(client: Client) -> None:
    room = asking.LONGEST_ADDRESS - len("q=")

    fits, does_not = (client.post(PAGE, {"q": "a" * length}) for length in (room, room + 1))

    assert fits.status_code == 302
    assert "检索式太长" in does_not.content.decode()


def test_a_list_too_long_for_an_address_is_told_so_and_goes_through_the_search_into_a_set() -> None:
    visitor, navigator = Client(), entered(city.city().seats[Role.PREPARER])
    held = [each.publication for each in town.patents(120)]
    listed = " ".join([*held, *(f"CN{number}A" for number in range(300_000_000, 300_000_880))])

    seen = unescape(visitor.post(PAGE, {"q": listed, "part": "places"}).content.decode())
    sent = {"q": "演示", "with": listed, "families": "each"}
    beside = unescape(visitor.post(f"{PAGE}compare/", sent).content.decode())
    page = unescape(navigator.post(PAGE, {"q": listed, "part": "places"}).content.decode())

    assert "检索式太长，放不进网址。请缩短，或者分几次画。" in seen
    assert "甲：先看检索结果" in beside
    assert "乙：先看检索结果" in beside
    assert 'name="families" value="each"' in beside
    assert 'name="part" value="places"' in page
    assert page.count(f'value="{listed}"') == 2, "nothing is lost"
    assert "请先看检索结果，把找到的加入专题" in page
    found = unescape(navigator.post("/patents/", {"q": listed}).content.decode())
    assert "也不能画成图景：请缩短。" in unescape(visitor.post("/patents/", {"q": listed}).content.decode())
    assert "加入专题，在专题页画" in found
    assert "只列出前 20 件，其余在导出的表里" in found
    links = re.findall(r'href="([^"]*)"', found)
    assert max(map(len, links)) < asking.LONGEST_ADDRESS, "every link can be opened"
    key = re.search(r'name="key" value="([^"]+)"', found)
    asked_for = re.search(r'name="asked" value="([^"]+)"><label for="set-name"', found)
    assert key is not None
    assert asked_for is not None
    put = navigator.post("/patents/sets/put/", {"key": key[1], "asked": asked_for[1], "name": "演示一千件"})
    assert put.status_code == 302
    assert f"1,000个号码：{'、'.join(held[:3])}等" in page_of(navigator, put["Location"])
    drawn = page_of(navigator, f"{PAGE}?set={put['Location'].rstrip('/').rpartition('/')[2]}")
    assert "公开文献 120 份" in drawn


def test_a_cell_of_the_matrix_opens_its_patents_and_a_correction_moves_them(client: Client) -> None:
    page = page_of(client, f"{PAGE}?part=effects&phrase=降低能耗&effect=降低成本")
    opened = re.search(r'href="(/patents/landscape/cell/\?[^"]*effect=COST)"[^>]*>(\d+)', page)
    assert opened is not None

    cell = page_of(client, opened[1])

    assert cell.split("<tbody>")[1].count("降低能耗") == int(opened[2])
    assert re.search(
        r'href="[^"]*part=effects&phrase=[^"]*#correct" rel="nofollow" lang="zh-CN">降低能耗<', cell
    )
    assert 'name="phrase" value="降低能耗"' in page_of(client, f"{PAGE}?part=effects&phrase=降低能耗")
    assert 'name="fix" value="降低能耗=降低成本" checked' in page


def test_what_cannot_be_read_or_finds_nothing_is_said_on_the_page(client: Client) -> None:
    assert "第4个字" in page_of(client, f"{PAGE}?q=TI=(", 400)
    assert "请放宽检索式" in page_of(client, f"{PAGE}?q=TI=没有这样的词")
    assert "没有“奇怪”这种功效" in page_of(client, f"{PAGE}?part=effects&fix=降低能耗=奇怪")
    assert client.get(f"{PAGE}?part=none").status_code == 404
    assert client.get(f"{PAGE}topic/?name=没有").status_code == 404
    assert "看不出主题" in page_of(client, f"{PAGE}?part=topics")


def test_each_figure_says_its_query_and_day_itself(client: Client) -> None:
    page = page_of(client, f"{PAGE}?q=IPC=H01M")

    sources = re.findall(r'<p class="source">(.*?)</p>', page)
    assert len(sources) == 3
    assert all("检索式：国际分类=H01M" in each and "数据截至公开日2021-12-" in each for each in sources)


@pytest.mark.parametrize("part", ["classes", "citations", "effects"])
def test_one_patent_that_says_little_can_be_drawn(client: Client, part: str) -> None:
    """It has no abstract, cites nothing and names no effect."""
    assert "检索式：公开号=CN100000000A" in page_of(client, f"{PAGE}?q=PN=CN100000000A&part={part}")


def test_a_cell_counts_families_as_its_matrix_does(client: Client, settings: Any, tmp_path: Path) -> None:
    """Asked for each application of a family, a cell opens as many documents as the matrix says."""
    settings.HOME = tmp_path
    family = (
        replace(each, application="", family=f"演示{at // 2}") for at, each in enumerate(town.patents(20))
    )
    shelves.put(tmp_path, family)
    indexing.reindex(home=tmp_path)

    page = page_of(client, f"{PAGE}?part=effects&families=each")

    cells = re.findall(r'href="(/patents/landscape/cell/\?[^"]*)"[^>]*>(\d+)<', page)
    address, count = max(cells, key=lambda cell: int(cell[1]))
    assert page_of(client, address).count('<th scope="row">') == int(count)


def test_a_figure_is_kept_as_a_table(client: Client) -> None:
    answer = client.get(f"{PAGE}trend.csv?q=IPC=H01M")

    assert answer["Content-Type"] == "text/csv"
    assert answer.content.decode("utf-8-sig").splitlines()[0] == "申请年,发明,实用新型,合计"
    assert client.get(f"{PAGE}none.csv").status_code == 404


def test_a_table_of_a_faulty_query_is_refused_in_plain_text_that_names_the_place(client: Client) -> None:
    chinese = client.get(f"{PAGE}trend.csv?q=标题=电池 AND (")
    client.cookies["django_language"] = "en"
    english = client.get(f"{PAGE}trend.csv?q=电池&within=TI=(")

    assert [each.status_code for each in (chinese, english)] == [400, 400]
    assert chinese["Content-Type"] == "text/plain; charset=utf-8"
    assert chinese.content.decode().startswith("检索式有误\n第11个字：这个左括号")
    assert english.content.decode().startswith(
        "The query has faults\nThe condition that must hold besides, character 4: "
    )


def test_the_page_speaks_english(client: Client, settings: Any) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = page_of(client, f"{PAGE}?q=IPC=H01M&part=applicants")

    assert "Applicants by patents" in page
    assert "<code>IPC=H01M</code>" in page
    assert "国际分类" not in page, "an English reader can type what a figure was drawn of"
    assert '<span lang="zh-CN">演示大学</span>' in page, "a name that stays Chinese is said to be"
    places = page_of(client, f"{PAGE}?q=IPC=H01M&part=places&district=500112")
    assert ">Chongqing</a>" in places
    assert ">Yubei District</a>" in places
    assert "Yubei District, Chongqing" in places, "what was ticked"


def test_what_was_drawn_is_remembered_until_the_shelf_changes(
    client: Client, tmp_path: Path, settings: Any
) -> None:
    shelves.put(tmp_path, town.patents(20))
    settings.HOME = tmp_path
    before = page_of(client, PAGE)
    known = set(apart._DRAWN)

    again = page_of(client, PAGE)
    shelves.put(tmp_path, list(town.patents(30))[20:], name="更多")
    after = page_of(client, PAGE)

    assert again == before
    assert len(set(apart._DRAWN) - known) == 1
    assert "<b>27</b>" in after


def test_an_installation_without_patents_says_so(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path

    assert "先读入专利" in page_of(client, PAGE)


def test_who_waits_too_long_is_told_to_come_back(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "PATIENCE_SECONDS", 0.05)

    late = page_of(client, f"{PAGE}?q=IPC=A61K&part=places&year=2019", 503)

    assert "过一会儿再试" in late
    assert f'href="{PAGE}?q=IPC%3DA61K&year=2019&part=classes"' in late, "its tabs"
    assert f'href="{PAGE}?q=IPC=A61K&part=places&year=2019" rel="nofollow">再画一次' in late
    assert 'href="/patents/?q=IPC%3DA61K&year=2019"' in late, "where it is narrowed"
    for address in ("topic/?name=a", "cell/?technology=H01M&effect=COST", "compare/?with=", "trend.csv?q=*"):
        assert "再画一次" in page_of(client, f"{PAGE}{address}", 503)


def test_the_report_says_only_what_its_figures_say_and_names_query_day_and_gaps(client: Client) -> None:
    answer = client.get(f"{PAGE}report.pdf?q=IPC=H01M")
    text = "".join(
        "".join(
            page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(answer.content)
        ).split()
    )
    page = page_of(client, f"{PAGE}?q=IPC=H01M")
    found = re.findall(r'<p class="finding">(.*?)</p>', page)

    assert answer["Content-Type"] == "application/pdf"
    assert all(word in text for word in ("国际分类=H01M", "公开日2021-12-", "数据缺什么", "局限", "专利清单"))
    assert found
    assert all("".join(re.sub("<[^>]*>", "", each).split()) in text for each in found)


def test_the_report_speaks_the_language_of_the_page(client: Client, settings: Any) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    answer = client.get(f"{PAGE}report.docx?q=IPC=H01M&with=")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as parts:
        body = parts.read("word/document.xml").decode()
    told = " ".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", body))

    assert "Patent navigation report" in told
    assert "Filings by year" in told
    assert "More concentrated" in told
    data = ("演示", "研究院", "重庆市", "区", "北京市", "有效", "失效", "降低能耗", "提高", "国际分类")
    own = {each for each in re.findall(r"[\u4e00-\u9fff]+", told) if not any(word in each for word in data)}
    assert own == set()


def test_the_report_to_edit_holds_its_pictures_and_their_words(client: Client) -> None:
    answer = client.get(f"{PAGE}report.docx?q=IPC=H01M")

    with zipfile.ZipFile(io.BytesIO(answer.content)) as parts:
        pictures = [name for name in parts.namelist() if name.startswith("word/media/")]
        body = parts.read("word/document.xml").decode()

    assert len(pictures) >= 6
    assert 'descr="历年申请量图，数据见表"' in body


def test_two_searches_are_compared_each_count_leading_to_its_own_patents(client: Client) -> None:
    page = page_of(client, f"{PAGE}compare/?q=IPC=H01M&with=地区=重庆")

    assert "两边都有" in page
    assert 'href="/patents/?q=%28IPC%3DH01M%29+AND+CLASS%3DH01M"' in page
    assert 'href="/patents/?q=%28%E5%9C%B0%E5%8C%BA%3D%E9%87%8D%E5%BA%86%29+AND+CLASS%3DH01M"' in page
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in page
    assert "compared-classes.csv?q=IPC%3DH01M&with=" in page
    assert "第4个字" in page_of(client, f"{PAGE}compare/?q=IPC=H01M&with=TI=(", 400)
    assert "请放宽检索式" in page_of(client, f"{PAGE}compare/?q=IPC=H01M&with=TI=没有这样的词")
    assert "甲：检索式" in page_of(client, f"{PAGE}compare/")
    assert client.get(f"{PAGE}compared-years.csv?q=IPC=H01M&with=").status_code == 200


def test_a_set_is_drawn_for_its_body_and_is_not_there_for_anyone_else(client: Client) -> None:
    seats = city.city().seats
    by = seats[Role.PREPARER]
    patents = [SeenPatent(each.publication, each.title_zh, "演示", None) for each in town.patents(30)]
    number = patent_sets.fill(
        by=by, organisation=by.organisation_id, name="演示专题", origin="", patents=patents
    )
    own, other = entered(by), entered(seats[Role.CASE_OFFICER])

    page = page_of(own, f"{PAGE}?set={number}&part=classes")
    row = re.search(rf'href="(/patents/landscape/row/\?set={number}&asks=CLASS%3DH01M)"', page)
    assert row is not None
    listed = page_of(own, row[1])

    assert f'href="/patents/sets/{number}/"' in page
    assert "CN100000000A" in listed
    assert f'href="/patents/landscape/?set={number}"' in page_of(own, f"/patents/sets/{number}/")
    for address in ("?", "cell/?technology=H01M&effect=COST&", "row/?asks=IPC=H01M&", "trend.csv?"):
        assert other.get(f"{PAGE}{address}set={number}").status_code == 404, address
        assert client.get(f"{PAGE}{address}set={number}").status_code == 302
    for address in (f"compare/?q=*&with-set={number}", f"report.pdf?set={number}"):
        assert other.get(f"{PAGE}{address}").status_code == 404
        assert client.get(f"{PAGE}{address}").status_code == 302
    assert own.get(f"{PAGE}?set=x").status_code == 404
    correct = f"{PAGE}sets/{number}/corrections/"
    sent = own.post(correct, {"key": "a", "phrase": "降低能耗", "effect": "降低成本"}, follow=True)
    assert by.name in sent.content.decode()
    assert 'effect=COST"' in unescape(sent.content.decode())
    faulty = own.post(correct, {"key": "b", "phrase": "降低能耗", "effect": ""})
    assert faulty.status_code == 400
    assert 'href="#phrase"' in faulty.content.decode()
    assert own.get(f"{PAGE}row/?q=*&asks=IPC=H01M").status_code == 404
    assert "演示专题" in page_of(own, f"{PAGE}compare/?set={number}")


def test_a_screened_set_is_drawn_of_the_relevant_and_its_report_says_how_much_that_is() -> None:
    """One of those held for relevant is held for irrelevant by a colleague, until they settle it."""
    seats = city.city().seats
    by, colleague = seats[Role.PREPARER], seats[Role.LEGAL_REPRESENTATIVE]
    to = {"by": by, "organisation": by.organisation_id}
    patents = [SeenPatent(each.publication, each.title_zh, "演示", None) for each in town.patents(8)]
    number = int(patent_sets.fill(**to, name="演示专题", origin="", patents=patents))
    own, page = entered(by), f"{PAGE}?set={number}&screened=in"
    assert "筛查过" not in page_of(own, page)

    said = {each.publication: at < 4 for at, each in enumerate(patents[:5])}
    patent_sets.screen(**to, key="k", number=number, verdicts=said)
    dissent = {patents[3].publication: False}
    patent_sets.screen(**to | {"by": colleague}, key="k", number=number, verdicts=dissent)

    untold = page_of(entered(colleague), page)
    shown = page_of(own, page)
    assert "筛查过 1 件，相关的 0 件" in untold, (
        "what one colleague says is not told before one's own verdict"
    )
    assert "筛查过 5 件，相关的 3 件" in shown
    assert "<b>3</b> 件（公开文献 3 份" in shown
    assert f'href="/patents/landscape/?set={number}&part=overview"' in shown
    assert "<b>7</b> 件（公开文献 8 份" in page_of(own, f"{PAGE}?set={number}")
    report = own.get(f"{PAGE}report.docx?set={number}&screened=in")
    with zipfile.ZipFile(io.BytesIO(report.content)) as parts:
        told = re.sub("<[^>]*>", "", parts.read("word/document.xml").decode())
    assert "看过5件，3件相关，占60.0%" in told
    assert "查准率（抽查多少件、相关多少件）" in told, (
        "nothing was drawn by lot, or the first was passed over"
    )
    settled = {"number": number, "publication": patents[3].publication, "belongs": True}
    patent_sets.settle(**to | settled, key="s", because="演示")
    assert "筛查过 5 件，相关的 4 件" in page_of(own, page)
    assert "专题“演示专题”里筛查为相关的" in told


def test_the_report_of_a_set_says_how_precise_it_is_once_some_were_drawn_and_read() -> None:
    by = city.city().seats[Role.PREPARER]
    to = {"by": by, "organisation": by.organisation_id}
    patents = [SeenPatent(each.publication, each.title_zh, "演示", None) for each in town.patents(32)]
    number = int(patent_sets.fill(**to, name="演示专题", origin="", patents=patents))
    drawn = screening.drawn(names=[each.publication for each in patents], lot=f"set {number}")

    def told(said: dict[str, bool | None]) -> str:
        patent_sets.screen(**to, number=number, verdicts=said)
        report = entered(by).get(f"{PAGE}report.docx?set={number}")
        with zipfile.ZipFile(io.BytesIO(report.content)) as parts:
            return re.sub("<[^>]*>", "", parts.read("word/document.xml").decode())

    said = {name: at % 5 > 0 for at, name in enumerate(drawn)}
    few = told({name: said[name] for name in drawn if name != drawn[29]})
    enough = told({drawn[29]: True, drawn[30]: None})
    whole = told({drawn[30]: False})

    assert "查准率（抽查多少件" in few
    assert "80.0%：抽签抽出30件逐件看过，24件相关；全部的大概在62.7%到90.5%之间（95%）" in enough
    assert "查准率（抽查多少件" not in enough, "nobody is asked to fill in what the report says"
    assert "78.1%：专题的32件全部看过，25件相关" in whole


def test_the_report_of_a_set_says_how_much_of_what_is_known_it_holds_where_that_was_asked() -> None:
    by, stranger = (city.city().seats[role] for role in (Role.PREPARER, Role.CASE_OFFICER))
    patents = [SeenPatent(each.publication, each.title_zh, "演示", None) for each in town.patents(8)]

    number, known, foreign = (
        int(patent_sets.fill(by=who, organisation=who.organisation_id, name=name, origin="", patents=members))
        for who, name, members in (
            (by, "演示专题", patents[:5]),
            (by, "专家给的", patents[3:]),
            (stranger, "别家的", patents[3:]),
        )
    )
    to = {"by": by, "organisation": by.organisation_id, "number": number}
    patent_sets.screen(**to, verdicts={patents[3].publication: True, patents[4].publication: False})
    own = entered(by)

    def told(more: str) -> str:
        report = own.get(f"{PAGE}report.docx?set={number}{more}")
        with zipfile.ZipFile(io.BytesIO(report.content)) as parts:
            return re.sub("<[^>]*>", "", parts.read("word/document.xml").decode())

    checked, narrowed = told(f"&known={known}"), told(f"&known={known}&screened=in")
    shown = page_of(own, f"{PAGE}?set={number}&known={known}")

    said = "已知相关的专题“专家给的”有5件，所画的专利里有其中"
    assert f"40.0%：{said}2件；全部的大概在11.8%到76.9%之间（95%）" in checked
    assert "查全率（怎样验证）" not in checked, "nobody is asked to fill in what the report says"
    assert f"20.0%：{said}1件" in narrowed, "what is not drawn is not held"
    assert "查全率 40.0%：“专家给的”的 5 件里有 2 件" in shown
    assert f"report.docx?set={number}&known={known}" in shown
    for more in ("", f"&known={number}", "&known=x"):
        assert "查全率（怎样验证）" in told(more), more
    assert own.get(f"{PAGE}?set={number}&known={foreign}").status_code == 404


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}compare/?q=IPC=H01M"])
def test_the_demonstration_says_that_its_patents_are_real_ones(
    client: Client, settings: Any, address: str
) -> None:
    settings.DEMO = True
    told = page_of(client, address)
    settings.DEMO = False

    assert "随附的样例是国家知识产权局2019年7月9日、12日的专利公报" in told
    assert "随附的样例" not in page_of(client, address)


def test_who_waits_long_for_a_report_sees_that_it_is_being_written(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "PATIENCE_SECONDS", 0.01)
    keeper = entered(city.city().seats[Role.PREPARER])

    answer = client.get(f"{PAGE}report.pdf?q=*")
    handed = keeper.get("/navigation/report/?q=*&form=pdf")
    for process in beside._BEGUN:
        process.wait(60)
    written = client.get(f"{PAGE}report.pdf?q=*")
    led = keeper.get("/navigation/report/?q=*&form=pdf")

    assert answer.status_code == 202
    assert "data-again" in answer.content.decode()
    assert "存为导航成果的报告" not in answer.content.decode(), "a visitor keeps no records"
    assert written["Content-Type"] == "application/pdf"
    assert handed.status_code == 202
    assert "这一页自己打开备案的表" in handed.content.decode()
    assert led.headers["Location"].startswith("/navigation/record/?report=")


TOLD = {
    "key": "k" * 20,
    "kind": "industry",
    "title": "演示电池导航",
    "industry": "C3841 锂离子电池制造",
    "classes": "H01M",
    "query": "IPC=H01M",
    "data_on": "2021-12-01",
    "summary": "演示：三家企业最多。",
    "with-report": "1",
}
"""What a person tells of a result besides its report."""


def handed_over(client: Client, page: str, form: str = "pdf") -> str:
    """Hand the report of a landscape over as its page offers; gives the address of the form it leads to."""
    offered = re.search(rf'href="(/navigation/report/[^"]*form={form})"', page_of(client, page))
    assert offered is not None
    led = client.get(offered[1])

    assert led.status_code == 302
    return str(led.headers["Location"])


def test_a_report_is_put_on_file_as_it_was_written_and_says_of_what_it_is(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    """The record holds the very bytes that were downloaded, whence they are, and nothing that nobody told."""
    settings.FILES = tmp_path
    town_ = city.city()
    own, drawn = entered(town_.seats[Role.PREPARER]), f"{PAGE}?q=IPC=H01M"
    assert "/navigation/report/" not in page_of(client, drawn)
    assert "/navigation/report/" not in page_of(entered(town_.seats[Role.CASE_OFFICER]), drawn)

    form = handed_over(own, drawn)

    begun = page_of(own, form)
    day = re.search(r'name="data_on" value="(2021-12-\d\d)"', begun)
    assert day is not None
    assert "IPC=H01M</textarea>" in begun
    assert 'name="classes" value="H01M"' in begun
    assert not re.search(r'name="(title|industry)" value="', begun)
    untold = own.post(form, {name: said for name, said in TOLD.items() if name != "with-report"})
    assert untold.status_code == 400
    assert 'href="#files"' in untold.content.decode()
    assert 'name="with-report" value="1" aria' in untold.content.decode(), "what was unticked stays so"
    sent = own.post(form, TOLD)
    row = NavigationRecord.objects.get()
    report = client.get(f"{PAGE}report.pdf?q=IPC=H01M").content
    kept = own.get(f"/navigation/{row.reference}/files/report/{row.pk}/1/")
    assert sent.headers["Location"] == f"/navigation/{row.reference}/"
    assert b"".join(kept.streaming_content) == report
    assert row.files == [
        {
            "name": "专利导航分析报告.pdf",
            "sm3": hashlib.new("sm3", report).hexdigest(),
            "drawn_of": "IPC=H01M",
            "beside": "",
            "asked": "q=IPC%3DH01M",
            "data_on": day[1],
            "written_on": timezone.localdate().isoformat(),
            "by": f"{town_.seats[Role.PREPARER].person_id}",
        }
    ]
    assert "H01M" not in f"{Event.objects.get(action='navigation.record').after}"
    shown = page_of(own, sent.headers["Location"])
    assert f"由图景写成 · IPC=H01M · 数据截至 {day[1]}" in re.sub("<[^>]*>", "", shown)
    assert 'href="/patents/landscape/?q=IPC%3DH01M" rel="nofollow">看这个图景' in shown


def test_a_report_takes_the_place_of_an_older_one_and_is_nobody_elses(settings: Any, tmp_path: Path) -> None:
    settings.FILES = tmp_path
    town_ = city.city()
    own, first = entered(town_.seats[Role.PREPARER]), navigating.row(town_.applicant)
    form = handed_over(own, f"{PAGE}?q=IPC=H01M", "docx")
    token = form.partition("?")[2]

    chosen = page_of(own, f"/navigation/?{token}")
    correct = f"/navigation/{first.reference}/correct/?{token}"
    assert f'href="{correct}"' in chosen
    begun = page_of(own, correct)
    assert "IPC=H01M</textarea>" in begun
    assert 'name="industry" value="C3841' in begun
    sent = own.post(correct, TOLD | {"seen": "1", "because": "演示：新数据。"})

    assert sent.status_code == 302, sent.content.decode()
    latest = NavigationRecord.objects.get(number=2)
    assert [each["name"] for each in latest.files] == ["专利导航分析报告.docx"]
    assert (
        own.get(f"/navigation/{navigating.row(town_.other_applicant).reference}/correct/?{token}").status_code
        == 404
    )
    for other in (town_.foreign_preparer, town_.seats[Role.LEGAL_REPRESENTATIVE]):
        refused = entered(other).get(form)
        assert refused.status_code == 409
        assert "重新存为成果报告" in refused.content.decode()
    assert own.get(f"{form}x").status_code == 409
    for path in tmp_path.glob("??/??/*"):
        path.unlink()
    assert own.post(form, TOLD | {"key": "n" * 20}).status_code == 409, "its bytes are gone"
    assert NavigationRecord.objects.filter(organisation=town_.applicant).count() == 2


@pytest.mark.parametrize(
    ("asks", "query", "classes"),
    [
        ({}, "*", ()),
        ({"text": "IPC=H01M NOT IPC=B60L"}, "IPC=H01M NOT IPC=B60L", ("H01M",)),
        (
            {"text": "TI=a OR TI=b", "chosen": {Facet.SUBCLASS: frozenset({"H01M"})}},
            "(标题=a OR 标题=b) AND 国际分类=H01M",
            ("H01M",),
        ),
        (
            {"chosen": {Facet.YEAR: frozenset({"2018", "2019"})}},
            "申请日=2018-01-01:2018-12-31 OR 申请日=2019-01-01:2019-12-31",
            (),
        ),
        ({"text": "电池 散热", "chosen": {Facet.YEAR: frozenset({"2018"})}}, "", ()),
        ({"text": "电池 散热", "within": "IPC=H01M"}, "", ()),
        (
            {"text": "TI=电池", "within": "IPC=H01M OR IPC=H02J"},
            "标题=电池 AND (国际分类=H01M OR 国际分类=H02J)",
            ("H01M", "H02J"),
        ),
        ({"chosen": {Facet.APPLICANT_KIND: frozenset({"高校"})}}, "申请人类型=高校", ()),
        ({"text": "IPC=H01M", "chosen": {Facet.STATUS: frozenset({"有效"})}}, "", ()),
        ({"text": "IPC=H01M", "chosen": {Facet.YEAR: frozenset({"后年"})}}, "", ()),
        ({"chosen": {Facet.APPLICANT: frozenset({'a" OR "b'})}}, "", ()),
    ],
)
def test_what_is_ticked_becomes_part_of_the_query_or_no_query_is_told(
    asks: dict[str, Any], query: str, classes: tuple[str, ...]
) -> None:
    assert one_query.in_one_query(subject=Asked(**asks)) == query
    assert one_query.classes_sought(text=query or "*") == classes


def test_what_a_report_is_drawn_of_names_what_was_ticked_where_no_query_says_it(tmp_path: Path) -> None:
    ticked = Asked(text="电池 散热", chosen={Facet.YEAR: frozenset({"2018"})}, within="IPC=H01M")

    named = Asked(
        text="电池 散热",
        chosen={
            Facet.PROVINCE: frozenset({"500000", "510000"}),
            Facet.KIND: frozenset({"A"}),
            Facet.SUBCLASS: frozenset({"B60L"}),
        },
    )

    assert one_query.drawn_of(home=tmp_path, subject=ticked) == "电池 散热（筛选条件：2018；IPC=H01M）"
    assert one_query.drawn_of(home=tmp_path, subject=named) == (
        "电池 散热（筛选条件：重庆市、四川省；A 申请公布；B60L 电动车辆动力装置）"
    )
    assert one_query.drawn_of(home=tmp_path, subject=Asked()) == "整个库"


def test_a_condition_besides_that_cannot_be_read_is_refused_as_a_query_is(client: Client) -> None:
    long = " OR ".join(f"IPC=H01M{each}/00" for each in range(1, 200))
    for page in (PAGE, "/patents/"):
        assert client.get(page, {"q": "演示", "within": "IPC=("}).status_code == 400
        assert client.get(page, {"q": "演示", "within": f"{long} OR ("}).status_code == 400, (
            "nothing is cut off"
        )
        wrong = page_of(client, f"{page}?q=演示&within=TI=锂 AND (", 400)
        assert "另须符合的条件第10个字" in wrong
        assert '<pre class="query" lang="zh-CN">TI=锂 AND ' in wrong
        assert ">去掉这个条件</a>" in wrong
