"""What a workbook holds before any sheet is opened: its sheets, and which cell styles show percent."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from zhiyun.gateways.tables.safe_xml import Unsound, check_sound, local_attribute, read_elements

_PERCENT_FORMATS: Final = frozenset({"9", "10"})
_QUOTED: Final = re.compile(r'"[^"]*"|\\.')


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet: its name, its part in the archive, and whether people see it."""

    name: str
    path: str
    is_visible: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """The worksheets in order (charts are none), and the style numbers that show a value as percent."""

    sheets: tuple[Sheet, ...]
    percent_styles: frozenset[str]


def outline_of(members: Mapping[str, bytes]) -> Outline:
    """Read the outline of a workbook; raises `Unsound` for broken XML or lies about sizes."""
    for path, part in members.items():
        check_sound(part)
        if path.lower() == "xl/sharedstrings.xml":
            _check_count_of_texts(part)
    return Outline(_sheets(members), _percent_styles(members.get("xl/styles.xml", b"")))


def _check_count_of_texts(xml: bytes) -> None:
    """Refuse more texts than fit: the library makes room for the number told, and dies where it can't."""

    def shared_texts(name: str, attributes: Mapping[str, str]) -> None:
        told = attributes.get("uniqueCount", "")
        if name == "sst" and told.isdecimal() and int(told) > len(xml) // 4:
            raise Unsound(f"{told} texts in {len(xml)} bytes")

    read_elements(xml, shared_texts)


def _sheets(members: Mapping[str, bytes]) -> tuple[Sheet, ...]:
    parts: dict[str, str] = {}
    sheets: list[Sheet] = []

    def relation(name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            target = attributes.get("Target", "")
            parts[attributes.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", target))[1:]

    def sheet(name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet" and (path := parts.get(local_attribute(attributes, "id"))) in members:
            is_visible = attributes.get("state", "visible") == "visible"
            sheets.append(Sheet(attributes.get("name", ""), str(path), is_visible))

    read_elements(members.get("xl/_rels/workbook.xml.rels", b"<none/>"), relation)
    read_elements(members.get("xl/workbook.xml", b"<none/>"), sheet)
    return tuple(sheets)


def _percent_styles(xml: bytes) -> frozenset[str]:
    formats: set[str] = set(_PERCENT_FORMATS)
    styles: list[str] = []
    is_in_cell_styles = False

    def style(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal is_in_cell_styles
        if name == "numFmt" and "%" in _QUOTED.sub("", attributes.get("formatCode", "")):
            formats.add(attributes.get("numFmtId", ""))
        elif name in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            is_in_cell_styles = name == "cellXfs"
        elif name == "xf" and is_in_cell_styles:
            styles.append(attributes.get("numFmtId", "0"))

    if xml:
        read_elements(xml, style)
    return frozenset(str(index) for index, number in enumerate(styles) if number in formats)
