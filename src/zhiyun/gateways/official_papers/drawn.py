"""Which characters a font file draws: what typst uses to set a text, but does not tell."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

_UNICODE: Final = frozenset({(0, 0), (0, 1), (0, 2), (0, 3), (0, 4), (0, 6), (3, 1), (3, 10)})
"""The pairs of platform and encoding whose codes are Unicode's."""


def drawn_characters(content: bytes, index: int = 0) -> Iterator[int]:
    """Give the characters the font (the ``index``-th of a collection) has a glyph for, from its ``cmap``.

    The two forms all Chinese fonts have are read: 12, for all of Unicode, and 4, for its first plane.
    """
    start = _long(content, 12 + 4 * index) if content[:4] == b"ttcf" else 0
    tables = range(start + 12, start + 12 + 16 * _short(content, start + 4), 16)
    for cmap in (_long(content, at + 8) for at in tables if content[at : at + 4] == b"cmap"):
        records = range(cmap + 4, cmap + 4 + 8 * _short(content, cmap + 2), 8)
        for record in records:
            if (_short(content, record), _short(content, record + 2)) in _UNICODE:
                yield from _of_one_form(content, cmap + _long(content, record + 4))


def _of_one_form(content: bytes, at: int) -> Iterator[int]:
    form = _short(content, at)
    if form == 12:
        yield from _of_form_12(content, at)
    elif form == 4:
        yield from _of_form_4(content, at)


def _of_form_12(content: bytes, at: int) -> Iterator[int]:
    for group in range(at + 16, at + 16 + 12 * _long(content, at + 12), 12):
        first, last, glyph = struct.unpack_from(">3I", content, group)
        yield from range(first if glyph else first + 1, last + 1)


def _of_form_4(content: bytes, at: int) -> Iterator[int]:
    size = _short(content, at + 6)
    for segment in range(at + 14, at + 14 + size, 2):
        last, first = _short(content, segment), _short(content, segment + size + 2)
        shift = _short(content, segment + 2 * size + 2)
        place = segment + 3 * size + 2
        offset = _short(content, place)
        for character in range(first, last + 1):
            glyph = _short(content, place + offset + 2 * (character - first)) if offset else character + shift
            if glyph and glyph != 0x10000:
                yield character


def _short(content: bytes, at: int) -> int:
    return int(struct.unpack_from(">H", content, at)[0])


def _long(content: bytes, at: int) -> int:
    return int(struct.unpack_from(">I", content, at)[0])
