"""Records of every layout, and what strangers write into such files."""

import gzip
import io
import json
from datetime import date

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.gateways import paper
from zhiyun.gateways import patent_files
from zhiyun.gateways.patent_files import Layout, Record, json_lines, xml_documents
from zhiyun.ip.patent import Cited, LegalEvent
from zhiyun.kernel.refusal import Faulty

GAZETTE = (
    "pub_no,kind,title,pub_date,app_no,app_date,applicant,inventor,address,ipc\n"
    "CN109996727A,发明公布,演示扑翼,2019.07.09,201680087887X,2016.12.01,演示甲;演示乙,演示丙,400000重庆市,B64C33/02(2006.01)I\n"
)
ST36 = """<?xml version="1.0" encoding="UTF-8"?>
<exchange-documents><exchange-document family-id="42" country="EP">
 <bibliographic-data>
  <publication-reference data-format="epodoc"><document-id document-id-type="epodoc"><doc-number>EP2077424</doc-number></document-id></publication-reference>
  <publication-reference><document-id document-id-type="docdb"><country>EP</country><doc-number>2077424</doc-number><kind>A3</kind><date>20120411</date></document-id></publication-reference>
  <application-reference><document-id><country>EP</country><doc-number>08425812</doc-number><date>20081223</date></document-id></application-reference>
  <classifications-ipcr><classification-ipcr><text>F24F   3/14        20060101AFI20090101</text></classification-ipcr></classifications-ipcr>
  <parties><applicants><applicant><applicant-name><name>Demo S.p.A.</name></applicant-name></applicant></applicants>
   <inventors><inventor><addressbook><last-name>Demo</last-name><first-name>Ada</first-name></addressbook></inventor></inventors></parties>
  <invention-title lang="en">Dehumidifier</invention-title>
  <references-cited><citation cited-phase="search"><patcit><document-id><country>US</country><doc-number>4938035</doc-number><kind>A</kind></document-id></patcit></citation></references-cited>
 </bibliographic-data><abstract lang="en"><p>A unit.</p></abstract>
</exchange-document></exchange-documents>"""
ST96 = """<?xml version="1.0" encoding="UTF-8"?>
<pat:PatentPublication xmlns:pat="http://www.wipo.int/standards/XMLSchema/ST96/Patent" xmlns:com="http://www.wipo.int/standards/XMLSchema/ST96/Common">
 <pat:PatentPublicationIdentification><com:IPOfficeCode>CN</com:IPOfficeCode><pat:PublicationNumber>109996727</pat:PublicationNumber><com:PatentDocumentKindCode>A</com:PatentDocumentKindCode><pat:PublicationDate>2019-07-09</pat:PublicationDate></pat:PatentPublicationIdentification>
 <pat:IPCRClassification><pat:Section>B</pat:Section><pat:Class>64</pat:Class><pat:Subclass>C</pat:Subclass><pat:MainGroup>33</pat:MainGroup><pat:Subgroup>02</pat:Subgroup></pat:IPCRClassification>
 <pat:ApplicantBag><pat:Applicant><com:Contact><com:Name><com:OrganizationName><com:OrganizationStandardName>演示甲</com:OrganizationStandardName></com:OrganizationName></com:Name></com:Contact></pat:Applicant></pat:ApplicantBag>
 <pat:InventionTitle com:languageCode="zh">演示扑翼</pat:InventionTitle>
</pat:PatentPublication>"""


def read(content: str | bytes, **columns: str) -> list[Record]:
    stream = io.BytesIO(content if isinstance(content, bytes) else content.encode())
    return list(patent_files.records(stream, name="演示", columns=columns))


def test_a_row_of_the_gazette_comes_by_the_names_of_its_fields() -> None:
    [record] = read(GAZETTE)

    assert str(record.place) == "第 2 行"
    assert record.raw == {
        "publication": "CN109996727A",
        "title": "演示扑翼",
        "published_on": "2019.07.09",
        "application": "201680087887X",
        "filed_on": "2016.12.01",
        "applicants": "演示甲;演示乙",
        "inventors": "演示丙",
        "address": "400000重庆市",
        "ipc": "B64C33/02(2006.01)I",
    }
    assert record.called["publication"] == "pub_no"


def test_a_person_says_what_a_column_is_and_which_is_left_out() -> None:
    [record] = read("号码,标题\nCN109996727A,演示\n", 号码="publication", 标题="-")

    assert record.raw == {"publication": "CN109996727A"}


def test_all_that_is_wrong_with_what_was_said_of_columns_is_refused_at_once() -> None:
    with pytest.raises(Faulty) as refusal:
        read("公开号,标题\nCN1A,演示\n", 号码="publication", 标题="colour")

    assert [str(each.place) for each in refusal.value.faults] == ["号码", "标题"]


def test_a_table_without_publication_numbers_is_refused() -> None:
    with pytest.raises(Faulty, match="公开（公告）号"):
        read("标题,摘要\n演示,演示\n")


def test_rows_of_citations_and_events_belong_to_their_document() -> None:
    cited = read(
        "source,target,direction,examiner_star\nEP2077424A3,US4938035A,backward,1\nEP2077424A3,US5A,forward,0\n"
    )
    [event] = read("id,date,code,text\nEP2077424A3,2012-04-11,AK,Designated states\n")

    assert [(each.raw, each.cites) for each in cited] == [
        ({"publication": "EP2077424A3"}, (Cited("US4938035A", True),)),
        ({"publication": "US5A"}, (Cited("EP2077424A3", False),)),
    ]
    assert event.events == (LegalEvent(date(2012, 4, 11), "AK", "Designated states"),)


def test_what_a_row_of_citations_tells_of_the_document_cited_is_a_record_aside() -> None:
    table = (
        "source,target,direction,target_priority_date,target_pub_date,target_assignee,target_title\n"
        "EP2077424A3,US4938035A,backward,1988-01-01,1990-07-03,Demonstration Motors,Air conditioner\n"
        "EP2077424A3,US5000000A,forward,,wrong,,\n"
        "EP2077424A3,nothing,backward,,,,Told of what has no number\n"
        "EP2077424A3,US6000000A,backward,,,,\n"
    )

    first, cited, second, other, unnumbered, last = read(table)

    assert (first.raw, first.is_aside) == ({"publication": "EP2077424A3"}, False)
    assert cited.is_aside
    assert cited.raw == {
        "publication": "US4938035A",
        "title": "Air conditioner",
        "applicants": "Demonstration Motors",
        "published_on": "1990-07-03",
        "priority_on": "1988-01-01",
    }
    assert second.raw == {"publication": "US5000000A"}
    assert (other.raw, other.called["published_on"]) == (
        {"publication": "US5000000A", "published_on": "wrong"},
        "target_pub_date",
    )
    assert unnumbered.faults
    assert last.raw == {"publication": "EP2077424A3"}


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Thut; Bruno H.", "Thut, Bruno H."),
        ("Shea, Sr.; Raymond E.", "Shea, Sr., Raymond E."),
        ("De La Cruz; Ana", "De La Cruz, Ana"),
        ("演示甲; 演示乙", "演示甲; 演示乙"),
        ("One; Two; Three", "One; Two; Three"),
        ("Demonstration Motors, Inc.", "Demonstration Motors, Inc."),
    ],
)
def test_a_person_cited_by_the_surname_first_is_one_applicant(written: str, read_as: str) -> None:
    _, cited = read(f'source,target,target_assignee\nEP2077424A3,US4938035A,"{written}"\n')

    assert cited.raw["applicants"] == read_as


def test_a_line_of_google_patents_comes_with_its_lists() -> None:
    [record] = read(
        '{"id": "EP2077424A3", "title": "Unit", "cpc": ["F24F3/14"], "n_npl": 0, "events": [["2008-12-23", "Filed"], ["", "x"]]}\n'
    )

    assert record.raw == {"publication": "EP2077424A3", "title": "Unit", "cpc": ("F24F3/14",)}
    assert record.events == (LegalEvent(date(2008, 12, 23), "", "Filed"),)
    assert len(record.faults) == 1


@pytest.mark.parametrize("line", ["{", '{"a": 1}}', "{" * 300_000, '{"a": NaN, "b": }'])
def test_a_line_that_is_no_object_is_named_and_the_next_is_read(line: str) -> None:
    bad, good = read(line + '\n{"id": "US5A"}\n')

    assert bad.faults
    assert good.raw == {"publication": "US5A"}


def test_a_line_too_long_is_passed_over_without_being_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "LONGEST_LINE", 100)

    bad, good = read('{"id": "' + "1" * 1000 + '"}\n{"id": "US5A"}\n')

    assert "不像一条专利记录" in str(bad.faults[0])
    assert good.raw == {"publication": "US5A"}


def test_st36_is_read_by_the_spelling_of_docdb() -> None:
    [record] = read(ST36)

    assert record.raw == {
        "publication": "EP2077424A3",
        "published_on": "20120411",
        "application": "EP08425812",
        "filed_on": "20081223",
        "title_en": "Dehumidifier",
        "abstract_en": "A unit.",
        "applicants": ("Demo S.p.A.",),
        "inventors": ("Demo Ada",),
        "ipc": ("F24F 3/14 20060101AFI20090101",),
        "family": "42",
    }
    assert record.cites == (Cited("US4938035A", True),)


def test_st96_says_the_same_in_other_words() -> None:
    [record] = read(ST96)

    assert record.raw == {
        "publication": "CN109996727A",
        "published_on": "2019-07-09",
        "title_zh": "演示扑翼",
        "applicants": ("演示甲",),
        "ipc": ("B64C33/02",),
    }


def test_xml_that_breaks_off_gives_what_came_before_and_says_where() -> None:
    good, broken = read(ST36[: ST36.rindex("</exchange-documents>")])

    assert good.raw["publication"] == "EP2077424A3"
    assert str(broken.place) == "第 1 件之后"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('<!DOCTYPE a [<!ENTITY x "xx">]><exchange-document>&x;</exchange-document>', "DOCTYPE"),
        ("<exchange-document>" + "<p>" * 300, "嵌套"),
        ("<other><thing/></other>", "没有找到专利文献"),
        ("<exchange-document>\x00</exchange-document>", "写错"),
    ],
)
def test_hostile_xml_is_answered_with_a_sentence(content: str, said: str) -> None:
    with pytest.raises(Faulty, match=f"^演示：.*{said}"):
        read(content)


def test_a_document_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_documents, "LONGEST", 1000)

    with pytest.raises(Faulty, match="不像专利文献"):
        read("<exchange-document>" + "字" * 2000 + "</exchange-document>")


@pytest.mark.parametrize(
    ("head", "layout"),
    [(b'\xef\xbb\xbf {"', Layout.JSON_LINES), (b"\n<a>", Layout.XML), (b"pub", Layout.TABLE)],
    ids=repr,
)
def test_the_layout_is_told_by_the_content(head: bytes, layout: Layout) -> None:
    assert patent_files.layout_of(io.BytesIO(head)) is layout


def test_what_is_packed_is_unpacked_on_the_way() -> None:
    raw = io.BytesIO(gzip.compress(GAZETTE.encode()))

    assert patent_files.opened(raw).read() == GAZETTE.encode()


CLAIMS = ("1. 一种演示。", "2. 根据权利要求1所述的演示。")


@pytest.mark.parametrize(
    "written",
    [
        (
            '<claims><claim num="0001"><claim-text>一种演示。</claim-text></claim><claim num="0002"><claim-text>根据'
            "<claim-ref>权利要求1</claim-ref>所述的演示。</claim-text></claim></claims>"
        ),
        (
            '<claims lang="zh"><claim><claim-text>1. 一种演示。</claim-text><claim-text>2. 根据权利要求1所述的演示。'
            "</claim-text></claim></claims>"
        ),
        (
            '<pat:Claims xmlns:pat="p" xmlns:com="c" com:languageCode="zh"><pat:Claim><pat:ClaimNumber>1</pat:ClaimNumber>'
            "<pat:ClaimText>一种演示。</pat:ClaimText></pat:Claim><pat:Claim><pat:ClaimNumber>2</pat:ClaimNumber>"
            "<pat:ClaimText>根据<pat:ClaimReference>权利要求1</pat:ClaimReference>所述的演示。</pat:ClaimText></pat:Claim></pat:Claims>"
        ),
    ],
    ids=["ST.36", "EPO", "ST.96"],
)
def test_claims_of_xml_come_with_their_numbers(written: str) -> None:
    document = "<patent-document><publication-reference><country>CN</country></publication-reference>{}</patent-document>"
    [record] = read(document.format(written))

    [claims] = [said for name, said in record.raw.items() if name.startswith("claims")]
    assert tuple(each.replace(" 权利要求1 ", "权利要求1") for each in claims) == CLAIMS


@pytest.mark.parametrize(
    ("key", "value", "name", "said"),
    [
        ("claims", list(CLAIMS), "claims", CLAIMS),
        (
            "claims",
            [{"num": "1", "text": "一种演示。"}, {"number": 2, "text": "根据权利要求1所述的演示。"}],
            "claims",
            CLAIMS,
        ),
        ("claims_localized", [{"text": "1. 一种演示。", "language": "zh"}], "claims", CLAIMS[:1]),
        ("Number of Claims", 9, "claim_count", "9"),
    ],
)
def test_claims_of_json_are_texts_or_objects(key: str, value: object, name: str, said: object) -> None:
    [record] = read(json.dumps({"publication": "CN109996727A", key: value}))

    assert record.raw[name] == said


def test_columns_of_claims_go_by_their_usual_headings() -> None:
    [record] = read(
        '公开（公告）号,权利要求,首项权利要求,独立权利要求,权利要求数量\nCN109996727A,"1. 甲\n2. 乙",甲,甲,2\n'
    )
    [english] = read(
        "Publication Number,Claims,First Claim,Independent Claims,Number of Claims\nCN109996727A,a,b,c,2\n"
    )

    assert set(record.raw) == set(english.raw)
    assert set(record.raw) == {"publication", "claims", "first_claim", "independent_claims", "claim_count"}
    assert record.raw["claims"] == "1. 甲\n2. 乙"


def test_two_rows_of_headings_are_read_as_one_and_their_dates_are_not_lost() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["演示导出"])
        sheet.append(["公开（公告）号", "名称", "日期", None, "分类号"])
        sheet.append([None, None, "申请日", "公开日", None])
        sheet.append(["CN109996727A", "演示", "2018-01-02", "2019-07-09", "B64C33/02"])
        for merged in ("A2:A3", "B2:B3", "C2:D2", "E2:E3"):
            sheet.merge_cells(merged)

    [record] = read(paper.workbook(fill))

    assert not record.faults
    assert str(record.place) == "第 4 行"
    assert record.raw == {
        "publication": "CN109996727A", "title": "演示", "ipc": "B64C33/02",
        "filed_on": "2018-01-02", "published_on": "2019-07-09",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "公开号,著录,,\n,名称,申请人,申请日\nCN109996727A,演示,演示甲,2018-01-02\n",
        "公开号,名称,申请人,日期\n,,,申请日\nCN109996727A,演示,演示甲,2018-01-02\n",
        "公开号,名称,申请人,申请日\nCN109996727A,演示,演示甲,2018-01-02\n",
        "专利名称清单,,,\n公开号,名称,申请人,申请日\nCN109996727A,演示,演示甲,2018-01-02\n",
    ],
    ids=["upper has one", "lower has one", "one row", "a title"],
)
@pytest.mark.parametrize("quoted", [False, True])
def test_headings_in_two_rows_of_a_text_table_are_read_as_one(text: str, quoted: bool) -> None:
    [record] = read(text.replace("演示甲", '"演示甲"') if quoted else text)

    assert record.raw == {
        "publication": "CN109996727A", "title": "演示", "applicants": "演示甲", "filed_on": "2018-01-02",
    }  # fmt: skip


def test_a_cell_that_must_not_be_used_is_left_empty_and_the_rest_of_its_row_is_read() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["公开号", "名称", "分类号"])
        sheet.append(["CN109996727A", "演示", "=A1"])
        sheet.append(["=A2", "演示", "B64C33/02"])

    read_, left_out = read(paper.workbook(fill))

    assert read_.raw == {"publication": "CN109996727A", "title": "演示"}
    assert [str(each) for each in read_.faults] == ["分类号：此格是公式，请复制后选择性粘贴为数值"]
    assert not left_out.raw


def test_a_table_without_publication_numbers_says_what_it_took_for_headings() -> None:
    with pytest.raises(Faulty, match="列名读作：标号、演示。请核对列名在哪一行"):
        read("标号,演示\nCN109996728A,演示乙\n")


def test_a_table_without_headings_is_refused_and_its_first_patent_not_taken_for_them() -> None:
    content = "CN109996727A,演示甲\nCN109996728A,演示乙\n"

    with pytest.raises(Faulty, match="CN109996727A：是公开号，不是列名"):
        read(content, CN109996727A="publication")
    with pytest.raises(Faulty, match="加一行列名"):
        patent_files.header(io.BytesIO(content.encode()), name="演示")
