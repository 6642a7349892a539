"""Which IPC subclasses a text is likely in, and a patent that came without a class: for a person to judge.

Of a patent its text speaks, and its place in the gazette: between which patents of the index it is numbered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from zhiyun.exchange.patents.classes import text_of
from zhiyun.exchange.patents.likes import LONGEST
from zhiyun.gateways.search_engine import Question, SearchEngine
from zhiyun.ip.classification.gazette_order import SIDE, Gazette, Place, numbered
from zhiyun.ip.classification.weighing import NEAREST
from zhiyun.ip.patent import Patent, Right
from zhiyun.ip.query import Field
from zhiyun.ip.query.tree import Coded, either

if TYPE_CHECKING:
    from zhiyun.exchange.patents.meaning import Meaning
    from zhiyun.gateways.learned_classes import Classes

FARTHEST: Final = 3
"""Digits of the number that may differ: what stands more than one or two thousand numbers away is not asked."""
READ: Final = 200


@dataclass(frozen=True, slots=True)
class LikelyClass:
    """A subclass suggested for a text, the percent of the likest patents that are in it, and whether it is likely."""

    subclass: str
    percent: int
    is_likely: bool


@dataclass(frozen=True, slots=True)
class Suggested:
    """What is suggested for a patent without a class, the likeliest first, and its place in the gazette, if it has one."""

    classes: tuple[LikelyClass, ...]
    place: Place | None


def of_text(
    *, engine: SearchEngine, text: str, learned: Classes | None = None, meaning: Meaning | None = None
) -> tuple[LikelyClass, ...]:
    """Suggest subclasses for a text, the likeliest first: often it is not the first."""
    return _suggested(engine, text, learned, meaning, None)


def of_patent(
    *,
    engine: SearchEngine,
    patent: Patent,
    learned: Classes | None = None,
    meaning: Meaning | None = None,
) -> Suggested | None:
    """Suggest subclasses for a patent; None for one that has a class, and where nothing speaks for any."""
    if patent.ipc or patent.cpc or patent.locarno or patent.right is Right.DESIGN:
        return None
    text, between = text_of(patent=patent), place(engine=engine, patent=patent)
    if not text and not between:
        return None
    found = _suggested(engine, text, learned, meaning, between)
    return Suggested(found, between) if found else None


def place(*, engine: SearchEngine, patent: Patent) -> Place | None:
    """Give what stands beside a patent, sought ever farther off; None where nothing does or can.

    Other publications of the same application are not beside it.
    """
    number = numbered(patent.publication)
    if number is None:
        return None
    known: dict[str, tuple[str, ...]] = {}
    found: Place | None = None
    for digits in range(1, FARTHEST + 1):
        stem = number // 10**digits
        begins = [Coded(Field.PUBLICATION, f"CN{each}", True) for each in (stem - 1, stem, stem + 1)]
        for hit in engine.search(Question(query=either(*begins), most=READ, is_explained=False)).hits:
            if not _is_same(hit.patent, patent):
                known[hit.patent.publication] = tuple(symbol[:4] for symbol in hit.patent.ipc)
        found = Gazette(known.items()).place(patent.publication)
        if found and min(len(found.before), len(found.after)) == SIDE:
            break
    return found


def _is_same(one: Patent, other: Patent) -> bool:
    return one.publication == other.publication or bool(
        one.application and one.application == other.application
    )


def _suggested(
    engine: SearchEngine, text: str, learned: Classes | None, meaning: Meaning | None, between: Place | None
) -> tuple[LikelyClass, ...]:
    from zhiyun.gateways.search_engine.classing import suggested, sure  # noqa: PLC0415 - brings the dictionary

    text = " ".join(text[:LONGEST].split())
    near = meaning.near(text, NEAREST) if meaning and learned and text else ()
    found = suggested(engine, "", text, learned=learned, near=near, place=between)
    likely = {each.subclass for each in sure(found)}
    return tuple(
        LikelyClass(each.subclass, int(100 * each.share), is_likely=each.subclass in likely) for each in found
    )
