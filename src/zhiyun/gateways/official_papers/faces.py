"""The faces a paper is set in: those the standard names where a server has them, else Noto from the package."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pylopdf_fonts_zh_cn
import typst

SERIF: Final = "Noto Serif SC"
SANS: Final = "Noto Sans SC"
HEAD: Final = ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05")
TEXT: Final = ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "STFangsong", "FandolFang R")
SECOND: Final = ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "STKaiti", "FandolKai")
FIRST: Final = ("黑体", "SimHei", "STHeiti", "FandolHei")
CODE: Final = ("DejaVu Sans Mono",)
RARE: Final = (SERIF, SANS, "SimSun-ExtB", "SimSun-ExtG")
"""Asked last, in this order, for a character that the face itself lacks."""


@dataclass(frozen=True, slots=True)
class Face:
    """Families to try in order; ``stroke`` when only Regular is at hand and the face must look heavier."""

    families: tuple[str, ...]
    stroke: bool


@dataclass(frozen=True, slots=True)
class Faces:
    """What one installation sets papers in."""

    fonts: typst.Fonts
    by_role: dict[str, Face]
    characters: frozenset[int]

    def know(self, character: str) -> bool:
        """Say whether some face at hand has a picture of ``character``."""
        return ord(character) in self.characters


@cache
def faces() -> Faces:
    """Look once at the fonts of this machine and of the package."""
    folder = pylopdf_fonts_zh_cn.serif_path().parent
    fonts = typst.Fonts(include_system_fonts=True, font_paths=[folder])
    present = set(fonts.families())
    wanted = {"head": HEAD, "text": TEXT, "second": SECOND, "first": FIRST, "code": CODE}
    by_role = {role: _face(role, names, present) for role, names in wanted.items()}
    used = {family for face in by_role.values() for family in face.families}
    found = (info for info in fonts.fonts() if info.family in used and info.path)
    characters = (character for info in found for character in _characters(Path(info.path or ""), info.index))
    return Faces(fonts, by_role, frozenset(characters))


def _face(role: str, names: tuple[str, ...], present: set[str]) -> Face:
    own = tuple(name for name in names if name in present)
    last = (SANS, *RARE) if role == "first" else RARE
    families = dict.fromkeys((*own, *(name for name in last if name in present)))
    return Face(tuple(families), stroke=not own and role in ("head", "first"))


def _characters(path: Path, index: int) -> Iterator[int]:
    """Give the characters a font file draws, read from the long form (12) of its ``cmap``, else the short (4)."""
    content = path.read_bytes()
    start = struct.unpack_from(">I", content, 12 + 4 * index)[0] if content[:4] == b"ttcf" else 0
    count = struct.unpack_from(">H", content, start + 4)[0]
    records = [struct.unpack_from(">4s3I", content, start + 12 + 16 * at) for at in range(count)]
    cmap = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    tables = struct.unpack_from(">H", content, cmap + 2)[0]
    places = {cmap + struct.unpack_from(">I", content, cmap + 8 + 8 * at)[0] for at in range(tables)}
    forms = {struct.unpack_from(">H", content, place)[0]: place for place in sorted(places)}
    if 12 in forms:
        yield from _long_form(content, forms[12])
    elif 4 in forms:
        yield from _short_form(content, forms[4])


def _long_form(content: bytes, at: int) -> Iterator[int]:
    groups = struct.unpack_from(">I", content, at + 12)[0]
    for group in range(groups):
        first, last, glyph = struct.unpack_from(">3I", content, at + 16 + 12 * group)
        yield from range(first if glyph else first + 1, last + 1)


def _short_form(content: bytes, at: int) -> Iterator[int]:
    """Give whole segments: the few holes inside one are caught when the paper is set."""
    size = struct.unpack_from(">H", content, at + 6)[0]
    ends = struct.unpack_from(f">{size // 2}H", content, at + 14)
    starts = struct.unpack_from(f">{size // 2}H", content, at + 16 + size)
    for first, last in zip(starts, ends, strict=True):
        yield from range(first, min(last, 0xFFFE) + 1)
