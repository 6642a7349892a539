"""What follows from an upheld objection: amounts set anew, a list published again or corrected, and nothing confirmed before."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.casework import city, noticed, onward
from zhiyun import law
from zhiyun.casework import deciding, ledger
from zhiyun.casework.actions import notices
from zhiyun.casework.actions import objections as actions
from zhiyun.casework.queries import bureau_notices, decided
from zhiyun.casework.queries import notices as notice_queries
from zhiyun.casework.roles import Role
from zhiyun.kernel.money import Money, wan, yuan
from zhiyun.records.models import (
    Application,
    Publication,
    StepKind,
    Transfer,
    TransferKind,
)

pytestmark = pytest.mark.django_db

THREE = "150000000 100000000 50000000"
FRIDAY = noticed.FRIDAY


@pytest.fixture
def town() -> city.City:
    return city.city()


@pytest.fixture
def three(town: city.City) -> tuple[Publication, list[Application]]:
    resolution, cases = noticed.decided(town, THREE)
    return noticed.published(town, resolution), cases


Three = tuple[Publication, list[Application]]


def test_scenario_18_an_upheld_objection_raises_others_and_the_list_is_published_anew(
    town: city.City, three: Three
) -> None:
    publication, cases = three
    assert _amounts(publication) == [2_500_000, 1_666_666, 833_333]
    made = noticed.objected(publication, noticed.at(FRIDAY), about=cases[2])
    noticed.upheld(noticed.handler(town), made)
    saturday = noticed.at(date(2026, 9, 28))

    newer = noticed.revised(town.by(Role.ROUND_MANAGER, at=saturday), publication)

    assert _amounts(newer) == [3_000_000, 2_000_000]
    assert newer.last_on == date(2026, 10, 10), "days counted anew"
    assert (newer.supersedes, newer.resolution.supersedes) == (publication, publication.resolution)
    older = notice_queries.notice(at=saturday, reference=publication.reference)
    assert (older.newer, _amounts(publication)) == (newer.reference, [2_500_000, 1_666_666, 833_333])
    cases[2].refresh_from_db()
    assert cases[2].last_step == StepKind.DECLINED
    struck = cases[2].decisions.latest("id")
    assert (
        struck.reason
        == f"公示期间的异议（{made.reference}）成立：演示：经核对银行流水，异议成立（第十条第3项）"
    )
    assert ledger.available(issuer=town.bureau, benefit=law.Benefit.PERFORMANCE_SUBSIDY, year=2026) == yuan(0)
    with pytest.raises(actions.ListReplaced):
        noticed.objected(publication, saturday, about=cases[0])
    confirmer = town.by(Role.ROUND_MANAGER, at=noticed.at(date(2026, 10, 11)))
    notices.confirm(by=confirmer, publication=newer.reference, calendar=noticed.CALENDAR)
    assert Application.objects.filter(last_step=StepKind.CONFIRMED).count() == 2


def test_where_no_amount_rises_a_corrected_list_keeps_its_days(town: city.City) -> None:
    resolution, cases = noticed.decided(town, "37500000 12345678.90")
    publication = noticed.published(town, resolution)
    made = noticed.objected(publication, noticed.at(FRIDAY), about=cases[0])
    noticed.upheld(noticed.handler(town), made, verified_fen=3_000_000_000, outcome="partly_upheld")

    newer = noticed.revised(town.by(Role.ROUND_MANAGER, at=noticed.at(date(2026, 9, 28))), publication)

    assert _amounts(newer) == [600_000, 246_913]
    told = decided.of_application(
        by=city.seat(Role.PREPARER, cases[0].organisation), reference=cases[0].reference
    )
    assert told.because == f"公示期间的异议（{made.reference}）成立：演示：经核对银行流水，异议成立"
    assert (newer.first_counted_on, newer.last_on) == (publication.first_counted_on, publication.last_on)


def test_a_unit_published_too_low_is_raised(town: city.City) -> None:
    resolution, cases = noticed.decided(town, "37500000 12345678.90")
    publication = noticed.published(town, resolution)
    made = noticed.objected(publication, noticed.at(FRIDAY), about=cases[1])
    noticed.upheld(noticed.handler(town), made, verified_fen=2_000_000_000)

    newer = noticed.revised(town.by(Role.ROUND_MANAGER, at=noticed.at(date(2026, 9, 28))), publication)

    assert _amounts(newer) == [750_000, 400_000]
    assert newer.last_on == date(2026, 10, 10)


def test_a_centres_funding_is_confirmed_and_left_to_its_task_book(town: city.City) -> None:
    under = city.call(town, law.Benefit.MUNICIPAL_CENTRE)
    case = onward.accepted(town, under, of=city.organisation())
    onward.judged(town, case)
    onward.reviewed(town, case, 0)
    onward.funded(town, under)
    secretary = town.by(Role.MEETING_SECRETARY, at=onward.AFTER)
    said = {case.pk: deciding.Concluded(supported_fen=300_000_000)}
    computed = deciding.compute(call=under, by=secretary, concluded=said)
    resolution = deciding.freeze(computed=computed, item=onward.meeting(town, under, [case]), by=secretary)
    publication = noticed.published(town, resolution)
    assert publication.content["basis"][-1] == "第十一条"
    assert (publication.content["pot_fen"], publication.content["computation"]) == (None, "")
    ended = town.by(Role.ROUND_MANAGER, at=noticed.at(date(2026, 10, 10)))
    notices.confirm(by=ended, publication=publication.reference, calendar=noticed.CALENDAR)
    assert not Transfer.objects.filter(kind=TransferKind.COMMIT).exists(), "its task book commits it"


def test_a_list_is_neither_revised_nor_confirmed_while_an_objection_waits(
    town: city.City, three: Three
) -> None:
    publication, cases = three
    first = noticed.objected(publication, noticed.at(FRIDAY), about=cases[2])
    noticed.objected(publication, noticed.at(FRIDAY), about=cases[1])
    noticed.upheld(noticed.handler(town), first)
    ended = noticed.at(date(2026, 10, 10))

    with pytest.raises(notices.StillOpen):
        noticed.revised(town.by(Role.ROUND_MANAGER, at=ended), publication)
    with pytest.raises(notices.StillOpen):
        notices.confirm(
            by=town.by(Role.ROUND_MANAGER, at=ended),
            publication=publication.reference,
            calendar=noticed.CALENDAR,
        )


def test_a_list_is_not_confirmed_before_it_follows_what_was_upheld(town: city.City, three: Three) -> None:
    publication, cases = three
    noticed.upheld(noticed.handler(town), noticed.objected(publication, noticed.at(FRIDAY), about=cases[2]))

    with pytest.raises(notices.MustRevise):
        notices.confirm(
            by=town.by(Role.ROUND_MANAGER, at=noticed.at(date(2026, 10, 10))),
            publication=publication.reference,
            calendar=noticed.CALENDAR,
        )


def test_a_list_nothing_was_upheld_against_is_not_revised(town: city.City, three: Three) -> None:
    publication, _cases = three

    with pytest.raises(notices.NothingUpheld):
        noticed.revised(town.by(Role.ROUND_MANAGER, at=noticed.at(FRIDAY)), publication)


def test_who_upheld_an_objection_does_not_also_revise_the_list(town: city.City, three: Three) -> None:
    publication, cases = three
    by = noticed.outsider(town, Role.ROUND_MANAGER, noticed.at(FRIDAY))
    noticed.upheld(by, noticed.objected(publication, noticed.at(FRIDAY), about=cases[2]))

    with pytest.raises(notices.AnsweredIt):
        noticed.revised(by, publication)
    later = town.by(Role.ROUND_MANAGER, at=noticed.at(date(2026, 10, 10)))
    assert list(bureau_notices.tasks(by=by)) == []
    assert [task.verb for task in bureau_notices.tasks(by=later)] == ["核对并更正名单"]


def test_the_desk_foresees_what_a_revision_would_do(town: city.City, three: Three) -> None:
    publication, cases = three
    noticed.upheld(noticed.handler(town), noticed.objected(publication, noticed.at(FRIDAY), about=cases[2]))

    own = bureau_notices.own_notice(
        by=town.by(Role.ROUND_MANAGER, at=noticed.at(FRIDAY)),
        reference=publication.reference,
        calendar=noticed.CALENDAR,
    )

    assert own.revision is not None
    assert own.revision.runs_anew
    after = {change.applicant: change.after for change in own.revision.changes}
    names = [case.organisation.name for case in cases]
    assert [after[name] for name in names] == [yuan(3_000_000), yuan(2_000_000), None]


@given(
    amounts=st.lists(st.integers(1, 50_000_000_000), min_size=2, max_size=8),
    struck=st.integers(0, 7),
    now=st.one_of(st.none(), st.integers(0, 50_000_000_000)),
)
def test_after_any_objection_shares_stay_within_the_pot_and_nobody_else_loses_by_a_removal(
    amounts: list[int], struck: int, now: int | None
) -> None:
    """Whatever was upheld: never above the cap, never above the entitlement, and told anew exactly when somebody gains."""
    measure = law.measure("cq_2021_65")
    names = [f"{number:02d}" for number in range(len(amounts))]
    hit = names[struck % len(names)]
    before = measure.allocate(law.Claims(tuple(names), tuple(amounts)))
    claims = {name: Money(fen) for name, fen in zip(names, amounts, strict=True)}
    if now is None:
        del claims[hit]
    else:
        claims[hit] = Money(now)

    revised = measure.after_objection(before, law.Claims.of(claims))

    was = before.fen_by_applicant()
    assert sum(revised.after.values()) <= wan(500).fen
    assert all(share <= claims[name].fen * 2 // 100 for name, share in revised.after.items())
    others = [name for name in claims if name != hit]
    if now is None or Money(now) <= Money(amounts[struck % len(names)]):
        assert all(revised.after[name] >= was[name] for name in others)
    assert revised.must_republish is any(revised.after[name] > was.get(name, 0) for name in revised.after)


def _amounts(publication: Publication) -> list[int]:
    """Give whole yuan by the cases' own order."""
    given_ = publication.resolution.decisions.filter(supported=True).order_by("application_id")
    listed = {line["credit_code"]: line["amount_fen"] for line in publication.content["lines"]}
    return [listed[row.application.organisation.credit_code] // 100 for row in given_]
