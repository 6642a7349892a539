"""Objections: who may raise one and until when, who handles it, what the other party hears, what an upheld one does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.casework import city, noticed, onward
from zhiyun import law
from zhiyun.casework import deciding, ledger
from zhiyun.casework.actions import notices
from zhiyun.casework.actions import objections as actions
from zhiyun.casework.actor import public
from zhiyun.casework.canonical import canonical
from zhiyun.casework.publicity import tracking
from zhiyun.casework.publicity.handling import Answered
from zhiyun.casework.queries import bureau_notices, decided, objections
from zhiyun.casework.queries import notices as notice_queries
from zhiyun.casework.refusals import ConflictOfInterest, NotFound, WrongStage
from zhiyun.casework.roles import Role
from zhiyun.kernel.money import Money, wan, yuan
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import (
    Application,
    Event,
    IssuedPaper,
    Letter,
    Mandate,
    Message,
    Objection,
    ObjectionAnswer,
    Publication,
    StepKind,
    Transfer,
    TransferKind,
)

pytestmark = pytest.mark.django_db

THREE = "150000000 100000000 50000000"
FRIDAY = date(2026, 9, 25)
LAST = date(2026, 10, 9)


@pytest.fixture
def town() -> city.City:
    return city.city()


@pytest.fixture
def three(town: city.City) -> tuple[Publication, list[Application]]:
    resolution, cases = noticed.decided(town, THREE)
    return noticed.published(town, resolution), cases


Three = tuple[Publication, list[Application]]


def handler(town: city.City, on: date = FRIDAY) -> object:
    return noticed.outsider(town, Role.CASE_OFFICER, noticed.at(on))


def test_scenario_17_an_objection_at_the_last_second_of_the_last_day_is_in_time(three: Three) -> None:
    publication, _cases = three

    made = noticed.objected(publication, noticed.at(LAST, "23:59:59"))

    assert made.answer_by == date(2026, 10, 15)
    with pytest.raises(actions.ObjectedTooLate):
        noticed.objected(publication, noticed.at(LAST + timedelta(days=1), "00:00:00"))


def test_anonymous_objections_are_refused_with_every_fault_at_once(three: Three) -> None:
    publication, _cases = three
    nobody = noticed.written(name="", identity="", contact="", words="")

    with pytest.raises(Faulty) as refused:
        actions.file(
            by=public(at=noticed.at(FRIDAY)),
            publication=publication.reference,
            written=nobody,
            calendar=noticed.CALENDAR,
        )

    places = [str(fault.place) for fault in refused.value.faults]
    assert places == ["姓名", "证件号码", "联系方式", "事实和理由"]


def test_a_unit_stands_behind_its_objection_with_code_and_seal(three: Three) -> None:
    _publication, cases = three
    code = cases[1].organisation.credit_code
    unsealed = noticed.written(from_unit=True, name="演示单位", identity=code)

    assert [str(fault.place) for fault in unsealed.faults()] == ["公章"]
    assert replace(unsealed, is_sealed=True).faults() == []
    assert [str(each.place) for each in replace(unsealed, identity="9" * 18, is_sealed=True).faults()] == [
        "统一社会信用代码"
    ]


def test_of_a_persons_identity_only_both_ends_are_kept(three: Three) -> None:
    publication, _cases = three

    made = noticed.objected(publication, noticed.at(FRIDAY))

    assert made.identity == "110*************2X"


def test_attack_20_the_tracking_code_cannot_be_counted_through_and_only_its_digest_is_kept(
    three: Three,
) -> None:
    """Attack 20: a hundred bits of the office's secret; neighbours share nothing; rows and record hold no code."""
    publication, _cases = three
    made = noticed.objected(publication, noticed.at(FRIDAY))
    code = tracking.code_of(reference=made.reference)

    found = objections.tracked(code=code, at=noticed.at(FRIDAY))

    assert found is not None
    assert found.reference == made.reference
    assert len(code) == 20
    assert made.tracking != code
    assert sum(a == b for a, b in zip(code, tracking.code_of(reference="YY-2026-2"), strict=True)) < 10
    kept = canonical(value=[list(row) for row in Event.objects.values_list("after", "before", "subject")])
    assert code not in kept
    assert objections.tracked(code="A" * 20, at=noticed.at(FRIDAY)) is None


def test_attack_20_who_objects_is_told_to_who_handles_it_and_to_nobody_else(
    town: city.City, three: Three
) -> None:
    """Attack 20: not to the objected party, its messages or papers, not to who decided, an auditor, or the record."""
    publication, cases = three
    made = noticed.objected(publication, noticed.at(FRIDAY), about=cases[2])
    by = handler(town)
    actions.put_to_party(
        by=by,
        objection=made.reference,
        words="演示：请说明三笔质押业务的放款时间。",
        about="",
        calendar=noticed.CALENDAR,
    )

    assert objections.objection(by=by, reference=made.reference).objector is not None
    for role in (Role.ROUND_MANAGER, Role.CASE_OFFICER, Role.AUDITOR, Role.MEETING_SECRETARY):
        seen = objections.objection(by=town.by(role, at=noticed.at(FRIDAY)), reference=made.reference)
        assert seen.objector is None
    party = replace(city.seat(Role.PREPARER, cases[2].organisation), at=noticed.at(FRIDAY))
    [asked] = objections.put_to(by=party, reference=cases[2].reference)
    assert asked.words == "演示：请说明三笔质押业务的放款时间。"
    told = canonical(
        value=[
            list(Message.objects.values_list("subject", "body", "link")),
            list(IssuedPaper.objects.values_list("content", flat=True)),
            list(Event.objects.values_list("person_name", "address", "before", "after")),
        ]
    )
    assert not [each for each in (made.name, made.identity, made.contact, made.words) if each in told]
    assert {each.address for each in Event.objects.filter(action="objection.file")} == {""}


def test_the_substance_put_to_the_other_party_neither_names_nor_repeats_the_objector(
    town: city.City, three: Three
) -> None:
    publication, cases = three
    made = noticed.objected(publication, noticed.at(FRIDAY), about=cases[0])
    by = handler(town)

    for words in (f"{made.name}反映有问题", f"请联系{made.contact}", made.words, ""):
        with pytest.raises(Faulty):
            actions.put_to_party(
                by=by, objection=made.reference, words=words, about="", calendar=noticed.CALENDAR
            )


def test_the_party_answers_once_and_another_applicant_finds_nothing(town: city.City, three: Three) -> None:
    publication, cases = three
    made = noticed.objected(publication, noticed.at(FRIDAY), about=cases[0])
    question = actions.put_to_party(
        by=handler(town), objection=made.reference, words="请说明", about="", calendar=noticed.CALENDAR
    )
    party = replace(city.seat(Role.PREPARER, cases[0].organisation), at=noticed.at(FRIDAY))
    stranger = replace(city.seat(Role.PREPARER, cases[1].organisation), at=noticed.at(FRIDAY))

    with pytest.raises(NotFound):
        actions.reply(by=stranger, question=int(question), words="演示")
    actions.reply(by=party, question=int(question), words="演示：均已放款，回单附后。")

    with pytest.raises(WrongStage):
        actions.reply(by=party, question=int(question), words="演示")
    [asked] = objections.objection(by=handler(town), reference=made.reference).asked
    assert asked.reply == "演示：均已放款，回单附后。"


def test_nobody_handles_an_objection_to_what_they_decided(town: city.City, three: Three) -> None:
    publication, cases = three
    made = noticed.objected(publication, noticed.at(FRIDAY), about=cases[0])

    for role in (Role.CASE_OFFICER, Role.ROUND_MANAGER):
        with pytest.raises(actions.DecidedIt):
            noticed.upheld(town.by(role, at=noticed.at(FRIDAY)), made)
    decided_by = publication.resolution.by_id
    with pytest.raises(IntegrityError), transaction.atomic():
        ObjectionAnswer.objects.create(
            objection=made,
            outcome="dismissed",
            words="演示",
            decided_by_id=decided_by,
            by_id=decided_by,
            at=noticed.at(FRIDAY),
        )


def test_who_is_tied_to_either_side_stands_aside(town: city.City, three: Three) -> None:
    publication, cases = three
    about = noticed.objected(publication, noticed.at(FRIDAY), about=cases[0])
    unit = cases[1].organisation
    actions.file(
        by=public(at=noticed.at(FRIDAY)),
        publication=publication.reference,
        written=noticed.written(from_unit=True, name="演示单位", identity=unit.credit_code, is_sealed=True),
        calendar=noticed.CALENDAR,
    )
    from_unit = Objection.objects.latest("id")
    tied = noticed.outsider(town, Role.CASE_OFFICER, noticed.at(FRIDAY))
    for body in (cases[0].organisation, unit):
        Mandate.objects.create(
            person_id=tied.person_id,
            organisation=body,
            role=Role.PREPARER,
            begins_at=city.OPENS,
            ended_at=city.NOON,
        )

    with pytest.raises(ConflictOfInterest):
        objections.objection(by=tied, reference=about.reference)
    with pytest.raises(NotFound):
        objections.objection(by=tied, reference=from_unit.reference)
    assert objections.inbox(by=tied) == ()


def test_an_answer_has_an_outcome_reasons_and_an_effect_on_somebody(town: city.City, three: Three) -> None:
    publication, cases = three
    whole = noticed.objected(publication, noticed.at(FRIDAY))
    by = handler(town)

    def faults(answered: Answered) -> list[str]:
        with pytest.raises(Faulty) as refused:
            actions.answer(by=by, objection=whole.reference, answered=answered)
        return [str(fault.place) for fault in refused.value.faults]

    assert faults(Answered("", "")) == ["办理结果", "答复理由"]
    assert faults(Answered("upheld", "演示")) == ["涉及单位", "处理"]
    code = cases[0].organisation.credit_code
    assert faults(Answered("upheld", f"{whole.name}说得对", code, "removed")) == ["答复理由"]
    assert faults(Answered("upheld", "演示", code, "changed")) == ["改为金额"]
    assert faults(Answered("upheld", "演示", code, "changed", 15_000_000_000)) == ["改为金额"]


def test_the_objector_hears_the_outcome_by_code_and_is_written_to(town: city.City, three: Three) -> None:
    publication, cases = three
    made = noticed.objected(publication, noticed.at(FRIDAY), about=cases[0])
    answered = Answered("dismissed", "演示：经核对银行流水，均已放款，异议不成立。")

    actions.answer(by=handler(town), objection=made.reference, answered=answered)

    found = objections.tracked(
        code=tracking.code_of(reference=made.reference), at=noticed.at(FRIDAY, "12:00:00")
    )
    assert found is not None
    assert found.answer is not None
    assert (found.answer.outcome, found.answer.words) == ("dismissed", answered.words)
    letter = Letter.objects.get(to="objector@example.cn")
    assert answered.words not in letter.body
    assert made.name not in letter.body


def test_the_same_objection_sent_twice_is_one(three: Three) -> None:
    publication, _cases = three

    first = noticed.objected(publication, noticed.at(FRIDAY))
    again = noticed.objected(publication, noticed.at(FRIDAY, "10:00:01"))

    assert first == again
    assert Objection.objects.count() == 1


def test_a_paper_objection_counts_from_the_day_it_came(town: city.City, three: Three) -> None:
    publication, _cases = three
    officer = town.by(Role.CASE_OFFICER, at=noticed.at(LAST + timedelta(days=1)))

    reference = actions.take_down(
        by=officer,
        publication=publication.reference,
        written=noticed.written(),
        received_on=LAST,
        calendar=noticed.CALENDAR,
    )

    made = Objection.objects.get(reference=reference)
    assert (made.taken_down_by_id, made.answer_by) == (officer.person_id, date(2026, 10, 15))
    with pytest.raises(actions.ObjectedTooLate):
        actions.take_down(
            by=officer,
            publication=publication.reference,
            written=noticed.written(words="演示：另一件"),
            received_on=LAST + timedelta(days=1),
            calendar=noticed.CALENDAR,
        )
    with pytest.raises(Faulty):
        actions.take_down(
            by=officer,
            publication=publication.reference,
            written=noticed.written(words="演示：另一件"),
            received_on=LAST + timedelta(days=2),
            calendar=noticed.CALENDAR,
        )


def test_scenario_18_an_upheld_objection_raises_others_and_the_list_is_published_anew(
    town: city.City, three: Three
) -> None:
    publication, cases = three
    assert _amounts(publication) == [2_500_000, 1_666_666, 833_333]
    made = noticed.objected(publication, noticed.at(FRIDAY), about=cases[2])
    noticed.upheld(handler(town), made)
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
    noticed.upheld(handler(town), made, verified_fen=3_000_000_000, outcome="partly_upheld")

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
    noticed.upheld(handler(town), made, verified_fen=2_000_000_000)

    newer = noticed.revised(town.by(Role.ROUND_MANAGER, at=noticed.at(date(2026, 9, 28))), publication)

    assert _amounts(newer) == [750_000, 400_000]
    assert newer.last_on == date(2026, 10, 10)


def test_a_centres_funding_is_cut_and_its_list_keeps_its_days(town: city.City) -> None:
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
    made = noticed.objected(publication, noticed.at(FRIDAY), about=case)
    noticed.upheld(handler(town), made, verified_fen=250_000_000)

    newer = noticed.revised(town.by(Role.ROUND_MANAGER, at=noticed.at(date(2026, 9, 28))), publication)

    assert _amounts(newer) == [2_500_000]
    assert newer.last_on == publication.last_on
    ended = town.by(Role.ROUND_MANAGER, at=noticed.at(date(2026, 10, 10)))
    notices.confirm(by=ended, publication=newer.reference, calendar=noticed.CALENDAR)
    assert not Transfer.objects.filter(kind=TransferKind.COMMIT).exists(), "its task book commits it"


def test_a_list_is_neither_revised_nor_confirmed_while_an_objection_waits(
    town: city.City, three: Three
) -> None:
    publication, cases = three
    first = noticed.objected(publication, noticed.at(FRIDAY), about=cases[2])
    noticed.objected(publication, noticed.at(FRIDAY), about=cases[1])
    noticed.upheld(handler(town), first)
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
    noticed.upheld(handler(town), noticed.objected(publication, noticed.at(FRIDAY), about=cases[2]))

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
    noticed.upheld(handler(town), noticed.objected(publication, noticed.at(FRIDAY), about=cases[2]))

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
