"""Why a hit was found, in words: the fields and what was found in them, put back from the tokens of the index."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from zhiyun.gateways.search_engine import Hit, Reason
from zhiyun.ip.patent import Patent
from zhiyun.ip.query import Field
from zhiyun.kernel.said import Said

FIELDS: Final[Mapping[str, Said]] = {
    "title": Field.TITLE.label,
    "abstract": Field.ABSTRACT.label,
    "claims": Field.CLAIMS.label,
    "applicants": Field.APPLICANT.label,
    "applicant_groups": Field.GROUP.label,
    "applicant_kinds": Field.APPLICANT_KIND.label,
    "owners": Field.OWNER.label,
    "inventors": Field.INVENTOR.label,
    "address": Field.ADDRESS.label,
    "regions": Field.REGION.label,
    "office": Field.OFFICE.label,
    "types": Field.TYPE.label,
    "right": Field.TYPE.label,
    "kind": Field.KIND.label,
    "legal_status": Field.STATUS.label,
    "status": Field.STATUS.label,
    "ipc": Field.IPC.label,
    "ipc_subclasses": Field.IPC.label,
    "ipc_places": Field.IPC.label,
    "cpc": Field.CPC.label,
    "cpc_places": Field.CPC.label,
    "locarno": Field.LOCARNO.label,
    "publication_numbers": Field.PUBLICATION.label,
    "application_numbers": Field.APPLICATION.label,
    "cites": Field.CITES.label,
    "family": Field.FAMILY.label,
    "filed": Field.FILED.label,
    "filed_year": Field.FILED.label,
    "published": Field.PUBLISHED.label,
    "granted": Field.GRANTED.label,
    "priority": Field.PRIORITY.label,
    "province": Field.REGION.label,
    "district": Field.REGION.label,
    "meaning": Said("意思相近"),
}
TEXTS: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("title_zh", "title_en", "title"),
    "abstract": ("abstract_zh", "abstract_en", "abstract"),
}
MOST: Final = 6


@dataclass(frozen=True, slots=True)
class Why:
    """A field, what of the question stands in it, how often; 0 where times say nothing."""

    field: Said
    asked: str
    times: int


def whys(*, hit: Hit) -> tuple[Why, ...]:
    """Give the reasons worth reading, the longest words first; what is part of another one is left out."""
    told = dict.fromkeys(why for each in hit.reasons if (why := _why(hit.patent, each)) is not None)
    kept: list[Why] = []
    for why in sorted(told, key=lambda each: -len(each.asked)):
        words = [other.asked for other in kept if other.field == why.field]
        if not any(why.asked in word for word in words):
            kept.append(why)
    return tuple(why for why in kept if not _joins(why, kept))[:MOST]


def _joins(why: Why, others: Iterable[Why]) -> bool:
    """Say whether it is two characters of which one ends a word and the other begins the next: 源汽 of 新能源汽车."""
    words = [each.asked for each in others if each.field == why.field and each is not why]
    return (
        len(why.asked) == 2
        and any(word.endswith(why.asked[0]) for word in words)
        and any(word.startswith(why.asked[1]) for word in words)
    )


def _why(patent: Patent, reason: Reason) -> Why | None:
    """Say a reason in words, None for one that says nothing: parts of words, and what stands in another text.

    An index asks titles and abstracts together for words of the dictionary; here each is looked into by itself.
    """
    if reason.field not in FIELDS:
        return None
    if reason.field in TEXTS:
        asked = _joined(reason.asked.split())
        times = sum(
            len(_standing(asked).findall(getattr(patent, name).casefold())) for name in TEXTS[reason.field]
        )
        return Why(FIELDS[reason.field], asked, times) if len(asked) > 1 and times else None
    if reason.field == "claims":
        asked = _joined(reason.asked.split())
        return Why(FIELDS[reason.field], asked, reason.times) if len(asked) > 1 else None
    if reason.field in ("regions", "types", "applicant_kinds"):
        return Why(FIELDS[reason.field], "", 0)
    return Why(FIELDS[reason.field], _joined(reason.asked.split()), 0)


@lru_cache(1_000)
def _standing(asked: str) -> re.Pattern[str]:
    """Find it as it stands; a stem of a Latin word, whose y became i, at the beginning of a word."""
    if not asked.isascii():
        return re.compile(re.escape(asked.casefold()))
    return re.compile(
        rf"\b{re.escape(asked.casefold().removesuffix('i'))}" + ("[iy]" if asked.endswith("i") else "")
    )


def _joined(tokens: Iterable[str]) -> str:
    said = ""
    for token in tokens:
        if said and not token.isascii() and said[-1] == token[0]:
            said += token[1:]
        elif said and (token.isascii() or said[-1].isascii()):
            said += f" {token}"
        else:
            said += token
    return said
