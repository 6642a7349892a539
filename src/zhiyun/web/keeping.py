"""Where uploads are kept and who looks for malware, as the installation says."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse

from zhiyun.casework.receiving import LARGEST_FILE, Received, received
from zhiyun.gateways import safekeeping, scanning


def store() -> safekeeping.Store:
    """Give the store of this installation."""
    return safekeeping.Store(settings.FILES, largest=LARGEST_FILE)


def taken_in(upload: UploadedFile) -> Received:
    """Keep an uploaded file; refuses what `casework.receiving` refuses."""
    assert upload.file is not None, "an upload has bytes"
    return received(
        stream=upload.file,
        name=upload.name or "",
        store=store(),
        scanner=scanning.scanner(settings.CLAMD),
    )


def given_out(*, sm3: str, name: str, ascii_name: str, media_type: str) -> FileResponse:
    """Answer with a kept file to be saved, never to be shown: no browser runs or frames what others uploaded."""
    response = FileResponse(store().open(sm3), content_type=media_type)
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name, safe='')}"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
