"""Issued documents: to keep for who may, and to verify for anyone who holds one."""

from __future__ import annotations

import functools
import hashlib

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiyun.casework import papers
from zhiyun.casework.papers import Document
from zhiyun.casework.queries import issued as documents
from zhiyun.gateways import official_papers
from zhiyun.gateways.official_papers import instant_text
from zhiyun.web import downloads, guards
from zhiyun.web.faults import ShownFault
from zhiyun.web.seats import actor_of

LONGEST_TYPED = 200


@guards.public
def issued(request: HttpRequest, code: str) -> HttpResponse:
    """Give a document as PDF to who may have it."""
    document = documents.issued(by=actor_of(request), code=code)
    is_public = document.kind.value in documents.ANYONES
    answer = _kept(
        document, _public_pdf(code, *_here()) if is_public else _pdf(document), "pdf", downloads.PDF
    )
    # What is published is the same for everyone, but its file follows our address; the rest is for one reader only.
    answer["Cache-Control"] = "no-cache" if is_public else "private, no-store"
    return answer


@guards.desk(*documents.EDITORS)
def issued_docx(request: HttpRequest, code: str) -> HttpResponse:
    """Give a working copy of a document to the office that issued it."""
    document = documents.to_edit(by=actor_of(request), code=code)
    site, is_demo = _here()
    laid_out = papers.laid_out(document=document, site=site, is_demo=is_demo)
    return _kept(document, official_papers.docx(laid_out), "docx", downloads.WORD)


@guards.public
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for the code on a document, or a call's number, and lead to what is known of it."""
    typed = request.GET.get("paper", "")[:LONGEST_TYPED]
    if not typed.strip():
        return _asking(request, typed)
    code = documents.code_in(typed=typed) or documents.code_of_call(number=typed)
    if code is None:
        told = _("没有这样的核验码，也没有这个文号的申报通知。核验码在文书末页，共20位字母和数字")
        return _asking(request, typed, faults=[ShownFault(_("核验码"), told, "paper")], status=404)
    return HttpResponseRedirect(reverse("verify-paper", args=[code]))


@guards.public_form
def verify_paper(request: HttpRequest, code: str) -> HttpResponse:
    """Tell whether a document is genuine, and compare a copy with it.

    An unknown code is answered 404, so that no cache or robot takes the address for a document. The same page is
    shown to everyone, before and after a call has closed.
    """
    known = documents.verified(code=code)
    if known is None:
        return _asking(request, papers.spelt(code=code), unknown=True, status=404)
    context: dict[str, object] = {
        "known": known,
        "issued_at": instant_text(known.issued_at),
        "code": papers.spelt(code=code),
    }
    status = 200
    if request.method == "POST" and "do" in request.POST:
        context |= _compared(request, known)
        status = 400 if "faults" in context else 200
    return _page(request, "zhiyun/public/documents/verified.html", context, status)


def _compared(request: HttpRequest, known: documents.Verified) -> dict[str, object]:
    """Compare what was sent with the document: a file byte for byte, else the digits of a fingerprint."""
    typed, copy = request.POST.get("fingerprint", "")[:LONGEST_TYPED], request.FILES.get("copy")
    if isinstance(copy, UploadedFile) and copy.size:
        content = copy.read()
        if not content.startswith(b"%PDF-"):
            told = _("这不是 PDF。只有从本系统下载的 PDF 可以逐字节比对；打印件和扫描件请对照指纹")
            return {"faults": [ShownFault(_("文件"), told, "copy")], "typed": typed}
        try:
            same = hashlib.sha256(content).hexdigest() == _digest(known.code, *_here())
        except official_papers.TooManyPapers as refusal:
            return {"faults": [ShownFault(_("文件"), str(refusal), "copy")], "typed": typed}
        return {"compared": "file", "same": same, "typed": typed}
    same_digits = known.agrees(typed)
    if same_digits is None:
        told = _("请选择 PDF 文件，或者输入文书上印的指纹，至少32位，只含数字和 a 至 f")
        return {"faults": [ShownFault(_("指纹"), told, "fingerprint")], "typed": typed}
    return {"compared": "fingerprint", "same": same_digits, "typed": typed}


def _here() -> tuple[str, bool]:
    """Say where the public finds this installation, and whether it is a demonstration: both stand on papers."""
    return settings.SITE, settings.DEMO


def _pdf(document: Document) -> bytes:
    site, is_demo = _here()
    return official_papers.pdf_apart(papers.laid_out(document=document, site=site, is_demo=is_demo))


@functools.lru_cache(maxsize=16)
def _public_pdf(code: str, site: str, is_demo: bool) -> bytes:
    """Give the PDF of what is published, which anyone may want and many do, set once; some 130 KB each."""
    document = documents.to_compare(code=code)
    assert document is not None, "only a known document is set"
    return official_papers.pdf_apart(papers.laid_out(document=document, site=site, is_demo=is_demo))


@functools.lru_cache(maxsize=4096)
def _digest(code: str, site: str, is_demo: bool) -> str:
    """Give the SHA-256 of a document's PDF, made once: whoever asks again and again costs nothing."""
    document = documents.to_compare(code=code)
    assert document is not None, "only a known document is compared"
    laid_out = papers.laid_out(document=document, site=site, is_demo=is_demo)
    return hashlib.sha256(official_papers.pdf_apart(laid_out)).hexdigest()


def _kept(document: Document, content: bytes, ending: str, media_type: str) -> HttpResponse:
    """Name a file by what it is and its number, never by a person or an applicant."""
    return downloads.kept(
        content=content,
        name=f"{document.words}-{document.number}.{ending}",
        plain=f"{document.kind.value}-{document.number}.{ending}",
        media_type=media_type,
    )


def _asking(
    request: HttpRequest,
    typed: str,
    *,
    faults: list[ShownFault] | None = None,
    unknown: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {"typed": typed, "faults": faults or [], "unknown": unknown}
    return _page(request, "zhiyun/public/documents/verify.html", context, status)


def _page(request: HttpRequest, template: str, context: dict[str, object], status: int) -> HttpResponse:
    answer = render(request, template, {"desk": "verify", **context}, status=status)
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer
