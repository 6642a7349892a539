"""The tables of an application on the applicant's screens: without script, every fault in its place."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.utils import timezone

from tests.casework import city
from tests.gateways import uploads
from zhiyun import law
from zhiyun.casework.roles import Role
from zhiyun.records.models import (
    Application,
    BudgetLine,
    CoBuilder,
    DealLine,
    Organisation,
    PaperUse,
    Particulars,
    Person,
    RosterLine,
    StatedFact,
    StepKind,
)

pytestmark = pytest.mark.django_db

SUBSIDY = law.Benefit.PERFORMANCE_SUBSIDY


@dataclass
class Desk:
    """Somebody logged in for the applicant, and its application under a call that is open now."""

    client: Client
    town: city.City
    case: Application
    closes_at: datetime

    def address(self, table: str) -> str:
        return f"/applications/{self.case.reference}/{table}/"

    def read(self, table: str, **asked: str) -> str:
        answer = self.client.get(self.address(table), asked)
        assert answer.status_code == 200
        return str(answer.content.decode())

    def send(self, section: str, /, **typed: object) -> tuple[int, str]:
        """Fill in the form of the page as it stands, and send it."""
        page = self.read(section)
        given = {"edition": hidden(page, "edition"), "key": hidden(page, "key")}
        answer = self.client.post(self.address(section), given | typed)
        return answer.status_code, answer.content.decode()


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None
    return found[1]


def desk(benefit: law.Benefit = SUBSIDY, role: Role = Role.PREPARER) -> Desk:
    now = timezone.now()
    town = city.city()
    closes_at = now + timedelta(days=5)
    call = city.call(town, benefit, opens_at=now - timedelta(days=5), closes_at=closes_at)
    case = city.application(town, call)
    client = Client()
    client.force_login(Person.objects.get(pk=town.seats[role].person_id))
    return Desk(client, town, case, closes_at)


def closing_month(at: Desk) -> str:
    return f"{at.closes_at.astimezone(timezone.get_default_timezone()):%Y-%m}"


def line(number: int, **cells: str) -> dict[str, str]:
    return {f"line-{number}-{name}": text for name, text in cells.items()}


def uploaded(*rows: str, name: str = "名册.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "\n".join(rows).encode())


ROSTER_HEAD = "人员代码,岗位,用工方式,劳动合同,社保缴纳月份"


# 名册 -----------------------------------------------------------------------------------------------------------


def test_a_roster_file_is_saved_and_counted() -> None:
    at = desk()
    month = closing_month(at)

    status, _page = at.send(
        "roster",
        do="upload",
        file=uploaded(ROSTER_HEAD, f"YY-1,专员,本单位,是,{month}", f"YY-2,专员,退休返聘,是,{month}"),
    )

    page = at.read("roster")
    assert status == 302
    assert "计入 1 人，不足需要的 5 人" in page
    assert "退休返聘不计入" in page
    assert f"截止月是 {month}" in page
    assert list(RosterLine.objects.order_by("line").values_list("code", flat=True)) == ["YY-1", "YY-2"]


def test_a_pasted_roster_is_saved_too() -> None:
    at = desk()

    status, _page = at.send("roster", do="upload", table=f"{ROSTER_HEAD}\nYY-1,专员,本单位,是,")

    assert status == 302
    assert RosterLine.objects.get().insured_months == []


def test_faults_of_a_roster_lead_to_their_cells_are_mended_there_and_nothing_is_half_saved() -> None:
    at = desk()
    rows = f"{ROSTER_HEAD}\nYY-1,专员,本单位,是,\nYY-2,专员,临时工,是,"

    status, page = at.send("roster", do="upload", table=rows)

    assert status == 400
    assert 'href="#cell-3-3"' in page
    assert 'id="cell-3-3"' in page
    assert not RosterLine.objects.exists()

    carried = {"table": rows, "source": "粘贴的表格", "mend-3-3": "本单位", "do": "mend"}
    assert at.send("roster", **carried)[0] == 302
    assert RosterLine.objects.count() == 2


def test_a_roster_with_names_is_refused_and_the_names_are_not_kept() -> None:
    at = desk()

    status, page = at.send("roster", do="upload", table=f"{ROSTER_HEAD},姓名\nYY-1,专员,本单位,是,,演示张三")

    assert status == 400
    assert "名册只收人员代码" in page
    assert not RosterLine.objects.exists()


def test_nothing_handed_in_is_told_at_the_field() -> None:
    status, page = desk().send("roster", do="upload", table="  ")

    assert status == 400
    assert '<a href="#table">' in page


def test_a_roster_is_filled_in_line_by_line_and_a_cleared_line_is_gone() -> None:
    at = desk()
    first = line(1, code="YY-1", engagement="本单位", contract="是", insured_months="2026-06")
    second = line(3, code="YY-2", engagement="本单位", contract="否")

    assert at.send("roster", do="lines", lines="4", **first, **second)[0] == 302
    assert list(RosterLine.objects.order_by("line").values_list("line", "code", "contract")) == [
        (1, "YY-1", True),
        (2, "YY-2", False),
    ]
    page = at.read("roster")
    assert 'name="line-1-code" value="YY-1"' in page

    assert at.send("roster", do="lines", lines="5", **line(2, code=""))[0] == 302
    assert not RosterLine.objects.exists()


def test_faults_of_lines_stand_in_their_cells_and_what_was_typed_stays() -> None:
    at = desk()
    typed = line(2, code="演示张三", engagement="本单位", contract="是", post="专员")

    status, page = at.send("roster", do="lines", lines="3", **typed)

    assert status == 400
    assert '<a href="#line-2-code">第 2 行「人员代码」' in page
    assert 'id="line-2-code" name="line-2-code" value="演示张三"' in page
    assert 'value="专员"' in page


def test_more_lines_are_given_without_losing_what_was_typed() -> None:
    at = desk()

    status, page = at.send("roster", do="more", lines="3", **line(3, code="YY-3"))

    assert status == 200
    assert 'name="line-3-code" value="YY-3"' in page
    assert 'name="line-9-code"' in page
    assert not RosterLine.objects.exists()


def test_two_editors_are_told_of_each_other_and_what_the_second_typed_stays() -> None:
    at = desk()
    old = at.read("roster")
    at.send("roster", do="lines", lines="1", **line(1, code="YY-1", engagement="本单位", contract="是"))

    typed = line(1, code="YY-9", engagement="本单位", contract="是")
    late = at.client.post(
        at.address("roster"), {"edition": hidden(old, "edition"), "do": "lines", "lines": "1", **typed}
    )

    page = late.content.decode()
    assert late.status_code == 409
    assert "保存过这一部分" in page
    assert 'name="line-1-code" value="YY-9"' in page
    assert RosterLine.objects.get().code == "YY-1"
    again = {"edition": hidden(page, "edition"), "key": hidden(page, "key"), "do": "lines", "lines": "1"}
    assert at.client.post(at.address("roster"), again | typed).status_code == 302
    assert RosterLine.objects.get().code == "YY-9"


def test_signs_no_keyboard_has_are_refused_and_as_a_key_are_none() -> None:
    at = desk()
    typed = line(1, code="YY-1", engagement="本单位", contract="是", post="专员\0")

    status, page = at.send("roster", do="lines", lines="1", key="k\0", **typed)

    assert status == 400
    assert 'class="faults"' in page
    assert not RosterLine.objects.exists()
    sound = typed | line(1, post="专员")
    assert at.send("roster", do="lines", lines="1", key="k\0", **sound)[0] == 302


def test_a_fault_does_not_hide_that_another_has_saved_meanwhile() -> None:
    at = desk()
    old = at.read("roster")
    at.send("roster", do="lines", lines="1", **line(1, code="YY-1", engagement="本单位", contract="是"))
    mine = {"edition": hidden(old, "edition"), "do": "lines", "lines": "1"}
    faulty = at.client.post(at.address("roster"), mine | line(1, code="YY-9", engagement="本单位"))

    page = faulty.content.decode()
    mended = {"edition": hidden(page, "edition"), "do": "lines", "lines": "1"}
    typed = line(1, code="YY-9", engagement="本单位", contract="是")

    assert faulty.status_code == 400
    assert at.client.post(at.address("roster"), mended | typed).status_code == 409
    assert RosterLine.objects.get().code == "YY-1"


def test_a_file_that_came_second_is_carried_along_with_the_conflict() -> None:
    at = desk()
    old = at.read("roster")
    rows = f"{ROSTER_HEAD}\nYY-7,专员,本单位,是,"
    at.send("roster", do="lines", lines="1", **line(1, code="YY-1", engagement="本单位", contract="是"))

    late = at.client.post(
        at.address("roster"), {"edition": hidden(old, "edition"), "do": "upload", "table": rows}
    )

    page = late.content.decode()
    assert late.status_code == 409
    assert "仍用我的表替换" in page
    assert "YY-7" in page


def test_an_empty_roster_to_fill_in_can_be_handed_in_filled() -> None:
    at = desk()

    answer = at.client.get(at.address("roster") + "template.xlsx")

    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert [cell.value for cell in book.worksheets[0][1]] == ROSTER_HEAD.split(",")
    book.worksheets[0].append(["YY-1", "专员", "本单位", "是", "2026-06"])
    filled = io.BytesIO()
    book.save(filled)
    file = SimpleUploadedFile("名册.xlsx", filled.getvalue())
    assert at.send("roster", do="upload", file=file)[0] == 302
    assert RosterLine.objects.get().code == "YY-1"


# 台账 -----------------------------------------------------------------------------------------------------------

LEDGER_HEAD = "编号,业务类型,到账日期,到账金额,是否关联,登记日期,知识产权号"


def test_a_ledger_file_is_saved_counted_deal_by_deal_and_its_remarks_are_told() -> None:
    at = desk()
    rows = (
        f"{LEDGER_HEAD},备注栏",
        "D1,许可,2025-03-05,120万元,否,2025-03-02,ZL1,演示",
        "D2,许可,2025-03-05,100.00,是,2025-03-02,ZL2,演示",
    )

    status, page = at.send("deals", do="upload", file=uploaded(*rows, name="台账.csv"))

    assert status == 200
    assert "没有用到的列：备注栏" in page
    assert "已保存。" in page
    assert hidden(page, "edition") == "1"
    page = at.read("deals")
    assert "1,200,100.00" in page
    assert "1,200,000.00" in page
    assert "120万元" in page
    assert "关联交易不计入（代码 GL）" in page
    assert DealLine.objects.count() == 2


def test_faults_of_a_ledger_are_mended_in_the_table() -> None:
    at = desk()
    rows = f"{LEDGER_HEAD}\nD1,许可,2025-03-05,三十万,否,2025-03-02,ZL1"

    status, page = at.send("deals", do="upload", table=rows)

    assert status == 400
    assert 'href="#cell-2-4"' in page
    assert "改好并保存" in page
    assert not DealLine.objects.exists()
    mended = {"table": rows, "source": "粘贴的表格", "mend-2-4": "30万元", "do": "mend"}
    assert at.send("deals", **mended)[0] == 302
    assert DealLine.objects.get().money_fen == 30_000_000


def test_another_applicants_deal_is_refused_in_its_cell() -> None:
    at = desk()

    status, page = at.send(
        "deals", do="upload", table=f"{LEDGER_HEAD},申报单位\nD1,许可,2025-03-05,1,否,,ZL1,演示乙丑中心"
    )

    assert status == 400
    assert "不是本单位" in page
    assert 'id="cell-2-8"' in page


def deal_typed(number: str = "D1", **more: str) -> dict[str, str]:
    told = {
        "deal-deal": number,
        "deal-kind": "许可",
        "deal-related": "否",
        "deal-registered_on": "2025-03-02",
    }
    paid = line(1, money_on="2025-03-05", money_amount="3万元")
    return told | {"deal-right": "ZL1", "lines": "4", "do": "put"} | paid | more


def test_one_deal_is_added_shown_back_changed_and_removed() -> None:
    at = desk()

    assert at.send("deals/one", **deal_typed("=甲/1"))[0] == 302
    page = at.read("deals/one", deal="=甲/1")
    assert 'name="deal-deal" value="=甲/1"' in page
    assert 'name="line-1-money_amount" value="30000.00"' in page
    assert f"{at.address('deals/one')}?deal=%3D%E7%94%B2%2F1" in at.read("deals")

    second = line(3, money_on="2025-04-05", money_amount="1.50", currency="USD", rate="7.1")
    changed = deal_typed("D2", instead_of="=甲/1", **second)
    assert at.send("deals/one", **changed)[0] == 302
    assert list(DealLine.objects.order_by("line").values_list("line", "deal", "money_fen", "rate")) == [
        (1, "D2", 3_000_000, ""),
        (2, "D2", 150, "71/10"),
    ]

    assert "将从台账中删去业务 D2" in at.read("deals/one", deal="D2")
    assert at.send("deals/one", do="remove", instead_of="D2")[0] == 302
    assert not DealLine.objects.exists()


def test_faults_of_one_deal_stand_in_its_fields_and_in_its_payments() -> None:
    at = desk()
    wrong = {"deal-registered_on": "2025-02-30", "deal-share": "1", **line(3, money_amount="-5")}

    status, page = at.send("deals/one", **deal_typed("", **wrong))

    assert status == 400
    for target in ("deal-deal", "deal-registered_on", "deal-share", "line-3-money_amount"):
        assert page.count(f'<a href="#{target}">') == 1
        assert f'aria-describedby="why-{target}"' in page
    assert 'value="2025-02-30"' in page
    assert 'value="-5"' in page
    assert not DealLine.objects.exists()


def test_a_deal_whose_number_is_taken_is_told_so_at_the_number() -> None:
    at = desk()
    at.send("deals/one", **deal_typed("D1"))

    status, page = at.send("deals/one", **deal_typed("D1"))

    assert status == 400
    assert "编号与另一笔业务相同" in page
    assert DealLine.objects.count() == 1


def test_a_deal_without_money_yet_is_kept_as_a_draft_and_counts_nothing() -> None:
    at = desk()

    assert at.send("deals/one", **deal_typed(**line(1, money_on="", money_amount="")))[0] == 302

    page = at.read("deals")
    assert "未到款的不计入" in page
    assert DealLine.objects.get().money_fen is None


def test_more_payments_are_given_without_losing_what_was_typed() -> None:
    at = desk()

    status, page = at.send("deals/one", **deal_typed(do="more"))

    assert status == 200
    assert 'name="line-10-money_on"' in page
    assert 'value="3万元"' in page
    assert not DealLine.objects.exists()


def test_a_deal_changed_by_two_is_told_to_the_second() -> None:
    at = desk()
    old = at.read("deals/one")
    at.send("deals/one", **deal_typed("D1"))

    late = at.client.post(at.address("deals/one"), {"edition": hidden(old, "edition"), **deal_typed("D2")})

    assert late.status_code == 409
    assert 'name="deal-deal" value="D2"' in late.content.decode()
    assert DealLine.objects.count() == 1


def test_a_deal_that_is_not_there_cannot_be_opened() -> None:
    at = desk()

    assert at.client.get(at.address("deals/one"), {"deal": "D7"}).status_code == 404


def test_the_own_ledger_comes_back_as_a_file_whose_texts_are_texts() -> None:
    at = desk()
    at.send("deals/one", **deal_typed("D1", **{"deal-from_party": "=HYPERLINK(1)"}))

    answer = at.client.get(at.address("deals") + "own.xlsx")

    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    cell = book.worksheets[0].cell(2, rows[0].index("转出方") + 1)
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")
    assert "no-store" in answer.headers["Cache-Control"]


def test_an_empty_ledger_to_fill_in_has_the_columns_the_reader_knows() -> None:
    at = desk()

    answer = at.client.get(at.address("deals") + "template.xlsx")

    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    header = [str(cell.value) for cell in book.worksheets[0][1]]
    assert set(LEDGER_HEAD.split(",")) <= set(header)
    assert not any(name.startswith("核定") for name in header)


def test_a_long_ledger_is_paged_and_filtered_by_its_address() -> None:
    at = desk()
    rows = [f"D{n},许可,2025-03-05,1,否,2025-03-02,ZL{n}" for n in range(60)]
    at.send("deals", do="upload", table="\n".join((LEDGER_HEAD, *rows)))

    assert "第 1 页，共 2 页" in at.read("deals")
    assert "第 2 页，共 2 页" in at.read("deals", page="2")
    assert "第 1 页，共 2 页" in at.read("deals", page="-1;DROP")
    assert "没有这一类业务" in at.read("deals", show="open", page="9999999")


def test_what_bars_an_applicant_stands_above_its_ledger() -> None:
    at = desk()
    StatedFact.objects.create(application=at.case, name="construction_funded", truth=True)
    StatedFact.objects.create(application=at.case, name="task_book_signed_on", day=timezone.localdate())

    assert at.send("deals/one", **deal_typed("D1"))[0] == 302

    assert "不得申报运营绩效补贴" in at.read("deals")


def test_a_ledger_page_asks_the_database_few_questions(django_assert_max_num_queries: Any) -> None:
    at = desk()
    rows = [f"D{n},许可,2025-03-05,1,否,2025-03-02,ZL{n}" for n in range(300)]
    at.send("deals", do="upload", table="\n".join((LEDGER_HEAD, *rows)))

    with django_assert_max_num_queries(16):
        at.read("deals")


# 预算和共建单位 ---------------------------------------------------------------------------------------------------

BUILDING = law.Benefit.INDUSTRY_CENTRE


def test_a_budget_is_filled_in_summed_and_held_against_what_is_asked() -> None:
    at = desk(BUILDING)
    Particulars.objects.create(application=at.case, asked_fen=120_000_000)
    first = line(1, head="线下载体", public="120万元")
    second = line(2, head="演示其他用途", purpose="演示", public="3.50", own="1")

    assert at.send("budget", do="lines", lines="3", **first, **second)[0] == 302

    page = at.read("budget")
    assert "1,200,003.50" in page
    assert "120万元" in page
    assert "预算里是 1,200,003.50元；改成一致后才能提交" in page
    assert "「演示其他用途」未列明，是否属转化运营功能设施建设待判断" in page
    assert '<option value="线上大数据系统"></option>' in page
    assert "单个中心上限" in page
    assert at.send("budget", do="lines", lines="1", **first)[0] == 302
    assert "与基本情况里的申请资助金额相同" in at.read("budget")


def test_faults_of_a_budget_stand_in_their_cells() -> None:
    at = desk(BUILDING)

    status, page = at.send(
        "budget", do="lines", lines="2", **line(1, head="线下载体", public="3.555"), **line(2, own="5")
    )

    assert status == 400
    assert '<a href="#line-1-public">第 1 行「申请资助金额」' in page
    assert '<a href="#line-2-head">第 2 行「支出用途」' in page
    assert 'value="3.555"' in page
    assert not BudgetLine.objects.exists()


def test_partners_are_filled_in_and_what_is_missing_is_told() -> None:
    at = desk(BUILDING)
    StatedFact.objects.create(application=at.case, name="co_built", truth=True)
    typed = line(1, name="演示共建公司", credit_code=city.credit_code(9_001), duties="演示\n职责")

    assert at.send("co_builders", do="lines", lines="2", **typed)[0] == 302

    page = at.read("co_builders")
    assert CoBuilder.objects.get().duties == "演示 职责"
    assert "未说明：与合作方是否签订了合作协议" in page
    assert "未上传" in page


def test_a_wrong_code_of_a_partner_stands_in_its_cell() -> None:
    at = desk(BUILDING)

    status, page = at.send("co_builders", do="lines", lines="1", **line(1, name="演示", credit_code="123"))

    assert status == 400
    assert '<a href="#line-1-credit_code">' in page
    assert not CoBuilder.objects.exists()


def test_a_partner_table_names_who_applies_as_no_partner() -> None:
    at = desk(BUILDING)

    status, page = at.send(
        "co_builders", do="upload", table=f"共建单位,信用代码,职责\n{at.case.organisation.name},,演示"
    )

    assert status == 400
    assert "是申报单位自己" in page


def test_tables_a_call_does_not_ask_for_are_not_there() -> None:
    subsidy, building = desk(), desk(BUILDING)

    assert subsidy.client.get(subsidy.address("budget")).status_code == 404
    assert subsidy.client.get(subsidy.address("co_builders")).status_code == 404
    assert building.client.get(building.address("deals")).status_code == 404
    assert building.client.get(building.address("deals/one")).status_code == 404
    assert building.client.get(building.address("deals") + "own.xlsx").status_code == 404


@pytest.mark.parametrize("table", ["roster", "deals"])
def test_a_submitted_table_is_shown_and_not_offered_to_be_changed(table: str) -> None:
    at = desk()
    at.case.steps.create(
        kind=StepKind.SUBMITTED, at=timezone.now(), by_id=at.case.begun_by_id, role=Role.LEGAL_REPRESENTATIVE
    )

    page = at.read(table)

    assert "只能查看" in page
    assert "<textarea" not in page
    assert 'name="do"' not in page
    assert at.client.post(at.address(table), {"do": "upload", "table": "x"}).status_code in (400, 409)


# 凭证和协议 -----------------------------------------------------------------------------------------------------


@pytest.fixture
def kept_files(tmp_path: Path) -> Iterator[Path]:
    """Keep uploads of a test in a place of its own."""
    with override_settings(FILES=tmp_path / "files"):
        yield tmp_path / "files"


def proof(name: str = "演示回单.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, uploads.pdf() if content is None else content)


@pytest.mark.usefixtures("kept_files")
def test_a_proof_of_a_deal_is_handed_in_at_the_deal_and_follows_its_number() -> None:
    at = desk()
    at.send("deals/one", **deal_typed("甲/1"))

    status, _page = at.send("deals/one", do="papers", instead_of="甲/1", **{"file-0": proof()})

    assert status == 302
    assert [use.place for use in PaperUse.objects.all()] == ["deal:甲/1"]
    assert "凭证 1 份" in at.read("deals")
    page = at.read("deals/one", deal="甲/1")
    assert "演示回单.pdf" in page
    assert "业务甲/1的合同、登记和到账凭证" in page

    at.send("deals/one", **deal_typed("乙2", instead_of="甲/1"))
    assert [use.place for use in PaperUse.objects.all()] == ["deal:乙2"]
    assert "凭证 1 份" in at.read("deals")


@pytest.mark.usefixtures("kept_files")
def test_a_harmful_file_is_refused_at_the_deal() -> None:
    at = desk()
    at.send("deals/one", **deal_typed("D1"))

    status, page = at.send(
        "deals/one", do="papers", instead_of="D1", **{"file-0": proof("演示.pdf", b"<html><script>")}
    )

    assert status == 400
    assert '<a href="#file-0">' in page
    assert not PaperUse.objects.exists()


@pytest.mark.usefixtures("kept_files")
def test_a_deal_that_is_not_there_takes_no_proof() -> None:
    at = desk()

    for number in ("D9", ""):
        sent = {"do": "papers", "instead_of": number, "file-0": proof()}
        assert at.client.post(at.address("deals/one"), sent).status_code == 404
    assert not PaperUse.objects.exists()


@pytest.mark.usefixtures("kept_files")
def test_an_agreement_is_handed_in_for_its_partner() -> None:
    at = desk(BUILDING)
    both = {**line(1, name="演示共建一"), **line(2, name="演示共建二")}
    at.send("co_builders", do="lines", lines="2", **both)

    assert at.send("co_builders", do="papers", **{"file-1": proof("演示协议.pdf")})[0] == 302

    page = at.read("co_builders")
    assert [use.place for use in PaperUse.objects.all()] == ["co_builder:2"]
    assert "与演示共建二的合作协议" in page
    assert page.count("演示协议.pdf") >= 2
    at.send("co_builders", do="lines", lines="2", **line(1, name="演示共建二"), **line(2, name="演示共建三"))
    assert dict(CoBuilder.objects.values_list("name", "line")) == {"演示共建二": 2, "演示共建三": 3}


@pytest.mark.usefixtures("kept_files")
def test_a_harmful_agreement_is_refused_and_the_partners_stay() -> None:
    at = desk(BUILDING)
    at.send("co_builders", do="lines", lines="1", **line(1, name="演示共建一"))

    status, page = at.send("co_builders", do="papers", **{"file-0": proof("演示.pdf", b"MZ" + b"\0" * 99)})

    assert status == 400
    assert '<a href="#file-0">' in page
    assert 'value="演示共建一"' in page


# Who may come in -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        *("roster/", "roster/template.xlsx"),
        *("deals/", "deals/template.xlsx", "deals/own.xlsx", "deals/one/", "deals/one/?deal=D1"),
    ],
)
def test_another_applicants_tables_are_not_there(address: str) -> None:
    at = desk()
    stranger = Client()
    stranger.force_login(Person.objects.get(pk=at.town.foreign_preparer.person_id))

    answer = stranger.get(f"/applications/{at.case.reference}/{address}")

    assert answer.status_code == 404
    assert at.case.organisation.name not in answer.content.decode()


def test_the_office_has_no_way_in_by_the_applicants_door() -> None:
    at = desk()
    officer = Client()
    officer.force_login(Person.objects.get(pk=at.town.seats[Role.CASE_OFFICER].person_id))

    assert officer.get(at.address("roster")).status_code in (302, 404)
    assert officer.post(at.address("roster"), {"do": "lines", "lines": "0"}).status_code in (302, 404)


def test_fields_nobody_asked_for_change_nothing() -> None:
    at = desk()
    other = city.application(at.town, at.case.call, of=at.town.other_applicant)
    before = Organisation.objects.get(pk=at.case.organisation_id).name
    typed = line(1, code="YY-1", engagement="本单位", contract="是")
    extra = {"application": other.reference, "organisation": "1", "line-1-application_id": str(other.pk)}

    at.send("roster", do="lines", lines="1", **typed, **extra)

    assert RosterLine.objects.get().application == at.case
    assert Organisation.objects.get(pk=at.case.organisation_id).name == before


def test_a_forged_form_is_refused() -> None:
    at = desk()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(Person.objects.get(pk=at.town.seats[Role.PREPARER].person_id))

    assert strict.post(at.address("roster"), {"do": "lines", "lines": "0"}).status_code == 403
