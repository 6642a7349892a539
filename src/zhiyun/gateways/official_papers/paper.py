"""An official paper as plain values: what stands on it, not how it looks."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date


class Look(enum.Enum):
    """How the cells of a column are set."""

    TEXT = "text"
    CENTRED = "centred"
    NUMBER = "number"
    CODE = "code"
    """A fingerprint or other code: in full, monospaced, 32 characters a line."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of text; a line break in it stays a line break."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """Small print under what it belongs to: sources, methods, what is left out."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 is numbered 一、 and level 2 （一） by their order, unless ``numbered`` is off."""

    text: str
    level: int = 1
    numbered: bool = True

    def __post_init__(self) -> None:
        assert self.text.strip(), "a heading has words"
        assert self.level in (1, 2), "papers have headings of two levels"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list with the article it stands on, as words, or none."""

    text: str
    citation: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Entries numbered 1. 2. 3., each with its citation in brackets."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """Labels and their values, one a row."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its share of the table's width, and how its cells are set."""

    title: str
    width: int = 1
    look: Look = Look.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts under columns; money and counts come written out. A row of another length is our fault.

    ``bars`` are drawn in the second column before its numbers, one a row, in thousandths of the longest; paper to
    edit goes without.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    bars: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        assert self.columns, "a table has columns"
        assert all(len(row) == len(self.columns) for row in self.rows), "each row has one cell a column"
        assert not self.bars or len(self.bars) == len(self.rows), "each row has one bar"


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG that this house made (`gateways.drawings`), what it shows for who cannot see it, and its caption.

    It stands where the text has come to; a short paragraph before it and the note under it go with it to the next page.
    """

    svg: str
    words: str
    caption: str = ""
    millimetres: int = 125


Block = Paragraph | Note | Heading | Listing | Terms | Table | Picture


@dataclass(frozen=True, slots=True)
class Verification:
    """Where anyone can check a paper: the address, the code to type there, the SM3 of its content in hex."""

    url: str
    code: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What every paper of an office carries around its text.

    ``mark`` is the red head, by default the office itself; ``number`` is a 发文字号 as written, brackets 〔〕
    among it; ``copies_to`` are the 抄送 of the imprint. On a demonstration installation every page says so, and that
    all is invented unless it is not.
    """

    office: str
    number: str
    dated: date
    mark: str = ""
    copies_to: tuple[str, ...] = ()
    verification: Verification | None = None
    is_demo: bool = False
    is_invented: bool = True


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper: head, title, addressee, text, names of attachments, signature and imprint.

    ``signed_by`` stands over the day at the end, by default the office; a line break in the title is kept. What
    the office did not issue, such as an applicant's own form, has neither red head nor imprint. ``language`` is ``zh`` or ``en``; what the
    office issues is Chinese. With a ``cover`` the title stands on a page of its own, over these terms, and the
    headings are listed behind it. The ``appendix`` follows the signature on a page of its own.
    """

    letterhead: Letterhead
    title: str
    blocks: tuple[Block, ...]
    addressee: str = ""
    attachments: tuple[str, ...] = ()
    signed_by: str = ""
    is_issued: bool = True
    language: str = "zh"
    cover: Terms | None = None
    appendix: tuple[Block, ...] = ()

    def __post_init__(self) -> None:
        assert self.title.strip(), "a paper has a title"
        assert self.language == "zh" or not self.is_issued, "the office speaks Chinese"
