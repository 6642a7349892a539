"""A whole round in the browser, as everyone it concerns: from the call's draft to the accepted application."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Page

from tests.journeys import applying, calling, city, first_looking, submitting

Enter = Callable[..., Page]


@dataclass(frozen=True)
class Round:
    """A benefit, and who applies for it here, with script or without."""

    benefit: str
    title: str
    applicant: str
    is_in_jiangbei: bool
    has_script: bool


ROUNDS = [
    Round(
        "市级综合性知识产权运营中心建设经费资助",
        "演示·旅程建设申报通知",
        "永川",
        is_in_jiangbei=False,
        has_script=False,
    ),
]


@pytest.mark.parametrize("round_", ROUNDS, ids=["construction"])
def test_from_call_to_accepted_application(enter: Enter, round_: Round) -> None:
    officer, manager = enter("演示承办人甲"), enter("演示轮次负责人")
    closes_at = calling.publish(
        officer, manager, benefit=round_.benefit, title=round_.title, stays_open=timedelta(days=2)
    )

    preparer = enter(f"演示{round_.applicant}经办人", java_script_enabled=round_.has_script)
    address = applying.begin(preparer, round_.title)
    reference = address.rstrip("/").rsplit("/", 1)[1]
    filled = applying.fill_in(preparer, address, closes_at=closes_at)
    assert filled.missing == sorted(set(filled.missing), reverse=True)
    assert filled.missing[-1] == 0

    legal = enter(f"演示{round_.applicant}法人", java_script_enabled=round_.has_script)
    submitting.submit(legal, address)
    receipt = submitting.text_of(submitting.downloaded(legal, "下载回执"))
    assert [file["name"] for file in filled.files if submitting.sm3(file) not in receipt] == []
    assert reference in receipt

    first_looking.shut(officer, reference)
    city.move_clock(officer, closes_at + timedelta(minutes=1))
    reasons = {"particulars": "演示：摘要没有写明服务对象。", "materials": "演示：承诺书请补盖公章。"}
    first_looking.return_for_correction(officer, reference, reasons)
    stamped = first_looking.correct(preparer, address, reasons)
    submitting.submit(legal, address, button="提交补正")
    assert submitting.sm3(stamped) in legal.get_by_role("article").first.inner_text()
    code = first_looking.accept(officer, reference, changed="演示摘要：补正后写明服务对象。")

    legal.goto(address)
    notice = submitting.downloaded(legal, "受理通知书")
    first_looking.verified(enter(), code, notice)
    first_looking.seen_by_who_may(enter, reference, is_in_jiangbei=round_.is_in_jiangbei)
