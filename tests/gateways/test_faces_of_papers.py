"""Faces: the standard's own where a server has them, and which characters a font draws."""

import struct
from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest

from zhiyun.gateways.official_papers import faces
from zhiyun.gateways.official_papers.drawn import drawn_characters

NOTO = {faces.SERIF, faces.SANS}


def test_a_server_with_the_standards_faces_uses_them_without_making_them_heavier() -> None:
    face = faces._face("head", faces.HEAD, {*NOTO, "方正小标宋_GBK"})

    assert face == faces.Face(("方正小标宋_GBK", faces.SERIF, faces.SANS), stroke=False)


@pytest.mark.parametrize(
    ("role", "names", "first", "stroke"),
    [
        ("head", faces.HEAD, faces.SERIF, True),
        ("first", faces.FIRST, faces.SANS, True),
        ("text", faces.TEXT, faces.SERIF, False),
    ],
)
def test_a_server_without_them_uses_the_packages_and_makes_titles_heavier(
    role: str, names: tuple[str, ...], first: str, stroke: bool
) -> None:
    face = faces._face(role, names, NOTO)

    assert (face.families[0], face.stroke) == (first, stroke)


def test_a_real_font_draws_what_it_draws() -> None:
    drawn = set(drawn_characters(Path(pylopdf_fonts_zh_cn.serif_path()).read_bytes()))

    assert {ord(one) for one in "重庆䶮𬭎〔—　 A"} <= drawn
    assert drawn.isdisjoint({0x1F600, 0x2CD92})


def font(cmap: bytes, *, start: int = 0) -> bytes:
    """Make the least of a font file: a directory with one table, whose place counts from the file's start."""
    directory = struct.pack(">4s4H", b"\0\1\0\0", 1, 0, 0, 0)
    return directory + struct.pack(">4s3I", b"cmap", 0, start + 28, len(cmap)) + cmap


# Two segments: 'A' to 'C' through a list in which 'B' has no glyph, and the last one that every font ends with.
FORM_4 = struct.pack(
    ">4HI" + "7H" + "2H" + "H" + "2H" + "2H" + "2H" + "3H",
    *(0, 1, 3, 1, 12),
    *(4, 38, 0, 4, 0, 0, 0),
    *(0x43, 0xFFFF),
    0,
    *(0x41, 0xFFFF),
    *(0, 1),
    *(4, 0),
    *(7, 0, 9),
)


def test_a_hole_inside_a_run_of_characters_is_not_drawn() -> None:
    assert list(drawn_characters(font(FORM_4))) == [0x41, 0x43]


def test_a_font_in_a_collection_is_read_at_its_own_place() -> None:
    header = struct.pack(">4sI2I", b"ttcf", 0x10000, 2, 0) + struct.pack(">I", 20)

    assert list(drawn_characters(header + font(FORM_4, start=20), 1)) == [0x41, 0x43]


def test_a_table_of_another_script_is_passed_over() -> None:
    other = struct.pack(">4HI", 0, 1, 1, 0, 12) + FORM_4[12:]

    assert list(drawn_characters(font(other))) == []
