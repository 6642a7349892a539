"""The text of a patent application as its writer hands it in: which of it tells what is claimed."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from zhiyun.ip.claims import TooManyClaims, cut, is_independent

LONGEST_DOCUMENT: Final = 400_000
"""Characters of a document that are looked through for claims, a long application twice over."""
_LONGEST_HEADING: Final = 40
_PAGE: Final = re.compile(r"(?:第?\d{1,3}(?:/\d{1,3})?页?(?:共\d{1,3}页)?)?")
_ABSTRACT: Final = re.compile(r"(?:说明书)?摘要|abstract(?:ofthedisclosure)?", re.IGNORECASE)
_CLAIMS: Final = re.compile(
    r"权利要求书?|claims|whatisclaimedis:?|whatisclaimed:?|(?:we|i)claim:?|theinventionclaimedis:?",
    re.IGNORECASE,
)
_OTHER: Final = re.compile(
    r"说明书|说明书附图|摘要附图|附图说明|技术领域|背景技术|发明内容|具体实施方式|技术方案|"
    r"(?:detailed)?description(?:ofthe.{0,30})?|background(?:ofthe.{0,30})?|"
    r"(?:briefdescriptionofthe)?drawings|technicalfield|summary(?:ofthe.{0,30})?|field(?:ofthe.{0,30})?",
    re.IGNORECASE,
)
_LEAST: Final = 20
"""Characters that claims have at least, else it is a line of a table of contents."""


class Telling(NamedTuple):
    """What of a text tells what is claimed; ``claims`` counts those found in it, 0 where the whole text was left."""

    text: str
    claims: int


def telling(text: str) -> Telling:
    """Give the abstract and the claims of an application, the independent ones first; of another text all of it.

    Parts are told by headings on lines of their own (权利要求书, 说明书摘要, CLAIMS), however spaced.
    """
    parts: dict[str, list[str]] = {"abstract": [], "claims": [], "other": []}
    part = "other"
    for line in text.splitlines():
        heading = _part(line)
        part = heading or part
        if not heading:
            parts[part].append(line)
    written = "\n".join(parts["claims"]).strip()
    if len(written) < _LEAST:
        return Telling(text, 0)
    try:
        claims = cut(written)
    except TooManyClaims:
        return Telling(text, 0)
    ordered = sorted(claims, key=lambda each: not is_independent(each.text))
    abstract = " ".join("\n".join(parts["abstract"]).split())
    return Telling("\n".join([*filter(None, [abstract]), *(each.text for each in ordered)]), len(claims))


def _part(line: str) -> str:
    """Name the part that a line is the heading of; empty where it is none."""
    if len(line) > 2 * _LONGEST_HEADING:
        return ""
    plain = "".join(line.split()).strip("【】[]#*")
    for name, pattern in (("abstract", _ABSTRACT), ("claims", _CLAIMS), ("other", _OTHER)):
        found = pattern.match(plain)
        if found and _PAGE.fullmatch(plain, found.end()):
            return name
    return ""
