"""A day's root is made once, soon, cheaply, and covers what happened however late it was committed."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.casework import city
from zhiyun.casework import record
from zhiyun.casework.actor import Actor
from zhiyun.casework.roles import Role
from zhiyun.casework.verifying import verified
from zhiyun.records.models import DailyRoot

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def by() -> Actor:
    return city.city().by(Role.CASE_OFFICER)


def write(by: Actor, chain: str = "demo", *, days: int = 0) -> None:
    """Write one event so many days after noon of the first."""
    with transaction.atomic():
        record.append(
            chain=chain, by=by.at_instant(city.NOON + days * DAY), action="demo.act", after={"章": "印"}
        )


def roots() -> list[tuple[int, str, dict[str, int]]]:
    """Give number, day and lengths of every root."""
    return [
        (root.number, str(root.day), {name: head[0] for name, head in root.heads.items()})
        for root in DailyRoot.objects.order_by("number")
    ]


def test_the_first_event_of_a_day_seals_the_last_day_that_had_any(by: Actor) -> None:
    for chain, days in (("a", 0), ("b", 0), ("a", 3), ("a", 3), ("b", 4)):
        write(by, chain, days=days)

    assert roots() == [(1, "2026-06-15", {"a": 1, "b": 1}), (2, "2026-06-18", {"a": 3})]


def test_midnight_in_chongqing_ends_the_day(by: Actor) -> None:
    midnight = city.NOON + timedelta(hours=12)
    write(by)

    before = record.seal_days_before(at=midnight - timedelta(microseconds=1))
    after = record.seal_days_before(at=midnight)

    assert (before, after is not None) == (None, True)


def test_an_event_committed_after_the_root_of_its_day_is_covered_by_the_next(by: Actor) -> None:
    write(by)
    write(by, days=1)
    write(by, "late")
    write(by, days=2)

    assert roots()[1] == (2, "2026-06-16", {"demo": 2, "late": 1})


def test_sealing_again_makes_nothing(by: Actor) -> None:
    write(by)

    made = [record.seal_days_before(at=city.NOON + DAY) for _ in range(3)]

    assert [root is not None for root in made] == [True, False, False]


def test_days_are_sealed_again_after_a_clock_ran_ahead_and_was_put_right(by: Actor) -> None:
    for days in (0, 1, 400, 401, 2, 3, 3):
        write(by, days=days)

    assert [day for _, day, _ in roots()] == ["2026-06-15", "2026-06-16", "2027-07-20", "2026-06-17"]
    verdict = verified(lines=record.exported(at=by.at))
    assert verdict.faults == ()
    assert len(verdict.warnings) == 2


def test_an_ordinary_event_asks_one_small_question_of_the_roots(by: Actor) -> None:
    for days in range(3):
        write(by, f"chain{days}", days=days)
    write(by, days=2)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        write(by, days=2)

    of_roots = [one["sql"] for one in asked if "dailyroot" in one["sql"] or '"at" <' in one["sql"]]
    assert len(of_roots) == 1
    assert len(asked) <= 6


def test_what_is_exported_proves_itself_and_holds_every_root(by: Actor) -> None:
    for chain, days in (("a", 0), ("b", 0), ("a", 1), ("security", 1), ("a", 2)):
        write(by, chain, days=days)
    last = record.last_root()
    assert last is not None

    verdict = verified(lines=record.exported(at=by.at), root=last.sm3)

    assert (verdict.faults, verdict.chains, verdict.events, verdict.covered, verdict.roots) == (
        (),
        3,
        5,
        4,
        2,
    )
    assert verdict.root == last.sm3
