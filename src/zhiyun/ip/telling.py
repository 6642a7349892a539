"""From what a source says of a document, text by text, to the record: normalised, and every doubt named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from zhiyun.ip import applicants, classification, numbers, places
from zhiyun.ip.applicants import Counting
from zhiyun.ip.claims import cut
from zhiyun.ip.patent import Cited, Claim, LegalEvent, Patent, together
from zhiyun.kernel.days import read_day
from zhiyun.kernel.refusal import Fault, Refusal
from zhiyun.kernel.said import Said

WORDS: Final[Mapping[str, Said]] = {
    "publication": Said("公开号"),
    "application": Said("申请号"),
    "title": Said("标题"),
    "title_zh": Said("中文标题"),
    "title_en": Said("英文标题"),
    "abstract": Said("摘要"),
    "abstract_zh": Said("中文摘要"),
    "abstract_en": Said("英文摘要"),
    "claims": Said("权利要求"),
    "claims_zh": Said("中文权利要求"),
    "claims_en": Said("英文权利要求"),
    "first_claim": Said("首项权利要求"),
    "independent_claims": Said("独立权利要求"),
    "claim_count": Said("权利要求数量"),
    "language": Said("语种"),
    "filed_on": Said("申请日"),
    "published_on": Said("公开日"),
    "granted_on": Said("授权日"),
    "priority_on": Said("优先权日"),
    "applicants": Said("申请人"),
    "owners": Said("权利人"),
    "inventors": Said("发明人"),
    "address": Said("地址"),
    "ipc": Said("国际分类"),
    "cpc": Said("联合分类"),
    "family": Said("同族"),
    "legal_status": Said("法律状态"),
    "legal_status_on": Said("法律状态日"),
    "cites": Said("引证"),
}
"""What a source can say in plain texts; several of something in one text stand apart by semicolons."""

Raw = Mapping[str, str | tuple[str, ...]]

NOBODY_DECIDED: Final = Counting()
CLAIMS: Final = ("claims", "claims_zh", "claims_en", "first_claim", "independent_claims", "claim_count")
MOST_IN_CELL: Final = 32_767
"""Characters that a cell of a spreadsheet holds: a text as long was cut off there."""
_APART: Final = re.compile(r"\s*[;；\n|]\s*")
_HAN: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_SCRIPTS: Final = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("zh", _HAN),
)
_COUNT: Final = re.compile(r"(\d{1,5})(?:\.0)?\s*项?")
_ENGLISH: Final = re.compile(r"\b(?:the|of|and|with|for|having|using)\b", re.IGNORECASE)


class NotACount(Refusal):
    """What should say how many claims there are and does not."""

    def __init__(self, text: str) -> None:
        super().__init__(Said("%(text)s不是项数，请写整数", text=text[:20]))


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one record: the document, or None where it cannot be named; and what was not understood.

    What was not understood is left out of the document, not guessed, and does not keep the rest out.
    """

    patent: Patent | None
    faults: tuple[Fault, ...] = ()


def told(
    raw: Raw,
    *,
    cites: Iterable[Cited] = (),
    events: Iterable[LegalEvent] = (),
    named: Mapping[str, str] = {},
    counting: Counting = NOBODY_DECIDED,
) -> Told:
    """Read one record; ``named`` says how its source calls a field, for faults to be found again, and ``counting``
    under which key people decided to count an applicant."""
    reading = _Reading(raw, named)
    publication = reading.one("publication", numbers.named)
    if publication is None:
        return Told(None, tuple(reading.faults))
    texts = _by_language(reading, publication.office)
    address = reading.text("address")
    place = places.place(address)
    classes = reading.several("ipc")
    applying = tuple(each for text in reading.several("applicants") for each in applicants.split(text))
    is_design = [each for each in classes if each[:1].isdigit() or each.upper().startswith("LOC")]
    patent = Patent(
        publication=str(publication),
        application=reading.one("application", numbers.application) or "",
        office=publication.office,
        kind=publication.kind,
        right=numbers.right_of(publication.office, publication.kind),
        **texts,
        filed_on=reading.day("filed_on"),
        published_on=reading.day("published_on"),
        granted_on=reading.day("granted_on"),
        priority_on=reading.day("priority_on"),
        legal_status_on=reading.day("legal_status_on"),
        applicants=applying,
        applicant_groups=groups_of(applying, counting),
        owners=reading.several("owners"),
        inventors=reading.several("inventors"),
        address=address,
        province=place.province,
        city=place.city,
        district=place.district,
        ipc=reading.each("ipc", [each for each in classes if each not in is_design], _symbol),
        cpc=reading.each("cpc", reading.several("cpc"), _symbol),
        locarno=reading.each("ipc", is_design, classification.locarno),
        **_claims(reading),
        family=reading.text("family"),
        legal_status=reading.text("legal_status"),
        cites=(*cites, *map(Cited, reading.each("cites", reading.several("cites"), numbers.publication))),
        legal_events=tuple(events),
    )
    return Told(patent, tuple(reading.faults))


def groups_of(names: Iterable[str], counting: Counting = NOBODY_DECIDED) -> tuple[str, ...]:
    """Give the keys that applicants are counted under."""
    return tuple(map(counting.key, names))


def language_of(text: str) -> str:
    """Tell a text's language by its letters, English by its small words; empty where that does not tell."""
    for language, letters in _SCRIPTS:
        if letters.search(text):
            return language
    return "en" if _ENGLISH.search(text) else ""


class _Reading:
    """One record, with the faults found so far."""

    def __init__(self, raw: Raw, named: Mapping[str, str]) -> None:
        self._raw, self._named = raw, named
        self.faults: list[Fault] = []

    def text(self, name: str) -> str:
        said = self._raw.get(name, "")
        return " ".join(("；".join(said) if isinstance(said, tuple) else said).split())

    def says(self, names: Iterable[str]) -> bool:
        return any(self._raw.get(name) for name in names)

    def claims(self, name: str, *, is_whole: bool = True, language: str = "") -> tuple[Claim, ...]:
        """Cut claims, in a language that is told or else heard; none and a fault where they are too many."""
        try:
            found = cut(self._raw.get(name, ""), is_whole=is_whole)
        except Refusal as refusal:
            self._note(name, refusal.said)
            return ()
        spoken = language or (language_of(found[0].text) if found else "")
        return tuple(Claim(each.number, each.text, spoken) for each in found)

    def is_cut_off(self, name: str) -> bool:
        """Say whether a text fills its cell to the brim, and note that the rest of it is lost."""
        if len(self._raw.get(name, "")) != MOST_IN_CELL:
            return False
        self._note(
            name,
            Said("电子表格的一格最多%(most)s字，这里断开了：最后一项不全，后面的没有", most=MOST_IN_CELL),
        )
        return True

    def several(self, name: str) -> tuple[str, ...]:
        said = self._raw.get(name, "")
        parts = said if isinstance(said, tuple) else _APART.split(said)
        return tuple(dict.fromkeys(kept for part in parts if (kept := " ".join(part.split()))))

    def one(self, name: str, read: Callable[[str], Any]) -> Any:
        """Read one text, which a document must have to be named; None where it is empty or wrong."""
        text = self.text(name)
        if not text:
            if name == "publication":
                self._note(name, Said("没有填写：没有公开（公告）号的记录无从辨认"))
            return None
        found = self.each(name, (text,), read)
        return found[0] if found else None

    def each(self, name: str, texts: Iterable[str], read: Callable[[str], Any]) -> tuple[Any, ...]:
        found = []
        for text in texts:
            try:
                found.append(read(text))
            except Refusal as refusal:
                self._note(name, refusal.said)
        return tuple(dict.fromkeys(found))

    def day(self, name: str) -> date | None:
        text = self.text(name)
        if not text or text.strip("0-./ ") == "":
            return None
        days = self.each(name, (text,), read_day)
        return days[0] if days else None

    def _note(self, name: str, said: Said) -> None:
        self.faults.append(Fault(self._named.get(name) or WORDS[name], said))


def _by_language(reading: _Reading, office: str) -> dict[str, Any]:
    """Put title and abstract where their language belongs; what is in neither stays under its own name."""
    given = reading.text("language")
    texts = {name: reading.text(name) for name in ("title_zh", "title_en", "abstract_zh", "abstract_en")}
    spoken = given if given in ("zh", "en") else ""
    for name in ("title", "abstract"):
        text = reading.text(name)
        language = spoken or language_of(text) or ("zh" if office == "CN" and _HAN.search(text) else "")
        where = f"{name}_{language}" if language in ("zh", "en") else name
        texts[where] = texts.get(where) or text
        spoken = spoken or language
    return texts | {"language": given if given not in ("", "latin") else spoken}


def _claims(reading: _Reading) -> dict[str, Any]:
    """Put together what is told of the claims; a whole list tells how many there are where the source does not say."""
    if not reading.says(CLAIMS):
        return {}
    parts = [reading.claims(name, is_whole=False) for name in ("first_claim", "independent_claims")]
    count = reading.one("claim_count", _count)
    for name, language in (("claims", ""), ("claims_zh", "zh"), ("claims_en", "en")):
        parts.append(reading.claims(name, language=language))
        if not reading.is_cut_off(name):
            count = count or len(parts[-1])
    return {"claims": together(*parts), "claim_count": count or None}


def _count(text: str) -> int:
    """Read how many claims there are; refuses what is no whole number of them."""
    found = _COUNT.fullmatch(text)
    if found is None:
        raise NotACount(text)
    return int(found[1])


def _symbol(text: str) -> str:
    return str(classification.symbol(text))
