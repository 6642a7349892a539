"""One published patent document, as it is kept: cleaned where cleaning is sure, beside what the source said."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date


class Right(enum.Enum):
    """What kind of right a document is about, in the gazette's words."""

    INVENTION = "发明"
    UTILITY_MODEL = "实用新型"
    DESIGN = "外观设计"


@dataclass(frozen=True, slots=True)
class Cited:
    """A document that a patent cites; ``by_examiner`` is None where the source does not say who named it."""

    publication: str
    by_examiner: bool | None = None


@dataclass(frozen=True, slots=True)
class LegalEvent:
    """An entry of the register: the day, the office's code, the office's words."""

    on: date
    code: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim: its number, 0 where the source gives a claim and not its number; its text without the number; ``zh``,
    ``en``, another language or empty."""

    number: int
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patent:
    """One document, named by its publication number.

    Texts are kept by language because a family is told in several. What a source does not say is empty or
    None and never guessed; what was derived (``province``, ``applicant_groups``) can be derived again.

    Attributes:
        publication: Normalised as by `numbers.publication`: ``CN109996757A``.
        application: Normalised as by `numbers.application`, with its check digit: ``CN201680087887.X``.
        office: Two letters of WIPO ST.3.
        kind: Kind code of WIPO ST.16 as printed: ``A``, ``B``, ``U``, ``S``, ``B2``.
        applicants: As the source writes them, in its order.
        applicant_groups: One key for each applicant (``applicants.group_of(name).key``), for counting and not for
            reading: a screen shows the applicant's name that occurs most with it, as `applicants.shown_names` does.
        address: The first applicant's, with its postcode, as the source writes it.
        province, city, district: Codes of GB/T 2260, empty outside China or where the address does not say.
        ipc: Symbols spelt as ``B64C33/02``, the main one first, without version.
        cpc: Likewise.
        locarno: Classes of designs, ``01-01``.
        family: The name of the simple family, empty where no source gives one.
        claims: Those the source gives, be it only the first or the independent ones, by language and number.
        claim_count: How many there are, as the source says or as its whole list tells; None where neither does.
        legal_status: The office's words; ``legal_status_on`` is the day they were true.
    """

    publication: str
    application: str = ""
    office: str
    kind: str
    right: Right
    title_zh: str = ""
    title_en: str = ""
    title: str = ""
    language: str = ""
    abstract_zh: str = ""
    abstract_en: str = ""
    abstract: str = ""
    filed_on: date | None = None
    published_on: date | None = None
    granted_on: date | None = None
    priority_on: date | None = None
    applicants: tuple[str, ...] = ()
    applicant_groups: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    inventors: tuple[str, ...] = ()
    address: str = ""
    province: str = ""
    city: str = ""
    district: str = ""
    ipc: tuple[str, ...] = ()
    cpc: tuple[str, ...] = ()
    locarno: tuple[str, ...] = ()
    family: str = ""
    claims: tuple[Claim, ...] = ()
    claim_count: int | None = None
    cites: tuple[Cited, ...] = ()
    legal_status: str = ""
    legal_status_on: date | None = None
    legal_events: tuple[LegalEvent, ...] = ()

    @property
    def any_title(self) -> str:
        """The title in Chinese, else in English, else as it was filed; empty where no source gives one."""
        return self.title_zh or self.title_en or self.title

    @property
    def any_abstract(self) -> str:
        """The abstract in Chinese, else in English, else as it was filed; empty where no source gives one."""
        return self.abstract_zh or self.abstract_en or self.abstract


def merged(earlier: Patent, later: Patent) -> Patent:
    """Give what two tellings of one document say: the later one, and of the earlier what that leaves unsaid.

    Events of the register and citations of both are kept, each once, in order; so are claims, of one number the
    later text.
    """
    assert earlier.publication == later.publication
    said = {each.name: getattr(later, each.name) or getattr(earlier, each.name) for each in fields(Patent)}
    said["cites"] = tuple(dict.fromkeys((*earlier.cites, *later.cites)))
    said["claims"] = together(earlier.claims, later.claims)
    said["legal_events"] = tuple(
        sorted(
            dict.fromkeys((*earlier.legal_events, *later.legal_events)), key=lambda each: (each.on, each.code)
        )
    )
    return replace(later, **said)


def together(*tellings: Iterable[Claim]) -> tuple[Claim, ...]:
    """Put claims of one document together by language and number, unnumbered ones last; the later text counts."""
    kept = {(each.language, each.number or each.text): each for telling in tellings for each in telling}
    return tuple(sorted(kept.values(), key=lambda each: (each.language, not each.number, each.number)))
