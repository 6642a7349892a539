"""An issued document as plain values, and what stands around the text of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.issuing import WORDS, PaperKind
from zhiyun.gateways import official_papers
from zhiyun.records.models import IssuedPaper

VERIFY = "/documents/verify/"
"""Where anyone verifies a document; the address printed on it goes on with its code."""


@dataclass(frozen=True, slots=True)
class Document:
    """What was issued: ``content`` is all its words, ``fingerprint`` their SM3 in hex as it was kept on that day."""

    kind: PaperKind
    number: str
    code: str
    issued_at: datetime
    content: Mapping[str, Any]
    fingerprint: str

    @property
    def words(self) -> str:
        """The office's word for its kind."""
        return WORDS[self.kind]

    @property
    def printed_number(self) -> str:
        """The number as it stands under the red head: a call's own 文号, which its versions share."""
        return str(self.content.get("document") or self.number)


def of(*, issued: IssuedPaper) -> Document:
    """Give a row of what was issued as plain values."""
    return Document(
        PaperKind(issued.kind),
        issued.number,
        issued.code,
        issued.issued_at,
        issued.content,
        issued.content_sm3,
    )


def letterhead(*, document: Document, site: str, is_demo: bool) -> official_papers.Letterhead:
    """Give what stands around the text; ``site`` is where the public finds this office, without a slash at its end.

    The day is the day of issue in Chongqing.
    """
    return official_papers.Letterhead(
        document.content["office"],
        document.printed_number,
        document.issued_at.astimezone(SHANGHAI).date(),
        verification=official_papers.Verification(
            f"{site}{VERIFY}{document.code}/", spelt(code=document.code), document.fingerprint
        ),
        is_demo=is_demo,
    )


def spelt(*, code: str) -> str:
    """Spell a code in groups of four, as people read one out."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def case(*, content: Mapping[str, Any]) -> official_papers.Case:
    """Read the application a document is about."""
    return official_papers.Case(**content["case"])


def items(*, listed: list[dict[str, str]]) -> tuple[official_papers.Item, ...]:
    """Read entries with their articles."""
    return tuple(official_papers.Item(each["text"], each["citation"]) for each in listed)
