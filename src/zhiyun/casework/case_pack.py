"""A case in one archive: each submission as sealed, every file it lists, the office's notices, and a manifest.

``snapshot-1.json`` is the canonical spelling of what was submitted, so its SM3 is the seal itself: whoever has the
archive can recompute it offline (`openssl dgst -sm3 snapshot-1.json`). Files go from the store into the archive
piece by piece, and each is hashed on the way: an altered one stops the archive.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from django.db.models import QuerySet

from zhiyun.casework import sight, stages
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.issuing import KEPT_INSIDE
from zhiyun.casework.record import canonical, sm3_hex
from zhiyun.casework.tongue import in_chinese
from zhiyun.gateways.file_kinds import safe_name
from zhiyun.gateways.safekeeping import PIECE, Altered, Store
from zhiyun.records.models import Application, IssuedPaper, Submission

_AT = (1980, 1, 1, 0, 0, 0)
"""A constant, so that equal cases are equal archives."""


@dataclass(frozen=True, slots=True)
class Packed:
    """One file of an archive: where it lies in it, what it is, its size in bytes and its SM3."""

    name: str
    what: str
    size: int
    sm3: str


@dataclass(frozen=True, slots=True)
class Pack:
    """An archive that was written: its files and the seal of the last submission."""

    files: tuple[Packed, ...]
    seal: str


def write(*, target: BinaryIO, by: Actor, reference: str, store: Store) -> Pack:
    """Write the pack of a case the actor may open; refuses any other as `sight` does, and a file that was altered."""
    application = sight.application(by=by, reference=reference)
    submissions = list(Submission.objects.filter(application=application).order_by("number"))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        files = [_snapshot(archive, submission) for submission in submissions]
        files += _papers(archive, submissions, store)
        files += [
            _text(
                archive,
                f"notices/{number:02d}-{paper.kind}.json",
                paper.number,
                canonical(value=paper.content),
            )
            for number, paper in enumerate(_issued(application, by).order_by("id"), 1)
        ]
        manifest = _manifest(reference, application.organisation.name, submissions, files, by)
        _text(archive, "manifest.json", "", json.dumps(manifest, ensure_ascii=False, indent=1))
        _text(archive, "manifest.txt", "", _readable(manifest))
    return Pack(tuple(files), submissions[-1].seal)


def _issued(application: Application, by: Actor) -> QuerySet[IssuedPaper]:
    """Give what was issued about a case; what is kept inside the bureau does not leave it in a pack either."""
    rows = IssuedPaper.objects.filter(application=application)
    return rows if stages.knows_all(role=by.role) else rows.exclude(kind__in=KEPT_INSIDE)


def _snapshot(archive: zipfile.ZipFile, submission: Submission) -> Packed:
    words = f"第{submission.number}次提交的内容"
    return _text(archive, f"snapshot-{submission.number}.json", words, canonical(value=submission.snapshot))


def _papers(archive: zipfile.ZipFile, submissions: list[Submission], store: Store) -> Iterator[Packed]:
    """Pack every file any submission lists, each content once under each of its names."""
    packed: set[tuple[int, int]] = set()
    for submission in submissions:
        for paper in submission.snapshot["papers"]:
            place = (int(paper["paper"]), int(paper["version"]))
            if place not in packed:
                packed.add(place)
                yield _paper(archive, paper, place, store)


def _paper(archive: zipfile.ZipFile, paper: dict[str, Any], place: tuple[int, int], store: Store) -> Packed:
    # What a user called the file is only its tail: number and version keep two of one name apart.
    name = f"papers/{place[0]:04d}-v{place[1]}-{safe_name(paper['name'])}"
    digest, size = hashlib.new("sm3"), 0
    with store.open(paper["sm3"]) as source, archive.open(_entry(name), "w", force_zip64=True) as kept:
        while piece := source.read(PIECE):
            digest.update(piece)
            size += len(piece)
            kept.write(piece)
    if digest.hexdigest() != paper["sm3"]:
        raise Altered(paper["sm3"], digest.hexdigest())
    return Packed(name, paper["title"], size, paper["sm3"])


def _text(archive: zipfile.ZipFile, name: str, what: str, text: str) -> Packed:
    content = text.encode()
    archive.writestr(_entry(name), content)
    return Packed(name, what, len(content), sm3_hex(text=text))


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _AT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o440 << 16
    return entry


def _manifest(
    reference: str, applicant: str, submissions: list[Submission], files: list[Packed], by: Actor
) -> dict[str, Any]:
    with in_chinese():
        made_by = f"{by.name}（{by.role.label}，{by.organisation_name}）"
    return {
        "reference": reference,
        "applicant": applicant,
        "made_at": _instant(by.at),
        "made_by": made_by,
        "submissions": [
            {
                "number": each.number,
                "at": _instant(each.at),
                "seal": each.seal,
                "undertaking": each.undertaking,
            }
            for each in submissions
        ],
        "files": [
            {"name": each.name, "what": each.what, "size": each.size, "sm3": each.sm3} for each in files
        ],
    }


def _readable(manifest: dict[str, Any]) -> str:
    lines = [
        f"申报卷宗　{manifest['reference']}　{manifest['applicant']}",
        f"{manifest['made_by']}于{manifest['made_at']}（重庆时间）导出",
        "",
        *(
            f"第{each['number']}次提交　{each['at']}　封存值（SM3）{each['seal']}"
            for each in manifest["submissions"]
        ),
        "封存值就是 snapshot 文件的 SM3，可用 openssl dgst -sm3 核对。",
        "",
        *(
            f"{number}. {each['name']}　{each['what']}　{each['size']} 字节　SM3 {each['sm3']}"
            for number, each in enumerate(manifest["files"], 1)
        ),
    ]
    return "\r\n".join(lines) + "\r\n"


def _instant(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"
