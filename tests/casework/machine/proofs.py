"""What must hold of a year at every instant, asked of the rows anew and never of the code that wrote them."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterator
from fractions import Fraction

from django.apps import apps
from django.db import connection

from tests.casework.machine.world import CENTRE, SUBSIDY, World
from zhiyun.casework import deciding, ledger, verifying
from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.deciding import replaying
from zhiyun.casework.record import exporting
from zhiyun.records.append_only import APPEND_ONLY
from zhiyun.records.models import (
    Account,
    BankAccount,
    Confirmation,
    Decision,
    Objection,
    PaymentOrder,
    PaymentStep,
    PaymentStepKind,
    Publication,
    Resolution,
    StepKind,
    Transfer,
    TransferKind,
)

YEARS_CAP = 500_000_000
"""Of Articles 11 and 13 alike: five million yuan a year, in fen."""
A_CENTRES_CAP = 500_000_000
PAID = (PaymentStepKind.PAID, PaymentStepKind.PARTLY_PAID)


def rows() -> dict[str, object]:
    """Give what the database holds, so that it shows whether anything changed but the record of who was turned away.

    Of what is never changed the number and the last key are enough.
    """
    found: dict[str, object] = {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(_counted()))
        found |= {table: (count, last) for table, count, last in cursor.fetchall()}
        for table in sorted(_tables() - APPEND_ONLY.keys() - TURNED_AWAY):
            besides = " WHERE name NOT IN ('security', 'roots')" if table == "records_chain" else ""
            cursor.execute(f"SELECT * FROM {table}{besides} ORDER BY 1")
            found[table] = cursor.fetchall()
    return found


TURNED_AWAY = frozenset({"records_dailyroot", "records_rootedchain"})
"""Whoever is turned away first on a day closes the day before."""


@functools.cache
def _tables() -> frozenset[str]:
    return frozenset(model._meta.db_table for model in apps.get_app_config("records").get_models())


@functools.cache
def _counted() -> tuple[str, ...]:
    return tuple(
        f"SELECT '{table}', COUNT(*), CAST(MAX({APPEND_ONLY[table]}) AS text) FROM {table}"
        + (" WHERE chain_id <> 'security'" if table == "records_event" else "")
        for table in sorted(_tables() & APPEND_ONLY.keys() - TURNED_AWAY)
    )


def caps_hold() -> None:
    """Hold the year's books, and the decisions in force, under the measure's caps."""
    held: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for transfer in Transfer.objects.select_related("book").order_by("book", "seq"):
        key = (transfer.book.pot, transfer.book.year)
        held[key][transfer.taken_from] -= transfer.amount_fen
        held[key][transfer.put_into] += transfer.amount_fen
        used = sum(held[key][each] for each in _USED)
        assert used <= YEARS_CAP, f"{key}：占用{used}分，超过年度总额"
        assert used <= -held[key][Account.APPROPRIATION], f"{key}：超过已下达的预算"
    for resolution in _in_force():
        given = [decision.amount_fen for decision in resolution.decisions.all()]
        assert sum(given) <= resolution.pot_fen <= YEARS_CAP
        assert all(0 <= fen <= A_CENTRES_CAP and fen % 100 == 0 for fen in given)


_USED = (Account.RESERVED, Account.COMMITTED, Account.ORDERED, Account.PAID, Account.RETURNED)


def shares_are_exact() -> None:
    """Compute every subsidy's shares by hand: two percent, cut in proportion above the cap, down to the yuan."""
    for resolution in Resolution.objects.filter(call__benefit=SUBSIDY.value):
        decisions = list(resolution.decisions.order_by("pk"))
        entitled = [
            Fraction(each.verified_fen or 0) * 2 / 100 if each.supported else Fraction(0)
            for each in decisions
        ]
        cut = min(Fraction(1), Fraction(resolution.pot_fen) / sum(entitled)) if sum(entitled) else Fraction(1)
        assert [each.amount_fen for each in decisions] == [int(part * cut / 100) * 100 for part in entitled]
        assert all(50 * each.amount_fen <= (each.verified_fen or 0) for each in decisions)


def paid_in_time() -> None:
    """See that every fen went out on an approved order, after its day, and never above what was decided."""
    paid: Counter[int] = Counter()
    steps = PaymentStep.objects.filter(kind__in=PAID).select_related(
        "order__decision__resolution", "order__approval", "order__tranche__release", "order__tranche__grant"
    )
    for step in steps:
        order = step.order
        assert order.approval.by_id not in (order.prepared_by_id, order.decision.resolution.by_id)
        confirmation = Confirmation.objects.get(publication__resolution=order.decision.resolution)
        assert confirmation.at <= order.prepared_at <= order.approval.at <= step.at
        if order.decision.resolution.call.benefit == CENTRE.value:
            assert order.tranche.grant.at <= order.tranche.release.at <= order.prepared_at
        _to_its_own_account(order)
        paid[order.decision_id] += step.amount_fen or 0
        assert not hasattr(order.decision.resolution, "superseded_by")
    for decision in Decision.objects.filter(pk__in=paid):
        assert paid[decision.pk] <= decision.amount_fen
    moved = Transfer.objects.filter(kind=TransferKind.PAY).values_list("decision", "amount_fen")
    told: Counter[int] = Counter()
    for decision_id, fen in moved:
        told[decision_id or 0] += fen
    assert told == paid, "台账拨付的与银行说的不一致"


def _to_its_own_account(order: PaymentOrder) -> None:
    """See that an order was approved to the payee's newest account of that hour, verified and cooled (attack 27)."""
    account, approved_at = order.account, order.approval.at
    assert account.organisation_id == order.application.organisation_id
    assert account.check_by_second.good
    assert account.check_by_second.at <= order.prepared_at
    assert account.usable_from <= approved_at.astimezone(SHANGHAI).date()
    newer = BankAccount.objects.filter(organisation=account.organisation_id, pk__gt=account.pk)
    assert not newer.filter(entered_at__lt=approved_at).exists(), "付到了已经变更的账户"


def lists_are_sound() -> None:
    """See that one list a call is live, and none confirmed early, twice, or over an objection that was open."""
    for resolution in Resolution.objects.all():
        published = Publication.objects.filter(resolution__call=resolution.call_id)
        assert published.filter(superseded_by=None).count() <= 1, "两份名单同时有效"
    for confirmation in Confirmation.objects.select_related("publication__resolution"):
        listed = confirmation.publication
        assert confirmation.day > listed.last_on
        assert not hasattr(listed, "superseded_by")
        for objection in Objection.objects.filter(publication__resolution__call=listed.resolution.call_id):
            assert objection.answer.at <= confirmation.at, "确认时还有没有答复的异议"
            assert objection.answer.by_id not in _hands(objection)


def _hands(objection: Objection) -> frozenset[int]:
    """Give who decided what an objection was about."""
    decisions = objection.publication.resolution.decisions.all()
    if objection.about_id is not None:
        decisions = decisions.filter(application=objection.about_id)
    return frozenset().union(*(deciding.deciders(decision=each) for each in decisions))


def recomputes_alike() -> None:
    """Compute every resolution again from what was frozen."""
    for resolution in Resolution.objects.select_related("call"):
        found = replaying.replay(resolution=resolution)
        assert found.is_identical, found.differences


def record_is_whole(world: World) -> None:
    """Prove the whole record, and the books from their transfers alone."""
    found = verifying.verified(lines=exporting.exported(at=world.at))
    assert found.faults == ()
    assert ledger.verified().differences == ()


def steps_are_in_order() -> None:
    """See that every case took its steps in the order of Articles 9 and 10, and was paid only when all was."""
    for case, kinds in _steps():
        told = [kind for kind in kinds if kind != StepKind.DECIDED]
        first = [kinds.index(kind) for kind in _ORDER if kind in kinds]
        assert first == sorted(first), f"{case}：{kinds}"
        assert told.count(StepKind.CONFIRMED) <= 1
        assert told.count(StepKind.PAID) <= 1


_ORDER = (
    StepKind.BEGUN,
    StepKind.SUBMITTED,
    StepKind.ACCEPTED,
    StepKind.REVIEWED,
    StepKind.DECIDED,
    StepKind.CONFIRMED,
    StepKind.COMMITTED,
    StepKind.PAID,
)


def _steps() -> Iterator[tuple[str, list[StepKind]]]:
    grouped: dict[str, list[StepKind]] = defaultdict(list)
    model = apps.get_model("records", "ApplicationStep")
    for reference, kind in model.objects.order_by("pk").values_list("application__reference", "kind"):
        grouped[reference].append(StepKind(kind))
    yield from grouped.items()


def _in_force() -> Iterator[Resolution]:
    return (each for each in Resolution.objects.all() if not hasattr(each, "superseded_by"))


def constraints_hold() -> None:
    """Ask PostgreSQL now for what it would ask at the end of a transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
