"""What leaves the desk as a file: formula-proof lists, packs that prove themselves, views that are one's own."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.casework import city
from zhiyun.casework import case_pack, case_workbook
from zhiyun.casework.actions import first_look, saved_views
from zhiyun.casework.actor import Actor
from zhiyun.casework.case_filters import Filters
from zhiyun.casework.queries import cases
from zhiyun.casework.queries import saved_views as view_queries
from zhiyun.casework.refusals import ConflictOfInterest, NotAllowed, NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.stages import Stage
from zhiyun.gateways.safekeeping import Altered, NotKept, Store
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import Application, Event, Person

pytestmark = pytest.mark.django_db

LOOKED_AT = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)
HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "|calc",
    "＝1",
    "＋1",
    "－1",
    "＠1",
    '"=1"',
    "'=1",
    " =1",
    "=cmd|'/c calc'!A0",
    "{=1}",
    "http://192.0.2.1/",
    "internal:A1",
)


@pytest.fixture
def town() -> city.City:
    return city.city()


def officer(town: city.City) -> Actor:
    return town.by(Role.CASE_OFFICER, at=LOOKED_AT)


def workbook(by: Actor, filters: Filters) -> tuple[int, Any]:
    target = io.BytesIO()
    rows = case_workbook.write(target=target, by=by, filters=filters)
    return rows, openpyxl.load_workbook(target)


@pytest.mark.parametrize("name", HOSTILE)
def test_attack_35_no_name_becomes_a_formula_a_link_or_a_number(town: city.City, name: str) -> None:
    city.submitted(town, city.call(town), of=city.organisation(name))

    _, book = workbook(officer(town), Filters())

    cell = book["案件"]["B2"]
    # A workbook spells a carriage return so; spreadsheets show it as one.
    assert (cell.data_type, cell.value.replace("_x000D_", "\r"), cell.hyperlink) == ("s", name, None)


def test_attack_35_a_search_for_a_formula_is_a_text_on_the_second_sheet(town: city.City) -> None:
    _, book = workbook(officer(town), Filters(words="=1+1"))

    cells = [cell for row in book["导出说明"].iter_rows() for cell in row]
    assert "=1+1" in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} == {"s"}


def test_a_control_character_in_a_name_stays_a_text(town: city.City) -> None:
    city.submitted(town, city.call(town), of=city.organisation("\x07=1"))

    _, book = workbook(officer(town), Filters())

    assert book["案件"]["B2"].data_type == "s"


def test_amounts_and_counts_are_numbers_and_everything_else_is_text(town: city.City) -> None:
    city.submitted(town, city.call(town))

    rows, book = workbook(officer(town), Filters())

    head, line = list(book["案件"].iter_rows())
    kinds = {title.value: cell.data_type for title, cell in zip(head, line, strict=True)}
    assert rows == 1
    assert {title for title, kind in kinds.items() if kind == "n"} == {
        *("缺证据", "不符合", "待判断", "专职人员", "申请或申报金额（元）", "计入金额（元）"),
        *("材料", "等待天数", "补正最后一日"),
    }
    assert line[13].value == 1_000_000


def test_exactly_the_filtered_list_is_exported_in_its_order(town: city.City) -> None:
    under = city.call(town)
    city.many_submitted(town, under, 60)
    filters = Filters(has_gaps=True, order="newest")

    rows, book = workbook(officer(town), filters)

    expected = [line.reference for line in cases.each(by=officer(town), filters=filters)]
    assert [row[0].value for row in list(book["案件"].iter_rows())[1:]] == expected
    assert rows == len(expected) == cases.page(by=officer(town), filters=filters).total < 60


def pack(by: Actor, case: Application, folder: Path) -> tuple[case_pack.Pack, zipfile.ZipFile]:
    target = io.BytesIO()
    made = case_pack.write(target=target, by=by, reference=case.reference, store=Store(folder))
    return made, zipfile.ZipFile(target)


def with_files(town: city.City, folder: Path, *names: str) -> Application:
    store = Store(folder)
    papers = []
    for number, name in enumerate(names, 1):
        kept = store.keep(io.BytesIO(f"演示内容{number}".encode()))
        papers.append(city.paper_of(number, "standing_papers", name=name, sm3=kept.sm3))
    return city.submitted(town, city.call(town), papers=papers)


def test_the_seal_can_be_recomputed_from_the_pack_alone(town: city.City, tmp_path: Path) -> None:
    case = with_files(town, tmp_path, "执照.pdf")
    number = first_look.accept(by=officer(town), application=case.reference, seen=1, note="已核对")

    made, archive = pack(officer(town), case, tmp_path)

    seal = case.submissions.get().seal
    assert hashlib.new("sm3", archive.read("snapshot-1.json")).hexdigest() == seal == made.seal
    assert json.loads(archive.read("snapshot-1.json")) == case.submissions.get().snapshot
    manifest = json.loads(archive.read("manifest.json"))
    assert manifest["submissions"][0]["seal"] == seal
    assert number in json.loads(archive.read("notices/01-acceptance.json"))["number"]
    assert seal in archive.read("manifest.txt").decode()


def test_the_manifest_lists_every_file_with_its_true_size_and_hash(town: city.City, tmp_path: Path) -> None:
    case = with_files(town, tmp_path, "执照.pdf", "执照.pdf")

    _, archive = pack(officer(town), case, tmp_path)

    listed = {each["name"]: each for each in json.loads(archive.read("manifest.json"))["files"]}
    assert {*listed, "manifest.json", "manifest.txt"} == set(archive.namelist())
    assert len(archive.namelist()) == len(set(archive.namelist()))
    for name, told in listed.items():
        content = archive.read(name)
        assert (told["size"], told["sm3"]) == (len(content), hashlib.new("sm3", content).hexdigest())


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "..\\..\\boot.ini",
        "C:\\a.pdf",
        "a/../../b.pdf",
        "执照\u202efdp.exe",
        "．．／b.pdf",
        "con.pdf",
        "..",
        "",
    ],
)
def test_attack_4_no_name_leaves_the_folder_of_the_pack(town: city.City, tmp_path: Path, name: str) -> None:
    case = with_files(town, tmp_path, name or "x")

    _, archive = pack(officer(town), case, tmp_path)

    [packed] = [each for each in archive.namelist() if each.startswith("papers/")]
    assert packed.startswith("papers/0001-v1-")
    assert not {"/", "\\", "\u202e", "\x00"} & set(packed.removeprefix("papers/"))


def test_an_altered_or_lost_file_stops_the_pack(town: city.City, tmp_path: Path) -> None:
    case = with_files(town, tmp_path, "执照.pdf")
    sm3 = case.submissions.get().snapshot["papers"][0]["sm3"]
    place = tmp_path / sm3[:2] / sm3[2:4] / sm3
    place.chmod(0o640)
    place.write_bytes(b"another")

    with pytest.raises(Altered):
        pack(officer(town), case, tmp_path)
    place.unlink()
    with pytest.raises(NotKept):
        pack(officer(town), case, tmp_path)


def test_equal_cases_are_equal_packs(town: city.City, tmp_path: Path) -> None:
    case = with_files(town, tmp_path, "执照.pdf")

    first, second = (pack(officer(town), case, tmp_path)[1] for _ in range(2))

    assert first.fp is not None
    assert second.fp is not None
    assert first.fp.getvalue() == second.fp.getvalue()  # type: ignore[attr-defined]


def test_attack_1_a_pack_of_what_one_may_not_open_is_refused(town: city.City, tmp_path: Path) -> None:
    case = with_files(town, tmp_path, "执照.pdf")
    held = officer(town)

    with pytest.raises(NotFound):
        pack(town.by(Role.DISTRICT_OFFICER, at=city.NOON), case, tmp_path)
    city.seat(Role.PREPARER, case.organisation, Person.objects.get(pk=held.person_id))
    with pytest.raises(ConflictOfInterest):
        pack(held, case, tmp_path)


def test_a_view_is_kept_under_its_name_and_again_under_the_same(town: city.City) -> None:
    by = officer(town)

    saved_views.save(by=by, person=by.person_id, name=" 江北 待初审 ", filters=Filters(district="江北区"))
    saved_views.save(by=by, person=by.person_id, name="江北 待初审", filters=Filters(stage=Stage.RECEIVED))

    [view] = view_queries.views(by=by)
    assert (view.name, view.query) == ("江北 待初审", "stage=received&order=waiting")
    assert Event.objects.filter(action="view.save").count() == 2


def test_nobody_sees_or_drops_anothers_view(town: city.City) -> None:
    by, other = officer(town), town.by(Role.ROUND_MANAGER, at=LOOKED_AT)
    saved_views.save(by=by, person=by.person_id, name="我的", filters=Filters())
    [view] = view_queries.views(by=by)

    assert view_queries.views(by=other) == ()
    with pytest.raises(NotFound):
        saved_views.drop(by=other, person=other.person_id, view=view.id)
    with pytest.raises(NotFound):
        saved_views.save(by=other, person=by.person_id, name="替人", filters=Filters())
    saved_views.drop(by=by, person=by.person_id, view=view.id)
    assert view_queries.views(by=by) == ()


def test_a_view_needs_a_name_and_there_are_not_too_many(town: city.City) -> None:
    by = officer(town)
    for number in range(saved_views.MOST):
        saved_views.save(by=by, person=by.person_id, name=f"视图{number}", filters=Filters())

    for name in ("  ", "长" * 51, "再多一个"):
        with pytest.raises(Faulty):
            saved_views.save(by=by, person=by.person_id, name=name, filters=Filters())
    saved_views.save(by=by, person=by.person_id, name="视图0", filters=Filters(order="gaps"))


def test_an_applicant_keeps_no_view_of_the_office(town: city.City) -> None:
    by = town.by(Role.PREPARER, at=LOOKED_AT)

    with pytest.raises(NotAllowed):
        saved_views.save(by=by, person=by.person_id, name="我的", filters=Filters())
