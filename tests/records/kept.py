"""One row in every table that may not be rewritten, for tests that try to."""

from datetime import timedelta

from django.apps import apps

from tests.casework import city
from tests.records import planted
from zhiyun.casework import record
from zhiyun.casework.roles import Role
from zhiyun.records.append_only import APPEND_ONLY
from zhiyun.records.models import (
    Application,
    Call,
    CallAttachment,
    CallVersion,
    CorrectionNotice,
    CorrectionSection,
    FirstLook,
    IssuedPaper,
    Paper,
    PaperVersion,
    StepKind,
    StoredFile,
    Submission,
)

SM3 = "0" * 64


def rows() -> city.City:
    """Make a city in which every kept table has a row, the published ones a published row."""
    town = city.city()
    file = StoredFile.objects.create(sm3=SM3, size=3, kind="pdf", media_type="application/pdf")
    call = city.call(town, published=False)
    _published_with(file, call, town)
    case = city.application(town, call, StepKind.SUBMITTED, StepKind.ACCEPTED)
    person, at = case.begun_by_id, city.NOON
    _handed_in(case, file)
    IssuedPaper.objects.create(
        kind="receipt",
        number="演示〔2026〕1号",
        code="demo-code",
        application=case,
        content={},
        content_sm3=SM3,
        issued_by_id=person,
        issued_at=at,
    )
    officer = town.by(Role.CASE_OFFICER)
    record.append(chain=f"application:{case.reference}", by=officer, action="applications.demo")
    record.append(
        chain=f"application:{case.reference}",
        by=officer.at_instant(officer.at + timedelta(days=1)),
        action="applications.demo",
    )
    _plant_the_rest()
    return town


def _plant_the_rest() -> None:
    for model in apps.get_app_config("records").get_models():
        if model._meta.db_table in APPEND_ONLY and not model._default_manager.exists():
            planted.row(model)


def _published_with(file: StoredFile, call: Call, town: city.City) -> None:
    """Put a file to a call's draft, then publish it: afterwards none would be taken."""
    version = CallVersion.objects.get()
    officer, manager = (town.seats[role].person_id for role in (Role.CASE_OFFICER, Role.ROUND_MANAGER))
    CallAttachment(
        version=version, name="演示附件.pdf", file=file, added_by_id=officer, added_at=city.NOON
    ).save_base(force_insert=True)
    version.sent_by_id, version.approved_by_id = officer, manager
    version.sent_at = version.published_at = city.OPENS
    version.save()
    call.current = version
    call.save()


def _handed_in(case: Application, file: StoredFile) -> None:
    person, at = case.begun_by_id, city.NOON
    paper = Paper.objects.create(application=case, title="演示证明", added_by_id=person, added_at=at)
    PaperVersion.objects.create(
        paper=paper,
        number=1,
        file=file,
        name="演示证明.pdf",
        verdict="clean",
        added_by_id=person,
        added_at=at,
    )
    submission = Submission.objects.create(
        application=case,
        number=1,
        call_version=case.call.current,
        at=at,
        by_id=person,
        undertaking="演示承诺",
        snapshot={},
        seal=SM3,
        outcome="met",
        not_met=0,
        missing=0,
        to_judge=0,
        papers=1,
    )
    notice = CorrectionNotice.objects.create(
        application=case, submission=submission, at=at, by_id=person, workdays=5, due_on=at.date()
    )
    CorrectionSection.objects.create(notice=notice, section="budget", reason="演示原因", cites="第九条")
    FirstLook.objects.create(application=case, submission=submission, accepted=True, at=at, by_id=person)
