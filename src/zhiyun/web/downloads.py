"""Files to keep, answered so that no browser opens them as a page of ours (attack cases 15 and 37)."""

from __future__ import annotations

import re
from urllib.parse import quote

from django.http import HttpResponse

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\\/:*?"<>|;%]+')
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9.-]+")
_LONGEST = 100


def kept(*, content: bytes, name: str, media_type: str, plain: str) -> HttpResponse:
    """Answer with a file under ``name``, and under ``plain`` for who reads only ASCII; nothing of it ever runs."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = disposition(name=name, plain=plain)
    answer["Content-Length"] = str(len(content))
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def disposition(*, name: str, plain: str) -> str:
    """Write the header that names a file to keep (RFC 6266, RFC 5987); a name cannot leave its folder or its header."""
    stem, dot, ending = re.sub(r"-{2,}", "-", _NOT_PLAIN.sub("-", plain)).rpartition(".")
    ascii_name = f"{stem[:_LONGEST].strip('-.') or 'file'}{dot}{ending}"
    return f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(safe(name=name), safe='')}"


def safe(*, name: str) -> str:
    """Make a file's name one that every system keeps: no path, no control or direction mark, not hidden, not endless."""
    stem, dot, ending = _UNSAFE.sub("-", name).strip(" .-").rpartition(".")
    return f"{stem[:_LONGEST]}{dot}{ending[:10]}" or "file"
