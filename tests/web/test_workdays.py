"""The working-day calculator and its calendar, as domain figures and real notices have them."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client


def days_of(page: str) -> list[str]:
    """Give the four days of the answer: published, first counted, last, free from."""
    figures = page.partition('<dl class="figures">')[2].partition("</dl>")[0]
    return re.findall(r'datetime="([^"]+)"', figures)


@pytest.mark.parametrize(
    ("published_on", "last_day", "last_day_if_first_counts"),
    [
        ("2026-09-18", "2026-09-24", "2026-09-23"),
        ("2026-09-24", "2026-10-09", "2026-10-08"),
        ("2026-09-28", "2026-10-10", "2026-10-09"),
        ("2026-02-12", "2026-02-26", "2026-02-25"),
        ("2026-04-30", "2026-05-11", "2026-05-09"),
        ("2025-09-29", "2025-10-13", "2025-10-11"),
        ("2025-01-24", "2025-02-07", "2025-02-06"),
        ("2026-11-23", "2026-11-30", "2026-11-27"),
    ],
)
def test_five_working_days_end_as_the_holiday_notices_say(
    client: Client, published_on: str, last_day: str, last_day_if_first_counts: str
) -> None:
    asked = {"published_on": published_on, "count": "5"}

    excluded = client.get("/workdays/", asked).content.decode()
    counted = client.get("/workdays/", asked | {"first_day_counts": "on"}).content.decode()

    assert days_of(excluded)[2] == last_day
    assert days_of(counted)[2] == last_day_if_first_counts


def test_a_notice_over_the_national_day_is_drawn_day_by_day(client: Client) -> None:
    page = client.get("/workdays/", {"published_on": "2026-09-24", "count": "5"}).content.decode()

    cells = {
        int(day): re.sub(r"<[^>]+>", " ", rest).split()
        for day, rest in re.findall(r'<td class="[^"]*">(\d+)(.*?)</td>', page.partition("2026年10月")[2])
    }
    assert days_of(page) == ["2026-09-24", "2026-09-28", "2026-10-09", "2026-10-10"]
    assert {day: cells[day] for day in (1, 3, 8, 9, 10, 11, 12)} == {
        1: ["休"],
        3: ["休"],
        8: ["第4日"],
        9: ["第5日", "末日"],
        10: ["班", "可确认"],
        11: [],
        12: [],
    }
    assert "content_7047091" in page


def test_a_year_without_its_notice_is_refused_with_what_to_do(client: Client) -> None:
    answer = client.get("/workdays/", {"published_on": "2026-12-30", "count": "5"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "2027年的节假日安排（国务院办公厅通知）尚未入库" in page
    assert "workdays import" in page
    assert 'value="2026-12-30"' in page


@pytest.mark.parametrize(
    ("asked", "faults"),
    [
        ({"published_on": "", "count": ""}, ["请填发布日", "请填工作日数"]),
        ({"published_on": "2026-02-30", "count": "5"}, ["不是真实存在的日期"]),
        ({"published_on": "2026-09-24", "count": "0"}, ["至少 1 个工作日"]),
        ({"published_on": "2026-09-24", "count": "251"}, ["最多 250 个工作日"]),
        ({"published_on": "2026-09-24", "count": "9" * 400}, ["工作日"]),
        ({"published_on": "９９９９-12-31", "count": "5"}, []),
        ({"published_on": "9999-12-31", "count": "250"}, []),
        ({"published_on": "0001-01-01", "count": "1"}, []),
    ],
)
def test_every_fault_of_the_form_is_told_at_once_and_what_was_typed_stays(
    client: Client, asked: dict[str, str], faults: list[str]
) -> None:
    answer = client.get("/workdays/", asked)

    page = answer.content.decode()
    assert answer.status_code in (400, 422)
    assert [fault for fault in faults if fault not in page] == []
    assert asked["count"] in page


def test_a_fresh_page_counts_from_today(client: Client) -> None:
    answer = client.get("/workdays/")

    assert answer.status_code in (200, 422)
    assert "以今天发布" in answer.content.decode() or "尚未入库" in answer.content.decode()


def test_a_broken_notice_on_file_is_named_and_no_error_of_ours(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "holidays").mkdir()
    (tmp_path / "holidays" / "2027.json").write_text("{", encoding="utf-8")
    monkeypatch.setattr(settings, "ENVIRONMENT", SimpleNamespace(home=tmp_path))

    answer = client.get("/workdays/", {"published_on": "2026-09-24", "count": "5"})

    assert answer.status_code == 422
    assert "2027.json" in answer.content.decode()


def test_the_reading_behind_the_first_day_is_named(client: Client) -> None:
    asked = {"published_on": "2026-09-24", "count": "5"}

    adopted = client.get("/workdays/", asked).content.decode()
    tried = client.get("/workdays/", asked | {"first_day_counts": "on"}).content.decode()

    assert 'A26</a> 不算，自次一工作日起数满 <span class="tag open">未经确认' in adopted
    assert 'A26</a> 算，公示当日为工作日的即为第一日 <span class="tag tried">试用其他口径' in tried
