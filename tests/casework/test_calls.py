"""The call: one person writes it, and another publishes it."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from tests.casework import city
from tests.casework.notices import NOTICE, SUBSIDY, begun, changed, places, published, sent, written
from zhiyun import law
from zhiyun.casework import calls, rounds
from zhiyun.casework.actions import calls as actions
from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.calls import ConditionWords, KindWords, MaterialWords
from zhiyun.casework.queries import bureau_calls
from zhiyun.casework.refusals import NeedsConfirmation, NotAllowed, NotFound, Stale, WrongStage
from zhiyun.casework.roles import Role
from zhiyun.casework.second_person import SecondPersonNeeded
from zhiyun.casework.stages import CallStage, of_call
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import CallAttachment, CallVersion, Event, IssuedPaper, Message, StoredFile

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("benefit", list(law.Benefit), ids=lambda each: each.value)
def test_a_call_begins_with_what_the_measure_in_force_says(benefit: law.Benefit) -> None:
    town = city.city()

    version = begun(town, benefit)

    measure = law.in_force(authority=law.CHONGQING, on=city.NOON.date())
    words = calls.words_of(version=version)
    assert version.call.reference == "TZ-2026-1"
    assert (version.measure, version.measure_sha256) == (measure.id, measure.text_hash)
    assert measure.number in words.body
    assert words.opens_at == datetime(2026, 6, 22, 9, 0, tzinfo=SHANGHAI)
    assert words.closes_at == datetime(2026, 7, 22, 18, 0, tzinfo=SHANGHAI)
    expected = None if benefit.is_construction else date(2025, 1, 1)
    assert words.performance_from == expected
    assert of_call(call=version.call, at=city.NOON) is CallStage.UNPUBLISHED


def test_calls_of_a_year_are_numbered_in_order() -> None:
    town = city.city()

    references = [begun(town).call.reference for _ in range(2)]

    assert references == ["TZ-2026-1", "TZ-2026-2"]


def test_a_district_bureau_cannot_call_under_the_citys_measure() -> None:
    town = city.city()
    officer = city.seat(Role.CASE_OFFICER, town.district_bureau)

    with pytest.raises(actions.NotACityBureau):
        actions.begin(by=officer, organisation=town.district_bureau.pk, benefit=SUBSIDY.value)


def test_a_benefit_nobody_knows_is_a_fault_at_its_field() -> None:
    town = city.city()

    with pytest.raises(Faulty) as refused:
        actions.begin(by=town.by(Role.CASE_OFFICER), organisation=town.bureau.pk, benefit="all")

    assert places(refused.value) == ["benefit"]


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PREPARER, Role.FINANCE, Role.DISTRICT_OFFICER])
def test_only_officers_begin_a_call(role: Role) -> None:
    town = city.city()

    with pytest.raises(NotAllowed):
        actions.begin(by=town.by(role), organisation=town.bureau.pk, benefit=SUBSIDY.value)


def test_what_is_typed_is_read_back_by_the_law_and_by_the_form_alike() -> None:
    town = city.city()

    version = written(town)

    pinned = rounds.pinned(version=version)
    assert [str(item.cites) for item in pinned.round_.items] == [
        "演示知发〔2026〕7号第一条第7项",
        "演示知发〔2026〕7号第一条第8项",
    ]
    assert [each.words for each in pinned.round_.materials] == ["真实性承诺书"]
    assert pinned.round_.kinds == frozenset({law.Kind.INSURANCE})
    assert str(pinned.round_.performance) == "2025-01-01至2025-12-31"
    assert pinned.round_.closes_on == date(2026, 7, 31)
    assert calls.words_of(version=version) == replace(
        NOTICE, materials=(MaterialWords(2, 4, "真实性承诺书", code="call_1"),)
    )


@pytest.mark.parametrize(
    "text",
    [
        'a"b\\c',
        '"""]]\n[round]\nid = "x"',
        "'''",
        "\x7f",
        "# 注释",
        "\u2028",
        "{{ 7 }}<script>",
        "\U0001f600",
    ],
)
def test_no_text_can_write_more_into_the_overlay_than_itself(text: str) -> None:
    words = replace(NOTICE, performance_cites=text, materials=(MaterialWords(1, 1, text, code="a"),))

    table = tomllib.loads(
        calls.overlay(words=words, reference="r", measure="cq_2021_65", benefit=SUBSIDY.value)
    )

    assert table["window"]["cites"] == text
    assert table["materials"] == [{"article": 1, "item": 1, "code": "a", "words": text, "required": True}]
    assert table["round"]["id"] == "r"


def test_the_form_offers_exactly_the_laws_closed_set_of_conditions() -> None:
    assert set(calls.PREDICATES) == set(law.PREDICATES)


def test_an_unfinished_draft_is_kept_and_says_all_that_is_missing_at_its_field() -> None:
    town = city.city()
    half = replace(
        NOTICE,
        document="",
        dated=None,
        body=" ",
        contact="",
        performance_until=None,
        conditions=(ConditionWords(None, 1, "", "judged"), ConditionWords(1, 1, "甲", "", years=2)),
        materials=(MaterialWords(2, None, "材料"),),
        kinds=(KindWords("pledge"),),
    )

    written(town, half)

    in_hand = bureau_calls.workbench(by=town.by(Role.CASE_OFFICER), reference="TZ-2026-1").in_hand
    assert in_hand is not None
    assert {fault.place for fault in in_hand.faults} == {
        "document",
        "conditions[1].article",
        "conditions[1].words",
        "conditions[1].asks",
        "conditions[2].predicate",
        "materials[1].item",
        "kinds[pledge].cites",
        "performance_from",
        "dated",
        "body",
        "contact",
    }
    assert in_hand.view.round_ is None


def test_an_unfinished_draft_cannot_be_sent() -> None:
    town = city.city()
    version = written(town, replace(NOTICE, document="", contact=""))

    with pytest.raises(Faulty) as refused:
        actions.send(by=town.by(Role.CASE_OFFICER), version=version.pk, edition=version.edition)

    assert places(refused.value) == ["document", "contact"]
    assert CallVersion.objects.get().sent_at is None


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"opens_at": None}, "opens_at"),
        ({"closes_at": NOTICE.opens_at}, "closes_at"),
        ({"correction_workdays": 0}, "correction_workdays"),
        ({"correction_workdays": 61}, "correction_workdays"),
        ({"document": "号" * 41}, "document"),
        ({"title": "题\x00目"}, "title"),
        ({"title": "题\u202e目"}, "title"),
        ({"title": "题\n目"}, "title"),
        ({"body": "文\x1b[2J"}, "body"),
        ({"conditions": (ConditionWords(1, 1, "字" * 501),)}, "conditions[1].words"),
        ({"conditions": (ConditionWords(),) * 51}, "conditions"),
        ({"kinds": (KindWords("pledge", evidence=("证\x07",)),)}, "kinds[pledge].evidence"),
        ({"materials": (MaterialWords(1, 1, "甲", code="../x"),)}, "materials[1].words"),
    ],
)
def test_what_no_draft_can_hold_is_refused_at_its_field(wrong: dict[str, Any], place: str) -> None:
    town = city.city()
    version = begun(town)

    with pytest.raises(Faulty) as refused:
        actions.save(
            by=town.by(Role.CASE_OFFICER),
            version=version.pk,
            edition=1,
            words=replace(NOTICE, **wrong),
        )

    assert places(refused.value) == [place]
    assert CallVersion.objects.get().edition == 1


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (
            {"conditions": (NOTICE.conditions[0], replace(NOTICE.conditions[1], item=7))},
            ["conditions[1].item", "conditions[2].item"],
        ),
        (
            {"conditions": (ConditionWords(1, 1, "甲", "not_on_abnormal_list", years=2),)},
            ["conditions[1].years"],
        ),
        (
            {"materials": (MaterialWords(1, 1, "甲"), MaterialWords(1, 2, "甲"))},
            ["materials[1].words", "materials[2].words"],
        ),
        ({"materials": (MaterialWords(1, 1, "其他相关材料"),)}, ["materials[1].words"]),
        ({"dated": date(1984, 1, 1)}, ["dated"]),
    ],
)
def test_what_would_mislead_applicants_is_refused_before_it_is_sent(
    wrong: dict[str, Any], place: list[str]
) -> None:
    faults = calls.incomplete(
        words=replace(NOTICE, **wrong), measure=law.measure("cq_2021_65"), benefit=SUBSIDY
    )

    assert [fault.place for fault in faults] == place


def test_a_construction_call_lists_no_kinds_of_operation() -> None:
    faults = calls.incomplete(
        words=NOTICE, measure=law.measure("cq_2021_65"), benefit=law.Benefit.MUNICIPAL_CENTRE
    )

    assert [fault.place for fault in faults] == ["kinds"]


def test_two_editors_do_not_overwrite_each_other() -> None:
    town = city.city()
    version = begun(town)
    officer, manager = town.by(Role.CASE_OFFICER), town.by(Role.ROUND_MANAGER)
    actions.save(by=officer, version=version.pk, edition=1, words=NOTICE)

    with pytest.raises(Stale) as refused:
        actions.save(by=manager, version=version.pk, edition=1, words=replace(NOTICE, title="另一个"))

    assert officer.name in str(refused.value)
    assert CallVersion.objects.get().title == NOTICE.title


def test_a_material_keeps_its_code_and_a_removed_ones_code_is_never_given_again() -> None:
    town = city.city()
    call = published(town)
    version = changed(town, call, at=city.NOON, materials=(MaterialWords(2, 5, "台账"),))

    [material] = calls.words_of(version=version).materials

    assert material.code == "call_2"


def test_the_words_of_a_draft_do_not_stand_in_the_record() -> None:
    town = city.city()

    written(town, replace(NOTICE, body="尚未公开的内容"))

    event = Event.objects.get(action="call.save")
    assert "尚未公开的内容" not in f"{event.before}{event.after}"
    assert NOTICE.materials[0].words not in f"{event.before}{event.after}"
    assert len(event.after["sm3"]) == 64
    assert "正文" in event.after["changed"]


def test_publishing_makes_the_version_the_call_and_issues_a_numbered_paper() -> None:
    town = city.city()

    call = published(town)

    paper = IssuedPaper.objects.get()
    assert call.current is not None
    assert call.current.approved_by_id == town.by(Role.ROUND_MANAGER).person_id
    assert of_call(call=call, at=city.NOON) is CallStage.ANNOUNCED
    assert (paper.number, paper.call_version) == ("演示知发〔2026〕7号（TZ-2026-1第1版）", call.current)
    assert paper.content["closes_at"] == "2026-07-31T18:00:00+08:00"
    assert {
        "text": "有专门场所（由人判断：场所是否满足服务需要）；",
        "citation": "本通知第一部分第8项",
    } in paper.content["conditions"]


def test_two_calls_of_one_document_have_papers_of_their_own() -> None:
    town = city.city()

    published(town), published(town)

    assert IssuedPaper.objects.count() == 2


def test_who_sent_a_version_cannot_publish_it() -> None:
    town = city.city()
    version = sent(town)

    with pytest.raises(SecondPersonNeeded):
        actions.approve(by=town.by(Role.CASE_OFFICER), version=version.pk, edition=version.edition)


def test_who_edited_a_version_earlier_cannot_publish_it_either() -> None:
    town = city.city()
    officer, manager = town.by(Role.CASE_OFFICER), town.by(Role.ROUND_MANAGER)
    version = written(town, by=manager)
    actions.save(by=officer, version=version.pk, edition=2, words=NOTICE)
    actions.send(by=officer, version=version.pk, edition=3)

    with pytest.raises(SecondPersonNeeded):
        actions.approve(by=manager, version=version.pk, edition=3)


def test_the_same_person_on_another_seat_is_not_a_second_person() -> None:
    town = city.city()
    version = sent(town)
    officer = CallVersion.objects.get().sent_by
    assert officer is not None
    manager = city.seat(Role.ROUND_MANAGER, town.bureau, officer)

    with pytest.raises(SecondPersonNeeded):
        actions.approve(by=manager, version=version.pk, edition=version.edition)


def test_another_case_officer_may_publish() -> None:
    town = city.city()
    version = sent(town)

    actions.approve(by=city.seat(Role.CASE_OFFICER, town.bureau), version=version.pk, edition=version.edition)

    assert CallVersion.objects.get().published_at == city.NOON


def test_publishing_asks_for_the_secret_again() -> None:
    town = city.city()
    version = sent(town)
    manager = replace(town.by(Role.ROUND_MANAGER), confirmed_at=None)

    with pytest.raises(NeedsConfirmation):
        actions.approve(by=manager, version=version.pk, edition=version.edition)


def test_an_officer_of_another_bureau_does_not_find_the_draft() -> None:
    town = city.city()
    version = sent(town)
    stranger = city.seat(Role.ROUND_MANAGER, city.organisation("演示外市知识产权局"))

    with pytest.raises(NotFound):
        actions.approve(by=stranger, version=version.pk, edition=version.edition)
    with pytest.raises(NotFound):
        actions.save(by=stranger, version=version.pk, edition=version.edition, words=NOTICE)


def test_an_officer_of_another_bureau_cannot_change_a_published_call() -> None:
    town = city.city()
    call = published(town)
    stranger = city.seat(Role.ROUND_MANAGER, city.organisation("演示外市知识产权局"))

    with pytest.raises(NotFound):
        actions.change(by=stranger, call=call.reference)


def test_what_is_approved_is_what_was_read() -> None:
    town = city.city()
    version = sent(town)

    with pytest.raises(Stale):
        actions.approve(by=town.by(Role.ROUND_MANAGER), version=version.pk, edition=version.edition - 1)


def test_a_sent_version_cannot_be_edited_until_it_is_sent_back_with_a_reason() -> None:
    town = city.city()
    version = sent(town)
    officer, manager = town.by(Role.CASE_OFFICER), town.by(Role.ROUND_MANAGER)
    with pytest.raises(WrongStage):
        actions.save(by=officer, version=version.pk, edition=version.edition, words=NOTICE)
    with pytest.raises(Faulty):
        actions.send_back(by=manager, version=version.pk, reason=" ")

    actions.send_back(by=manager, version=version.pk, reason="请补联系人")

    message = Message.objects.get()
    assert (message.person_id, "请补联系人" in message.body) == (officer.person_id, True)
    assert message.link == "/bureau/calls/TZ-2026-1/"
    actions.save(by=officer, version=version.pk, edition=version.edition, words=NOTICE)


def test_the_database_refuses_one_person_as_writer_and_approver() -> None:
    version = sent(city.city())

    for column in ("sent_by_id", "edited_by_id"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE records_callversion SET approved_by_id = {column}, published_at = %s WHERE id = %s",
                [city.NOON, version.pk],
            )


def test_the_database_refuses_a_publication_nobody_approved() -> None:
    version = sent(city.city())

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_callversion SET published_at = %s WHERE id = %s", [city.NOON, version.pk]
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE records_callversion SET title = 'x'",
        "UPDATE records_callversion SET published_at = NULL, approved_by_id = NULL",
        "DELETE FROM records_callversion",
    ],
)
def test_the_database_keeps_every_word_of_a_published_version(statement: str) -> None:
    published(city.city())

    refused = pytest.raises(IntegrityError, match="append-only")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_takes_no_file_for_a_version_already_published() -> None:
    town = city.city()
    version = published(town).current
    assert version is not None
    file = StoredFile.objects.create(sm3="0" * 64, size=1, kind="text", media_type="text/plain")

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        CallAttachment.objects.create(
            version=version, name="后加", file=file, added_by=version.sent_by, added_at=city.NOON
        )
