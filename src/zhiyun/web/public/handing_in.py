"""Handing in a table: as a file, as pasted text, as the sample, or carried along from the answer before."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from django import forms
from django.conf import settings
from django.http import FileResponse, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiyun import law
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said
from zhiyun.web.public.shelf import PublishedCall, RoundCall, published_call, published_titles, shelf
from zhiyun.web.sheets import MEND, HandedIn

READING = "reading-"
SUBSIDY = law.Benefit.PERFORMANCE_SUBSIDY
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class MeasureField(forms.ChoiceField):
    """Which measure on the shelf to ask; the first one when nothing is said."""

    def __init__(self) -> None:
        names = [(measure.id, f"{measure.title}（{measure.number}）") for measure in shelf().measures]
        super().__init__(
            label=gettext_lazy("按哪个办法"),
            choices=names,
            required=False,
            error_messages={"invalid_choice": gettext_lazy("没有收录这个办法，请从列出的里选")},
        )

    def clean(self, value: Any) -> law.Measure:
        """Give the measure itself."""
        on_shelf = shelf()
        return on_shelf.find(super().clean(value)) or on_shelf.measures[0]


class RoundField(forms.ChoiceField):
    """Which call lies over the measure, published here or on file; none when nothing is said."""

    def __init__(self) -> None:
        names = [
            ("", gettext_lazy("不叠加，只按办法")),
            *published_titles(SUBSIDY),
            *((each.id, each.title) for each in shelf().calls_for(SUBSIDY)),
        ]
        super().__init__(
            label=gettext_lazy("按哪一轮申报通知"),
            choices=names,
            required=False,
            help_text=gettext_lazy("通知可以增加业务类型和证明要求；作价入股、保险只有通知列明的才计入。"),
            error_messages={"invalid_choice": gettext_lazy("没有收录这一轮通知，请从列出的里选")},
        )

    def clean(self, value: Any) -> RoundCall | PublishedCall | None:
        """Give the call itself."""
        asked = super().clean(value)
        published = published_call(asked, SUBSIDY)
        return published or next((each for each in shelf().calls_for(SUBSIDY) if each.id == asked), None)


def handed_in(request: HttpRequest, *, sample: str, knows: Callable[[str], bool]) -> HandedIn:
    """Take the table out of a request, mended where the reader mended it.

    Refuses with `Faulty` when there is none, or when what came is no table.
    """
    name, content = _content(request, sample)
    if not content.strip():
        raise Faulty([Fault(Said("表格"), Said("还没有表格：请选择文件、粘贴内容，或使用演示样表"))])
    mends = {key: value for key, value in request.POST.dict().items() if MEND.fullmatch(key)}
    return HandedIn.read(name, content, knows=knows).mended(mends, knows=knows)


def sample_path(name: str) -> Path | None:
    """Say where a sample lies; None where this installation has none."""
    path = Path(settings.EXAMPLES) / name
    return path if path.is_file() else None


def choices_in(request: HttpRequest, measure: law.Measure) -> Mapping[str, str]:
    """Give the readings the reader chose otherwise than adopted; refuses unknown ones all at once."""
    asked = {k.removeprefix(READING): v for k, v in request.POST.dict().items() if k.startswith(READING)}
    measure.reading_as(asked)
    return {id_: key for id_, key in asked.items() if measure.terms.readings[id_].adopted != key}


def _content(request: HttpRequest, sample: str) -> tuple[str, bytes]:
    path = sample_path(sample)
    if request.POST.get("do") == "sample" and path is not None:
        return path.name, path.read_bytes()
    upload = request.FILES.get("file")
    if upload is not None:
        return upload.name or _("上传的表格"), upload.read()
    return request.POST.get("source") or _("粘贴的表格"), request.POST.get("table", "").encode()


def workbook(file_name: str, write: Callable[[BinaryIO], None]) -> FileResponse:
    """Answer with a workbook to keep."""
    out = io.BytesIO()
    write(out)
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=file_name, content_type=WORKBOOK)
