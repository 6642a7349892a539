"""Objections: who may raise one and until when, who handles it, what the other party hears, what an upheld one does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.casework import city, noticed
from zhiyun.casework.actions import objections as actions
from zhiyun.casework.actor import public
from zhiyun.casework.canonical import canonical
from zhiyun.casework.publicity import tracking
from zhiyun.casework.publicity.handling import Answered
from zhiyun.casework.queries import objections
from zhiyun.casework.refusals import ConflictOfInterest, NotFound, WrongStage
from zhiyun.casework.roles import Role
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
)

pytestmark = pytest.mark.django_db

THREE = "150000000 100000000 50000000"
FRIDAY = noticed.FRIDAY
LAST = date(2026, 10, 9)


@pytest.fixture
def town() -> city.City:
    return city.city()


@pytest.fixture
def three(town: city.City) -> tuple[Publication, list[Application]]:
    resolution, cases = noticed.decided(town, THREE)
    return noticed.published(town, resolution), cases


Three = tuple[Publication, list[Application]]


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
    by = noticed.handler(town)
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
    by = noticed.handler(town)

    for words in (f"{made.name}反映有问题", f"请联系{made.contact}", made.words, ""):
        with pytest.raises(Faulty):
            actions.put_to_party(
                by=by, objection=made.reference, words=words, about="", calendar=noticed.CALENDAR
            )


def test_the_party_answers_once_and_another_applicant_finds_nothing(town: city.City, three: Three) -> None:
    publication, cases = three
    made = noticed.objected(publication, noticed.at(FRIDAY), about=cases[0])
    question = actions.put_to_party(
        by=noticed.handler(town),
        objection=made.reference,
        words="请说明",
        about="",
        calendar=noticed.CALENDAR,
    )
    party = replace(city.seat(Role.PREPARER, cases[0].organisation), at=noticed.at(FRIDAY))
    stranger = replace(city.seat(Role.PREPARER, cases[1].organisation), at=noticed.at(FRIDAY))

    with pytest.raises(NotFound):
        actions.reply(by=stranger, question=int(question), words="演示")
    actions.reply(by=party, question=int(question), words="演示：均已放款，回单附后。")

    with pytest.raises(WrongStage):
        actions.reply(by=party, question=int(question), words="演示")
    [asked] = objections.objection(by=noticed.handler(town), reference=made.reference).asked
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
    by = noticed.handler(town)

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

    actions.answer(by=noticed.handler(town), objection=made.reference, answered=answered)

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
