"""What the search page remarks beside an answer, for programs: of which kind it is, in words, and what to ask instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from zhiyun.exchange.patents import loosening, rewording
from zhiyun.exchange.patents.remarks import Kind
from zhiyun.exchange.patents.searching import Answer, Asked
from zhiyun.gateways.search_engine import SearchEngine
from zhiyun.kernel.said import Said
from zhiyun.web.speaking import spoken

NUMBER_NOT_HERE: Final = "number_not_here"
WITHOUT_CLAIMS: Final = "without_claims"
WORDS_IN_TEXTS_ONLY: Final = "words_in_texts_only"
PLACE_IN_WORDS: Final = "place_in_words"
TOO_NARROW: Final = "too_narrow"
KINDS: Final = (
    *(each.value for each in Kind),
    NUMBER_NOT_HERE,
    WITHOUT_CLAIMS,
    WORDS_IN_TEXTS_ONLY,
    PLACE_IN_WORDS,
    TOO_NARROW,
)
"""Every kind of remark there is."""


def told(*, engine: SearchEngine, asked: Asked, answer: Answer) -> Iterator[dict[str, object]]:
    """Give the remarks that the search page makes of the same answer, in its order."""
    if answer.unclaimed:
        said = Said("库中有%(patents)s件没有权利要求，不能按权利要求查到", patents=answer.unclaimed)
        yield _remark(WITHOUT_CLAIMS, said)
    for each in answer.remarks:
        yield _remark(each.kind.value, each.said)
    if not answer.total and rewording.is_number(query=answer.query):
        yield _remark(NUMBER_NOT_HERE, Said("库里没有这个号码：请核对号码，或者写几个词、申请人来找。"))
    if not asked.chosen:
        yield from _rewordings(engine, asked.text, is_found=bool(answer.by_words))
    if not answer.total and not (asked.chosen or asked.since or asked.within):
        yield from _loosened(engine, answer)


def _rewordings(engine: SearchEngine, typed: str, *, is_found: bool) -> Iterator[dict[str, object]]:
    """Tell other ways to ask: all of them where no words were found, else only a place that stands among the words."""
    if is_found:
        kind, said = PLACE_IN_WORDS, Said("要找这个地区的专利，这样写：")
        written: Sequence[tuple[str, int]] = rewording.in_regions(engine=engine, typed=typed)
    else:
        kind, said = WORDS_IN_TEXTS_ONLY, Said("直接写的词只在标题和摘要里找。这样写找得到：")
        written = rewording.rewordings(engine=engine, typed=typed)
    if written:
        yield _remark(kind, said, written)


def _loosened(engine: SearchEngine, answer: Answer) -> Iterator[dict[str, object]]:
    if written := loosening.loosened(engine=engine, query=answer.query, in_codes=True):
        yield _remark(TOO_NARROW, Said("这样写找得到："), written)


def _remark(kind: str, said: Said, instead: Iterable[tuple[str, int]] = ()) -> dict[str, object]:
    return {
        "kind": kind,
        "message": spoken(said),
        "instead": [{"q": written, "hits": hits} for written, hits in instead],
    }
