"""Learning, from the shelf, which texts are in which subclass: a cache made by who brings the index up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zhiyun.exchange.patents import places
from zhiyun.gateways import class_learner, learned_classes
from zhiyun.gateways.learned_classes import Classes
from zhiyun.ip.classification.learning import Example
from zhiyun.ip.patent import Patent
from zhiyun.ip.serial import serial

if TYPE_CHECKING:
    from zhiyun.gateways.patent_shelf import Shelf

MOST: Final = 80_000
"""Patents that are learned from: half a minute of one core. Of more, every second or third is taken, and so on."""
LEAST: Final = 500
"""Of fewer, nothing worth asking is learned."""
GROWN_BY: Final = 10
"""It is learned anew once the shelf has grown by a tenth."""


@dataclass(frozen=True, slots=True)
class Standing:
    """From how many patents was learned, 0 for none, and up to which batch of the shelf."""

    patents: int
    batch: int


def opened(*, home: Path) -> Classes | None:
    """Give what was learned; None where nothing was."""
    classes = _classes(home)
    return classes if classes.standing else None


def standing(*, home: Path) -> Standing:
    """Say from what was learned."""
    found = _classes(home).standing
    return Standing(found.patents, found.batch) if found else Standing(0, 0)


def learn(*, home: Path, is_anew: bool = False) -> Standing | None:
    """Learn from the shelf, if it has grown enough since or ``is_anew``; None where there was nothing to do or no means."""
    from zhiyun.gateways.patent_shelf import Shelf  # noqa: PLC0415 - brings what reads Parquet

    if not class_learner.can_learn():
        return None
    shelf = Shelf(places.shelf_folder(home=home))
    before = _classes(home).standing
    rows, newest = shelf.manifest.rows, shelf.manifest.newest
    if before and not is_anew and rows * GROWN_BY < before.rows * (GROWN_BY + 1):
        return None
    examples = list(_examples(shelf))
    if len(examples) < LEAST:
        return None
    made = learned_classes.Standing(learned_classes.LAYOUT, len(examples), rows, newest)
    _classes(home).write(class_learner.learned(examples), made)
    return Standing(len(examples), newest)


def _examples(shelf: Shelf) -> Iterator[Example]:
    """Yield what can be learned from, the same patents of the same shelf each time."""
    each_of = -(-shelf.manifest.rows // MOST)
    for batch in shelf.manifest.batches:
        for patents in shelf.written_in(batch.number):
            for patent in patents:
                if (
                    patent.ipc
                    and (text := text_of(patent=patent))
                    and not serial(patent.publication) % each_of
                ):
                    yield Example(text, tuple(dict.fromkeys(symbol[:4] for symbol in patent.ipc)))


def text_of(*, patent: Patent) -> str:
    """Give the text that a patent is learned by: its title and abstract, in Chinese where there are such."""
    return f"{patent.any_title} {patent.any_abstract}".strip()


def _classes(home: Path) -> Classes:
    return Classes(places.classes_file(home=home))
