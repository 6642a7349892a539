"""Applications filled in as rows: everything needed to hand one in, and nothing the law objects to."""

from __future__ import annotations

import hashlib
import itertools
from datetime import date, datetime, timedelta

from tests.casework.city import CLOSES, NOON
from zhiyun import law
from zhiyun.casework.asking import asked
from zhiyun.casework.roles import Role
from zhiyun.casework.rounds import pinned
from zhiyun.casework.sections import sections
from zhiyun.records.models import (
    Application,
    ApplicationStep,
    BudgetLine,
    CorrectionNotice,
    CorrectionSection,
    DealLine,
    Narrative,
    Paper,
    PaperUse,
    PaperVersion,
    Particulars,
    SectionEdition,
    StatedFact,
    StepKind,
    StoredFile,
)

_numbers = itertools.count(1)


def filled(made: Application) -> Application:
    """Fill in an application completely, as rows: everything needed to hand it in, and nothing the law objects to."""
    version = made.call.current
    assert version is not None
    plan = pinned(version=version)
    who = made.begun_by_id
    told = {"construction_funded": False, "co_built": False, "penalties": [], "typical_cases": 3}
    told |= {"full_time_staff": 20, "municipal_centre": False}
    told |= dict.fromkeys(("on_dishonest_list", "on_abnormal_list", "fund_fraud_decided"), False)
    listed = sections(pinned=plan)
    for each in listed:
        SectionEdition.objects.create(
            application=made, section=each.name, edition=1, saved_by_id=who, saved_at=NOON
        )
        wants = asked(listed=listed, section=each)
        for key in wants.stated:
            column = {bool: "truth", int: "whole", law.Penalties: "penalties"}[key.kind]
            StatedFact.objects.create(application=made, name=key.name, **{column: told.get(key.name, True)})
        for name, _ in wants.questions:
            Narrative.objects.create(application=made, question=name, words="演示说明。")
        for key in wants.proven:
            paper(made, f"演示证明{key.name}", f"fact:{key.name}")
    for wanted in plan.measure.materials(plan.benefit, plan.round_):
        if wanted.required and wanted.code != "application_form":
            paper(made, f"演示{wanted.words}"[:100], f"material:{wanted.code}")
    construction = plan.benefit.is_construction
    Particulars.objects.create(
        application=made,
        address="演示市演示区演示路1号",
        founded_on=date(2018, 3, 1),
        contact_name="演示联系人",
        contact_phone="023-00000000",
        contact_email="demo@example.cn",
        summary="演示摘要。",
        asked_fen=300_000_000 if construction else None,
    )
    if construction:
        BudgetLine.objects.create(
            application=made, line=1, head="平台建设", purpose="演示", public_fen=300_000_000
        )
    else:
        DealLine.objects.create(
            application=made,
            line=1,
            deal="演示-1",
            kind="transfer",
            rights=["ZL202010000001.0"],
            from_party="演示转让方",
            to_party="演示受让方",
            related=False,
            contract_on=date(2025, 3, 1),
            contract_fen=100_000_000,
            registered_on=date(2025, 4, 1),
            registration_no="演示登记1",
            money_on=date(2025, 5, 1),
            money_fen=100_000_000,
        )
    return made


def paper(made: Application, title: str, *places: str, content: bytes | None = None) -> Paper:
    """Hand in a paper, as rows; the file itself is kept only where a test keeps it."""
    content = content if content is not None else f"{title}{next(_numbers)}".encode()
    file = StoredFile.objects.create(
        sm3=hashlib.new("sm3", content).hexdigest(),
        size=len(content),
        kind="pdf",
        media_type="application/pdf",
    )
    handed = Paper.objects.create(application=made, title=title, added_by_id=made.begun_by_id, added_at=NOON)
    PaperVersion.objects.create(
        paper=handed,
        number=1,
        file=file,
        name=f"{title}.pdf",
        verdict="not_configured",
        added_by_id=made.begun_by_id,
        added_at=NOON,
    )
    for place in places:
        PaperUse.objects.create(paper=handed, place=place)
    return handed


def returned(
    made: Application, *names: str, at: datetime = CLOSES + timedelta(days=1), due_on: date | None = None
) -> Application:
    """Ask for a correction of the named sections of an application that was handed in, as rows."""
    who = made.begun_by_id
    notice = CorrectionNotice.objects.create(
        application=made,
        submission=made.submissions.order_by("-number")[0],
        at=at,
        by_id=who,
        workdays=5,
        due_on=due_on or (at + timedelta(days=7)).date(),
        counted_by=["演示：5个工作日"],
    )
    for name in names:
        CorrectionSection.objects.create(notice=notice, section=name, reason="演示理由", cites="第八条")
    ApplicationStep.objects.create(
        application=made, kind=StepKind.RETURNED, at=at, by_id=who, role=Role.CASE_OFFICER
    )
    return made
