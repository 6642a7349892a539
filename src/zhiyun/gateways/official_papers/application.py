"""The application 申报书 as the applicant filled it in, section by section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhiyun.gateways.official_papers.paper import (
    Block,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Table,
    Terms,
)

UNANSWERED = "（未填写）"


@dataclass(frozen=True, slots=True)
class Section:
    """One section: questions with their answers, then tables; an empty answer is printed as not given."""

    title: str
    rows: tuple[tuple[str, str], ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Application:
    """A whole application; ``state`` says what it is, such as a draft or what was sealed at which second."""

    letterhead: Letterhead
    title: str
    applicant: str
    state: str
    sections: tuple[Section, ...]


def application_paper(application: Application) -> Paper:
    """Lay out an application: the applicant's paper, without red head, signed by the applicant."""
    return Paper(
        application.letterhead,
        application.title,
        tuple(_blocks(application)),
        signed_by=application.applicant,
        is_issued=False,
    )


def _blocks(application: Application) -> Iterator[Block]:
    if application.state:
        yield Paragraph(application.state)
    for section in application.sections:
        yield Heading(section.title)
        if section.rows:
            yield Terms(tuple((question, answer or UNANSWERED) for question, answer in section.rows))
        yield from section.tables
        if not section.rows and not section.tables:
            yield Paragraph(UNANSWERED)
