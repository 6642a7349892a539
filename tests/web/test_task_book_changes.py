"""A change of a task book through the screens of both sides: asked for, compared, signed, and what is refused shown."""

from __future__ import annotations

import pytest
from django.conf import LazySettings

from tests.casework import city, task_books
from tests.web.test_task_books import form_of, sent, visitor
from zhiyun.casework.roles import Role
from zhiyun.records.models import ChangeAgreement, ChangeEnd, GrantChange

pytestmark = pytest.mark.django_db


def test_a_change_goes_from_a_reason_to_force_through_the_screens_and_every_refusal_is_shown(
    settings: LazySettings, django_assert_max_num_queries: object
) -> None:
    town = city.city()
    case = task_books.in_force(town)
    own, office = f"/applications/{case.reference}/task-book/", f"/bureau/task-books/{case.reference}/"
    preparer = visitor(town, Role.PREPARER, settings)
    assert f"{own}changes/ask/" in preparer.get(own).content.decode()
    assert preparer.get(f"{own}changes/ask/").content.decode().count("也写进变更协议") == 1, (
        "said of the reason"
    )

    wrong = sent(
        preparer, f"{own}changes/ask/", **{"note": "", "tranches-2-amount": "2000000", "goals": "演示改"}
    )
    page = wrong.content.decode()
    assert wrong.status_code == 400
    assert 'href="#note"' in page, "the reason that is missing"
    typed = form_of(wrong)
    assert typed["goals"] == "演示改"
    unfit = sent(preparer, f"{own}changes/ask/", **{"note": "演示", "tranches-2-amount": "2000000"})
    assert (unfit.status_code, 'href="#table-tranches"' in unfit.content.decode()) == (400, True)

    good = {"note": "演示：提前完成。", "last_on": "2028-06-30", "begins": "2020-01-01"}
    asked = sent(preparer, f"{own}changes/ask/", **good)
    assert (asked.status_code, asked.headers["Location"]) == (302, f"{own}changes/1/")
    again = sent(preparer, f"{own}changes/ask/", **good)
    assert (again.status_code, "还在协商" in again.content.decode()) == (409, True)

    officer = visitor(town, Role.CASE_OFFICER, settings)
    shown = officer.get(f"{office}changes/1/").content.decode()
    assert "<del>2028-08-09</del>" in shown
    assert "<ins>2028-06-30</ins>" in shown
    assert "2020-01-01" not in shown, "no agreement moves the day construction began"

    for role, address in (
        (Role.LEGAL_REPRESENTATIVE, f"{own}changes/1/sign/"),
        (Role.ROUND_MANAGER, f"{office}changes/1/sign/"),
    ):
        signed = sent(visitor(town, role, settings), address, undertaken="yes")
        assert signed.status_code == 302, signed.content.decode()
    assert GrantChange.objects.get().last_on.isoformat() == "2028-06-30"

    with django_assert_max_num_queries(15):  # type: ignore[operator]  # what pytest-django gives
        book = officer.get(office).content.decode()
    assert "渝知运任务书〔2026〕1号" in book
    assert "现行" in book
    first = officer.get(f"{office}?version=1").content.decode()
    assert "现行的是第 2 版" in first
    change = officer.get(f"{office}changes/1/").content.decode()
    assert "渝知运变更〔2026〕1号" in change


def test_a_change_is_ended_with_words_by_either_side(settings: LazySettings) -> None:
    town = city.city()
    case = task_books.in_force(town)
    task_books.changed(town)
    office = f"/bureau/task-books/{case.reference}/changes/1/"
    officer = visitor(town, Role.CASE_OFFICER, settings)

    wordless = sent(officer, f"{office}end/", words=" ")
    assert (wordless.status_code, 'href="#words"' in wordless.content.decode()) == (400, True)
    ended = sent(officer, f"{office}end/", words="演示：不同意。")

    assert ended.status_code == 302
    assert ChangeEnd.objects.get().words == "演示：不同意。"
    gone = officer.get(f"{office}sign/")
    assert gone.status_code == 404, "who may not sign for the bureau finds nothing"
    manager = visitor(town, Role.ROUND_MANAGER, settings).get(f"{office}sign/").content.decode()
    assert "这份变更协议不能再签订" in manager
    assert ChangeAgreement.objects.count() == 1
