"""Pictures: how large they become when shown, read from their first bytes without decoding anything."""

from __future__ import annotations

import struct
from typing import BinaryIO, Final

from zhiyun.kernel.said import Said

MOST_PIXELS: Final = 100_000_000
PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
JPEG_SIGNATURE: Final = b"\xff\xd8\xff"
_IHDR: Final = struct.pack("!I4s", 13, b"IHDR")
_MOST_SEGMENTS: Final = 2000
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN: Final = 0xDA
_BROKEN: Final = Said("图片已损坏或没有传完，请重新导出后再上传")


def png_faults(stream: BinaryIO) -> list[Said]:
    """List what is wrong with a PNG picture's measures."""
    stream.seek(len(PNG_SIGNATURE))
    head = stream.read(16)
    if len(head) < 16 or not head.startswith(_IHDR):
        return [_BROKEN]
    width, height = struct.unpack("!II", head[8:])
    return _measured(width, height)


def jpeg_faults(stream: BinaryIO) -> list[Said]:
    """List what is wrong with a JPEG picture's measures."""
    stream.seek(2)
    for _ in range(_MOST_SEGMENTS):
        marker = _next_marker(stream)
        if marker is None or marker == _SCAN:
            return [_BROKEN]
        length = stream.read(2)
        if len(length) < 2 or (size := struct.unpack("!H", length)[0]) < 2:
            return [_BROKEN]
        if marker in _FRAMES:
            frame = stream.read(5)
            if len(frame) < 5:
                return [_BROKEN]
            height, width = struct.unpack("!xHH", frame)
            return _measured(width, height)
        stream.seek(size - 2, 1)
    return [_BROKEN]


def _next_marker(stream: BinaryIO) -> int | None:
    """Read one marker, over any number of fill bytes up to a few."""
    if stream.read(1) != b"\xff":
        return None
    for _ in range(16):
        marker = stream.read(1)
        if marker != b"\xff":
            return marker[0] if marker else None
    return None


def _measured(width: int, height: int) -> list[Said]:
    if not width or not height:
        return [_BROKEN]
    if width * height > MOST_PIXELS:
        return [
            Said(
                "图片有 %(width)s×%(height)s 像素，超过 %(most)s 万像素的上限；请降低分辨率后再上传",
                width=width,
                height=height,
                most=f"{MOST_PIXELS // 10_000:,}",
            )
        ]
    return []
