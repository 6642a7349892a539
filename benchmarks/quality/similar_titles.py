"""What is like a Chinese patent of which only the title is known: whether the likest ten are of its subclass.

Asked are 600 of the patents that come with zhiyun, so that anybody can run it; classes are not asked, only looked at
afterwards. That two are in one subclass does not make them alike, nor another one unlike: it is a stand-in where
nobody has judged, good for telling one way from another. Beside it plain BM25 over the same pairs of characters.
"""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from benchmarks.quality.condition import Line, mean, ratio
from benchmarks.quality.prior_art import PlainBm25
from zhiyun.exchange.patents import engines, founding, places
from zhiyun.gateways.patent_shelf import Shelf
from zhiyun.gateways.search_engine.likeness import Likeness, alike
from zhiyun.gateways.search_engine.segmenting import tokens
from zhiyun.ip.patent import Patent

ASKED = 600
FIRST = 10
AT_LEAST = 1.0
MEASURE = f"same subclass among {FIRST}"


def lines(data: Path) -> Iterator[Line]:
    """Measure plain BM25 and likeness by titles, and how many times the one the other is; ``data`` is not needed."""
    del data
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        founding.found(home=home)
        patents = {
            each.publication: each
            for batch in Shelf(places.shelf_folder(home=home)).since(0)
            for each in batch
        }
        engine = engines.opened(home=home)
        asked = _drawn(patents)
        likes = [
            [
                each.publication
                for each in alike(
                    engine, Likeness(patent.title_zh, "", without=frozenset({patent.publication})), FIRST
                )
            ]
            for patent in asked
        ]
    plain = PlainBm25({number: _pairs(patent) for number, patent in patents.items()})
    beside = [plain.best(_pairs(patent), FIRST, patent.publication) for patent in asked]
    ways = {
        way: [_share(patent, each, patents) for patent, each in zip(asked, found, strict=True)]
        for way, found in (("plain BM25", beside), ("likeness", likes))
    }
    for way, scores in ways.items():
        yield mean(f"like a title (zh), {way}", MEASURE, scores)
    yield ratio(
        "like a title (zh), likeness ÷ plain BM25", MEASURE, ways["likeness"], ways["plain BM25"], AT_LEAST
    )


def _drawn(patents: dict[str, Patent]) -> list[Patent]:
    classed = [each for each in patents.values() if each.ipc and each.title_zh]
    return sorted(classed, key=lambda each: zlib.crc32(each.publication.encode()))[:ASKED]


def _pairs(patent: Patent) -> list[str]:
    return [token.text for token in tokens(patent.title_zh)]


def _share(patent: Patent, found: list[str], patents: dict[str, Patent]) -> float:
    own = {symbol[:4] for symbol in patent.ipc}
    return sum(bool(own & {symbol[:4] for symbol in patents[each].ipc}) for each in found) / FIRST
