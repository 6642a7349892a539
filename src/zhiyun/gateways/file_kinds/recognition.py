"""One look at an upload: which kind it is, or everything that speaks against taking it."""

from __future__ import annotations

from typing import BinaryIO, Final

from zhiyun.gateways.file_kinds import images, packages, pages, texts
from zhiyun.gateways.file_kinds.kinds import ACCEPTED_WORDS, CSV, JPEG, PDF, PNG, TEXT, FileKind
from zhiyun.gateways.file_kinds.names import ACTIVE, ending, name_faults, safe_name
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said, word

Found = tuple[FileKind | None, list[Said]]

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_OFFICE: Final = "EncryptedPackage".encode("utf-16-le")
_PIECE: Final = 1 << 20
_BEGINNINGS: Final = (b"<", b"\xff", b"\x89", b"MZ", b"GIF8", b"#!", *packages.SIGNATURES)
_OTHERS: Final = (
    (b"MZ", Said("程序，不收")),
    (b"\x7fELF", Said("程序，不收")),
    (b"#!", Said("脚本程序，不收")),
    (b"\x1f\x8b", Said("压缩包，请解压后分别上传")),
    (b"Rar!", Said("压缩包，请解压后分别上传")),
    (b"7z\xbc\xaf", Said("压缩包，请解压后分别上传")),
    (b"GIF8", Said("GIF 图片，请另存为 PNG 后再上传")),
    (b"BM", Said("BMP 图片，请另存为 PNG 后再上传")),
    (b"II*\0", Said("TIFF 图片，请另存为 PDF 或 PNG 后再上传")),
    (b"MM\0*", Said("TIFF 图片，请另存为 PDF 或 PNG 后再上传")),
    (b"{\\rtf", Said("RTF 文档，请另存为 .docx 或 PDF 后再上传")),
)
_WRITTEN_AS_TEXT: Final = (b"#!", b"{\\rtf")


def known_kind(stream: BinaryIO, name: str) -> FileKind:
    """Tell the kind of an upload by its content; ``name`` is what the user calls it.

    Refuses with `Faulty`, every fault listed, what is none of the kinds we take, what could do harm, and a
    name that says something else than the content. ``stream`` must be seekable; it is left at its start.
    """
    kind, faults = _told(stream, name)
    stream.seek(0)
    # What is no sound text, as a web page, is not to be sent again as .txt.
    named = None if faults and kind in (CSV, TEXT) else kind
    faults = name_faults(name) + _ending_faults(named, name) + faults
    if faults or kind is None:
        shown = safe_name(name)
        raise Faulty(Fault(shown, fault) for fault in faults)
    return kind


def _told(stream: BinaryIO, name: str) -> Found:
    stream.seek(0)
    head = stream.read(pages.HEADER_WITHIN + len(pages.HEADER) - 1)
    if not head:
        return None, [Said("文件是空的，请检查后重新上传")]
    header_at = head.find(pages.HEADER)
    if header_at >= 0:
        return _pdf(stream, before=head[:header_at])
    if head.startswith(packages.SIGNATURES):
        package = packages.looked_through(stream)
        return package.kind, package.faults
    if head.startswith(images.PNG_SIGNATURE):
        return PNG, images.png_faults(stream) + _twofold(stream)
    if head.startswith(images.JPEG_SIGNATURE):
        return JPEG, images.jpeg_faults(stream) + _twofold(stream)
    if head.startswith(_OLE):
        return None, [_about_ole(stream)]
    return _text(stream, head, name)


def _pdf(stream: BinaryIO, *, before: bytes) -> Found:
    faults = pages.pdf_faults(stream)
    # A reader skips what stands before the header; another program would begin there.
    if before.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_BEGINNINGS) or b"<" in before:
        faults.append(Said("同时是 PDF 和另一种文件（网页、图片或程序），请重新打印为 PDF 后再上传"))
    return PDF, faults + _twofold(stream)


def _twofold(stream: BinaryIO) -> list[Said]:
    if packages.is_archive(stream):
        return [Said("文件后面接着一个压缩包，请重新导出后再上传")]
    return []


def _text(stream: BinaryIO, head: bytes, name: str) -> Found:
    found, said = next((one for one in _OTHERS if head.startswith(one[0])), (b"", word("")))
    faults = texts.text_faults(stream, name=safe_name(name))
    # A few letters may also begin a text; the texts' own check says whether all of it is one.
    if said and (faults or found in _WRITTEN_AS_TEXT):
        return None, [Said("是%(kind)s", kind=said)]
    if texts.is_no_text(faults):
        return None, [
            Said(
                "看不出是哪种文件；只收%(kinds)s（文字须为 UTF-8 或 GB18030，一行不超过 1 MB）",
                kinds=ACCEPTED_WORDS,
            )
        ]
    return (CSV if ending(safe_name(name)) in CSV.extensions else TEXT), faults


def _about_ole(stream: BinaryIO) -> Said:
    """Tell a locked .docx or .xlsx from an old office file: both come in the same wrapping."""
    stream.seek(0)
    tail = b""
    while piece := stream.read(_PIECE):
        if _LOCKED_OFFICE in tail + piece:
            return Said("文件加了打开密码，请取消密码后另存再上传")
        tail = piece[-len(_LOCKED_OFFICE) :]
    return Said("是旧版办公文件（.doc、.xls、.ppt）或安装程序，请另存为 .docx、.xlsx 或 PDF 后再上传")


def _ending_faults(kind: FileKind | None, name: str) -> list[Said]:
    last = ending(safe_name(name))
    if last in ACTIVE and (kind is None or last not in kind.extensions):
        return [
            Said(
                "扩展名 .%(ending)s 是程序、网页或带宏的文件，不收；只收%(kinds)s",
                ending=last,
                kinds=ACCEPTED_WORDS,
            )
        ]
    if kind is None or last in kind.extensions:
        return []
    first, *others = (f".{one}" for one in kind.extensions)
    right = Said("%(first)s 或 %(other)s", first=first, other=tuple(others)) if others else first
    if not last:
        return [
            Said(
                "文件名没有扩展名，而内容是%(kind)s，请在名后加上 %(endings)s 再上传",
                kind=kind.word,
                endings=right,
            )
        ]
    return [
        Said(
            "扩展名是 .%(ending)s，内容却是%(kind)s；请核对文件，名称应以 %(endings)s 结尾",
            ending=last[:16],
            kind=kind.word,
            endings=right,
        )
    ]
