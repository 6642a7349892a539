"""Issued documents: who may have one, and what anyone may know of one by its code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from zhiyun.casework import papers, sight, stages
from zhiyun.casework.actor import Actor
from zhiyun.casework.issuing import KEPT_INSIDE, WORDS, PaperKind
from zhiyun.casework.papers import Document
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import APPLICANT_ROLES, Role
from zhiyun.records.models import Application, ApplicationStep, IssuedPaper, Publication, StepKind

EDITORS = frozenset({Role.CASE_OFFICER, Role.ROUND_MANAGER})
"""Who works on the office's documents as text."""
EDITABLE = frozenset(PaperKind) - {PaperKind.RECEIPT, PaperKind.PAYMENT_ORDER, PaperKind.YEAR_BOOK}
KEEPS_BOOKS = frozenset({Role.FINANCE, Role.ROUND_MANAGER, Role.AUDITOR})
ANYONES = frozenset({PaperKind.CALL.value, PaperKind.PUBLIC_LIST.value})
"""Kinds the office publishes: anyone may have them."""
_CODE = re.compile(r"[A-Z2-7]{20}")
_MISREAD = str.maketrans({"0": "O", "1": "I", "8": "B", "-": "", " ": "", "\u3000": "", "—": "", "–": ""})
_FINGERPRINT = re.compile(r"[0-9a-f]{32,64}")


@dataclass(frozen=True, slots=True)
class Verified:
    """What anyone who holds a document may hear: never its content, and never whom it is about.

    ``standing`` says whether a call or a public list still holds; ``call`` or ``notice`` is its reference, all empty
    for other documents.
    """

    kind: PaperKind
    words: str
    number: str
    office: str
    issued_at: datetime
    code: str
    fingerprint: str
    standing: str = ""
    call: str = ""
    notice: str = ""

    def agrees(self, typed: str) -> bool | None:
        """Say whether a fingerprint read off a copy, in full or as far as printed, is this one's; None if it is none."""
        digits = re.sub(r"[\s\-—…]", "", typed).lower()
        if not _FINGERPRINT.fullmatch(digits):
            return None
        return self.fingerprint.startswith(digits)


@dataclass(frozen=True, slots=True)
class Listed:
    """One document in a list: what it is, when it was issued, and the code it is fetched and verified by."""

    kind: PaperKind
    words: str
    number: str
    code: str
    issued_at: datetime

    @property
    def is_editable(self) -> bool:
        """Say whether there is a working copy of it."""
        return self.kind in EDITABLE


def code_in(*, typed: str) -> str | None:
    """Give the code somebody typed, however spaced and misread, or the end of the address they copied.

    None where it cannot be one.
    """
    code = typed.strip().rstrip("/").rpartition("/")[2].upper().translate(_MISREAD)
    return code if _CODE.fullmatch(code) else None


def code_of_call(*, number: str) -> str | None:
    """Give the code of the newest published call that bears a number, its 文号 as printed or as it is kept.

    Receipts and notices are not found by number: numbers can be counted through, and how many were returned or
    refused on which day is nobody's business.
    """
    bears = Q(number=number.strip()) | Q(call_version__document=number.strip())
    found = IssuedPaper.objects.filter(bears, kind=PaperKind.CALL.value, call_version__isnull=False)
    return found.order_by("-pk").values_list("code", flat=True).first()


def issued(*, by: Actor, code: str) -> Document:
    """Give a document the actor may have, refused as not found to anyone else.

    A call and a public list are anyone's. What is about an application goes to the applicant and to who may open the case now; of what
    was withdrawn, and even of its receipt, nobody but the applicant hears.
    """
    found = _row(code)
    if found is None:
        raise NotFound
    if found.kind not in ANYONES:
        _refuse_strangers(by, found)
    return papers.of(issued=found)


def of_application(*, by: Actor, reference: str) -> tuple[Listed, ...]:
    """List what was issued about an application, the newest first, as far as the actor may have it.

    Refuses as `sight.application` does.
    """
    return listed(by=by, application=sight.application(by=by, reference=reference))


def listed(*, by: Actor, application: Application) -> tuple[Listed, ...]:
    """The same for a row the actor has opened already."""
    rows = IssuedPaper.objects.filter(application=application).defer("content").order_by("-pk")
    if not stages.knows_all(role=by.role):
        rows = rows.exclude(kind__in=KEPT_INSIDE)
    if by.role not in APPLICANT_ROLES:
        rows = rows.exclude(Exists(_taken_back(OuterRef("application"), OuterRef("issued_at"))))
    return tuple(_listed(row) for row in rows)


def of_call(*, reference: str, version: int) -> Listed | None:
    """Give the document of a published version of a call; None where there is none."""
    found = IssuedPaper.objects.filter(
        kind=PaperKind.CALL.value, call_version__call__reference=reference, call_version__number=version
    )
    row = found.defer("content").first()
    return _listed(row) if row is not None else None


def to_edit(*, by: Actor, code: str) -> Document:
    """Give a document to who may work on it as text: officers and managers of the office that issued it.

    Refused as not found: a receipt, which nobody edits, and anyone else.
    """
    found = _row(code)
    if found is None or by.role not in EDITORS or PaperKind(found.kind) not in EDITABLE:
        raise NotFound
    if found.kind in ANYONES:
        assert found.call_version is not None
        if found.call_version.call.issuer_id != by.organisation_id:
            raise NotFound
        return papers.of(issued=found)
    return issued(by=by, code=code)


def verified(*, code: str) -> Verified | None:
    """Give what anyone may know of the document with a code, or None where there is none."""
    found = _row(code)
    if found is None:
        return None
    document = papers.of(issued=found)
    return Verified(
        document.kind,
        document.words,
        document.printed_number,
        document.content["office"],
        document.issued_at,
        document.code,
        document.fingerprint,
        _standing(found),
        found.call_version.call.reference
        if found.call_version is not None and found.kind == PaperKind.CALL.value
        else "",
        str(found.content["publication"]) if found.kind == PaperKind.PUBLIC_LIST.value else "",
    )


def to_compare(*, code: str) -> Document | None:
    """Give the document a copy is compared with, byte for byte; its words are shown to nobody."""
    found = _row(code)
    return papers.of(issued=found) if found is not None else None


def _listed(row: IssuedPaper) -> Listed:
    kind = PaperKind(row.kind)
    return Listed(kind, WORDS[kind], row.number, row.code, row.issued_at)


def _row(code: str) -> IssuedPaper | None:
    rows = IssuedPaper.objects.select_related("application", "call_version__call__current")
    return rows.filter(code=code).first()


def _refuse_strangers(by: Actor, found: IssuedPaper) -> None:
    if found.kind == PaperKind.MINUTES.value:
        # Minutes are about a meeting: they go to who may open it.
        sight.meeting(by=by, reference=found.content["meeting"]["reference"])
        return
    if found.kind == PaperKind.YEAR_BOOK.value:
        if by.role not in KEEPS_BOOKS or found.content["issuer"] != by.organisation_id:
            raise NotFound
        return
    assert found.application is not None
    sight.application(by=by, reference=found.application.reference)
    if found.kind in KEPT_INSIDE and not stages.knows_all(role=by.role):
        raise NotFound
    if by.role in APPLICANT_ROLES:
        return
    if _taken_back(found.application, found.issued_at).exists():
        raise NotFound


def _taken_back(application: Any, issued_at: Any) -> QuerySet[ApplicationStep]:
    """Give the withdrawals of an application since a document was issued."""
    return ApplicationStep.objects.filter(application=application, kind=StepKind.WITHDRAWN, at__gte=issued_at)


def _standing(found: IssuedPaper) -> str:
    if found.kind == PaperKind.PUBLIC_LIST.value:
        newer = Publication.objects.filter(supersedes__reference=found.content["publication"]).first()
        return _("已由%(newer)s代替") % {"newer": newer.reference} if newer is not None else _("现行有效")
    version = found.call_version
    if version is None:
        return ""
    current = version.call.current
    if current is None or current.pk == version.pk:
        return _("第%(number)s版，现行有效") % {"number": version.number}
    return _("第%(number)s版，已被第%(newer)s版代替") % {"number": version.number, "newer": current.number}
