"""Files that are archives inside: .docx, .xlsx and OFD, looked through without unpacking anything to disk.

What the archive declares is checked before anything is inflated, inflating stops at the declared size, and
every XML part is read once for document types, macros and whatever an office program would fetch or run.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from zhiyun.gateways.file_kinds.kinds import DOCX, OFD, XLSX, FileKind
from zhiyun.gateways.tables import archive, safe_xml
from zhiyun.kernel.said import Said

SIGNATURES: Final = (b"PK\x03\x04", b"PK\x05\x06")
_MAIN_PARTS: Final = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "ofd.xml": OFD}
_OTHER_PARTS: Final = {
    "ppt/presentation.xml": Said("演示文稿，请打印为 PDF 后再上传"),
    "xl/workbook.bin": Said("二进制工作簿（.xlsb），请另存为 .xlsx 后再上传"),
    "content.xml": Said("OpenDocument 文件，请另存为 .docx 或 .xlsx 后再上传"),
    "androidmanifest.xml": Said("安装程序，不收"),
    "meta-inf/manifest.mf": Said("程序包，不收"),
}
_XML: Final = (".xml", ".rels")
_MARKUP: Final = (b"<", b"\xff\xfe<", b"\xfe\xff\0<")
_LARGEST_LISTING: Final = 4 << 20
_MOST_EMBEDDED: Final = 32
_LARGEST_EMBEDDED: Final = 32 << 20
"""Unpacked; with the number of them it bounds the time one upload can take."""
_PIECE: Final = 1 << 20
_DEVICE_OR_DRIVE: Final = re.compile(r"[\x00-\x1f\x7f:]")
_FETCHED: Final = re.compile(r"(?i)(https?|ftp|smb|mhtml):|\\\\|//|file:(//[^/\\:]+/|/{4,}|/{0,3}\\\\)")
_BROKEN: Final = Said("文件已损坏或没有传完，请打开后另存一份再上传")
_ENCRYPTED: Final = Said("文件加了密码，请取消密码后另存再上传")
_MACROS: Final = Said("文件带宏，请另存为不带宏的 .docx 或 .xlsx 后再上传")
_ACTIVE: Final = Said("文件里有 ActiveX 控件，请删除控件后另存再上传")
_EMBEDDED: Final = Said("文件里嵌入了其他文件（OLE 对象），请删除或改为图片，嵌入的文件另行上传")
_BOMB: Final = Said("解压后大得不正常，疑似压缩炸弹，没有打开；请压缩其中的图片或分成几个文件后再上传")
_CROWD: Final = Said(
    "压缩包里有超过 %(most)s 个部件，没有打开；请另存或分成几个文件后再上传", most=archive.MOST_MEMBERS
)


@dataclass(slots=True)
class Package:
    """What an archive turned out to be, ``None`` when nothing we take, and what is wrong with it."""

    kind: FileKind | None = None
    faults: list[Said] = field(default_factory=list)

    def note(self, *faults: Said) -> None:
        """Add what is not listed yet."""
        self.faults += [fault for fault in dict.fromkeys(faults) if fault not in self.faults]


def looked_through(stream: BinaryIO, *, is_embedded: bool = False) -> Package:
    """Look through the archive in ``stream``; an embedded one may not hold further ones."""
    package = Package()
    if _entries(stream) > archive.MOST_MEMBERS:
        package.note(_CROWD)
        return package
    try:
        with zipfile.ZipFile(stream) as opened:
            members = opened.infolist()
            paths = {_path(member) for member in members}
            _tell_kind(package, paths)
            package.note(
                *_listing_faults(members, _LARGEST_EMBEDDED if is_embedded else archive.LARGEST_UNPACKED)
            )
            if not package.faults:
                _read_parts(package, opened, is_embedded=is_embedded)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        package.note(_BROKEN)
    return package


def is_archive(stream: BinaryIO) -> bool:
    """Say whether some program would open the file as an archive, whatever it begins with."""
    if _entries(stream) > archive.MOST_MEMBERS:
        return True
    try:
        with zipfile.ZipFile(stream) as opened:
            return bool(opened.infolist())
    except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError):
        return False


def _path(member: zipfile.ZipInfo) -> str:
    return member.filename.replace("\\", "/").removeprefix("/").lower()


def _entries(stream: BinaryIO) -> int:
    """Count what looks like entries of an archive's list, before any program reads the list into memory."""
    stream.seek(0)
    count, tail = 0, b""
    while piece := stream.read(_PIECE):
        count += (tail + piece).count(archive.ENTRY)
        tail = piece[-len(archive.ENTRY) + 1 :]
    stream.seek(0)
    return count


def _tell_kind(package: Package, paths: set[str]) -> None:
    found = [kind for path, kind in _MAIN_PARTS.items() if path in paths]
    other = [word for path, word in _OTHER_PARTS.items() if path in paths]
    if len(found) == 1 and not other:
        package.kind = found[0]
    elif other and not found:
        package.note(Said("是%(kind)s", kind=other[0]))
    elif found:
        package.note(Said("内部同时是几种文件，请在办公软件中打开并另存一份再上传"))
    else:
        package.note(Said("是压缩包，请把里面的文件解压后分别上传"))


def _listing_faults(members: list[zipfile.ZipInfo], largest: int) -> list[Said]:
    """List what the archive's own list already tells."""
    faults = []
    paths = [_path(member) for member in members]
    if any(map(archive.is_locked, members)):
        faults.append(_ENCRYPTED)
    if any(map(archive.is_packed_too_well, members)) or archive.unpacked_size(members) > largest:
        faults.append(_BOMB)
    if any(map(_leads_outside, members)):
        faults.append(Said("压缩包里有指向别处的路径，没有打开；请在办公软件中打开并另存一份再上传"))
    if len(set(paths)) != len(paths) or min((member.header_offset for member in members), default=0):
        faults.append(_BROKEN)
    if any(path.endswith(("vbaproject.bin", "vbadata.xml")) or "/macrosheets/" in path for path in paths):
        faults.append(_MACROS)
    if any("/activex/" in path for path in paths):
        faults.append(_ACTIVE)
    if sum("/embeddings/" in path for path in paths) > _MOST_EMBEDDED:
        faults.append(_CROWD)
    if any("/embeddings/" in path and not path.endswith((".xlsx", ".docx", "/")) for path in paths):
        faults.append(_EMBEDDED)
    return faults


def _leads_outside(member: zipfile.ZipInfo) -> bool:
    name = member.orig_filename.replace("\\", "/")
    return (
        not name
        or name.startswith("/")
        or ".." in name.split("/")
        or bool(_DEVICE_OR_DRIVE.search(name))
        or stat.S_ISLNK(member.external_attr >> 16)
    )


def _read_parts(package: Package, opened: zipfile.ZipFile, *, is_embedded: bool) -> None:
    for member in opened.infolist():
        path = _path(member)
        if member.is_dir():
            continue
        if "/embeddings/" in path:
            package.note(*_embedded_faults(opened, member, is_embedded=is_embedded))
        elif path.endswith(".rels") or path == "[content_types].xml":
            _read_listing(package, opened, member)
        elif path.endswith(_XML) or _is_xml(opened, member):
            _check_sound(package, opened, member)


def _embedded_faults(opened: zipfile.ZipFile, member: zipfile.ZipInfo, *, is_embedded: bool) -> list[Said]:
    """Look through the workbook behind a chart as through any other."""
    if is_embedded:
        return [_EMBEDDED]
    if member.file_size > _LARGEST_EMBEDDED:
        return [_BOMB]
    inner = looked_through(io.BytesIO(opened.read(member)), is_embedded=True)
    if inner.kind not in (DOCX, XLSX):
        return [_EMBEDDED]
    return [Said("嵌入的文件有问题：%(fault)s", fault=fault) for fault in inner.faults]


def _is_xml(opened: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    with opened.open(member) as part:
        return part.read(64).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_MARKUP)


def _check_sound(package: Package, opened: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    try:
        with opened.open(member) as part:
            safe_xml.check_sound_file(part)  # type: ignore[arg-type]
    except safe_xml.Unsound:
        package.note(_unsound(member))


def _read_listing(package: Package, opened: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Read which parts there are and what they lead to; both are short in any honest file."""
    if member.file_size > _LARGEST_LISTING:
        package.note(_BOMB)
        return

    def on_element(name: str, attributes: Mapping[str, str]) -> None:
        if name in ("Relationship", "Override", "Default"):
            package.note(*_element_faults(attributes))

    try:
        safe_xml.read_elements(opened.read(member), on_element)
    except safe_xml.Unsound:
        package.note(_unsound(member))


def _element_faults(attributes: Mapping[str, str]) -> list[Said]:
    meaning = (attributes.get("Type", "") + attributes.get("ContentType", "")).lower()
    target = attributes.get("Target", "")
    faults = []
    if "vbaproject" in meaning or "macroenabled" in meaning or "macrosheet" in meaning:
        faults.append(_MACROS)
    if "activex" in meaning or meaning.endswith("/control"):
        faults.append(_ACTIVE)
    if "oleobject" in meaning:
        faults.append(_EMBEDDED)
    is_elsewhere = attributes.get("TargetMode", "").lower() == "external"
    if is_elsewhere and not meaning.endswith("/hyperlink") and _FETCHED.match(target.strip()):
        faults.append(Said("文件打开时会从网络取内容（远程模板或链接），请断开链接后另存再上传"))
    return faults


def _unsound(member: zipfile.ZipInfo) -> Said:
    shown = "".join(filter(str.isprintable, member.filename))[-60:]
    return Said(
        "部件 %(shown)s 不是完好的 XML，或声明了文档类型（DTD、外部实体），没有打开；请打开后另存一份再上传",
        shown=shown,
    )
