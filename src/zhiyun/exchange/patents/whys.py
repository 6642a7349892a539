"""Why a hit was found, in words: the fields and what was found in them, put back from the tokens of the index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from zhiyun.gateways.search_engine import Hit, Reason
from zhiyun.ip.query import Field
from zhiyun.kernel.said import Said

FIELDS: Final[Mapping[str, Said]] = {
    "title": Field.TITLE.label,
    "abstract": Field.ABSTRACT.label,
    "applicants": Field.APPLICANT.label,
    "applicant_groups": Field.GROUP.label,
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
    told = [
        Why(FIELDS[each.field], text, each.times)
        for each in hit.reasons
        if each.field in FIELDS and (text := _put_back(each)) is not None
    ]
    kept: list[Why] = []
    for why in sorted(told, key=lambda each: -len(each.asked)):
        if not any(other.field == why.field and why.asked in other.asked for other in kept):
            kept.append(why)
    return tuple(kept[:MOST])


def _put_back(reason: Reason) -> str | None:
    """Join tokens of one and of two characters to the words they were cut from; a code stands as it is."""
    if reason.field not in (
        "title",
        "abstract",
        "applicants",
        "owners",
        "inventors",
        "address",
        "legal_status",
    ):
        return "" if reason.field in ("regions", "types") else reason.asked
    words = _joined(reason.asked.split())
    return words if len(words) > 1 else None


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
