"""Both sides, and several of each, at the same instant: one version, one signature a side, one grant, one commitment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.casework import city, task_books
from tests.casework.task_books import AMOUNT, SIGNS, content
from zhiyun.casework.actions import task_books as acts
from zhiyun.casework.actor import Actor
from zhiyun.casework.roles import Role
from zhiyun.gateways.e_seal import Seal
from zhiyun.kernel.refusal import Refusal
from zhiyun.records.models import (
    Application,
    ApplicationStep,
    Grant,
    IssuedPaper,
    StepKind,
    TaskBookSignature,
    TaskBookVersion,
    Transfer,
    TransferKind,
)

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(deeds: list[Callable[[], str]]) -> list[str]:
    """Do everything at the same instant; give answers, and of what was refused its name."""

    def one(deed: Callable[[], str]) -> str:
        try:
            return deed()
        except Refusal as refusal:
            return type(refusal).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(one, deeds))


def begun() -> tuple[city.City, Application]:
    town = city.city()
    case = task_books.confirmed(town)
    task_books.begun(town, case)
    return town, case


def signing(case: Application, by: Actor, seal: Seal) -> Callable[[], str]:
    if by.role is Role.ROUND_MANAGER:
        return lambda: acts.sign_for_bureau(by=by, task_book=case.reference, seen=1, seal=seal)
    return lambda: acts.sign_for_applicant(
        by=by, task_book=case.reference, seen=1, undertaken=True, seal=seal
    )


def test_attack_23_of_all_who_sign_at_once_one_of_each_side_counts() -> None:
    town, case = begun()
    managers = [
        city.confirmed(city.seat(Role.ROUND_MANAGER, town.bureau).at_instant(SIGNS)) for _ in range(3)
    ]
    signers = [task_books.signer(town)] * 3
    deeds = [signing(case, by, task_books.seal(case, by)) for by in (*managers, *signers)]

    answers = at_once(deeds)

    assert sorted(answers).count("WrongStage") == 4, answers
    assert sorted(TaskBookSignature.objects.values_list("side", flat=True)) == ["applicant", "bureau"]
    assert Grant.objects.get().amount_fen == AMOUNT
    assert IssuedPaper.objects.filter(kind="task_book").count() == 1
    assert ApplicationStep.objects.filter(application=case, kind=StepKind.COMMITTED).count() == 1
    moved = Transfer.objects.filter(
        application=case, kind__in=(TransferKind.COMMIT, TransferKind.COMMIT_AHEAD)
    )
    assert sum(moved.values_list("amount_fen", flat=True)) == AMOUNT


def test_attack_24_a_version_and_a_signature_at_once_never_bind_what_was_not_seen() -> None:
    town, case = begun()
    task_books.signed_by_applicant(town, case)
    manager = task_books.manager(town)
    seal = task_books.seal(case, manager)

    def propose() -> str:
        return acts.propose(
            by=task_books.officer(town),
            task_book=case.reference,
            content=content(goals="演示二"),
            note="演示",
            seen=1,
        )

    at_once([propose, signing(case, manager, seal)])

    bound = Grant.objects.select_related("version").first()
    if bound is None:
        assert TaskBookVersion.objects.count() == 2
    else:
        assert (bound.version.number, TaskBookVersion.objects.count()) == (1, 1)
