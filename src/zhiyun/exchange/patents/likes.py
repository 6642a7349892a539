"""What is like a patent or a text, one invention a row, with what they share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from zhiyun.exchange.patents import conditions
from zhiyun.exchange.patents.searching import siblings
from zhiyun.gateways.search_engine import Hit, Question, SearchEngine, fusing
from zhiyun.ip import classification
from zhiyun.ip.patent import Patent
from zhiyun.ip.query import Field, Misread, Query, read
from zhiyun.ip.terms import Lexicon
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said

if TYPE_CHECKING:
    from zhiyun.exchange.patents.meaning import Meaning
    from zhiyun.gateways.search_engine.likeness import Likeness

MOST: Final = 20
LONGEST: Final = 20_000
"""Characters of a text that are read: an abstract, claims, the beginning of a description."""
SHORTEST: Final = 10


@dataclass(frozen=True, slots=True)
class Like:
    """A patent that is like what was given: its passages, classes both have, and what makes its score, in percent."""

    hit: Hit
    shared: tuple[str, ...]
    by_words: int
    by_other_language: int
    by_classes: int
    by_meaning: int
    also: tuple[Patent, ...] = ()

    @property
    def patent(self) -> Patent:
        """The patent."""
        return self.hit.patent

    @property
    def parts(self) -> dict[str, int]:
        """What makes its score, by name, for programs."""
        return {
            "by_words": self.by_words,
            "by_other_language": self.by_other_language,
            "by_classes": self.by_classes,
            "by_meaning": self.by_meaning,
        }


@dataclass(frozen=True, slots=True)
class Likes:
    """What was found, the likest first, and what was asked besides the words themselves.

    ``also`` names words of the other language, the rarest; ``model`` what was asked by meaning, empty for none.
    """

    found: tuple[Like, ...]
    also: tuple[str, ...]
    model: str

    def __iter__(self) -> Iterator[Like]:
        """Go through what was found."""
        return iter(self.found)


def of_patent(
    *,
    engine: SearchEngine,
    patent: Patent,
    most: int = MOST,
    before_on: date | None = None,
    within: Query | None = None,
    meaning: Meaning | None = None,
) -> Likes:
    """Give what is most like a patent, without other publications of it.

    Published before a day, and found by the query ``within``, where they are given.
    """
    from zhiyun.gateways.search_engine.likeness import Likeness  # noqa: PLC0415 - brings the dictionary

    same = siblings(engine=engine, patents=[patent]).get(patent.publication, ())
    likeness = Likeness(
        title=" ".join(filter(None, (patent.title_zh, patent.title_en, patent.title))),
        text=" ".join(filter(None, (patent.abstract_zh, patent.abstract_en, patent.abstract))),
        classes=patent.ipc + patent.cpc,
        before_on=before_on,
        within=within,
        without=frozenset({patent.publication, *(each.publication for each in same)}),
    )
    return _answered(engine, likeness, most, meaning)


def named(*, engine: SearchEngine, number: str) -> Patent:
    """Give the document that a publication or application number names, however it is written.

    Refuses what is no number, and a number that is not here.
    """
    asked = " OR ".join(f'{field.code}="{number}"' for field in (Field.PUBLICATION, Field.APPLICATION))
    try:
        query = read(asked)
    except Misread:
        said = Said("「%(number)s」不是号码，请写如 CN109996757A 或者 201680087887.X", number=number)
        raise Faulty([Fault(Said("专利号码"), said)]) from None
    hits = engine.search(Question(query=query, most=1, is_explained=False)).hits
    if not hits:
        raise Faulty([Fault(Said("专利号码"), Said("库里没有这一件，请核对号码，或者粘贴它的摘要"))])
    return hits[0].patent


def of_text(
    *,
    engine: SearchEngine,
    text: str,
    classes: tuple[str, ...] = (),
    most: int = MOST,
    before_on: date | None = None,
    within: Query | None = None,
    meaning: Meaning | None = None,
) -> Likes:
    """Give what is most like a text, of what `of_patent` gives; refuses one too short to tell anything by."""
    from zhiyun.gateways.search_engine.likeness import Likeness  # noqa: PLC0415 - brings the dictionary

    text = " ".join(text[:LONGEST].split())
    if len(text) < SHORTEST:
        raise Faulty(
            [Fault(Said("文字"), Said("太短，至少写%(least)s个字：一段摘要或者权利要求最好", least=SHORTEST))]
        )
    likeness = Likeness(title="", text=text, classes=classes, before_on=before_on, within=within)
    return _answered(engine, likeness, most, meaning)


def condition(*, engine: SearchEngine, text: str) -> Query | None:
    """Read what must hold besides, None for nothing written.

    Refuses what cannot be read, with its faults, what takes too long, and what nothing here answers.
    """
    asked = conditions.read(text=text.strip())
    if asked is not None and not engine.count(asked):
        raise Faulty([Fault(conditions.NAME, Said("库里没有一件符合，请改写或者去掉"))])
    return asked


def classes_typed(*, text: str) -> tuple[str, ...]:
    """Read symbols of classes typed one after another; refuses all that are none at once."""
    symbols, faults = [], []
    for each in text.replace("；", " ").replace(";", " ").split():
        try:
            symbols.append(str(classification.symbol(each)))
        except classification.NotASymbol as refusal:
            faults.append(Fault(Said("分类号"), refusal.said))
    if faults:
        raise Faulty(faults)
    return tuple(symbols)


def _answered(engine: SearchEngine, likeness: Likeness, most: int, meaning: Meaning | None) -> Likes:
    from zhiyun.gateways.search_engine.likeness import NEAR_ACROSS_WEIGHS, NEAR_WEIGHS  # noqa: PLC0415 - as above
    from zhiyun.gateways.search_engine.translating import named_in_other_language  # noqa: PLC0415 - as above

    lexicon = Lexicon.shipped()
    near = meaning.near(likeness.whole) if meaning else []
    in_chinese = fusing.is_chinese(likeness.whole)
    counted = dict(fusing.weighed(near, in_chinese, NEAR_WEIGHS, NEAR_ACROSS_WEIGHS))
    found = list(_likes(engine, replace(likeness, lexicon=lexicon, near=counted), most))
    return Likes(
        _with_siblings(engine, found),
        named_in_other_language(likeness.telling, engine.statistics(), lexicon),
        meaning.model.name if meaning else "",
    )


def _with_siblings(engine: SearchEngine, found: list[Like]) -> tuple[Like, ...]:
    also = siblings(engine=engine, patents=[each.patent for each in found])
    return tuple(replace(each, also=also.get(each.patent.publication, ())) for each in found)


def _likes(engine: SearchEngine, likeness: Likeness, most: int) -> Iterator[Like]:
    from zhiyun.gateways.search_engine.likeness import alike, in_common  # noqa: PLC0415 - brings the dictionary
    from zhiyun.gateways.search_engine.passages import Explainer  # noqa: PLC0415 - as above

    classes = frozenset(likeness.classes)
    common = Explainer(in_common(likeness, engine.statistics()))
    known: set[str] = set()
    given = 0
    for each in alike(engine, likeness, 2 * most):
        patent = engine.whole(each.publication)
        if patent is None or (patent.application or patent.publication) in known:
            continue
        known.add(patent.application or patent.publication)
        hit = Hit(patent, each.score, *common.of(patent))
        shared = tuple(symbol for symbol in (*patent.ipc, *patent.cpc) if symbol in classes)
        yield Like(
            hit,
            tuple(dict.fromkeys(shared)),
            by_words=each.percent(each.by_words),
            by_other_language=each.percent(each.by_other_language),
            by_classes=each.percent(each.by_classes),
            by_meaning=each.percent(each.by_meaning),
        )
        given += 1
        if given == most:
            return
