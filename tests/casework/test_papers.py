"""Proofs: one file for several questions, every version kept, and nobody opens what is not theirs."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.casework import city, filling
from zhiyun.casework import editing
from zhiyun.casework.actions import applications, papers, submitting
from zhiyun.casework.calls.publishing import KeptFile
from zhiyun.casework.queries.papers import download, lines
from zhiyun.casework.receiving import Received
from zhiyun.casework.refusals import MandateEnded, NotFound
from zhiyun.casework.roles import BUREAU_ROLES, Role
from zhiyun.gateways.file_kinds import safe_name
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import (
    Application,
    Mandate,
    Paper,
    PaperVersion,
    StoredFile,
)

pytestmark = pytest.mark.django_db

AFTER = city.CLOSES + timedelta(days=1)
RULES, SHARING = "fact:management_rules", "fact:benefit_sharing_rules"


def _received(words: str = "演示", *, size: int = 6) -> Received:
    sm3 = hashlib.new("sm3", words.encode()).hexdigest()
    return Received(KeptFile(sm3, size, "pdf", "application/pdf"), f"{words}.pdf", "not_configured")


def _add(by: city.Actor, made: Application, words: str = "演示", *places: str) -> int:
    return int(
        papers.add(
            by=by,
            application=made.reference,
            title=words,
            places=places or [RULES],
            received=_received(safe_name(words)),
        )
    )


def _submitted_case() -> tuple[city.City, Application]:
    town = city.city()
    made = filling.filled(city.application(town, city.call(town)))
    submitting.submit(by=town.by(Role.LEGAL_REPRESENTATIVE), application=made.reference, undertaken=True)
    return town, made


def test_one_proof_serves_several_questions_and_every_version_is_kept() -> None:
    town = city.city()
    made = city.application(town, city.call(town))
    by = town.by(Role.PREPARER)

    number = _add(by, made, "演示制度", RULES, SHARING)
    papers.add_version(by=by, application=made.reference, paper=number, received=_received("演示制度二"))
    papers.use(by=by, application=made.reference, place="material:condition_papers", take=[number])
    papers.use(by=by, application=made.reference, place=SHARING, drop=[number])

    [line] = lines(application=made)
    assert line.uses == (RULES, "material:condition_papers")
    assert [version.number for version in line.versions] == [2, 1]
    assert line.newest.verdict == "未配置查毒"
    assert download(by=by, reference=made.reference, number=number, version=1).name == "演示制度.pdf"


def test_a_form_sent_twice_hands_a_file_in_once() -> None:
    town = city.city()
    made = city.application(town, city.call(town))
    by = town.by(Role.PREPARER)
    given = {"application": made.reference, "title": "演示", "places": [RULES], "received": _received()}

    first = papers.add(by=by, key="k1", **given)
    again = papers.add(by=by, key="k1", **given)

    assert first == again
    assert Paper.objects.count() == 1


@pytest.mark.parametrize(
    "place",
    [
        "material:nothing",
        "fact:nothing",
        "condition:condition-9-9",
        "deal:",
        "deal:没有这一笔",
        "deal:\x00",
        "elsewhere",
        "",
        "fact:" + "a" * 99,
    ],
)
def test_a_place_the_form_does_not_have_is_refused(place: str) -> None:
    town = city.city()
    made = city.application(town, city.call(town))

    with pytest.raises(Faulty):
        _add(town.by(Role.PREPARER), made, "演示", place)

    assert Paper.objects.count() == 0


def test_an_application_holds_200_files_and_not_one_more() -> None:
    town = city.city()
    made = city.application(town, city.call(town))
    by = town.by(Role.PREPARER)
    number = _add(by, made)
    paper = Paper.objects.get(pk=number)
    file = StoredFile.objects.get()
    row = PaperVersion(
        paper=paper, file=file, name="演示.pdf", verdict="clean", added_by_id=by.person_id, added_at=by.at
    )
    PaperVersion.objects.bulk_create(
        PaperVersion(**{f.attname: getattr(row, f.attname) for f in row._meta.fields[1:]} | {"number": n})
        for n in range(2, papers.MOST_FILES)
    )

    papers.add_version(by=by, application=made.reference, paper=number, received=_received("末份"))

    with pytest.raises(papers.TooMuch):
        papers.add_version(by=by, application=made.reference, paper=number, received=_received("多一份"))


def test_an_application_holds_300_megabytes_and_not_one_byte_more() -> None:
    town = city.city()
    made = city.application(town, city.call(town))
    by = town.by(Role.PREPARER)
    number = _add(by, made)
    left = papers.MOST_BYTES - 6

    with pytest.raises(papers.TooMuch):
        papers.add_version(
            by=by, application=made.reference, paper=number, received=_received("大", size=left + 1)
        )

    assert papers.add_version(
        by=by, application=made.reference, paper=number, received=_received("正好", size=left)
    )


def test_what_a_person_calls_a_paper_is_kept_on_one_line_without_signs_nobody_sees() -> None:
    town = city.city()
    made = city.application(town, city.call(town))

    number = _add(town.by(Role.PREPARER), made, "  演示\u202e\n<b>材料</b>\x00 ")

    assert Paper.objects.get(pk=number).title == "演示 <b>材料</b>"


def test_another_applicants_paper_can_be_neither_used_mended_removed_nor_opened() -> None:
    """Attack 1 and 3: a number of another applicant's paper opens nothing under one's own reference."""
    town = city.city()
    under = city.call(town)
    foreign = city.application(town, under, of=town.other_applicant)
    made = city.application(town, under)
    secret = _add(town.foreign_preparer, foreign, "演示机密")
    by = town.by(Role.PREPARER)

    for attempt in (
        lambda: papers.use(by=by, application=made.reference, place=RULES, take=[secret]),
        lambda: papers.use(by=by, application=made.reference, place=RULES, drop=[secret]),
        lambda: papers.add_version(by=by, application=made.reference, paper=secret, received=_received("换")),
        lambda: papers.remove(by=by, application=made.reference, paper=secret),
        lambda: download(by=by, reference=made.reference, number=secret, version=1),
        lambda: download(by=by, reference=foreign.reference, number=secret, version=1),
        lambda: papers.remove(by=by, application=foreign.reference, paper=secret),
    ):
        with pytest.raises(NotFound):
            attempt()

    [line] = lines(application=foreign)
    assert (line.uses, len(line.versions)) == ((RULES,), 1)


def test_a_new_application_starts_with_no_paper_of_anyone() -> None:
    """Attack 12a: an empty form is scoped to its own application."""
    town = city.city()
    foreign = city.application(town, city.call(town), of=town.other_applicant)
    _add(town.foreign_preparer, foreign)
    made = city.application(town, city.call(town))

    assert lines(application=made) == ()


def test_a_revoked_mandate_hands_nothing_in_with_its_next_request() -> None:
    """Attack 9."""
    town = city.city()
    made = city.application(town, city.call(town))
    by = town.by(Role.PREPARER)
    Mandate.objects.filter(pk=by.mandate_id).update(ended_at=by.at)

    with pytest.raises(MandateEnded):
        _add(by, made)


def test_nobody_of_the_bureau_opens_a_paper_before_closing_and_then_only_what_was_handed_in() -> None:
    """Attack 2 and 14: for every role, at the last instant before closing and at closing."""
    town, made = _submitted_case()
    sealed = Paper.objects.filter(application=made).order_by("id")[0]
    not_sealed = PaperVersion.objects.create(
        paper=sealed,
        number=2,
        file=StoredFile.objects.all()[0],
        name="后来.pdf",
        verdict="clean",
        added_by_id=made.begun_by_id,
        added_at=city.NOON,
    )
    opens = {
        Role.CASE_OFFICER,
        Role.ROUND_MANAGER,
        Role.AUDITOR,
        Role.DISTRICT_OFFICER,
        Role.PREPARER,
        Role.LEGAL_REPRESENTATIVE,
    }
    opened = set()

    for role in Role:
        before = town.by(role, at=city.CLOSES - timedelta(microseconds=1))
        after = town.by(role, at=city.CLOSES)
        if role not in (Role.PREPARER, Role.LEGAL_REPRESENTATIVE):
            with pytest.raises(NotFound):
                download(by=before, reference=made.reference, number=sealed.pk, version=1)
            with pytest.raises(NotFound):
                download(by=after, reference=made.reference, number=sealed.pk, version=not_sealed.number)
        try:
            download(by=after, reference=made.reference, number=sealed.pk, version=1)
        except NotFound:
            continue
        opened.add(role)

    assert opened == opens


def test_a_district_opens_the_papers_of_its_own_district_only() -> None:
    town, made = _submitted_case()
    paper = Paper.objects.filter(application=made).order_by("id")[0]
    elsewhere = replace(town.by(Role.DISTRICT_OFFICER, at=AFTER), district="江北区")

    with pytest.raises(NotFound):
        download(by=elsewhere, reference=made.reference, number=paper.pk, version=1)


def test_what_was_handed_in_and_taken_back_stays_closed_after_it_is_handed_in_again() -> None:
    """Attack 13: of the withdrawn submission the bureau sees nothing, though the new one is open to it."""
    town, made = _submitted_case()
    by = town.by(Role.LEGAL_REPRESENTATIVE)
    taken_back_by = city.confirmed(by.at_instant(city.NOON + timedelta(hours=1)))
    applications.withdraw(by=taken_back_by, application=made.reference)
    later = city.confirmed(by.at_instant(city.NOON + timedelta(hours=2)))
    old = Paper.objects.filter(application=made, uses__place=RULES).get()
    papers.remove(by=later, application=made.reference, paper=old.pk)
    _add(later, made, "演示新制度")
    submitting.submit(by=later, application=made.reference, undertaken=True)
    officer = town.by(Role.CASE_OFFICER, at=AFTER)
    new = Paper.objects.filter(application=made, uses__place=RULES).get()

    assert download(by=officer, reference=made.reference, number=new.pk, version=1)
    for role in sorted(BUREAU_ROLES):
        with pytest.raises(NotFound):
            download(by=town.by(role, at=AFTER), reference=made.reference, number=old.pk, version=1)


def test_under_a_correction_papers_change_only_where_sections_were_reopened() -> None:
    town, made = _submitted_case()
    filling.returned(made, "condition-8-4")
    by = town.by(Role.PREPARER, at=AFTER)
    shared = Paper.objects.get(application=made, uses__place=RULES)
    shared.uses.create(place="condition:condition-8-5")

    with pytest.raises(editing.SectionClosed):
        _add(by, made, "演示", "material:standing_papers")
    with pytest.raises(papers.ServesClosedSections):
        papers.add_version(by=by, application=made.reference, paper=shared.pk, received=_received("换"))
    with pytest.raises(papers.ServesClosedSections):
        papers.remove(by=by, application=made.reference, paper=shared.pk)
    own = Paper.objects.get(application=made, uses__place=SHARING)

    assert (
        papers.add_version(by=by, application=made.reference, paper=own.pk, received=_received("换")) == "2"
    )
    assert _add(by, made, "演示补充", RULES)


def test_taking_a_paper_back_leaves_what_was_sealed_and_no_row_can_be_removed() -> None:
    """Attack 54: files a submission names stay, whatever happens to the draft."""
    town, made = _submitted_case()
    filling.returned(made, "condition-8-4")
    row = Paper.objects.get(application=made, uses__place=RULES)

    papers.remove(by=town.by(Role.PREPARER, at=AFTER), application=made.reference, paper=row.pk)

    assert row.versions.count() == 1
    assert download(
        by=town.by(Role.CASE_OFFICER, at=AFTER), reference=made.reference, number=row.pk, version=1
    )
    for rows in (PaperVersion.objects.filter(paper=row), StoredFile.objects.all()):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows._raw_delete(rows.db)
