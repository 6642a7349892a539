"""Documents of every kind as issued in the invented city, for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from tests.casework import city
from zhiyun.casework import issuing, rounds, snapshot
from zhiyun.casework.actor import Actor
from zhiyun.casework.issuing import PaperKind
from zhiyun.casework.papers import call as calls
from zhiyun.casework.papers import receipt as receipts
from zhiyun.casework.roles import Role
from zhiyun.records.models import Application, Call, IssuedPaper, Submission

NOTICES = {
    PaperKind.CORRECTION: {
        "reasons": [{"section": "专职人员名册", "reason": "缺社保证明，请补交。", "citation": "第八条第3项"}],
        "deadline": {
            "last_day": "2026-07-08",
            "workdays": 5,
            "counting": "自2026-07-02起计5个工作日。",
            "source": "国务院办公厅关于2026年部分节假日安排的通知",
        },
    },
    PaperKind.ACCEPTANCE: {
        "accepted_on": "2026-07-01",
        "next_steps": [{"text": "评审：组织专家评审。", "citation": "第十条第2项"}],
    },
    PaperKind.NON_ACCEPTANCE: {
        "grounds": [{"text": "登记住所不在本市；", "citation": "第八条第1项"}],
        "objection": ["对本决定有异议的，可以书面说明理由并附证据。"],
    },
}


def call(under: Call, *, changes: tuple[str, ...] = ()) -> IssuedPaper:
    """Issue a call's current version."""
    version = under.current
    assert version is not None
    assert version.published_at is not None
    by = Actor(at=version.published_at, person_id=version.approved_by_id)
    return calls.issue(version=version, changes=changes, by=by)


def submission(
    town: city.City, case: Application, *, number: int = 1, at: datetime = city.NOON
) -> Submission:
    """Seal what an application holds."""
    version = case.call.current
    drawn = snapshot.drawn(application=case, version=version)
    return Submission.objects.create(
        application=case,
        number=number,
        call_version=version,
        at=at,
        by_id=town.seats[Role.LEGAL_REPRESENTATIVE].person_id,
        undertaking="演示承诺。",
        snapshot=drawn,
        seal=snapshot.seal(snapshot=drawn),
        outcome="met",
        not_met=0,
        missing=0,
        to_judge=0,
        papers=0,
    )


def receipt(town: city.City, case: Application, *, number: int = 1, at: datetime = city.NOON) -> IssuedPaper:
    """Issue the receipt of a submission."""
    sealed = submission(town, case, number=number, at=at)
    by = replace(town.seats[Role.LEGAL_REPRESENTATIVE], at=at)
    content = receipts.content(
        application=case,
        submission=sealed,
        pinned=rounds.pinned(version=sealed.call_version),
        by_name=by.name,
    )
    return issuing.issue(
        kind=PaperKind.RECEIPT, by=by, content=content, number=f"{case.reference}-{number}", application=case
    )


def notice(town: city.City, case: Application, kind: PaperKind) -> IssuedPaper:
    """Issue a notice the day after the call has closed."""
    by = town.by(Role.CASE_OFFICER, at=city.CLOSES + timedelta(hours=20))
    about: dict[str, Any] = {
        "office": town.bureau.name,
        "case": {
            "reference": case.reference,
            "applicant": case.organisation.name,
            "credit_code": case.organisation.credit_code,
            "call": f"{case.call.current.title}（{case.call.current.document}）",
        },
    }
    return issuing.issue(kind=kind, by=by, content={**about, **NOTICES[kind]}, application=case)
