"""The applicant's own paper: the draft while it is written, what was sealed afterwards, and nobody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.casework import city, filling
from tests.casework import issued as issuing_city
from tests.gateways.paper_samples import opened, pages
from zhiyun import law
from zhiyun.casework.actions import applications
from zhiyun.casework.issuing import PaperKind
from zhiyun.casework.papers import application as papers
from zhiyun.casework.queries import application_forms
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import APPLICANT_ROLES, Role
from zhiyun.gateways import official_papers
from zhiyun.records.models import Application, Particulars, RosterLine

pytestmark = pytest.mark.django_db


def printed(town: city.City, case: Application, *, at: object = city.NOON) -> str:
    by = town.by(Role.PREPARER, at=at)
    form = application_forms.application_form(by=by, reference=case.reference)
    return "".join(pages(official_papers.pdf(form.laid_out(is_demo=True))))


@pytest.mark.parametrize("benefit", list(law.Benefit))
def test_a_draft_is_printed_with_every_answer_and_says_it_is_a_draft(benefit: law.Benefit) -> None:
    town = city.city()
    case = filling.filled(city.application(town, city.call(town, benefit)))

    said = printed(town, case)

    told = [
        town.applicant.name,
        town.applicant.credit_code,
        "演示市演示区演示路1号",
        "演示说明。",
        "申报材料",
    ]
    told += ["草稿，2026年6月15日12时00分00秒生成，内容尚未提交"]
    if benefit.is_construction:
        told += ["申请资助金额", "3,000,000.00元", "平台建设", "合计", "无，单独建设"]
    else:
        told += ["业务笔数", "1笔", "1,000,000.00元", "以随申报封存的电子台账为准"]
    for words in told:
        assert words in said
    assert "真实性承诺内容" not in said
    assert said.count("未填写") == 1, "only the roster is left out"


def test_what_was_sealed_is_printed_with_its_seal_and_undertaking_whatever_is_changed_later() -> None:
    town = city.city()
    case = filling.filled(city.application(town, city.call(town)))
    issuing_city.submitted(town, case)
    before = printed(town, case)

    Particulars.objects.filter(application=case).update(address="演示改过的地址")

    sealed = case.submissions.get()
    assert printed(town, case) == before
    assert f"第1次提交，2026年6月15日12时00分00秒（北京时间）封存，整份材料的SM3指纹为{sealed.seal}" in before
    assert "本单位承诺" in before
    assert "演示改过的地址" not in before


def test_taken_back_before_closing_it_is_a_draft_again() -> None:
    town = city.city()
    case = filling.filled(city.application(town, city.call(town)))
    issuing_city.submitted(town, case)
    signing = town.by(Role.LEGAL_REPRESENTATIVE, at=city.NOON + timedelta(minutes=1))
    applications.withdraw(by=signing, application=case.reference, reason="演示")

    said = printed(town, case, at=city.NOON + timedelta(minutes=2))

    assert "草稿，2026年6月15日12时02分00秒生成" in said


def test_a_returned_application_is_printed_as_it_is_being_corrected() -> None:
    town = city.city()
    paper = issuing_city.document(town, PaperKind.CORRECTION)

    said = printed(town, paper.application, at=issuing_city.LOOKED_AT + timedelta(hours=1))

    assert "补正稿，2026年7月1日11时00分00秒生成" in said


@pytest.mark.parametrize(("people", "is_listed"), [(40, True), (41, False)])
def test_a_long_roster_is_summed_and_not_printed_line_by_line(people: int, is_listed: bool) -> None:
    town = city.city()
    case = filling.filled(city.application(town, city.call(town)))
    RosterLine.objects.bulk_create(
        RosterLine(
            application=case,
            line=number,
            code=f"YG{number:03}",
            post="演示岗位",
            engagement="own",
            contract=True,
            insured_months=["2026-01"],
        )
        for number in range(1, people + 1)
    )

    said = printed(town, case)

    assert f"{people}人" in said
    assert ("YG040" in said) is is_listed
    assert ("以随申报封存的电子名册为准" in said) is not is_listed
    assert papers.LISTED_AT_MOST == 40


@pytest.mark.parametrize("role", [role for role in Role if role not in APPLICANT_ROLES])
def test_13_nobody_but_the_applicant_prints_an_application(role: Role) -> None:
    town = city.city()
    case = filling.filled(city.application(town, city.call(town)))
    issuing_city.submitted(town, case)

    for by in (town.by(role), town.by(role, at=city.CLOSES + timedelta(days=1)), town.foreign_preparer):
        with pytest.raises(NotFound):
            application_forms.application_form(by=by, reference=case.reference)


def test_15_the_file_names_the_applicant_s_body_at_most_and_no_person() -> None:
    town = city.city()
    case = filling.filled(city.application(town, city.call(town)))
    by = town.by(Role.PREPARER)

    form = application_forms.application_form(by=by, reference=case.reference)
    content = official_papers.pdf(form.laid_out(is_demo=True))

    assert "演示人员" not in " ".join(opened(content).get_metadata_dict().values())
