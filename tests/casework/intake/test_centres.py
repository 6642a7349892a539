"""Centres under construction, by the dates of their task books."""

from datetime import date

from tests.casework.intake.handed_in import centre_faults, centres_in, csv_of
from zhiyun import law
from zhiyun.casework.intake import centres
from zhiyun.casework.intake.names import Names

HEADER = (
    "applicant",
    "task_book_signed_on",
    "construction_last_on",
    "accepted_on",
    "first_failed_on",
    "second_failed_on",
)


def test_a_centre_is_read_with_all_its_days() -> None:
    row = ("演示甲中心", "2023-03-15", "2025年3月14日", "", "2025/4/10", "2026-04-20")

    assert centres_in(csv_of(HEADER, row)).task_books == {
        "演示甲中心": law.TaskBook(
            signed_on=date(2023, 3, 15),
            last_on=date(2025, 3, 14),
            first_failed_on=date(2025, 4, 10),
            second_failed_on=date(2026, 4, 20),
        )
    }


def test_a_centre_goes_by_the_spelling_of_the_ledger() -> None:
    import io

    names = Names(spelt={"演示(甲)中心": "演示（甲）中心"})
    content = csv_of(HEADER[:2], ("演示(甲) 中心", "2023-03-15"))

    sheet = centres.read(stream=io.BytesIO(content), name="中心表", names=names)

    assert list(sheet.task_books) == ["演示（甲）中心"]


def test_things_may_happen_on_one_day() -> None:
    row = ("演示甲中心", *["2023-03-15"] * 5)

    assert centre_faults(csv_of(HEADER, row)) == []


def test_days_in_an_impossible_order_are_refused() -> None:
    rows = [
        ("演示甲中心", "2023-03-15", "2023-03-14", "2022-01-01", "", ""),
        ("演示乙中心", "2023-03-15", "", "", "", "2026-04-20"),
        ("演示丙中心", "2023-03-15", "", "", "2025-04-10", "2025-04-09"),
    ]

    assert centre_faults(csv_of(HEADER, *rows)) == [
        "第 2 行「construction_last_on」：2023-03-14 早于「task_book_signed_on」的 2023-03-15，请核对",
        "第 2 行「accepted_on」：2022-01-01 早于「task_book_signed_on」的 2023-03-15，请核对",
        "第 3 行「second_failed_on」：填了日期，却没有首次验收不合格日期，请补上",
        "第 4 行「second_failed_on」：2025-04-09 早于「first_failed_on」的 2025-04-10，请核对",
    ]


def test_a_centre_in_two_rows_and_one_without_a_task_book_are_refused() -> None:
    rows = [("演示甲中心", "2023-03-15"), ("演示 甲中心", "2024-03-15"), ("演示乙中心", "")]

    assert centre_faults(csv_of(HEADER[:2], *rows)) == [
        "第 3 行「applicant」：「演示甲中心」与第 2 行是同一单位，每个单位只能有一行",
        "第 4 行「task_book_signed_on」：没有填写，请补上",
    ]
