"""A bureau brings in a table of patents: uploaded, columns confirmed, read by a process of its own, and found."""

from __future__ import annotations

import fcntl
import io
import json
import re
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.test import Client

from tests.casework import city
from tests.web import visitors
from zhiyun.casework.roles import Role
from zhiyun.exchange.patents import learning, reading
from zhiyun.exchange.patents.beside import Work
from zhiyun.gateways.safekeeping import Store
from zhiyun.records.models import Event, PatentFile

pytestmark = pytest.mark.django_db
LIST = "/bureau/patents/"
TABLE = """公开（公告）号,名称,申请人,申请日,备注
CN109996757A,演示隔膜,演示甲公司,2018-01-02,一
CN10999675A,演示错号,演示乙公司,2018-01-02,二
CN109996758A,演示水泵,演示丙公司,不是日期,三
"""
COLUMNS = {
    "column-0": "publication",
    "column-1": "title_zh",
    "column-2": "applicants",
    "column-3": "filed_on",
}


@pytest.fixture
def town(settings: Any, tmp_path: Path) -> city.City:
    settings.HOME, settings.FILES = tmp_path, tmp_path / "files"
    return city.city()


def uploaded(client: Client, text: str = TABLE, name: str = "演示专利.csv") -> Any:
    file = SimpleUploadedFile(name, text.encode(), "text/csv")
    return client.post("/bureau/patents/bring/", {"file": file, "key": "k1"})


def read_whole(home: Path, sm3: str) -> reading.Progress:
    """Wait for the process; a page would be turned to again."""
    for _ in range(600):
        so_far = reading.progress(home=home, sm3=sm3)
        if so_far is not None and not so_far.is_running:
            return so_far
        time.sleep(0.05)
    raise AssertionError("the process does not end")


def test_a_table_is_kept_confirmed_read_and_found(town: city.City, settings: Any) -> None:
    client = visitors.seated(town, Role.CASE_OFFICER, settings)
    address = uploaded(client)["Location"]
    asked = client.get(address).content.decode()
    assert "备注" in asked
    assert '<option value="applicants" selected>' in asked

    begun = client.post(address, {**COLUMNS, "column-4": "", "key": "k2"})

    assert (begun.status_code, begun["Location"]) == (302, address)
    sm3 = PatentFile.objects.get().file_id
    done = read_whole(settings.HOME, sm3)
    assert (done.step, done.records, done.added, done.left_out, done.faults) == (reading.DONE, 3, 2, 1, 2)
    shown = client.get(address).content.decode()
    assert "已读入，可以检索" in shown
    assert ("建议分类由" in shown) == learning.is_possible(), "told where it is done"
    assert "没有读入" in shown
    client.cookies["django_language"] = "en"
    in_english = client.get(address).content.decode()
    client.cookies["django_language"] = "zh-hans"
    assert "Publication number" in in_english
    assert "is not a date" in in_english
    assert "Left out" in in_english
    table = client.get(f"{address}not-understood.csv").content.decode("utf-8-sig")
    assert table.count("\r\n") == 3
    assert table.startswith("位置,结果,原因\r\n")
    client.cookies["django_language"] = "en"
    table = client.get(f"{address}not-understood.csv").content.decode("utf-8-sig")
    client.cookies["django_language"] = "zh-hans"
    assert "Publication number" in table
    assert not re.search(r"留空|没有读入|位置|：", table)
    assert "CN109996757A" in Client().get("/patents/?q=隔膜").content.decode()
    told = Event.objects.filter(action__startswith="patent_file.").order_by("pk")
    assert [each.action for each in told] == ["patent_file.keep", "patent_file.read"]
    assert told[1].after["columns"]["备注"] == "-"


def test_a_table_of_citations_is_confirmed_as_guessed_and_read(town: city.City, settings: Any) -> None:
    client = visitors.seated(town, Role.CASE_OFFICER, settings)
    table = "source,target,direction,target_title\nEP2077424A3,US4938035A,backward,Air conditioner\n"
    address = uploaded(client, table, "演示引证.csv")["Location"]
    asked = client.get(address).content.decode()
    guessed = re.findall(r'<option value="(\w+)" selected>', asked)
    assert guessed == ["citing", "cited", "direction", "cited_title"]

    chosen = {f"column-{at}": each for at, each in enumerate(guessed)}
    begun = client.post(address, {**chosen, "key": "k2"})

    assert begun.status_code == 302, begun.content.decode()
    so_far = read_whole(settings.HOME, PatentFile.objects.get().file_id)
    assert (so_far.added, so_far.faults) == (2, 0)


def test_columns_that_cannot_be_read_are_refused_at_once_and_may_be_mended(
    town: city.City, settings: Any
) -> None:
    client = visitors.seated(town, Role.ROUND_MANAGER, settings)
    address = uploaded(client)["Location"]

    refused = client.post(address, {**COLUMNS, "column-0": "", "column-4": "title_zh", "key": "k2"})

    assert refused.status_code == 400
    text = refused.content.decode()
    assert "请只留一列" in text
    sm3 = PatentFile.objects.get().file_id
    assert reading.progress(home=settings.HOME, sm3=sm3) is None


def test_what_is_no_table_is_not_taken(town: city.City, settings: Any) -> None:
    client = visitors.seated(town, Role.CASE_OFFICER, settings)

    refused = uploaded(client, "随便写的一段话", "演示.txt")

    assert refused.status_code == 409
    assert "「演示.txt」不是表格" in refused.content.decode()
    assert not PatentFile.objects.exists()


def test_what_keeps_the_index_from_being_brought_up_is_told_and_may_be_tried_again(
    town: city.City, settings: Any
) -> None:
    client = visitors.seated(town, Role.CASE_OFFICER, settings)
    address = uploaded(client)["Location"]
    client.post(address, {**COLUMNS, "column-4": "", "key": "k2"})
    sm3 = PatentFile.objects.get().file_id
    done = read_whole(settings.HOME, sm3)
    reading._write(settings.HOME, sm3, replace(done, step=reading.INDEXING))

    reading._refused(settings.HOME, sm3, [("", "另一个进程正在写索引")])

    page = client.get(address).content.decode()
    assert "中断，可以接着读" in page
    assert "另一个进程正在写索引" in page
    assert "这份文件不能读入" not in page


def test_a_reading_that_broke_off_goes_on_with_the_columns_it_was_begun_with(
    town: city.City, settings: Any
) -> None:
    client = visitors.seated(town, Role.CASE_OFFICER, settings)
    address = uploaded(client)["Location"]
    client.post(address, {**COLUMNS, "column-4": "", "key": "k2"})
    sm3 = PatentFile.objects.get().file_id
    read_whole(settings.HOME, sm3)
    reading._write(settings.HOME, sm3, reading.Progress(reading.READING, records=1, bytes_read=10, size=20))
    assert "中断，可以接着读" in client.get(address).content.decode()

    client.post(address, {"key": "k3"})

    assert read_whole(settings.HOME, sm3).step == reading.DONE
    assert PatentFile.objects.get().readings.count() == 2


def test_one_process_reads_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "patents-reading"
    folder.mkdir()
    with (folder / f"{'0' * 64}.lock").open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)

        assert not reading.begin(home=tmp_path, sm3="0" * 64, name="x.csv", columns={})


@pytest.mark.parametrize("has_tables", [True, False])
def test_what_comes_after_a_file_is_read_is_done_where_the_office_has_its_database(
    tmp_path: Path, has_tables: bool
) -> None:
    kept = Store(tmp_path / "files").keep(io.BytesIO(TABLE.encode()))
    if has_tables:
        (tmp_path / "zhiyun.sqlite3").touch()
    mark = tmp_path / "told"
    afterwards = [
        "-c",
        f"import os, pathlib; pathlib.Path({str(mark)!r}).write_text(os.environ['ZHIYUN_HOME'])",
    ]

    reading.main(arguments=[str(tmp_path), kept.sm3, "演示.csv", json.dumps([{}, afterwards, False])])

    assert reading.progress(home=tmp_path, sm3=kept.sm3).step == reading.DONE  # type: ignore[union-attr]
    assert (mark.read_text() if mark.exists() else "") == (str(tmp_path) if has_tables else "")


@pytest.mark.parametrize(
    ("so_far", "told"),
    [
        (reading.Progress(step=reading.DONE, left_out=3), "读完了，一件也没有读入"),
        (reading.Progress(step=reading.DONE, known=3), "已读入，可以检索"),
    ],
)
def test_a_file_of_which_nothing_was_taken_in_is_not_told_as_read(
    so_far: reading.Progress, told: str
) -> None:
    assert told in render_to_string("zhiyun/bureau/patents/step.html", {"so_far": so_far})


@pytest.mark.skipif(not learning.is_possible(), reason="numpy or a model is not installed")
def test_learning_is_seen_on_the_page_and_ended_and_begun_by_who_brings_in(
    town: city.City, settings: Any
) -> None:
    client = visitors.seated(town, Role.CASE_OFFICER, settings)
    work = Work(settings.HOME, "learning")
    assert "还没有开始过" in client.get(LIST).content.decode()
    work.tell({"step": learning.VECTORS, "made": 30, "of_patents": 120, "seconds": 7})
    with (settings.HOME / "patents-reading" / "learning.lock").open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        shown = client.get(LIST).content.decode()

        client.post(LIST, {"do": "end", "key": "k1"})

        asked = client.get(LIST).content.decode()
    after = client.get(LIST).content.decode()
    assert "120 件里的 30 件（25%）" in shown
    assert "结束这一次学习" in shown
    assert "正在结束" in asked
    assert "结束这一次学习" not in asked
    assert "有人结束了它" in after
    client.post(LIST, {"do": "begin", "key": "k2"})
    while work.is_running():
        time.sleep(0.05)
    assert "做完了" in client.get(LIST).content.decode()
    told = Event.objects.filter(action__startswith="learning.").order_by("pk")
    assert [each.action for each in told] == ["learning.end", "learning.begin"]


def test_a_file_read_with_a_column_mistaken_is_read_again(town: city.City, settings: Any) -> None:
    client = visitors.seated(town, Role.CASE_OFFICER, settings)
    address = uploaded(client, "公开号,备注\nCN109996757A,演示隔膜\n")["Location"]
    client.post(address, {"column-0": "publication", "column-1": "", "key": "k2"})
    sm3 = PatentFile.objects.get().file_id
    assert read_whole(settings.HOME, sm3).added == 1
    assert "改正各列，重读一遍" in client.get(address).content.decode()
    assert "这份文件读过了" in client.get(f"{address}?again=1").content.decode()

    client.post(address, {"column-0": "publication", "column-1": "title_zh", "key": "k3"})
    assert "演示隔膜" not in client.get("/patents/?q=*").content.decode(), (
        "read again only where it is asked for"
    )
    client.post(f"{address}?again=1", {"column-0": "publication", "column-1": "title_zh", "key": "k4"})

    done = read_whole(settings.HOME, sm3)
    assert (done.step, done.records, done.changed) == (reading.DONE, 1, 1)
    assert "演示隔膜" in client.get("/patents/?q=*").content.decode()


def test_what_the_command_reads_is_sent_there_and_not_to_be_printed(town: city.City, settings: Any) -> None:
    client = visitors.seated(town, Role.CASE_OFFICER, settings)

    refused = uploaded(client, "<exchange-document/>", "演示.xml")

    assert "请系统管理员用 zhiyun patents import 读入" in refused.content.decode()
