"""Reads what somebody typed: a query in the language of docs/search.md, or words of a plain box."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Final

from zhiyun.ip.query import otherwise, symbols, values
from zhiyun.ip.query.faults import (
    COSTLY,
    DEEPEST,
    LISTED,
    LONGEST,
    MOST_CLAUSES,
    Misread,
    Spot,
    TooDeep,
    TooLong,
    TooManyClauses,
    Unreadable,
    cut,
)
from zhiyun.ip.query.fields import Field, Sort, named, near_names, not_here
from zhiyun.ip.query.lexing import IN_ORDER, Mark, Piece, evened, pieces
from zhiyun.ip.query.listing import of_numbers
from zhiyun.ip.query.nearness import cost, near
from zhiyun.ip.query.tree import (
    Classed,
    ClassedBetween,
    Dated,
    Everything,
    Plain,
    Query,
    both,
    either,
    opposite,
)
from zhiyun.kernel.said import Said

SENTENCE: Final = 200
"""A text longer than this without a field or an operator in capitals was pasted, not composed."""
_WHOLE_CLASS: Final = re.compile(r"[A-HY]\d\d[A-Z](?:\d{1,4}/\d{2,6})?")
_RANGE_WORDS: Final = ("TO", "至", "到", "~")
_STARTS_OPERAND: Final = (Mark.OPEN, Mark.NOT, Mark.FIELD, Mark.QUOTED, Mark.VALUE)


def read(text: str) -> Query:
    """Read a query; without any sign of the language it is `Plain`; numbers alone, or a class, are looked for as such.

    Refuses with `Misread` (all faults, each with its place), `TooLong`, `TooManyClauses` or `TooDeep`.
    """
    if len(text) > LONGEST:
        raise TooLong(len(text))
    text = evened(text)
    found = list(pieces(text))
    if not found or (len(found) == 1 and found[0].text in ("*", "*:*")):
        return Everything()
    if not _is_composed(text, found):
        return _plain(text)
    return _Reader(text, found).whole()


def _is_composed(text: str, found: list[Piece]) -> bool:
    """Say whether the text uses the language, rather than being words or a pasted passage."""
    is_long = len(text) > SENTENCE
    texts = ["", *(piece.text for piece in found), ""]
    for piece, before, after in zip(found, texts, texts[2:], strict=False):
        if piece.mark is Mark.FIELD and (named(piece.text) or not is_long):
            return True
        if not is_long and otherwise.is_written(piece.text, before, after):
            return True
        if piece.mark in (Mark.AND, Mark.OR, Mark.NOT, Mark.NEAR) and not piece.is_weak:
            return True
        if not is_long and (piece.mark is Mark.QUOTED or "*" in piece.text or _is_regular(piece)):
            return True
    has_brackets = any(piece.mark is Mark.OPEN for piece in found)
    return not is_long and has_brackets and any(piece.is_weak for piece in found)


def _is_regular(piece: Piece) -> bool:
    return len(piece.text) > 2 and piece.text.startswith("/") and piece.text.endswith("/")


def _plain(text: str) -> Query:
    words = " ".join(text.split())
    if numbers := of_numbers(words):
        return numbers
    if _WHOLE_CLASS.fullmatch(words.upper()):
        return either(*(Classed(field, symbols.symbol(words)) for field in (Field.IPC, Field.CPC)))
    return Plain(words) if any(map(str.isalnum, words)) else Everything()


class _Reader:
    """Descends through the pieces of one query, noting faults and going on where it can."""

    def __init__(self, text: str, found: list[Piece]) -> None:
        self._text = text
        self._pieces = found
        self._next = 0
        self._field = Field.ANY
        self._relation = "="
        self._depth = 0
        self._clauses = 0
        self._faults: list[tuple[Spot, Said]] = []

    def whole(self) -> Query:
        read = self._alternatives()
        while piece := self._taken(Mark.CLOSE):
            self._note(piece.spot, Said("多了一个右括号「)」，请删去，或者在前面补上左括号"))
            if self._here():
                read = both(read, self._alternatives())
        assert self._here() is None, "only a closing bracket ends an expression early"
        if self._faults:
            raise Misread(self._faults)
        return read

    def _alternatives(self) -> Query:
        parts = [self._conjunction()]
        while self._taken(Mark.OR):
            parts.append(self._conjunction())
        return either(*parts)

    def _conjunction(self) -> Query:
        parts = [self._proximity()]
        while piece := self._here():
            if piece.mark is Mark.AND:
                self._next += 1
            elif piece.mark not in _STARTS_OPERAND:
                break
            parts.append(self._proximity())
        return both(*parts)

    def _proximity(self) -> Query:
        left_at, left = self._at(), self._negation()
        found: list[Query] = []
        while piece := self._taken(Mark.NEAR):
            right_at, right = self._at(), self._negation()
            if piece.within is None:
                self._note(piece.spot, Said("请写明相隔几个词，如 NEAR/5（不分先后）或 W/5（先后有序）"))
            else:
                spot = Spot(left_at, self._before())
                is_ordered = piece.text in IN_ORDER
                found.append(self._sound(spot, partial(near, left, right, piece.within, is_ordered)))
                self._count(cost(found[-1]))
            left_at, left = right_at, right
        return both(*found) if found else left

    def _negation(self) -> Query:
        piece = self._taken(Mark.NOT)
        if not piece:
            return self._operand()
        self._deeper()
        part = self._negation()
        self._depth -= 1
        return opposite(part)

    def _operand(self) -> Query:
        piece = self._here()
        if piece is None:
            self._note(
                Spot(self._at(), self._at()),
                Said("检索式到这里没有写完，请补上要找的词，或者删去末尾的运算符"),
            )
            return Everything()
        if piece.mark not in _STARTS_OPERAND:
            self._note(
                piece.spot,
                Said("「%(found)s」前面缺少要找的词，请补上，或者删去它", found=piece.text),
            )
            return Everything()
        self._next += 1
        if piece.mark is Mark.OPEN:
            return self._bracket(piece)
        if piece.mark is Mark.FIELD:
            return self._of_field(piece)
        return self._value(piece)

    def _bracket(self, opened: Piece) -> Query:
        self._deeper()
        inner: Query = Everything()
        if self._taken(Mark.CLOSE):
            self._note(opened.spot, Said("括号里是空的，请写出要找的词，或者删去括号"))
        else:
            inner = self._alternatives()
            if not self._taken(Mark.CLOSE):
                self._note(opened.spot, Said("这个左括号「(」没有配对的右括号，请补上"))
        self._depth -= 1
        return inner

    def _of_field(self, piece: Piece) -> Query:
        field = named(piece.text)
        if field is None:
            self._note(piece.spot, _unknown(piece.text))
        following = self._here()
        if following is None or following.mark not in (Mark.OPEN, Mark.QUOTED, Mark.VALUE):
            self._note(
                piece.spot,
                Said("「%(field)s」后面没有写要找的内容，请写如 标题=电池", field=cut(piece.text)),
            )
            return Everything()
        is_opposite = piece.relation in ("!=", "<>")
        before = self._field, self._relation
        is_equal = is_opposite or field is None
        self._field, self._relation = field or Field.ANY, "=" if is_equal else piece.relation
        read = self._operand()
        self._field, self._relation = before
        return opposite(read) if is_opposite else read

    def _value(self, piece: Piece) -> Query:
        if piece.is_open:
            self._note(piece.spot, Said("引号没有配对，请在短语末尾补上引号"))
        text = self._joined(piece)
        spot = Spot(piece.spot.at, self._before())
        if piece.mark is Mark.VALUE and (said := otherwise.mended(self._field, text)):
            self._note(spot, said)
            return Everything()
        read = self._sound(spot, lambda: values.read(self._field, text, self._relation))
        self._count(
            COSTLY if getattr(read, "is_beginning", False) or isinstance(read, ClassedBetween | Dated) else 1
        )
        return read

    def _count(self, conditions: int) -> None:
        self._clauses += conditions
        if self._clauses > MOST_CLAUSES:
            raise TooManyClauses

    def _joined(self, piece: Piece) -> str:
        """Take with a value what belongs to it though blanks stand between: ``H04L 9/00``, ``2019 TO 2021``."""
        text = piece.text
        if piece.mark is Mark.QUOTED or self._field.sort not in (Sort.CLASS, Sort.DATE):
            return text
        if self._field.sort is Sort.CLASS and re.fullmatch(r"\[?[A-Ha-hYy]\d\d[A-Za-z]", text):
            text += self._following(lambda value: re.fullmatch(r"\d{1,4}/\d{2,6}\]?\*?", value) is not None)
        joint = self._following(lambda value: value.upper() in _RANGE_WORDS)
        if joint:
            rest = self._here()
            if rest and rest.mark is Mark.VALUE:
                self._next += 1
                text = f"{text}:{self._joined(rest)}"
        return text

    def _following(self, belongs: Callable[[str], bool]) -> str:
        piece = self._here()
        if piece and piece.mark is Mark.VALUE and belongs(piece.text):
            self._next += 1
            return piece.text
        return ""

    def _sound(self, spot: Spot, make: Callable[[], Query]) -> Query:
        try:
            return make()
        except Unreadable as fault:
            self._note(spot, fault.said)
            return Everything()

    def _here(self) -> Piece | None:
        return self._pieces[self._next] if self._next < len(self._pieces) else None

    def _taken(self, mark: Mark) -> Piece | None:
        piece = self._here()
        if piece and piece.mark is mark:
            self._next += 1
            return piece
        return None

    def _at(self) -> int:
        """Say where the next piece begins."""
        piece = self._here()
        return piece.spot.at if piece else len(self._text)

    def _before(self) -> int:
        """Say where the piece that was taken last ends."""
        return self._pieces[self._next - 1].spot.until

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise TooDeep

    def _note(self, spot: Spot, said: Said) -> None:
        self._faults.append((spot, said))
        if len(self._faults) >= LISTED:
            raise Misread(self._faults)


def _unknown(name: str) -> Said:
    if instead := not_here(name):
        return Said("「%(name)s」：%(instead)s", name=cut(name), instead=instead)
    alike = near_names(name)
    if alike:
        return Said("没有「%(name)s」这个字段，是不是%(alike)s？", name=cut(name), alike=alike)
    return Said(
        "没有「%(name)s」这个字段，请从标题、摘要、申请人、国际分类、申请日等字段中选", name=cut(name)
    )
