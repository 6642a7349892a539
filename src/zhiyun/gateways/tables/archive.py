"""The inside of an .xlsx file, unpacked under hard limits; what is checked here is all that is read later."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from typing import BinaryIO, Final

from zhiyun.gateways.tables.fault_list import unreadable_file
from zhiyun.kernel.said import Said

LARGEST_PACKED: Final = 64 << 20
LARGEST_UNPACKED: Final = 256 << 20
LARGEST_RATIO: Final = 250
RATIO_COUNTS_FROM: Final = 4 << 20
"""Below this size a high ratio is harmless, and common: a sheet of equal rows packs well."""
MOST_MEMBERS: Final = 2000
ENTRY: Final = b"PK\x01\x02"
_NEEDED: Final = (".xml", ".rels")
_BROKEN: Final = Said("文件已损坏或没有传完，请在表格软件中打开并另存为 .xlsx 后再试")
_MEND: Final = Said("请只保留要用的工作表另存，或另存为 CSV 后再试")


def unpacked(stream: BinaryIO, *, name: str) -> dict[str, bytes]:
    """Give the XML parts of a workbook by path; refuses bombs, macros, encryption and other kinds of file.

    Every limit is checked on what the archive declares before anything is inflated, and inflating stops at
    the declared size. Only parts returned here may be read, so a second reader cannot see anything else.
    """
    stream.seek(0)
    packed = stream.read(LARGEST_PACKED + 1)
    if len(packed) > LARGEST_PACKED:
        raise unreadable_file(
            name,
            Said("文件超过 %(most)s MB，超出了读取上限；%(mend)s", most=LARGEST_PACKED >> 20, mend=_MEND),
        )
    if packed.count(ENTRY) > MOST_MEMBERS:
        raise unreadable_file(
            name,
            Said("压缩包里有超过 %(most)s 个部件，超出了读取上限；%(mend)s", most=MOST_MEMBERS, mend=_MEND),
        )
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            members = archive.infolist()
            _check_kind(members, name)
            _check_sizes(members, name)
            return {
                _path(member): archive.read(member)
                for member in members
                if _path(member).endswith(_NEEDED) and not member.is_dir()
            }
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise unreadable_file(name, _BROKEN) from error


def repacked(members: Mapping[str, bytes]) -> io.BytesIO:
    """Put ``members`` into a fresh archive without compression."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path, content in members.items():
            archive.writestr(zipfile.ZipInfo(path), content)
    target.seek(0)
    return target


def is_locked(member: zipfile.ZipInfo) -> bool:
    """Say whether the member needs a password."""
    return bool(member.flag_bits & 1)


def unpacked_size(members: Iterable[zipfile.ZipInfo]) -> int:
    """Add up what the members say they unpack to, in bytes."""
    return sum(member.file_size for member in members)


def is_packed_too_well(member: zipfile.ZipInfo) -> bool:
    """Say whether the member unpacks to so much more than its packed size that it must be a bomb."""
    return member.file_size > max(RATIO_COUNTS_FROM, LARGEST_RATIO * member.compress_size)


def _path(member: zipfile.ZipInfo) -> str:
    return member.filename.replace("\\", "/").removeprefix("/")


def _check_kind(members: list[zipfile.ZipInfo], name: str) -> None:
    paths = {_path(member).lower() for member in members}
    if any(map(is_locked, members)):
        raise unreadable_file(name, Said("文件加了密码，请取消密码后另存为 .xlsx"))
    if any(path.endswith("vbaproject.bin") for path in paths):
        raise unreadable_file(name, Said("是带宏的工作簿，请另存为不带宏的 .xlsx 后再试"))
    if "xl/workbook.bin" in paths:
        raise unreadable_file(name, Said("是二进制工作簿（.xlsb），请另存为 .xlsx 后再试"))
    if "xl/workbook.xml" not in paths:
        raise unreadable_file(name, Said("不是表格文件，请用 .xlsx 或 .csv；WPS、ODS 表格请先另存为 .xlsx"))
    if len(paths) != len(members):
        raise unreadable_file(name, _BROKEN)


def _check_sizes(members: list[zipfile.ZipInfo], name: str) -> None:
    needed = [member for member in members if _path(member).endswith(_NEEDED)]
    size = unpacked_size(needed)
    if size > LARGEST_UNPACKED:
        raise unreadable_file(
            name, Said("解压后有 %(size)s MB，超出了读取上限；%(mend)s", size=f"{size >> 20:,}", mend=_MEND)
        )
    for member in needed:
        if is_packed_too_well(member):
            raise unreadable_file(
                name, Said("部件 %(path)s 的压缩比高得不正常，疑似压缩炸弹，没有打开", path=_path(member))
            )
