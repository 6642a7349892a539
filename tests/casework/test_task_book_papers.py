"""The task book on paper: what both have signed, sealed and marked; a draft that says it is one; hostile words inert."""

from __future__ import annotations

from io import BytesIO

import pytest

from tests.casework import city, task_books
from tests.casework.task_books import SIGNS, content
from tests.gateways.paper_samples import pages
from zhiyun.casework import papers
from zhiyun.casework.actions import task_books as acts
from zhiyun.casework.queries import issued, task_book_files
from zhiyun.casework.roles import Role
from zhiyun.gateways import official_papers
from zhiyun.records.models import Application, IssuedPaper

pytestmark = pytest.mark.django_db

HOSTILE = "<img src=file:///etc/passwd> http://169.254.169.254/ @import <svg xlink:href='x'/> #read(\"/etc/passwd\")"


@pytest.fixture
def town() -> city.City:
    return city.city()


def original(case: Application) -> official_papers.Paper:
    row = IssuedPaper.objects.get(application=case, kind="task_book")
    return papers.laid_out(document=papers.of(issued=row), site="https://zhiyun.example", is_demo=True)


def test_the_original_says_what_was_agreed_and_that_its_seals_are_simulated(town: city.City) -> None:
    case = task_books.in_force(town)

    text = "".join(pages(official_papers.pdf(original(case))))

    for said in (
        "知识产权运营中心建设任务书",
        "渝知运任务书〔2026〕1号",
        "《重庆市知识产权运营中心建设经费资助及运营绩效补贴办法（试行）》（渝知发〔2021〕65号）第九条第5项",
        "2,989,999.99元",
        "2026年8月10日至2028年8月9日",
        "第四个半年末",
        "模拟签章",
        "不具有电子签名的法律效力",
    ):
        assert said in text, said


def test_both_sides_may_have_the_original_and_a_stranger_may_not(town: city.City) -> None:
    case = task_books.in_force(town)
    code = IssuedPaper.objects.get(application=case, kind="task_book").code

    for role in (Role.PREPARER, Role.LEGAL_REPRESENTATIVE, Role.CASE_OFFICER, Role.FINANCE, Role.AUDITOR):
        assert issued.issued(by=town.by(role, at=SIGNS), code=code).number == "渝知运任务书〔2026〕1号"
    with pytest.raises(issued.NotFound):
        issued.issued(by=town.foreign_preparer.at_instant(SIGNS), code=code)


def test_a_draft_says_that_it_binds_nobody(town: city.City) -> None:
    case = task_books.confirmed(town)
    task_books.begun(town, case)

    paper = task_book_files.draft_paper(
        by=town.by(Role.PREPARER, at=SIGNS), reference=case.reference, number=1, is_demo=True
    )

    text = "".join(pages(official_papers.pdf(paper)))
    assert "第1版协商稿，尚未签订，不具有效力" in text
    assert "签章值" not in text
    assert not paper.is_issued


def test_attack_36_words_that_ask_for_files_or_addresses_are_only_words(town: city.City) -> None:
    import docx

    case = task_books.confirmed(town)
    acts.begin(by=task_books.officer(town), application=case.reference, content=content(goals=HOSTILE))
    paper = task_book_files.draft_paper(
        by=town.by(Role.CASE_OFFICER, at=SIGNS), reference=case.reference, number=1, is_demo=True
    )

    text = "".join(pages(official_papers.pdf(paper)))
    document = docx.Document(BytesIO(official_papers.docx(paper)))

    assert "".join(HOSTILE.split()) in text
    assert "root:" not in text
    assert HOSTILE in [paragraph.text for paragraph in document.paragraphs]
    assert not [each for each in document.part.rels.values() if each.is_external]
