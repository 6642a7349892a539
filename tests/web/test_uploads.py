"""What is handed in may be anything; the answer is a list of faults or a result, never an error of ours."""

from __future__ import annotations

import html
import io
import re
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from zhiyun.web import guards

# The ledger offers the calls published here.
pytestmark = pytest.mark.django_db

GOOD = "申报单位,运营金额\n演示甲,37500000.00\n演示乙,12345678.90\n"
OVER = "申报单位,运营金额\n演示甲,1.5亿元\n演示乙,15000万元\n演示丙,50000000\n"
LEDGER = (
    "编号,申报单位,业务类型,是否关联,登记日期,到账日期,到账金额\n"
    "1,演示甲,质押融资,否,2025-06-01,2025-06-20,18000000\n"
    "2,演示甲,转让,是,2025-06-01,2025-06-20,5000000\n"
    "3,演示乙,投融资,否,,2024-12-31,100\n"
)


def workbook(rows: list[list[object]]) -> bytes:
    """Make an .xlsx file of rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def archive(**members: bytes) -> bytes:
    """Make a zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def handed_in(
    client: Client, address: str, content: bytes, name: str = "表.csv", **fields: str
) -> tuple[int, str]:
    """Upload a file and give the answer's status and page."""
    file = SimpleUploadedFile(name, content)
    answer = client.post(address, {"file": file, "do": "go", "year": "2025"} | fields)
    return answer.status_code, answer.content.decode()


def listed(page: str) -> list[str]:
    """Give the faults on top of a page."""
    faults = page.partition('id="faults"')[2].partition("</ul>")[0]
    return [html.unescape(re.sub(r"<[^>]+>", "", item)) for item in re.findall(r"<li>(.*?)</li>", faults)]


def column(page: str, number: int) -> list[str]:
    """Give one column of the shares, by its place counted from 0."""
    body = page.partition('aria-labelledby="shares">')[2].partition("<tbody>")[2].partition("</tbody>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row)[number]) for row in rows]


NASTY = {
    "nothing": b"",
    "blank": b"  \n \n",
    "header only": "申报单位,运营金额\n".encode(),
    "random bytes": bytes(range(256)) * 64,
    "null bytes": b"\0" * 5000,
    "utf-32": GOOD.encode("utf-32"),
    "damaged utf-8": GOOD.encode()[:-9] + b"\xe6\x0a",
    "old excel": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "pdf": b"%PDF-1.7 nothing",
    "web page": b"<html><body><table><tr><td>1</td></tr></table></body></html>",
    "empty zip": archive(),
    "zip of something": archive(a__txt=b"hello"),
    "zip bomb": archive(**{"xl__worksheets__sheet1.xml": b"0" * 60_000_000}),
    "truncated xlsx": workbook([["申报单位", "运营金额"], ["演示甲", 1]])[:900],
    "formulas": workbook([["申报单位", "运营金额"], ["演示甲", "=1+1"]]),
    "other columns": b"a,b\n1,2\n",
    "negative": "申报单位,运营金额\n演示甲,-1\n".encode(),
    "absurd": "申报单位,运营金额\n演示甲,99999999999999999999999\n".encode(),
    "three decimals": "申报单位,运营金额\n演示甲,1.005\n".encode(),
    "twice the same": "申报单位,运营金额\n演示甲,1\n演 示甲,2\n".encode(),
    "unpaired quote": '申报单位,运营金额\n"演示甲,1\n演示乙,2\n'.encode(),
    "ragged": "申报单位,运营金额\n演示甲\n演示乙,1,2,3\n".encode(),
    "a thousand columns": (",".join(["甲"] * 5000) + "\n").encode(),
    "one endless line": b"x" * 3_000_000,
    "script": "申报单位,运营金额\n<script>alert(1)</script>,x\n".encode(),
}


@pytest.mark.parametrize("address", ["/allocate/", "/count/"])
@pytest.mark.parametrize("content", NASTY.values(), ids=NASTY.keys())
def test_a_nasty_file_is_answered_with_faults(client: Client, address: str, content: bytes) -> None:
    status, page = handed_in(client, address, content)

    assert status == 400
    assert listed(page) != []
    assert "<script>alert" not in page
    assert "Traceback" not in page


@pytest.mark.parametrize("address", ["/allocate/", "/count/"])
def test_a_hundred_thousand_bad_rows_are_counted_not_listed(client: Client, address: str) -> None:
    content = "申报单位,运营金额\n" + "甲,x\n" * 100_000

    status, page = handed_in(client, address, content.encode())

    assert status == 400
    assert page.count('<tr id="row-') <= 100
    if address == "/allocate/":
        assert len(listed(page)) == 200
        assert "另有 99" in page


@pytest.mark.parametrize("address", ["/allocate/", "/count/", "/estimate/performance_subsidy/"])
def test_a_body_over_the_limit_is_refused_by_size_and_says_what_to_do(client: Client, address: str) -> None:
    too_large = SimpleUploadedFile("claims.csv", b"a" * (guards.UPLOAD_LIMIT + 1))

    answer = client.post(address, {"file": too_large})

    assert answer.status_code == 413
    assert "一次最多接收 5 MB" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


def test_shares_under_the_cap_are_full_and_floored(client: Client) -> None:
    status, page = handed_in(client, "/allocate/", GOOD.encode())

    assert status == 200
    assert column(page, 3) == ["750,000.00", "246,913.578"]
    assert column(page, 4) == ["750,000.00", "246,913.00"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_of_a_file_makes_no_difference(client: Client, encoding: str) -> None:
    status, page = handed_in(client, "/allocate/", GOOD.encode(encoding))

    assert status == 200
    assert column(page, 1) == ["演示甲", "演示乙"]


def test_a_workbook_says_the_same_as_a_text_file(client: Client) -> None:
    book = workbook(
        [
            ["2026年度申报汇总"],
            [],
            ["申报单位", "运营金额"],
            ["演示甲", 37500000],
            ["演示乙", "12,345,678.90"],
        ]
    )

    status, page = handed_in(client, "/allocate/", book, "表.xlsx")

    assert status == 200
    assert column(page, 4) == ["750,000.00", "246,913.00"]


def test_another_reading_stands_beside_the_adopted_one_with_the_difference(client: Client) -> None:
    status, page = handed_in(client, "/allocate/", OVER.encode(), **{"reading-A9": "floor_fen"})

    assert status == 200
    assert column(page, 4) == ["2,142,857.00", "2,142,857.00", "714,285.00"]
    assert column(page, 5) == ["2,142,857.14", "2,142,857.14", "714,285.71"]
    assert column(page, 6) == ["+0.14", "+0.14", "+0.71"]
    assert "换口径后 3 家的金额有变化" in page


@pytest.mark.parametrize(
    "asked", [{"reading-A9": "half_up"}, {"reading-Z1": "x"}, {"measure": "no_such"}, {"cap": "三百"}]
)
def test_what_nobody_offers_is_refused(client: Client, asked: dict[str, str]) -> None:
    status, page = handed_in(client, "/allocate/", GOOD.encode(), **asked)

    assert status == 400
    assert len(listed(page)) == 1


def test_a_pot_above_the_articles_cap_is_refused_at_its_field(client: Client) -> None:
    status, page = handed_in(client, "/allocate/", GOOD.encode(), cap="500万零1")
    above, page = handed_in(client, "/allocate/", GOOD.encode(), cap="5000000.01")

    assert (status, above) == (400, 422)
    assert '<a href="#id_cap">' in page
    assert 'value="5000000.01"' in page


def test_a_smaller_pot_is_shared(client: Client) -> None:
    _, page = handed_in(client, "/allocate/", OVER.encode(), cap="100万元")

    assert column(page, 4) == ["428,571.00", "428,571.00", "142,857.00"]


def test_each_fault_leads_to_its_cell_and_can_be_mended_there(client: Client) -> None:
    table = "申报单位,运营金额\n演示甲,abc\n演示乙,-5\n演示丙,100\n"
    _, faulty = handed_in(client, "/allocate/", table.encode())
    carried = html.unescape(re.findall(r'name="table" value="([^"]*)"', faulty)[0])

    targets = re.findall(r'<li><a href="#([^"]+)">', faulty)
    mends = {"mend-2-2": "300", "mend-3-2": "200"}
    answer = client.post("/allocate/", {"do": "mend", "answered": "1", "table": carried} | mends)

    assert targets == ["cell-2-2", "cell-3-2"]
    assert [f'id="{target}"' in faulty for target in targets] == [True, True]
    assert answer.status_code == 200
    assert column(answer.content.decode(), 2) == ["300.00", "200.00", "100.00"]


def test_rows_keep_their_numbers_from_a_workbook_with_a_title(client: Client) -> None:
    book = workbook([["标题"], [], ["申报单位", "运营金额"], ["演示甲", 1], ["演示乙", "x"]])
    _, faulty = handed_in(client, "/allocate/", book, "表.xlsx")
    carried = html.unescape(re.findall(r'name="table" value="([^"]*)"', faulty)[0])

    again = client.post("/allocate/", {"do": "mend", "table": carried, "mend-5-2": "y"}).content.decode()

    assert [fault.split("：")[0] for fault in listed(faulty) + listed(again)] == ["第 5 行「运营金额」"] * 2


@pytest.mark.parametrize(
    "mend",
    [{"mend-99999-1": "x"}, {"mend-0-0": "x"}, {"mend-2-9999": "x"}, {"mend-٢-2": "x"}, {"mend-2-2": "\0"}],
)
def test_a_mend_of_a_cell_that_is_not_there_is_no_error(client: Client, mend: dict[str, str]) -> None:
    answer = client.post("/allocate/", {"do": "mend", "table": GOOD} | mend)

    assert answer.status_code in (200, 400)


def test_a_table_too_large_to_carry_is_asked_for_again(client: Client) -> None:
    rows = "".join(f"演示单位{number:06d}{'甲' * 40},1\n" for number in range(24_000))

    status, page = handed_in(client, "/allocate/", ("申报单位,运营金额\n" + rows).encode())

    assert status == 200
    assert 'value="xlsx"' not in page
    assert "请重新选择文件" in page


def test_a_ledger_is_ruled_deal_by_deal_and_carried_on_to_the_shares(client: Client) -> None:
    status, page = handed_in(client, "/count/", LEDGER.encode(), show="all")
    carried = html.unescape(re.findall(r'name="table" value="([^"]*)"', page)[1])
    shared = client.post("/allocate/", {"do": "allocate", "table": carried}).content.decode()

    outcomes = re.findall(r'class="outcome (\w+)"', page.partition('id="by-deal"')[2])
    assert status == 200
    assert outcomes == ["met", "not_met", "not_met"]
    assert "关联交易不计入（代码 GL）" in page
    assert "归入日期为2024-12-31" in page
    assert carried == "申报单位,运营金额\n演示甲,18000000.00\n演示乙,0.00\n"
    assert column(shared, 4) == ["360,000.00", "0.00"]


@pytest.mark.parametrize(("show", "deals"), [("open", ["2", "3"]), ("met", ["1"]), ("all", ["1", "2", "3"])])
def test_deals_are_listed_as_asked(client: Client, show: str, deals: list[str]) -> None:
    _, page = handed_in(client, "/count/", LEDGER.encode(), show=show)

    assert re.findall(r'<tr><th scope="row">(\d+)</th>', page.partition('id="by-deal"')[2]) == deals


def test_a_unit_written_above_the_header_is_not_lost_on_the_way(client: Client) -> None:
    rows: list[list[object]] = [["单位：万元"], ["申报单位", "运营金额"], ["演示甲", 3750]]

    status, page = handed_in(client, "/allocate/", workbook(rows), "表.xlsx")

    assert status == 400
    assert "表头上方写着「单位：万元」" in listed(page)[0]


def test_counting_related_deals_is_shown_beside_leaving_them_out(client: Client) -> None:
    _, page = handed_in(client, "/count/", LEDGER.encode(), **{"reading-A24": "included"})

    assert "+5,000,000.00" in page


CENTRES = "申报单位,任务书签订日期\n演 示甲,2025-03-15\n"


def test_a_centre_under_construction_counts_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 6, 20))

    status, page = handed_in(client, "/count/", LEDGER.encode(), centres=CENTRES, show="all")

    assert status == 200
    assert re.findall(r'class="outcome (\w+)"', page.partition('id="by-deal"')[2]) == ["not_met"] * 3
    assert "在建设期内（2025-03-15至2027-03-14）" in page


def test_faults_of_the_centres_lead_to_where_they_were_typed(client: Client) -> None:
    status, page = handed_in(client, "/count/", LEDGER.encode(), centres=CENTRES.replace("-03-", "-13-"))

    assert status == 400
    assert '<a href="#id_centres">第 2 行' in page


@pytest.mark.parametrize(("address", "sheets"), [("/allocate/", 2), ("/count/", 3)])
def test_the_result_can_be_kept_as_a_workbook(client: Client, address: str, sheets: int) -> None:
    answer = client.post(address, {"do": "xlsx", "year": "2025", "table": GOOD if sheets == 2 else LEDGER})

    book = openpyxl.load_workbook(io.BytesIO(answer.getvalue()))
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8")
    assert "no-store" in answer.headers["Cache-Control"]
    assert len(book.worksheets) == sheets


def test_a_tried_reading_can_be_kept_as_a_workbook_that_says_so(client: Client) -> None:
    tried = {"do": "xlsx-tried", "table": OVER, "reading-A9": "floor_fen"}

    answer = client.post("/allocate/", tried)

    book = openpyxl.load_workbook(io.BytesIO(answer.getvalue()))
    shares = [row[3] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)]
    assert shares == [2142857.14, 2142857.14, 714285.71]
    assert "试用的其他口径" in str(list(book.worksheets[1].iter_rows(values_only=True)))


@pytest.mark.parametrize("year", ["", "x", "1999", "99999", "２０２５年"])
def test_a_year_nobody_understands_is_a_fault_of_its_field(client: Client, year: str) -> None:
    status, page = handed_in(client, "/count/", LEDGER.encode(), year=year)

    assert status == 400
    assert '<a href="#id_year">' in page


@pytest.mark.parametrize(("address", "words"), [("/allocate/", "各单位金额"), ("/count/", "逐笔结论")])
def test_the_sample_is_answered_in_one_click(client: Client, address: str, words: str) -> None:
    answer = client.post(address, {"do": "sample", "year": "2025"})

    assert answer.status_code == 200
    assert words in answer.content.decode()


def test_where_there_are_no_examples_no_sample_is_offered(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "EXAMPLES", tmp_path)

    page = client.get("/allocate/").content.decode()
    answer = client.post("/allocate/", {"do": "sample"})

    assert 'value="sample"' not in page
    assert answer.status_code == 400


@pytest.mark.parametrize("address", ["/allocate/", "/count/"])
def test_answers_with_entered_data_are_kept_by_nobody(client: Client, address: str) -> None:
    answer = client.post(address, {"do": "sample", "year": "2025"})

    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.cookies == {}
