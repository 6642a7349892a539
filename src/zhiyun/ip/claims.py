"""Claims 权利要求: cut out of the text in which a source gives them, and told apart into independent and dependent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from zhiyun.ip.patent import Claim
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said

MOST: Final = 3_000
LONGEST: Final = 2_000_000
"""Characters of all claims of one document; the longest real ones are a quarter of it."""
_BEGINS: Final = re.compile(
    r"(?:^|[\n|。]|[.](?=\s))[\s;；|]{0,4}(?:权利要求|claim\b)?\s?(\d{1,4})\s?(?:[、．。:：)）]|[.](?!\d))\s?(?=\S)",
    re.IGNORECASE,
)
"""A number where a claim may begin: at the beginning, on a line of its own or after a full stop."""
_OPENS: Final = re.compile(r"一种|(?:根据|如|按照|依据)[^，。]{0,12}权利要求|(?:An?|The)\s")
_HEADING: Final = re.compile(
    r"(?:(?:what|the invention|that which) (?:is )?claimed is|(?:we|i) claim|claims|权利要求书?)[ :：]+",
    re.IGNORECASE,
)
_LONGEST_HEADING: Final = 60
"""Characters on lines before claim 1 that are a heading, whatever they say."""
_DEPENDENT_ZH: Final = re.compile(
    r"(?:一种)?(?:根据|如|按照|依据|依照|按)?(?:前述|上述)?(?:任一项?|任意一项)?权利要求"
)
_OF_ANOTHER_KIND_ZH: Final = re.compile(
    r"(?:一种)?权利要求[^，,：:；;]*?所述的?[^，,：:；;的]+的[^，,：:；;]*?(?:方法|工艺|用途|应用)(?:[，,：:；;。]|$)"
)
"""A thing claimed before, named without 根据 or 如, of which another thing is claimed."""
_REFERS_EN: Final = re.compile(
    r"\b(?:according to|(?:as )?(?:claimed|recited|defined|described|set forth) in|as in|of|in|per) "
    r"(?:any (?:one )?(?:of )?)?(?:the )?(?:preceding |previous |foregoing )?claims?\b",
    re.IGNORECASE,
)
_OTHER_THING: Final = re.compile(
    r"\b(?:using|comprising|including|containing|performing|carrying out|implementing|configured|adapted|"
    r"produced|obtained|prepared|made|manufacturing|producing|preparing)\b",
    re.IGNORECASE,
)
_REACH: Final = 300


class TooManyClaims(Refusal):
    """More claims, or longer ones, than any document has."""

    def __init__(self) -> None:
        super().__init__(
            Said("超过%(most)s项或者%(longest)s万字，不像权利要求", most=MOST, longest=LONGEST // 10_000)
        )


def cut(texts: str | Sequence[str], *, is_whole: bool = True, language: str = "") -> tuple[Claim, ...]:
    """Cut claims out of one text, or number those given one by one; refuses with `TooManyClaims`.

    With ``is_whole`` they are all of a document's, numbered 1, 2, 3; otherwise some of them, of which those that
    bear no number have 0, but for the first, which is taken for claim 1.
    """
    given = [texts] if isinstance(texts, str) else list(texts)
    if len(given) > MOST or sum(map(len, given)) > LONGEST:
        raise TooManyClaims
    found: list[tuple[int, str]] = []
    for each in given:
        found.extend(_pieces(each, after=found[-1][0] if found else 0, is_whole=is_whole))
    if len(found) > MOST:
        raise TooManyClaims
    return tuple(Claim(number, " ".join(text.split()), language) for number, text in found)


def is_independent(text: str) -> bool:
    """Say whether a claim stands by itself: told by how it begins, for sources do not say.

    One of another category that names a claim (一种实施权利要求1所述方法的装置, 权利要求1所述电池的用途) is independent.
    """
    begins = "".join(text[:_REACH].split())
    if _DEPENDENT_ZH.match(begins):
        return _OF_ANOTHER_KIND_ZH.match(begins) is not None
    refers = _REFERS_EN.search(text[:_REACH])
    if refers is None:
        return True
    return not text.startswith("The ") and _OTHER_THING.search(text[: refers.start()]) is not None


def _pieces(text: str, *, after: int, is_whole: bool) -> list[tuple[int, str]]:
    """Give number and text of each claim in a text that goes on after claim ``after``."""
    text = "\n".join(line for each in text.splitlines() if (line := " ".join(each.split())))
    text = _HEADING.sub("", text, count=1) if _HEADING.match(text) else text
    marks: list[re.Match[str]] = []
    last = after
    for mark in _BEGINS.finditer(text):
        number = int(mark[1])
        if (number == last + 1 if is_whole else number > last) and _begins_claim(text, mark):
            marks.append(mark)
            last = number
    if not marks or (text[: marks[0].start()] and not _is_heading(marks[0])):
        return _unnumbered(text, after=after, is_whole=is_whole)
    ends = [mark.start() + (mark[0][0] in "。.") for mark in marks[1:]] + [len(text)]
    return [(int(mark[1]), text[mark.end() : end]) for mark, end in zip(marks, ends, strict=True)]


def _begins_claim(text: str, mark: re.Match[str]) -> bool:
    """Say whether a number begins a claim and not a step within one: a claim before it has ended, or one opens."""
    before = text[max(0, mark.start() - 1) : mark.start() + 1].strip() if mark.start() else ""
    return before[-1:] in ("", "。", ".") or _OPENS.match(text, mark.end()) is not None


def _is_heading(mark: re.Match[str]) -> bool:
    return int(mark[1]) == 1 and mark.start() <= _LONGEST_HEADING


def _unnumbered(text: str, *, after: int, is_whole: bool) -> list[tuple[int, str]]:
    """Cut at ends of lines that end a sentence, for a claim is one sentence."""
    pieces: list[str] = []
    for line in text.splitlines():
        if pieces and pieces[-1][-1] not in "。.":
            pieces[-1] += f" {line}"
        else:
            pieces.append(line)
    numbered = range(after + 1, after + 1 + len(pieces))
    return [
        (number if is_whole or number == 1 else 0, piece)
        for number, piece in zip(numbered, pieces, strict=True)
    ]
