"""`zhiyun due` and `zhiyun recover`: one task book's dates, and what a second failed acceptance costs."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Ask

FAILED_TWICE = ("--signed", "2023-03-15", "--first-failed", "2025-04-10", "--second-failed", "2026-04-20")
PAID = ("--paid", "2023-05-01=180万元", "--paid", "2024-05-01=1,200,000.00")


def test_two_failed_acceptances_cost_all_that_was_paid(ask: Ask) -> None:
    answer = ask("recover", *FAILED_TWICE, *PAID, "--on", "2026-05-01", "--json")

    assert answer.code == 0
    found = answer.json
    assert (found["amount"], found["interest"], found["total"]) == ("3000000.00", "0.00", "3000000.00")
    assert (found["measure"], found["on"], found["finding"]["article"]) == ("cq_2021_65", "2026-05-01", 15)
    assert [reading["id"] for reading in found["readings"]] == ["A18"]


def test_other_readings_recover_the_unspent_or_charge_the_agreed_interest(ask: Ask) -> None:
    unspent = ask(
        "recover",
        *FAILED_TWICE,
        "--paid",
        "2023-05-01=180万元/30万元",
        "--reading",
        "A18=unspent_only",
        "--json",
    )
    interest = ("--interest", "3.65%", "--until", "2026-05-01", "--reading", "A18=with_agreed_interest")
    charged = ask("recover", *FAILED_TWICE, *PAID, *interest, "--json")

    assert unspent.json["total"] == "300000.00"
    # 1,800,000 over 1,096 days and 1,200,000 over 730 days, at 0.01% a day.
    assert (charged.json["interest"], charged.json["total"]) == ("284880.00", "3284880.00")


def test_people_read_what_to_recover_and_why(ask: Ask) -> None:
    told = ask("recover", *FAILED_TWICE, *PAID, "--on", "2026-05-01", "--explain").out

    assert told.startswith("应收回  3,000,000.00元\n依据    第十五条：2025-04-10首次验收不合格，")
    assert "事实 2023-05-01拨付：1,800,000.00元" in told
    assert "A18  再次验收不合格收回多少：前期拨付的全部，不扣除、不计息（未经确认）" in told


def test_nothing_is_recovered_before_the_second_failure(ask: Ask) -> None:
    answer = ask("recover", *FAILED_TWICE, *PAID, "--on", "2026-04-19", "--json")

    assert answer.code == 3
    assert answer.json["cites"] == "第十五条"
    assert "尚未再次验收不合格" in answer.json["refused"]


@pytest.mark.parametrize(
    ("args", "place"),
    [
        (("--paid", "2023-05-01"), "--paid"),
        (("--paid", "昨天=1"), "--paid"),
        (("--paid", "2023-05-01=-1"), "--paid"),
        (("--paid", "2023-05-01=1万/2万"), "--paid"),
        ((*PAID, "--interest", "0.0365"), "--interest"),
        ((*PAID, "--interest", "3.65%"), "--until"),
        ((*PAID, "--until", "2026-05-01"), "--interest"),
    ],
)
def test_a_payment_or_interest_written_wrongly_is_a_fault(
    ask: Ask, args: tuple[str, ...], place: str
) -> None:
    answer = ask("recover", *FAILED_TWICE, *args, "--json")

    assert (answer.code, [fault["place"] for fault in answer.json["faults"]]) == (2, [place])


def test_everything_left_out_is_told_at_once(ask: Ask) -> None:
    faults = ask("recover", "--json").json["faults"]

    assert [fault["place"] for fault in faults] == ["--signed", "--paid"]


def test_a_task_books_dates_are_listed_with_their_articles(ask: Ask) -> None:
    found = ask("due", "--signed", "2023-03-15", "--on", "2024-01-01", "--json").json

    assert found["standing"] == "建设期内"
    assert found["construction"] == {"first_day": "2023-03-15", "last_day": "2025-03-14"}
    assert found["grace"] is None
    reports = [(row["covers"]["last_day"], row["on"]) for row in found["due"] if row["article"] == 16]
    assert reports == [
        ("2023-09-14", "2023-10-11"),
        ("2024-03-14", "2024-04-07"),
        ("2024-09-14", "2024-10-12"),
        ("2025-03-14", "2025-04-07"),
    ]


def test_a_date_no_holiday_notice_reaches_stays_open_and_says_which_year_is_missing(ask: Ask) -> None:
    answer = ask("due", "--signed", "2025-03-15", "--on", "2026-11-23", "--json")

    open_reports = [row for row in answer.json["due"] if row["article"] == 16 and row["on"] is None]
    assert answer.code == 0
    assert [row["covers"]["last_day"] for row in open_reports] == ["2027-03-14"]
    assert open_reports[0]["because"].startswith("2027年的节假日安排（国务院办公厅通知）尚未入库")
    assert "待定" in ask("due", "--signed", "2025-03-15", "--on", "2026-11-23").out


def test_the_grace_year_shows_after_a_first_failure(ask: Ask) -> None:
    found = ask(
        "due", "--signed", "2023-03-15", "--first-failed", "2025-04-10", "--on", "2025-05-01", "--json"
    ).json

    assert (found["standing"], found["grace"]) == (
        "宽限期内",
        {"first_day": "2025-04-11", "last_day": "2026-04-10"},
    )


def test_dates_in_an_impossible_order_are_refused_with_the_article(ask: Ask) -> None:
    answer = ask("due", "--signed", "2023-03-15", "--accepted", "2024-01-01", "--on", "2024-06-01", "--json")

    assert (answer.code, answer.json["cites"]) == (3, "第十五条")


def test_a_longer_construction_needs_its_approval_named(ask: Ask) -> None:
    longer = ("--signed", "2023-03-15", "--ends", "2026-03-14", "--on", "2024-01-01", "--json")

    refused, approved = ask("due", *longer), ask("due", *longer, "--approved", "演示批复1号")

    assert (refused.code, refused.json["cites"]) == (3, "第五条")
    assert approved.json["construction"]["last_day"] == "2026-03-14"
