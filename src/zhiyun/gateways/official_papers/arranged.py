"""A paper made ready to be set: numbers written before headings and entries, every text printable."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from zhiyun.gateways.official_papers.paper import (
    Block,
    Heading,
    Item,
    Listing,
    Note,
    Paper,
    Paragraph,
    Picture,
    Table,
    Terms,
)
from zhiyun.gateways.official_papers.wording import day_in_english, day_text
from zhiyun.kernel.citation import chinese_number

Text = Callable[[str], str]
_MOST_NUMBERED: Final = 99
_ENDS: Final = "。；，;"


def fingerprint(paper: Paper) -> str:
    """Give the SM3, in hex, of all a paper says; where it can be verified is no part of that."""
    said = json.dumps(arranged(paper, str), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.new("sm3", said.encode("utf-8", "surrogatepass")).hexdigest()


def arranged(paper: Paper, text: Text) -> dict[str, Any]:
    """Give the words of a paper by place, each passed through ``text``."""
    letterhead, is_english = paper.letterhead, paper.language == "en"
    more: dict[str, Any] = {"cover": _block(paper.cover, text, is_english=is_english)} if paper.cover else {}
    if paper.appendix:
        more["appendix"] = list(_blocks(paper.appendix, text, is_english))
    return {
        "office": text(letterhead.office),
        "mark": text(letterhead.mark or letterhead.office).replace("\n", ""),
        "number": text(letterhead.number),
        "day": day_in_english(letterhead.dated) if is_english else day_text(letterhead.dated),
        "title": text(paper.title),
        "addressee": text(paper.addressee).removesuffix("：").removesuffix(":"),
        "blocks": list(_blocks(paper.blocks, text, is_english)),
        "attachments": [text(name) for name in paper.attachments],
        "signed_by": text(paper.signed_by or letterhead.office),
        "copies_to": "，".join(map(text, letterhead.copies_to)),
        "is_issued": paper.is_issued,
        "is_demo": letterhead.is_demo,
        **more,
    }


@dataclass(slots=True)
class _Counter:
    is_english: bool
    first: int = 0
    second: int = 0
    is_below_one: bool = False

    def depth(self, heading: Heading) -> int:
        """Give how deep a heading stands in the outline: readers of the screen must not meet a gap."""
        self.is_below_one = self.is_below_one or heading.level == 1
        return heading.level if self.is_below_one else 1

    def prefix(self, heading: Heading) -> str:
        """Number the next heading; a paper with a hundred of a level goes on in plain figures."""
        if not heading.numbered:
            return ""
        if heading.level == 1:
            self.first, self.second = self.first + 1, 0
            return f"{self.first}. " if self.is_english else f"{_figure(self.first)}、"
        self.second += 1
        if self.is_english:
            return f"{self.first}.{self.second} "
        return f"（{_figure(self.second)}）"


def _figure(number: int) -> str:
    return chinese_number(number) if number <= _MOST_NUMBERED else str(number)


def _blocks(blocks: tuple[Block, ...], text: Text, is_english: bool) -> Iterator[dict[str, Any]]:
    counter = _Counter(is_english)
    for block in blocks:
        if isinstance(block, Heading):
            words = counter.prefix(block) + text(block.text)
            yield {"kind": "heading", "level": block.level, "depth": counter.depth(block), "text": words}
        else:
            yield _block(block, text, is_english=is_english)


def _block(
    block: Paragraph | Note | Listing | Terms | Table | Picture, text: Text, *, is_english: bool
) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "text": text(block.text)}
        case Note():
            return {"kind": "note", "text": text(block.text)}
        case Listing():
            write = _entry_in_english if is_english else _entry
            entries = [text(write(number, item)) for number, item in enumerate(block.items, 1)]
            return {"kind": "listing", "entries": entries}
        case Terms():
            rows = [[text(label), text(value)] for label, value in block.rows]
            return {"kind": "terms", "rows": rows, "label_width": _label_width(rows)}
        case Picture():
            return {
                "kind": "picture",
                "svg": block.svg,
                "words": text(block.words),
                "caption": text(block.caption),
                "millimetres": block.millimetres,
            }
        case Table():
            columns = [
                {"title": text(each.title), "width": each.width, "look": each.look.value}
                for each in block.columns
            ]
            rows = [[text(cell) for cell in row] for row in block.rows]
            bars = {"bars": list(block.bars)} if block.bars else {}
            return {
                "kind": "table",
                "caption": text(block.caption),
                "columns": columns,
                "rows": rows,
                **bars,
            }


def _entry(number: int, item: Item) -> str:
    """Write an entry, its citation before the mark that ends it: ``1. 信用良好（第八条第4项）；``."""
    said = item.text.rstrip(_ENDS)
    cited = f"（{item.citation}）" if item.citation else ""
    # A quoted sentence may bring its own stop: one is enough.
    return f"{number}. {said}{cited}{item.text[len(said) :][-1:]}"


def _entry_in_english(number: int, item: Item) -> str:
    return f"{number}. {item.text} ({item.citation})" if item.citation else f"{number}. {item.text}"


def _label_width(rows: list[list[str]]) -> int:
    """Give the width of the label column in characters: the longest label's, between four and twelve; two Latin letters are one."""
    return min(12, max([4, *((len(label) + 1) // 2 if label.isascii() else len(label) for label, _ in rows)]))
