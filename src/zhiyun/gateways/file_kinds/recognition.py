"""One look at an upload: which kind it is, or everything that speaks against taking it."""

from __future__ import annotations

from typing import BinaryIO, Final

from zhiyun.gateways.file_kinds import images, packages, pages, texts
from zhiyun.gateways.file_kinds.kinds import ACCEPTED_WORDS, CSV, JPEG, PDF, PNG, TEXT, FileKind
from zhiyun.gateways.file_kinds.names import ACTIVE, ending, name_faults, safe_name
from zhiyun.kernel.refusal import Fault, Faulty

Found = tuple[FileKind | None, list[str]]

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_OFFICE: Final = "EncryptedPackage".encode("utf-16-le")
_PIECE: Final = 1 << 20
_BEGINNINGS: Final = (b"<", b"\xff", b"\x89", b"MZ", b"GIF8", b"#!", *packages.SIGNATURES)
_OTHERS: Final = (
    (b"MZ", "程序，不收"),
    (b"\x7fELF", "程序，不收"),
    (b"#!", "脚本程序，不收"),
    (b"\x1f\x8b", "压缩包，请解压后分别上传"),
    (b"Rar!", "压缩包，请解压后分别上传"),
    (b"7z\xbc\xaf", "压缩包，请解压后分别上传"),
    (b"GIF8", "GIF 图片，请另存为 PNG 后再上传"),
    (b"BM", "BMP 图片，请另存为 PNG 后再上传"),
    (b"II*\0", "TIFF 图片，请另存为 PDF 或 PNG 后再上传"),
    (b"MM\0*", "TIFF 图片，请另存为 PDF 或 PNG 后再上传"),
    (b"{\\rtf", "RTF 文档，请另存为 .docx 或 PDF 后再上传"),
)
_WRITTEN_AS_TEXT: Final = (b"#!", b"{\\rtf")


def known_kind(stream: BinaryIO, name: str) -> FileKind:
    """Tell the kind of an upload by its content; ``name`` is what the user calls it.

    Refuses with `Faulty`, every fault listed, what is none of the kinds we take, what could do harm, and a
    name that says something else than the content. ``stream`` must be seekable; it is left at its start.
    """
    kind, faults = _told(stream, name)
    stream.seek(0)
    faults = name_faults(name) + _ending_faults(kind, name) + faults
    if faults or kind is None:
        shown = safe_name(name)
        raise Faulty(Fault(shown, fault) for fault in faults)
    return kind


def _told(stream: BinaryIO, name: str) -> Found:
    stream.seek(0)
    head = stream.read(pages.HEADER_WITHIN + len(pages.HEADER) - 1)
    if not head:
        return None, ["文件是空的，请检查后重新上传"]
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
        faults.append("同时是 PDF 和另一种文件（网页、图片或程序），请重新打印为 PDF 后再上传")
    return PDF, faults + _twofold(stream)


def _twofold(stream: BinaryIO) -> list[str]:
    if packages.is_archive(stream):
        return ["文件后面接着一个压缩包，请重新导出后再上传"]
    return []


def _text(stream: BinaryIO, head: bytes, name: str) -> Found:
    found, said = next((one for one in _OTHERS if head.startswith(one[0])), (b"", ""))
    faults = texts.text_faults(stream, name=safe_name(name))
    # A few letters may also begin a text; the texts' own check says whether all of it is one.
    if said and (faults or found in _WRITTEN_AS_TEXT):
        return None, [f"是{said}"]
    if texts.is_no_text(faults):
        return None, [f"看不出是哪种文件；只收{ACCEPTED_WORDS}（文字须为 UTF-8 或 GB18030，一行不超过 1 MB）"]
    return (CSV if ending(safe_name(name)) in CSV.extensions else TEXT), faults


def _about_ole(stream: BinaryIO) -> str:
    """Tell a locked .docx or .xlsx from an old office file: both come in the same wrapping."""
    stream.seek(0)
    tail = b""
    while piece := stream.read(_PIECE):
        if _LOCKED_OFFICE in tail + piece:
            return "文件加了打开密码，请取消密码后另存再上传"
        tail = piece[-len(_LOCKED_OFFICE) :]
    return "是旧版办公文件（.doc、.xls、.ppt）或安装程序，请另存为 .docx、.xlsx 或 PDF 后再上传"


def _ending_faults(kind: FileKind | None, name: str) -> list[str]:
    last = ending(safe_name(name))
    if last in ACTIVE and (kind is None or last not in kind.extensions):
        return [f"扩展名 .{last} 是程序、网页或带宏的文件，不收；只收{ACCEPTED_WORDS}"]
    if kind is None or last in kind.extensions:
        return []
    right = " 或 ".join(f".{one}" for one in kind.extensions)
    if not last:
        return [f"文件名没有扩展名，而内容是{kind.word}，请在名后加上 {right} 再上传"]
    return [f"扩展名是 .{last[:16]}，内容却是{kind.word}；请核对文件，名称应以 {right} 结尾"]
