"""XML of patent offices: WIPO ST.36 (``publication-reference``) and ST.96 (``pat:PublicationReference``).

Both say the same in other words, so names are read without hyphens, prefixes and capitals. One document is
held at a time. No document type may be declared, hence no entity; depth and size are limited.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Final
from xml.parsers import expat

from zhiyun.gateways.patent_files.record import Record
from zhiyun.ip import numbers
from zhiyun.ip.patent import Cited
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said

PIECE: Final = 1 << 16
LONGEST: Final = 32 << 20
"""Characters of one document that are kept; the longest descriptions are a tenth of it."""
LONGEST_MARK: Final = 1 << 20
"""Bytes of one tag or comment: the parser begins it anew with every piece that does not end it."""
DEEPEST: Final = 200
COUNTS_AS: Final = 128
"""Characters that an element without any counts as, for it takes memory too."""
MOST_BETWEEN: Final = 500_000
"""Elements between two documents, of which a real file has a handful."""
DOCUMENTS: Final = frozenset(
    {
        "cnpatentdocument", "eppatentdocument", "exchangedocument", "patentdocument", "patentgrant",
        "patentpublication", "uspatentapplication", "uspatentgrant", "wopatentdocument",
    }
)  # fmt: skip


@dataclass(slots=True)
class Element:
    """An element by its plain name, with its attributes likewise, its text and its children in order."""

    name: str
    attributes: dict[str, str]
    texts: list[str] = field(default_factory=list)
    children: list[Element] = field(default_factory=list)

    def all(self, *names: str) -> Iterator[Element]:
        """Give every element below that has one of these names, outermost only."""
        for child in self.children:
            if child.name in names:
                yield child
            else:
                yield from child.all(*names)

    def first(self, *names: str) -> Element | None:
        """Give the first of `all`."""
        return next(self.all(*names), None)

    def said(self, *names: str) -> str:
        """Give the whole text of the first of `all`, on one line; empty where there is none."""
        found = self.first(*names)
        return found.words if found else ""

    @property
    def words(self) -> str:
        """Everything written in it, on one line."""
        return " ".join(" ".join(self.texts).split())


class _Broken(Exception):
    """What ends the reading of a file, as a sentence."""

    def __init__(self, said: Said) -> None:
        super().__init__(said)
        self.said = said


def records(stream: BinaryIO, *, name: str) -> Iterator[Record]:
    """Give the documents in order; where the file breaks, a last record says how.

    Refuses with `Faulty` a file that has none, or breaks before the first is whole.
    """
    number = 0
    try:
        for element in _documents(stream):
            number += 1
            yield _record(Said("第 %(number)s 件", number=number), element)
    except _Broken as broken:
        if not number:
            raise Faulty([Fault(name, broken.said)]) from None
        place = Said("第 %(number)s 件之后", number=number)
        yield Record(place, faults=(Fault("", broken.said),))
        return
    if not number:
        said = Said(
            "没有找到专利文献：应是 WIPO ST.36 或 ST.96 的 XML，例如 exchange-document、PatentPublication"
        )
        raise Faulty([Fault(name, said)])


def _documents(stream: BinaryIO) -> Iterator[Element]:
    builder = _Builder()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    parser.StartDoctypeDeclHandler = builder.doctype
    given = 0
    try:
        while piece := stream.read(PIECE):
            parser.Parse(piece, False)
            yield from builder.take()
            given += len(piece)
            if given - parser.CurrentByteIndex > LONGEST_MARK:
                raise _Broken(Said("XML 的一个标记超过 %(most)s MB，不像专利文献", most=LONGEST_MARK >> 20))
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        yield from builder.take()
        raise _Broken(
            Said("XML 在第 %(line)s 行断开或写错，请重新导出；此前的已经读入", line=error.lineno)
        ) from None
    yield from builder.take()


class _Builder:
    """Makes elements of what stands within documents, and forgets each once it is taken."""

    def __init__(self) -> None:
        self._open: list[Element] = []
        self._done: list[Element] = []
        self._depth = self._length = self._between = 0

    def take(self) -> Iterator[Element]:
        while self._done:
            yield self._done.pop(0)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _Broken(Said("XML 嵌套超过 %(most)s 层，不像专利文献", most=DEEPEST))
        plain = _plain(name)
        if not self._open and plain not in DOCUMENTS:
            self._between += 1
            if self._between > MOST_BETWEEN:
                raise _Broken(Said("XML 里连着几十万个元素都不是专利文献，请核对文件"))
            return
        self._between = 0
        self._count(COUNTS_AS + sum(map(len, attributes.values())))
        element = Element(plain, {_plain(key): value for key, value in attributes.items()})
        if self._open:
            self._open[-1].children.append(element)
        self._open.append(element)

    def end(self, _name: str) -> None:
        self._depth -= 1
        if self._open and len(self._open) == 1:
            self._done.append(self._open.pop())
            self._length = 0
        elif self._open:
            inner = self._open.pop()
            self._open[-1].texts.extend(inner.texts)

    def text(self, text: str) -> None:
        if self._open:
            self._count(len(text))
            self._open[-1].texts.append(text)

    def _count(self, characters: int) -> None:
        self._length += characters
        if self._length > LONGEST:
            raise _Broken(Said("一件文献超过 %(most)s 万字，不像专利文献", most=LONGEST // 10_000))

    def doctype(self, *_: object) -> None:
        raise _Broken(Said("XML 声明了文档类型（DOCTYPE），为安全起见不读，请导出不带 DOCTYPE 的文件"))


def _record(place: Said, document: Element) -> Record:
    raw: dict[str, str | tuple[str, ...]] = {}
    published = document.all("publicationreference", "patentpublicationidentification")
    raw["publication"], raw["published_on"] = _identified(list(published) or [document])
    if applied := list(document.all("applicationreference", "applicationidentification")):
        raw["application"], raw["filed_on"] = _identified(applied, has_kind=False)
    for kind, names in (("title", ("inventiontitle",)), ("abstract", ("abstract",))):
        for each in document.all(*names):
            raw.setdefault("_".join(filter(None, (kind, _language(each)))), each.words)
    for each in document.all("claims"):
        raw.setdefault("_".join(filter(None, ("claims", _language(each)))), tuple(_claims(each)))
    raw["applicants"] = tuple(map(_name, document.all("applicant", "usapplicant", "assignee")))
    raw["inventors"] = tuple(map(_name, document.all("inventor")))
    if applicant := document.first("applicant", "usapplicant"):
        address = applicant.first("address", "postaladdressbag", "postaladdress")
        raw["address"] = address.words if address else ""
    raw["ipc"] = tuple(
        map(_symbol, document.all("classificationipcr", "ipcrclassification", "classificationipc"))
    )
    raw["cpc"] = tuple(
        map(_symbol, document.all("classificationcpc", "cpcclassification", "patentclassification"))
    )
    raw["priority_on"] = min(
        (date for each in document.all("priorityclaim") if (date := each.said("date", "filingdate"))),
        default="",
    )
    raw["family"] = document.attributes.get("familyid", "")
    cites, faults = _cited(document)
    return Record(place, {name: said for name, said in raw.items() if said}, cites=cites, faults=faults)


def _language(element: Element) -> str:
    """Give the language an element says it is in, where the record keeps texts of it apart."""
    language = element.attributes.get("lang", element.attributes.get("languagecode", ""))[:2].lower()
    return language if language in ("zh", "en") else ""


def _claims(claims: Element) -> Iterator[str]:
    """Give the claims with their numbers in front; the European office writes all of them as texts of one claim."""
    for claim in claims.all("claim"):
        texts = [each for each in claim.children if each.name == "claimtext"]
        if len(texts) > 1 and all(each.words[:1].isdigit() for each in texts):
            yield from (each.words for each in texts)
            continue
        number = (claim.attributes.get("num") or claim.said("claimnumber")).lstrip("0")
        words = " ".join(each.words for each in texts) or claim.words
        yield words if words[:1].isdigit() or not number.isdecimal() else f"{number}. {words}"


def _identified(references: list[Element], *, has_kind: bool = True) -> tuple[str, str]:
    """Give number and day of a publication or application, of several spellings the one of DOCDB."""
    spelt = [each for reference in references for each in reference.all("documentid")] or references
    of_docdb = [each for each in spelt if each.attributes.get("documentidtype") == "docdb"]
    chosen = (of_docdb or spelt)[0]
    office = chosen.said("country", "ipofficecode")
    number = chosen.said("docnumber", "publicationnumber", "applicationnumbertext", "applicationnumber")
    kind = chosen.said("kind", "patentdocumentkindcode") if has_kind else ""
    day = chosen.said("date", "publicationdate", "filingdate")
    return (number if office and number.startswith(office) else office + number) + kind, day


def _name(party: Element) -> str:
    organisation = party.said("orgname", "organizationstandardname", "organizationname")
    last = party.said("lastname", "personfullname", "entityname")
    first = party.said("firstname", "givenname")
    return organisation or " ".join(filter(None, (last, first))) or party.said("name")


def _symbol(classification: Element) -> str:
    parts = [classification.said(name) for name in ("section", "class", "subclass", "maingroup", "subgroup")]
    if all(parts):
        return f"{parts[0]}{parts[1]}{parts[2]}{parts[3]}/{parts[4]}"
    return (
        classification.said("text", "mainclassification", "patentclassificationtext") or classification.words
    )


def _cited(document: Element) -> tuple[tuple[Cited, ...], tuple[Fault, ...]]:
    found, faults = [], []
    for citation in document.all("citation", "uscitation", "patentcitationbag"):
        for cited in citation.all("patcit", "patentcitation"):
            number, _ = _identified([cited])
            examiner = citation.attributes.get("citedphase") or citation.said("category")
            by_examiner = None if not examiner else "examiner" in examiner or "search" in examiner
            try:
                found.append(Cited(numbers.publication(number), by_examiner))
            except Refusal as refusal:
                faults.append(Fault(Said("引证"), refusal.said))
    return tuple(found), tuple(faults)


def _plain(name: str) -> str:
    return name.rpartition(" ")[2].replace("-", "").lower()
