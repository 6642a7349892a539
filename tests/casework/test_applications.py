"""An applicant begins, fills in, hands in and takes back: through the door only, and never twice or late."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.casework import city, filling
from zhiyun import law
from zhiyun.casework import editing, snapshot
from zhiyun.casework.actions import applications, saving, submitting
from zhiyun.casework.actor import Actor
from zhiyun.casework.queries import applications as own
from zhiyun.casework.queries.application_sections import section_page
from zhiyun.casework.refusals import MandateEnded, NeedsConfirmation, NotAllowed, NotFound, Stale, WrongStage
from zhiyun.casework.roles import Role
from zhiyun.casework.stages import Stage, of_application
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import (
    Application,
    CallVersion,
    Event,
    IssuedPaper,
    Mandate,
    Message,
    StepKind,
    Submission,
)

pytestmark = pytest.mark.django_db

EVERY_BENEFIT = pytest.mark.parametrize("benefit", list(law.Benefit))


def test_an_organisation_begins_one_application_under_a_call_and_is_told_of_it_afterwards() -> None:
    town = city.city()
    under = city.call(town)
    by = town.by(Role.PREPARER)

    reference = applications.begin(by=by, call=under.reference)

    with pytest.raises(applications.AlreadyBegun) as told:
        applications.begin(by=town.by(Role.LEGAL_REPRESENTATIVE), call=under.reference)
    assert told.value.reference == reference
    assert [(row.reference, row.stage) for row in own.mine(by=by)] == [(reference, Stage.DRAFT)]
    assert Event.objects.filter(chain_id=f"application:{reference}").count() == 1


@EVERY_BENEFIT
def test_a_complete_application_is_handed_in_sealed_and_receipted(benefit: law.Benefit) -> None:
    town = city.city()
    made = filling.filled(city.application(town, city.call(town, benefit)))
    by = town.by(Role.LEGAL_REPRESENTATIVE)

    number = submitting.submit(by=by, application=made.reference, undertaken=True, key="k1")

    handed_in = Submission.objects.get(application=made)
    assert number == f"{made.reference}-1"
    assert handed_in.seal == snapshot.seal(snapshot=handed_in.snapshot)
    assert (handed_in.not_met, handed_in.missing) == (0, 0)
    assert IssuedPaper.objects.get(number=number).content["files"] != []
    assert of_application(application=made, at=by.at) is Stage.SEALED
    assert Message.objects.filter(subject__contains=made.reference).count() == 2


def test_handing_in_at_the_closing_second_is_late_and_a_moment_before_is_not() -> None:
    """Attack 29: the server's clock decides, to the last instant."""
    town = city.city()
    late, timely = (filling.filled(city.application(town, city.call(town))) for _ in range(2))
    by = town.by(Role.LEGAL_REPRESENTATIVE, at=city.CLOSES)
    just_before = town.by(Role.LEGAL_REPRESENTATIVE, at=city.CLOSES - timedelta(microseconds=1))

    with pytest.raises(WrongStage) as told:
        submitting.submit(by=by, application=late.reference, undertaken=True)
    submitting.submit(by=just_before, application=timely.reference, undertaken=True)

    assert "逾期未提交" in str(told.value)
    assert Submission.objects.filter(application=late).count() == 0
    assert Submission.objects.filter(application=timely).count() == 1


def test_only_the_legal_representative_who_just_proved_who_they_are_hands_in() -> None:
    town = city.city()
    made = filling.filled(city.application(town, city.call(town)))
    by = town.by(Role.LEGAL_REPRESENTATIVE)

    with pytest.raises(NotAllowed):
        submitting.submit(by=town.by(Role.PREPARER), application=made.reference, undertaken=True)
    with pytest.raises(NeedsConfirmation):
        submitting.submit(
            by=by.at_instant(by.at + timedelta(hours=1)), application=made.reference, undertaken=True
        )
    with pytest.raises(submitting.NotUndertaken):
        submitting.submit(by=by, application=made.reference, undertaken=False)

    assert Submission.objects.count() == 0


def test_a_form_sent_twice_hands_in_once_and_gives_the_same_receipt() -> None:
    """Attack 23: a double click."""
    town = city.city()
    made = filling.filled(city.application(town, city.call(town)))
    by = town.by(Role.LEGAL_REPRESENTATIVE)

    first = submitting.submit(by=by, application=made.reference, undertaken=True, key="k")
    again = submitting.submit(by=by, application=made.reference, undertaken=True, key="k")

    assert first == again
    assert (Submission.objects.count(), IssuedPaper.objects.count()) == (1, 1)
    with pytest.raises(WrongStage):
        submitting.submit(by=by, application=made.reference, undertaken=True, key="another")


@pytest.mark.parametrize(
    ("benefit", "asks_nothing_needed"),
    [
        (law.Benefit.MUNICIPAL_CENTRE, {"condition-6-6", "condition-6-7"}),
        (law.Benefit.INDUSTRY_CENTRE, {"condition-7-2"}),
        (law.Benefit.PERFORMANCE_SUBSIDY, {"condition-8-3", "condition-call-1-8"}),
    ],
)
def test_an_empty_application_is_refused_with_everything_it_lacks_at_once(
    benefit: law.Benefit, asks_nothing_needed: set[str]
) -> None:
    town = city.city()
    made = city.application(town, city.call(town, benefit))

    with pytest.raises(submitting.Incomplete) as told:
        submitting.submit(by=town.by(Role.LEGAL_REPRESENTATIVE), application=made.reference, undertaken=True)

    names = [section.section.name for section in _overview(town, made).sections]
    lacking = {each.section for each in told.value.missing}
    assert lacking == set(names) - asks_nothing_needed - {"roster", "co_builders"}
    assert all(str(each.cites) and each.words for each in told.value.missing)


def test_each_thing_taken_away_from_a_complete_application_is_missed_in_its_own_section() -> None:
    town = city.city()
    made = filling.filled(city.application(town, city.call(town, law.Benefit.MUNICIPAL_CENTRE)))

    def lacks() -> list[tuple[str, str]]:
        return [(each.section, each.words) for each in _overview(town, made).missing]

    assert lacks() == []
    made.facts.filter(name="co_built").update(truth=True)
    assert lacks() == [("co_builders", "合作共建的，未填写共建单位")]
    made.co_builders.create(line=1, name="演示共建单位")
    assert lacks() == [("co_builders", "共建单位「演示共建单位」未填写承担的职责和任务")]
    made.co_builders.update(duties="演示职责")
    made.budget.update(public_fen=299_999_999)
    assert [section for section, _ in lacks()] == ["budget"]
    made.budget.update(public_fen=300_000_000)
    made.facts.filter(name="legal_person").delete()
    assert [section for section, _ in lacks()] == ["condition-6-1"]


def test_what_the_law_finds_not_met_or_leaves_to_people_does_not_stop_an_application() -> None:
    town = city.city()
    made = filling.filled(city.application(town, city.call(town)))
    made.facts.filter(name="legal_person").update(truth=False)
    made.facts.filter(name="typical_cases").update(whole=0)
    made.narratives.all().delete()

    submitting.submit(by=town.by(Role.LEGAL_REPRESENTATIVE), application=made.reference, undertaken=True)

    handed_in = Submission.objects.get(application=made)
    assert (handed_in.outcome, handed_in.not_met, handed_in.missing) == ("not_met", 1, 1)


def test_two_editors_are_told_of_each_other_and_nobody_is_overwritten_unseen() -> None:
    town = city.city()
    made = city.application(town, city.call(town))
    first, second = town.by(Role.PREPARER), town.by(Role.LEGAL_REPRESENTATIVE)

    def save(by: Actor, address: str, edition: int) -> str:
        return saving.save_particulars(
            by=by, application=made.reference, edition=edition, values={"address": address}
        )

    assert save(first, "演示路1号", 0) == "1"
    with pytest.raises(Stale) as told:
        save(second, "演示路2号", 0)
    made.refresh_from_db()
    assert (told.value.by, made.particulars.address) == (first.name, "演示路1号")
    assert save(second, "演示路2号", 1) == "2"


def test_a_drafts_words_stay_out_of_the_record_and_only_their_digest_goes_in() -> None:
    town = city.city()
    made = city.application(town, city.call(town))

    saving.save_condition(
        by=town.by(Role.PREPARER),
        application=made.reference,
        section="condition-8-3",
        edition=0,
        facts={},
        narratives={"condition-8-3:1": "演示商业秘密"},
    )

    event = Event.objects.get(action="application.save_condition")
    assert "演示商业秘密" not in str(event.before) + str(event.after)
    assert event.after["fields"] == ["condition-8-3:1"]
    assert len(event.after["sm3"]) == 64


@pytest.mark.parametrize(
    ("facts", "narratives"),
    [
        ({"municipal_centre": True}, {}),
        ({"organisation": 7}, {}),
        ({"legal_person": "yes"}, {}),
        ({"legal_person": 1}, {}),
        ({}, {"condition-8-3:1": "x"}),
        ({"full_time_staff": 3}, {}),
    ],
)
def test_a_section_takes_only_the_facts_it_asks_each_of_its_own_kind(
    facts: dict[str, object], narratives: dict[str, str]
) -> None:
    """Attack 7: mass assignment."""
    town = city.city()
    made = city.application(town, city.call(town))

    with pytest.raises(Faulty):
        saving.save_condition(
            by=town.by(Role.PREPARER),
            application=made.reference,
            section="condition-8-1",
            edition=0,
            facts=facts,
            narratives=narratives,
        )

    assert made.facts.count() == 0


@pytest.mark.parametrize(("count", "is_taken"), [(-1, False), (0, True), (100_000, True), (100_001, False)])
def test_a_count_is_no_less_than_none_and_no_more_than_sense(count: int, is_taken: bool) -> None:
    town = city.city()
    made = city.application(town, city.call(town))
    given = {
        "by": town.by(Role.PREPARER),
        "application": made.reference,
        "section": "condition-8-2",
        "edition": 0,
        "facts": {"full_time_staff": count},
        "narratives": {},
    }

    if is_taken:
        saving.save_condition(**given)
    else:
        with pytest.raises(Faulty):
            saving.save_condition(**given)

    assert made.facts.count() == is_taken


@pytest.mark.parametrize(
    "values",
    [
        {"founded_on": date(2026, 6, 16)},
        {"founded_on": date(1949, 9, 30)},
        {"contact_email": "demo"},
        {"address": "演" * 201},
        {"summary": "演" * 4001},
        {"asked": None},
        {"reference": "SB-1"},
    ],
)
def test_particulars_that_cannot_be_are_refused(values: dict[str, object]) -> None:
    town = city.city()
    made = city.application(town, city.call(town))

    with pytest.raises(Faulty):
        saving.save_particulars(
            by=town.by(Role.PREPARER), application=made.reference, edition=0, values=values
        )


def test_penalties_and_days_are_saved_as_the_law_reads_them() -> None:
    town = city.city()
    made = city.application(town, city.call(town))
    by = town.by(Role.PREPARER)
    told = law.Penalties((law.Penalty(date(2025, 3, 1), law.Severity.MINOR, repaired=True),))

    saving.save_condition(
        by=by,
        application=made.reference,
        section="condition-call-1-7",
        edition=0,
        facts={"penalties": told},
        narratives={},
    )
    saving.save_condition(
        by=by,
        application=made.reference,
        section="condition-14",
        edition=0,
        facts={"construction_funded": True, "accepted_on": date(2026, 1, 1)},
        narratives={},
    )

    penalties = section_page(by=by, reference=made.reference, name="condition-call-1-7")
    bar = section_page(by=by, reference=made.reference, name="condition-14")
    assert penalties.told == {"penalties": told}
    assert bar.told == {"construction_funded": True, "accepted_on": date(2026, 1, 1)}


def test_a_withdrawn_application_can_be_mended_and_handed_in_again_before_closing() -> None:
    """Attack 31: each handing in is sealed under a number of its own, and every step stays."""
    town = city.city()
    made = filling.filled(city.application(town, city.call(town)))
    by = town.by(Role.LEGAL_REPRESENTATIVE)
    later = city.confirmed(by.at_instant(by.at + timedelta(hours=1)))

    submitting.submit(by=by, application=made.reference, undertaken=True)
    applications.withdraw(by=later, application=made.reference, reason="演示\n原因")
    assert of_application(application=made, at=later.at) is Stage.DRAFT
    number = submitting.submit(by=later, application=made.reference, undertaken=True)

    assert number == f"{made.reference}-2"
    steps = made.steps.order_by("id").values_list("kind", "note")
    assert list(steps) == [
        (StepKind.BEGUN, ""),
        (StepKind.SUBMITTED, ""),
        (StepKind.WITHDRAWN, "演示 原因"),
        (StepKind.SUBMITTED, ""),
    ]


def test_what_is_withdrawn_after_closing_is_over() -> None:
    town = city.city()
    made = filling.filled(city.application(town, city.call(town)))
    after = town.by(Role.LEGAL_REPRESENTATIVE, at=city.CLOSES)
    submitting.submit(by=town.by(Role.LEGAL_REPRESENTATIVE), application=made.reference, undertaken=True)

    applications.withdraw(by=after, application=made.reference)

    assert of_application(application=made, at=after.at) is Stage.WITHDRAWN
    with pytest.raises(WrongStage):
        submitting.submit(by=after, application=made.reference, undertaken=True)
    with pytest.raises(NotFound):
        own.overview(by=town.by(Role.CASE_OFFICER, at=after.at), reference=made.reference)


def test_a_correction_opens_its_sections_until_the_end_of_its_last_day_and_is_handed_in_once() -> None:
    town = city.city()
    made = filling.filled(city.application(town, city.call(town)))
    submitting.submit(by=town.by(Role.LEGAL_REPRESENTATIVE), application=made.reference, undertaken=True)
    filling.returned(made, "condition-8-2", due_on=date(2026, 7, 8))
    last = datetime(2026, 7, 8, 15, 59, 59, 999999, tzinfo=UTC)
    in_time, late = (
        town.by(Role.LEGAL_REPRESENTATIVE, at=at) for at in (last, last + timedelta(microseconds=1))
    )
    assert _overview(town, made, at=last).head.stage is Stage.RETURNED
    assert _overview(town, made, at=late.at).head.stage is Stage.OVERDUE
    assert [row.stage for row in own.mine(by=late)] == [Stage.OVERDUE]
    staff = {"section": "condition-8-2", "edition": 1, "facts": {"full_time_staff": 21}, "narratives": {}}

    with pytest.raises(editing.SectionClosed):
        saving.save_condition(
            by=in_time, application=made.reference, **staff | {"section": "condition-8-3", "facts": {}}
        )
    with pytest.raises(WrongStage):
        saving.save_condition(by=late, application=made.reference, **staff)
    with pytest.raises(WrongStage):
        submitting.resubmit(by=late, application=made.reference, undertaken=True)
    with pytest.raises(WrongStage):
        submitting.submit(by=in_time, application=made.reference, undertaken=True)
    saving.save_condition(by=in_time, application=made.reference, **staff)
    number = submitting.resubmit(by=in_time, application=made.reference, undertaken=True)

    first, second = made.submissions.order_by("number")
    assert number == f"{made.reference}-2"
    assert first.snapshot["facts"]["full_time_staff"]["value"] == 20
    assert second.snapshot["facts"]["full_time_staff"]["value"] == 21
    assert second.call_version == first.call_version
    with pytest.raises(WrongStage):
        submitting.resubmit(by=in_time, application=made.reference, undertaken=True)


def test_a_fact_wanted_by_two_conditions_can_be_corrected_in_whichever_was_reopened() -> None:
    town = city.city()
    made = filling.filled(city.application(town, city.call(town)))
    submitting.submit(by=town.by(Role.LEGAL_REPRESENTATIVE), application=made.reference, undertaken=True)
    by = town.by(Role.PREPARER)
    before = section_page(by=by, reference=made.reference, name="condition-call-1-8").asked
    filling.returned(made, "condition-call-1-8")
    by = town.by(Role.PREPARER, at=city.CLOSES + timedelta(days=2))

    after = section_page(by=by, reference=made.reference, name="condition-call-1-8").asked

    assert [key.name for key, _ in before.elsewhere] == ["on_abnormal_list"]
    assert [key.name for key in after.stated] == ["on_abnormal_list"]


def test_last_rounds_answers_are_taken_over_only_when_asked_and_only_what_carries_no_date() -> None:
    town = city.city()
    earlier = filling.filled(city.application(town, city.call(town)))
    earlier.facts.create(name="accepted_on", day=date(2025, 1, 1))
    reference = applications.begin(by=town.by(Role.PREPARER), call=city.call(town).reference)
    made = Application.objects.get(reference=reference)
    by = town.by(Role.PREPARER)

    offered = own.overview(by=by, reference=reference).can_copy
    before = made.facts.count()
    applications.copy_last(by=by, application=reference)

    lines = own.overview(by=by, reference=reference).sections
    assert (offered, before) == (True, 0)
    assert made.facts.filter(penalties__isnull=True, day=None).count() == made.facts.count() > 5
    assert made.particulars.asked_fen is None
    assert (made.papers.count(), made.deal_lines.count(), made.roster.count()) == (0, 0, 0)
    assert {line.section.name for line in lines if line.copied_from == earlier.reference} >= {
        "particulars",
        "condition-8-1",
        "condition-8-3",
    }
    saving.save_particulars(by=by, application=reference, edition=1, values={})
    assert own.overview(by=by, reference=reference).sections[0].copied_from == ""


def test_nothing_is_taken_over_from_another_organisation() -> None:
    """Attack 12a."""
    town = city.city()
    filling.filled(city.application(town, city.call(town)))
    reference = applications.begin(by=town.foreign_preparer, call=city.call(town).reference)

    with pytest.raises(applications.NothingToCopy):
        applications.copy_last(by=town.foreign_preparer, application=reference)


def test_a_revoked_mandate_neither_saves_nor_hands_in() -> None:
    """Attack 9."""
    town = city.city()
    made = filling.filled(city.application(town, city.call(town)))
    by = town.by(Role.LEGAL_REPRESENTATIVE)
    Mandate.objects.filter(pk=by.mandate_id).update(ended_at=by.at)

    with pytest.raises(MandateEnded):
        submitting.submit(by=by, application=made.reference, undertaken=True)
    with pytest.raises(MandateEnded):
        saving.save_particulars(by=by, application=made.reference, edition=1, values={"address": "x"})


def test_references_tell_nothing_of_one_another() -> None:
    town = city.city()
    under = city.call(town)

    first = applications.begin(by=town.by(Role.PREPARER), call=under.reference)
    second = applications.begin(by=town.foreign_preparer, call=under.reference)

    assert all(len(each) == 11 and each.startswith("SB-") for each in (first, second))
    assert sum(a == b for a, b in zip(first[3:], second[3:], strict=True)) < 5


def test_an_applicants_desk_names_the_draft_with_the_instant_it_closes() -> None:
    town = city.city()
    made = city.application(town, city.call(town))

    [task] = own.tasks(by=town.by(Role.PREPARER))

    assert (task.address, task.until) == (("application", made.reference), city.CLOSES)
    assert list(own.tasks(by=town.by(Role.CASE_OFFICER))) == []


def _overview(town: city.City, made: Application, *, at: datetime = city.NOON) -> own.Overview:
    return own.overview(by=town.by(Role.PREPARER, at=at), reference=made.reference)


def test_a_draft_follows_the_changed_call_and_what_was_handed_in_keeps_its_version() -> None:
    town = city.city()
    under = city.call(town)
    draft = city.application(town, under, of=town.other_applicant)
    made = filling.filled(city.application(town, under))
    by = town.by(Role.LEGAL_REPRESENTATIVE)
    submitting.submit(by=by, application=made.reference, undertaken=True)
    first = under.current
    assert first is not None
    told = {field.attname: getattr(first, field.attname) for field in CallVersion._meta.concrete_fields[1:]}
    asks_more = first.overlay + (
        '\n[[materials]]\narticle = 2\nitem = 9\ncode = "later_paper"\nwords = "演示后加的材料"\n'
    )
    under.current = CallVersion.objects.create(**told | {"number": 2, "overlay": asks_more})
    under.save()

    wanted = own.overview(by=town.foreign_preparer, reference=draft.reference).missing
    filling.returned(made, "condition-8-2")
    in_time = town.by(Role.LEGAL_REPRESENTATIVE, at=city.CLOSES + timedelta(days=2))
    submitting.resubmit(by=in_time, application=made.reference, undertaken=True)

    assert "未上传演示后加的材料" in [each.words for each in wanted]
    assert [each.call_version for each in made.submissions.order_by("number")] == [first, first]
