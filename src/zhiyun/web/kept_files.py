"""Files between a browser and safekeeping: taken in after a look at their content, handed out to be saved only."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse

from zhiyun.casework.calls.publishing import KeptFile
from zhiyun.gateways import scanning
from zhiyun.gateways.file_kinds import known_kind, safe_name
from zhiyun.gateways.safekeeping import Store
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said

LARGEST = 20 * 1024 * 1024
"""The largest file of a call, in bytes."""
ONLY_TO_SAVE = "sandbox; default-src 'none'"
"""A policy under which even a page smuggled in as a file could do nothing."""


def taken_in(upload: UploadedFile) -> tuple[str, KeptFile]:
    """Keep an uploaded file and give the name it may be known by; refuses what is no kind we take, and malware."""
    stream, name = upload.file, upload.name or ""
    assert stream is not None, "an upload has a body"
    kind = known_kind(stream, name)
    verdict = scanning.scanner(settings.CLAMD).scan(stream)
    if verdict.outcome not in (scanning.Outcome.CLEAN, scanning.Outcome.NOT_CONFIGURED):
        raise Faulty(
            [Fault(safe_name(name), Said("%(verdict)s，没有保存；请处理后重新上传", verdict=verdict))]
        )
    kept = Store(settings.FILES, largest=LARGEST).keep(stream)
    return safe_name(name), KeptFile(kept.sm3, kept.size, kind.code, kind.media_type)


def handed_out(*, sm3: str, name: str, media_type: str) -> FileResponse:
    """Answer with a kept file as something to save, whatever a browser would make of it."""
    stream = Store(settings.FILES).open(sm3)
    answer = FileResponse(stream, as_attachment=True, filename=name, content_type=media_type)
    answer["Content-Security-Policy"] = ONLY_TO_SAVE
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Language"] = "zh-CN"
    return answer
