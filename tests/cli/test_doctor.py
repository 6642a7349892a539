"""`zhiyun doctor`: what is missing on this machine, each with one mend."""

from __future__ import annotations

import socket
from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import Ask
from zhiyun.cli.examination import Check, Mark, data_directory, holiday_years, port, readings

MEND = "国务院办公厅公布后请执行 zhiyun workdays import 文件；此前2027年的日子不能计算"


def test_a_sound_machine_has_nothing_missing(ask: Ask, ask_program: Ask) -> None:
    answer = ask("doctor", "--json")

    assert answer.code == 0
    names = [check["what"] for check in answer.json["checks"]]
    assert names[:4] == ["Python", "SQLite", "数据目录", "节假日安排"]
    assert names[5:] == ["施行中的办法", "口径", "端口 8000", "终端编码", "中文字体", "测试用浏览器"]
    assert {check["mark"] for check in answer.json["checks"]} <= {"ok", "注意"}
    assert ask_program("doctor").out.splitlines()[0].startswith("ok    Python        3.")


def test_next_years_notice_is_only_missed_when_it_should_be_out(tmp_path: Path) -> None:
    october, november = date(2026, 10, 31), date(2026, 11, 1)

    assert list(holiday_years(tmp_path, october))[1] == Check(
        Mark.OK, "下一年安排", "2027年未入库，通知一般在11月公布"
    )
    assert list(holiday_years(tmp_path, november))[1] == Check(Mark.MIND, "下一年安排", "2027年未入库", MEND)
    assert list(holiday_years(tmp_path, date(2025, 11, 1)))[1] == Check(Mark.OK, "下一年安排", "2026年已入库")


def test_a_year_that_has_begun_without_its_notice_is_missing(tmp_path: Path) -> None:
    first, _ = holiday_years(tmp_path, date(2027, 1, 1))

    assert (first.mark, first.found) == (Mark.MISSING, "2007年至2026年，没有今年（2027年）")


def test_a_spoilt_imported_notice_makes_the_answer_a_2(ask: Ask, tmp_path: Path) -> None:
    spoilt = tmp_path / "home" / "holidays" / "2027.json"
    spoilt.parent.mkdir(parents=True)
    spoilt.write_text("{", "utf-8")

    answer = ask("doctor")

    assert answer.code == 2
    assert "缺    节假日安排" in answer.out
    assert "办法：请删去有误的文件" in answer.out


def test_a_port_in_use_is_minded() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        busy = port(number)

    assert (busy.mark, port(number).mark) == (Mark.MIND, Mark.OK)


def test_a_data_directory_below_a_file_is_missing(tmp_path: Path) -> None:
    file = tmp_path / "文件"
    file.write_text("", "utf-8")

    assert data_directory(file / "var").mark is Mark.MISSING
    assert data_directory(tmp_path / "新建" / "var").mark is Mark.OK
    assert not (tmp_path / "新建").exists()


@pytest.mark.parametrize(("today", "mark"), [("2021-12-31", Mark.MISSING), ("2022-01-01", Mark.OK)])
def test_a_day_without_a_measure_in_force_is_told(tmp_path: Path, today: str, mark: Mark) -> None:
    assert next(iter(readings(tmp_path, date.fromisoformat(today)))).mark is mark


def test_unconfirmed_readings_are_counted(tmp_path: Path) -> None:
    told = list(readings(tmp_path, date(2026, 11, 23)))[1]

    assert (told.mark, told.found) == (Mark.MIND, "38条，其中38条未经市知识产权局确认")
