"""Cuts a query into brackets, operators, fields and values, each with its place."""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from zhiyun.ip.query.faults import Spot
from zhiyun.ip.query.fields import named, not_here


class Mark(enum.Enum):
    """What a piece of a query is."""

    OPEN = "("
    CLOSE = ")"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    NEAR = "NEAR"
    FIELD = "field"
    QUOTED = "quoted"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece and where it stands.

    ``text`` is the value, the field's name, or the operator as it was written; ``relation`` is what stands
    between a field and its value; ``within`` the number of a NEAR. ``is_weak`` marks an operator in small
    letters, which in a sentence is only a word; ``is_open`` a quotation that never ends.
    """

    mark: Mark
    text: str
    spot: Spot
    relation: str = ""
    within: int | None = None
    is_weak: bool = False
    is_open: bool = False


_QUOTES: Final = dict.fromkeys(map(ord, '“”„‟«»「」『』"'), '"')
_OPERATORS: Final = {
    "AND": Mark.AND, "与": Mark.AND, "且": Mark.AND, "并且": Mark.AND, "和": Mark.AND,
    "OR": Mark.OR, "或": Mark.OR, "或者": Mark.OR,
    "NOT": Mark.NOT, "非": Mark.NOT, "ANDNOT": Mark.NOT,
}  # fmt: skip
_SIGNS: Final = {"&": Mark.AND, "|": Mark.OR}
_FIELD: Final = re.compile(
    r"((?:公开|申请|发明|授权)\((?:公告|专利权|设计)\)[号日人]|\w+(?:[-/.]\w+)*)[ ]*(>=|<=|!=|<>|=|>|<|:)"
)
_NEAR: Final = re.compile(r"(NEAR|N|W|PRE|ADJ|邻近|先后)(?:/(\d{1,9}))?", re.IGNORECASE)
_NEAR_TOGETHER: Final = re.compile(r"(?:\$(W|PRE|WS|SEN|PARA)|(NEAR|PRE|ADJ))(\d{1,9})?")
"""As two systems write it: ``$W5`` and ``NEAR5``; what means a sentence has no number and is asked for one."""
_CODE: Final = re.compile(r"[A-Za-z]\w+", re.ASCII)
_HOLDS: Final = ("(", '"', "[")
_DIALOG: Final = re.compile(r"\((\d{1,9})([NW])\)", re.IGNORECASE)
_CHUNK: Final = re.compile(r"(?:[^\s()\"&|]|(?<=[A-Za-z0-9])[&|](?=[A-Za-z0-9]))+")
IN_ORDER: Final = ("W", "PRE", "先后")


def evened(text: str) -> str:
    """Make full-width signs half-width and all quotation marks one, character for character."""
    return "".join(map(_evened, text.translate(_QUOTES)))


def _evened(character: str) -> str:
    if character.isspace() or unicodedata.category(character) in ("Cc", "Cs", "Cn", "Co"):
        return " "
    even = unicodedata.normalize("NFKC", character)
    return even if len(even) == 1 and not even.isspace() else " " if even.isspace() else character


def pieces(text: str) -> Iterator[Piece]:
    """Yield the pieces of an `evened` query from left to right."""
    at = 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        piece = _piece(text, at)
        yield piece
        at = piece.spot.until


def _piece(text: str, at: int) -> Piece:
    sign = text[at]
    if sign == "(" and (dialog := _DIALOG.match(text, at)):
        order, within = dialog[2].upper(), int(dialog[1])
        return Piece(Mark.NEAR, order, Spot(at, dialog.end()), within=within)
    if sign in "()":
        return Piece(Mark(sign), sign, Spot(at, at + 1))
    if sign == '"':
        end = text.find('"', at + 1)
        inside = text[at + 1 : end if end >= 0 else None]
        return Piece(Mark.QUOTED, inside, Spot(at, end + 1 if end >= 0 else len(text)), is_open=end < 0)
    if sign in _SIGNS:
        length = 2 if text[at : at + 2] == 2 * sign else 1
        return Piece(_SIGNS[sign], sign, Spot(at, at + length))
    if sign == "!":
        return Piece(Mark.NOT, sign, Spot(at, at + 1))
    field = _FIELD.match(text, at)
    if field and (
        field[2] in ("=", "!=", "<>")
        or named(field[1])
        or not_here(field[1])
        or (field[2] == ":" and _CODE.fullmatch(field[1]) and text[field.end() : field.end() + 1] in _HOLDS)
    ):
        return Piece(Mark.FIELD, field[1], Spot(at, field.end()), relation=field[2])
    chunk = _CHUNK.match(text, at)
    assert chunk, "every sign that a chunk cannot hold was answered above"
    return _word(chunk[0], Spot(at, chunk.end()))


def _word(chunk: str, spot: Spot) -> Piece:
    large = chunk.upper()
    if large in _OPERATORS:
        return Piece(_OPERATORS[large], chunk, spot, is_weak=chunk != large or chunk == "和")
    near = _NEAR.fullmatch(chunk)
    if near and (near[2] or large in ("NEAR", "邻近")):
        is_weak = near[2] is None and chunk != large
        return Piece(
            Mark.NEAR, near[1].upper(), spot, within=int(near[2]) if near[2] else None, is_weak=is_weak
        )
    if (together := _NEAR_TOGETHER.fullmatch(chunk)) and (together[1] or together[3]):
        order = "PRE" if "PRE" in (together[1], together[2]) else "NEAR"
        return Piece(Mark.NEAR, order, spot, within=int(together[3]) if together[3] else None)
    return Piece(Mark.VALUE, chunk, spot)
