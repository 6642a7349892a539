"""Which column of a table is which: English and Chinese names, units in the header, and what is missing."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from zhiyun.gateways.tables import FaultList, Table
from zhiyun.kernel.said import Said, word

_UNITS: Final = {
    "元": "元",
    "人民币": "元",
    "人民币元": "元",
    "rmb": "元",
    "cny": "元",
    "万": "万元",
    "亿": "亿元",
}
_UNITS_OF_YUAN: Final = ("万元", "亿元")
_ASIDE: Final = re.compile(r"(?P<name>[^(\[【/:]+)(?:[(\[【/:](?P<aside>.*))?")
_STRANGE_UNIT: Final = re.compile(r"[元万亿千百]")
_UNIT_ABOVE: Final = re.compile(r"单位:?(?:人民币)?(?P<unit>[^\s,;)]*元)")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a contract: its name for machines, its name for people, and other names it goes by."""

    name: str
    words: str
    others: tuple[str, ...] = ()
    required: bool = False
    is_amount: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a column stands in a table, how its header is written, and the unit written there."""

    index: int
    header: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Matched:
    """The columns found in a table, by name, and what should be said about the others."""

    places: Mapping[str, Place]
    remarks: tuple[Said, ...]

    def header(self, name: str) -> str:
        """Name a found column as the file does."""
        return self.places[name].header


class Contract:
    """The columns a kind of table has."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = tuple(columns)
        self._by_folded = {
            _folded(text): column
            for column in self.columns
            for text in (column.name, column.words, *column.others)
        }

    def knows(self, text: str) -> bool:
        """Say whether a header cell names one of the columns."""
        return self._column(text) is not None

    def match(self, table: Table, faults: FaultList) -> Matched:
        """Find the columns; notes what is missing, doubled, hidden, or of an unknown unit."""
        places: dict[str, Place] = {}
        unknown: list[str] = []
        for index, header in enumerate(table.header):
            column = self._column(header)
            if column is None:
                unknown += [header] if header else []
            elif column.name in places:
                first = places[column.name].header
                said = Said("「%(first)s」和「%(second)s」是同一列，请只保留一列", first=first, second=header)
                faults.about_file(table.source, said)
            else:
                places[column.name] = Place(index, header, self._unit(column, header, table, faults))
            if column is not None and index in table.hidden:
                faults.about_file(
                    table.source, Said("「%(header)s」列被隐藏了，请取消隐藏，核对后再试", header=header)
                )
        self._note_missing(places, table, faults)
        self._note_unit_above(places, table, faults)
        return Matched(places, tuple(self._remarks(unknown, places)))

    def _column(self, header: str) -> Column | None:
        folded = _folded(header)
        exact = self._by_folded.get(folded)
        found = _ASIDE.fullmatch(folded)
        return exact or (self._by_folded.get(found["name"]) if found else None)

    def _unit(self, column: Column, header: str, table: Table, faults: FaultList) -> str:
        found = _ASIDE.fullmatch(_folded(header))
        aside = (found["aside"] or "").strip(")]】").removeprefix("单位").lstrip(":") if found else ""
        if not column.is_amount or not aside:
            return ""
        unit = _UNITS.get(aside, aside)
        if unit == "元" or unit in _UNITS_OF_YUAN:
            return unit
        known = [
            name for name in _UNITS_OF_YUAN if name in re.split(r"[,;、/ ]", aside.replace("人民币", ""))
        ]
        if len(known) == 1:
            return known[0]
        if _STRANGE_UNIT.search(aside):
            faults.about_file(
                table.source,
                Said(
                    "「%(header)s」的单位认不出，请写成「%(words)s（元）」或「%(words)s（万元）」",
                    header=header,
                    words=word(column.words),
                ),
            )
        return ""

    def _note_missing(self, places: Mapping[str, Place], table: Table, faults: FaultList) -> None:
        missing = [column for column in self.columns if column.required and column.name not in places]
        if missing:
            names = tuple(
                Said("「%(words)s」（%(name)s）", words=word(column.words), name=column.name)
                for column in missing
            )
            there = "、".join(filter(None, table.header))[:200]
            faults.about_file(
                table.source, Said("缺少%(names)s列；现有的列：%(there)s", names=names, there=there)
            )

    def _note_unit_above(self, places: Mapping[str, Place], table: Table, faults: FaultList) -> None:
        for text in table.above:
            found = _UNIT_ABOVE.search(unicodedata.normalize("NFKC", text))
            bare = [
                place.header
                for column in self.columns
                if column.is_amount and (place := places.get(column.name)) is not None and not place.unit
            ]
            if found is not None and found["unit"] != "元" and bare:
                faults.about_file(
                    table.source,
                    Said(
                        "表头上方写着「单位：%(unit)s」，请把单位写进列名，如「%(column)s（%(unit)s）」",
                        unit=found["unit"],
                        column=bare[0],
                    ),
                )

    def _remarks(self, unknown: Sequence[str], places: Mapping[str, Place]) -> list[Said]:
        if not unknown:
            return []
        remarks = [Said("没有用到的列：%(columns)s", columns="、".join(unknown)[:200])]
        absent = {column.words: column for column in self.columns if column.name not in places}
        for header in unknown:
            for like in difflib.get_close_matches(header, absent, 1):
                remarks.append(
                    Said(
                        "「%(header)s」没有用到；如果就是「%(like)s」，请改成这个列名",
                        header=header,
                        like=like,
                    )
                )
        return remarks


def _folded(header: str) -> str:
    text = "".join(unicodedata.normalize("NFKC", header).split()).lower()
    return text.strip("*#")
