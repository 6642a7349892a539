"""The tables of an application on the applicant's screens: without script, every fault in its place."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.casework import city
from zhiyun import law
from zhiyun.casework.roles import Role
from zhiyun.records.models import Application, Organisation, Person, RosterLine

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
    assert list(RosterLine.objects.values_list("code", flat=True)) == ["YY-1", "YY-2"]


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
    assert list(RosterLine.objects.values_list("line", "code", "contract")) == [
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
    assert "仍用我的名册替换" in page
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


# Who may come in -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["roster/", "roster/template.xlsx"])
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
