"""One row in every table that may not be rewritten, for tests that try to."""

from datetime import timedelta

from tests.casework import city
from zhiyun.casework import record
from zhiyun.casework.roles import Role
from zhiyun.records.models import (
    Application,
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
    case = city.application(town, city.call(town), StepKind.SUBMITTED, StepKind.ACCEPTED)
    person, at = case.begun_by_id, city.NOON
    file = StoredFile.objects.create(sm3=SM3, size=3, kind="pdf", media_type="application/pdf")
    _handed_in(case, file)
    version = CallVersion.objects.get()
    CallAttachment(
        version=version, name="演示附件.pdf", file=file, added_by_id=person, added_at=at
    ).save_base(force_insert=True)
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
    return town


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
