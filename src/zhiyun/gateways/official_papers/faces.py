"""The faces a paper is set in: those the standard names where a server has them, else Noto from the packages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pylopdf_fonts_ko
import pylopdf_fonts_zh_cn
import typst

from zhiyun.gateways.official_papers.drawn import drawn_characters

SERIF: Final = "Noto Serif SC"
SANS: Final = "Noto Sans SC"
HEAD: Final = ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05")
TEXT: Final = ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "STFangsong", "FandolFang R")
SECOND: Final = ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "STKaiti", "FandolKai")
FIRST: Final = ("黑体", "SimHei", "STHeiti", "FandolHei")
CODE: Final = ("DejaVu Sans Mono",)
RARE: Final = (SERIF, SANS, "SimSun-ExtB", "SimSun-ExtG", "Noto Serif KR", "Noto Sans KR")
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
    """Look once at the fonts of this machine and of the packages."""
    folders = [each.serif_path().parent for each in (pylopdf_fonts_zh_cn, pylopdf_fonts_ko)]
    fonts = typst.Fonts(include_system_fonts=True, font_paths=folders)
    present = set(fonts.families())
    wanted = {"head": HEAD, "text": TEXT, "second": SECOND, "first": FIRST, "code": CODE}
    by_role = {role: _face(role, names, present) for role, names in wanted.items()}
    used = {family for face in by_role.values() for family in face.families}
    found = (info for info in fonts.fonts() if info.family in used and info.path)
    characters = (
        one for info in found for one in drawn_characters(Path(info.path or "").read_bytes(), info.index)
    )
    return Faces(fonts, by_role, frozenset(characters))


def _face(role: str, names: tuple[str, ...], present: set[str]) -> Face:
    own = tuple(name for name in names if name in present)
    last = (SANS, *RARE) if role == "first" else RARE
    families = dict.fromkeys((*own, *(name for name in last if name in present)))
    return Face(tuple(families), stroke=not own and role in ("head", "first"))
