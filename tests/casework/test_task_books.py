"""The task book through its actions: begun, negotiated, signed by both, in force; and everything that is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.casework import city, onward, task_books
from tests.casework.task_books import AMOUNT, SIGNS, content, signed_by_applicant, signed_by_bureau
from zhiyun import law
from zhiyun.casework import issuing, ledger
from zhiyun.casework.actions import task_books as acts
from zhiyun.casework.refusals import NeedsConfirmation, NotAllowed, WrongStage
from zhiyun.casework.roles import Role
from zhiyun.casework.task_books import signing
from zhiyun.casework.task_books.content import read
from zhiyun.kernel.money import Money
from zhiyun.records.models import (
    Application,
    Event,
    Grant,
    IssuedPaper,
    Message,
    StepKind,
    TaskBookSignature,
    TaskBookVersion,
    Tranche,
    Transfer,
    TransferKind,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> city.City:
    return city.city()


@pytest.fixture
def case(town: city.City) -> Application:
    made = task_books.confirmed(town)
    task_books.begun(town, made)
    return made


def committed(case: Application) -> list[tuple[int, str, int]]:
    rows = Transfer.objects.filter(
        application=case, kind__in=(TransferKind.COMMIT, TransferKind.COMMIT_AHEAD)
    )
    return list(rows.order_by("book__year").values_list("book__year", "kind", "amount_fen"))


def fill(town: city.City, year: int, fen: int) -> None:
    """Commit another centre's money ahead into a year."""
    other = onward.accepted(town, city.call(town, law.Benefit.INDUSTRY_CENTRE), of=town.other_applicant)
    resolution = onward.resolved(town, other.call, {other: fen}, year=year)
    measure, by = law.measure("cq_2021_65"), town.by(Role.FINANCE, at=onward.AFTER)
    benefit = law.Benefit.INDUSTRY_CENTRE
    book = ledger.opened(issuer=town.bureau, benefit=benefit, year=year, measure=measure, by=by)
    entry = ledger.Entry(
        TransferKind.COMMIT_AHEAD, Money(fen), "演示", application=other, decision=resolution.decisions.get()
    )
    ledger.post(
        book=ledger.locked(books=[book])[book.pk], entries=[entry], by=by, cites=measure.pot(benefit).cites
    )


def test_what_the_officer_begins_is_the_first_version_and_the_centre_hears_of_it(
    town: city.City, case: Application
) -> None:
    version = TaskBookVersion.objects.get(task_book__application=case)

    assert (version.number, version.side, read(told=version.content)) == (1, "bureau", content())
    assert Message.objects.filter(
        person_id=town.seats[Role.LEGAL_REPRESENTATIVE].person_id, subject__startswith="请协商任务书"
    ).exists()


def test_nothing_is_granted_committed_or_due_before_both_have_signed(
    town: city.City, case: Application
) -> None:
    """Attack 28: no money moves before the agreement is signed by both."""
    signed_by_applicant(town, case)

    assert not Grant.objects.exists()
    assert not Tranche.objects.exists()
    assert committed(case) == []
    case.refresh_from_db()
    assert case.last_step == StepKind.CONFIRMED


def test_both_signatures_on_one_version_put_it_in_force(town: city.City, case: Application) -> None:
    signed_by_applicant(town, case)

    number = signed_by_bureau(town, case)

    grant = Grant.objects.get(application=case)
    assert (grant.signed_on, grant.starts_on, grant.last_on, grant.amount_fen) == (
        date(2026, 8, 10),
        date(2026, 8, 10),
        date(2028, 8, 9),
        AMOUNT,
    )
    assert grant.readings == ["A14", "A28"]
    assert list(grant.tranches.order_by("number").values_list("number", "amount_fen", "due_on")) == [
        (1, 199_999_999, date(2026, 9, 10)),
        (2, 100_000_001, date(2027, 8, 10)),
    ]
    assert committed(case) == [(2026, "commit", 199_999_999), (2027, "commit_ahead", 100_000_001)]
    assert task_books.book_of(town, 2026).reserved_fen == 0
    case.refresh_from_db()
    assert case.last_step == StepKind.COMMITTED
    paper = IssuedPaper.objects.get(number=number)
    assert (paper.kind, number) == (issuing.PaperKind.TASK_BOOK, "渝知运任务书〔2026〕1号")
    assert [each["mark"] for each in paper.content["signatures"]] == ["模拟签章", "模拟签章"]


def test_the_bureau_may_sign_first(town: city.City, case: Application) -> None:
    signed_by_bureau(town, case)

    signed_by_applicant(town, case)

    assert Grant.objects.filter(application=case).exists()


def test_a_new_version_leaves_the_signature_behind(town: city.City, case: Application) -> None:
    signed_by_applicant(town, case)
    acts.propose(
        by=task_books.officer(town),
        task_book=case.reference,
        content=content(goals="演示：改后的目标。"),
        note="演示：目标写清楚。",
        seen=1,
    )

    signed_by_bureau(town, case, 2)

    assert not Grant.objects.exists()
    assert list(TaskBookSignature.objects.order_by("pk").values_list("version__number", "side")) == [
        (1, "applicant"),
        (2, "bureau"),
    ]
    signed_by_applicant(town, case, 2)
    assert Grant.objects.get().version.number == 2


def test_nobody_signs_or_changes_a_version_that_is_not_the_newest(town: city.City, case: Application) -> None:
    """Attack 24: a form made from an older version does nothing, whoever sends it."""
    acts.propose(
        by=town.by(Role.PREPARER, at=SIGNS),
        task_book=case.reference,
        content=content(goals="演示：单位提出的目标。"),
        note="演示：按实际写。",
        seen=1,
    )

    for try_it in (
        lambda: signed_by_applicant(town, case, 1),
        lambda: signed_by_bureau(town, case, 1),
        lambda: acts.propose(
            by=task_books.officer(town),
            task_book=case.reference,
            content=content(goals="演示三"),
            note="三",
            seen=1,
        ),
    ):
        with pytest.raises(acts.AnotherVersion, match="第2版"):
            try_it()
    assert (TaskBookSignature.objects.count(), TaskBookVersion.objects.count()) == (0, 2)


def test_a_seal_of_another_version_signs_nothing(town: city.City, case: Application) -> None:
    """Attack 24: a seal given to an earlier version cannot be replayed on a later one."""
    by = task_books.signer(town)
    old = task_books.seal(case, by, 1)
    acts.propose(
        by=task_books.officer(town),
        task_book=case.reference,
        content=content(goals="演示二"),
        note="二",
        seen=1,
    )

    with pytest.raises(signing.SealOfAnotherText):
        acts.sign_for_applicant(by=by, task_book=case.reference, seen=2, undertaken=True, seal=old)


def test_who_wrote_for_the_bureau_does_not_sign_for_it(town: city.City, case: Application) -> None:
    acts.propose(
        by=task_books.manager(town),
        task_book=case.reference,
        content=content(goals="演示二"),
        note="二",
        seen=1,
    )

    with pytest.raises(acts.OwnDraft):
        signed_by_bureau(town, case, 2)

    other = city.confirmed(city.seat(Role.ROUND_MANAGER, town.bureau).at_instant(SIGNS))
    signed_by_bureau(town, case, 2, by=other)
    assert TaskBookSignature.objects.get().by_name == other.name


def test_the_centre_signs_by_its_legal_representative_with_the_undertaking(
    town: city.City, case: Application
) -> None:
    seal = task_books.seal(case, task_books.signer(town))
    send = {"task_book": case.reference, "seen": 1, "seal": seal}

    with pytest.raises(acts.NotUndertaken):
        acts.sign_for_applicant(by=task_books.signer(town), undertaken=False, **send)
    with pytest.raises(NotAllowed):
        acts.sign_for_applicant(by=town.by(Role.PREPARER, at=SIGNS), undertaken=True, **send)
    with pytest.raises(NeedsConfirmation):
        acts.sign_for_applicant(
            by=replace(task_books.signer(town), confirmed_at=None), undertaken=True, **send
        )
    assert not TaskBookSignature.objects.exists()


def test_everything_is_told_in_the_applications_chain_without_its_contents(
    town: city.City, case: Application
) -> None:
    signed_by_applicant(town, case)

    events = list(Event.objects.filter(chain=f"application:{case.reference}").order_by("seq"))
    assert [event.action for event in events] == ["task_book.begin", "task_book.sign_for_applicant"]
    assert "演示变更条款" not in str([event.after for event in events])
    assert events[1].after["version"] == 1


def test_a_double_click_signs_once(town: city.City, case: Application) -> None:
    by = task_books.signer(town)
    send = {"task_book": case.reference, "seen": 1, "undertaken": True, "seal": task_books.seal(case, by)}

    acts.sign_for_applicant(by=by, key="演示", **send)
    acts.sign_for_applicant(by=by, key="演示", **send)

    assert TaskBookSignature.objects.count() == 1
    with pytest.raises(WrongStage):
        acts.sign_for_applicant(by=by, key="另", **send)


def test_a_refused_ledger_leaves_no_signature(town: city.City, case: Application) -> None:
    """Attack 28: where the year has no room the last signature is refused as a whole."""
    acts.propose(
        by=task_books.officer(town),
        task_book=case.reference,
        content=content(
            tranches=tuple(replace(part, due_on=date(2027, 8, 10)) for part in content().tranches)
        ),
        note="演示：推迟到下一年。",
        seen=1,
    )
    fill(town, 2027, 250_000_000)
    signed_by_applicant(town, case, 2)

    with pytest.raises(ledger.AboveCap):
        signed_by_bureau(town, case, 2)

    assert not Grant.objects.filter(application=case).exists()
    assert TaskBookSignature.objects.filter(version__task_book__application=case).count() == 1
