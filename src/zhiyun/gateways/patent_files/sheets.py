"""Tables of patents: .csv and .xlsx as gazettes and databases export them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import BinaryIO

from zhiyun.gateways.patent_files.headings import OF_CITED, ONE_A_ROW, meaning, meanings, refuse_content
from zhiyun.gateways.patent_files.record import Record
from zhiyun.gateways.tables import FaultList, Unreadable, open_table
from zhiyun.ip import numbers
from zhiyun.ip.patent import Cited, LegalEvent
from zhiyun.kernel.days import NotADay, read_day
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said

_SURNAME_FIRST = re.compile(r"\A([A-Z][\w'’ -]*(?:, \w+\.?)?); ([A-Z][\w'’. -]*)\Z")
"""How older citations of the United States name a person: 「Thut; Bruno H.」. In gpatents_energy 363 of 364 names with a
semicolon are such, and one is a foundation with what it belongs to: none names two applicants."""


def header(stream: BinaryIO, *, name: str) -> dict[str, str | None]:
    """Give each heading with the field we take it for, for a person to confirm. Refuses what is no table."""
    table = open_table(stream, name=name, knows=_knows)
    refuse_content(table.header)
    return {heading: meaning(heading) for heading in table.header if heading}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, the field we take it for, empty for none, and its first cells as they stand."""

    heading: str
    field: str
    cells: tuple[str, ...]


def preview(stream: BinaryIO, *, name: str, most: int) -> tuple[Column, ...]:
    """Give the columns that have a heading, with at most ``most`` cells of each; of two that name one field the first
    has it. Refuses what is no table."""
    table = open_table(stream, name=name, knows=_knows)
    rows = [row for _number, row in islice(table.rows(FaultList()), most)]
    found: list[Column] = []
    for at, heading in enumerate(table.header):
        if heading:
            field = meaning(heading) or ""
            is_taken = any(each.field == field for each in found)
            cells = tuple("" if isinstance(cell := row[at], Unreadable) else cell for row in rows)
            found.append(Column(heading, "" if is_taken else field, cells))
    return tuple(found)


def confirm(stream: BinaryIO, *, name: str, columns: Mapping[str, str]) -> None:
    """Hear what a person says of the headings; refuses with all faults what `records` would refuse."""
    meanings(open_table(stream, name=name, knows=_knows).header, columns)


def records(stream: BinaryIO, *, name: str, columns: Mapping[str, str]) -> Iterator[Record]:
    """Give the rows; ``columns`` is what a person said of headings. Refuses what is no table of patents."""
    table = open_table(stream, name=name, knows=_knows)
    fields = meanings(table.header, columns)
    called = {field: table.header[at] for at, field in fields.items()}
    called_of_cited = {name: called[field] for field, name in OF_CITED.items() if field in called}
    faults = FaultList()
    for number, row in table.rows(faults):
        place = Said("第 %(row)s 行", row=number)
        unreadable = tuple(
            Fault(table.header[at], cell.why)
            for at in fields
            if isinstance(cell := row[at], Unreadable) and cell.why
        )
        told = {field: row[at] for at, field in fields.items() if not isinstance(row[at], Unreadable)}
        if unreadable and not told.keys() & {"publication", "citing"}:
            yield Record(place, faults=unreadable)
        else:
            record = _record(place, told, called)
            yield replace(record, faults=(*unreadable, *record.faults))
            if record.cites and (aside := _cited(told)):
                yield Record(place, aside, called=called_of_cited, is_aside=True)
    try:
        faults.refuse_if_any()
    except Faulty as refusal:
        for fault in refusal.faults:
            yield Record(fault.place, faults=(Fault("", fault.message),))


def _record(place: Said, told: dict[str, str], called: Mapping[str, str]) -> Record:
    """Read a row: of a document, or of one citation or event that belongs to a document."""
    if "citing" in told:
        return _citation(place, told, called)
    faults: tuple[Fault, ...] = ()
    events: tuple[LegalEvent, ...] = ()
    if "event_code" in told:
        try:
            day = read_day(told.get("event_on") or told.get("legal_status_on") or "")
            events = (LegalEvent(day, told["event_code"].strip(), told.get("event_words", "").strip()),)
        except NotADay as refusal:
            faults = (Fault(called.get("event_on", "event_on"), refusal.said),)
    raw = {name: text for name, text in told.items() if name not in ONE_A_ROW}
    return Record(place, raw, events=events, called=called, faults=faults)


def _citation(place: Said, told: Mapping[str, str], called: Mapping[str, str]) -> Record:
    citing, cited = told["citing"], told.get("cited", "")
    if told.get("direction", "").strip() == "forward":
        citing, cited = cited, citing
    try:
        named = numbers.publication(cited)
    except Refusal as refusal:
        return Record(place, faults=(Fault(called.get("cited", "cited"), refusal.said),))
    by_examiner = {"1": True, "0": False}.get(told.get("by_examiner", "").strip())
    return Record(place, {"publication": citing}, cites=(Cited(named, by_examiner),), called=called)


def _cited(told: Mapping[str, str]) -> dict[str, str]:
    """Give what a row tells of the document in its column of what is cited, whichever of the two cites the other."""
    said = {name: text for field, name in OF_CITED.items() if (text := told.get(field, "").strip())}
    if "applicants" in said:
        said["applicants"] = _SURNAME_FIRST.sub(r"\1, \2", said["applicants"])
    return {"publication": told.get("cited", ""), **said} if said else {}


def _knows(heading: str) -> bool:
    return meaning(heading) is not None
