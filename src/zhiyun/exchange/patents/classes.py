"""Learning, from the shelf, which texts are in which subclass: a cache made by who brings the index up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zhiyun.exchange.patents import places
from zhiyun.gateways import class_judge, class_learner, learned_classes
from zhiyun.gateways.class_judge import Shown
from zhiyun.gateways.learned_classes import Classes
from zhiyun.ip.patent import Patent
from zhiyun.ip.serial import serial

if TYPE_CHECKING:
    from zhiyun.exchange.patents.meaning import Meaning
    from zhiyun.gateways.patent_shelf import Shelf

MOST: Final = 80_000
"""Patents that are learned from: a minute of one core. Of more, every second or third is taken, and so on."""
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


def learn(*, home: Path, is_anew: bool = False, meaning: Meaning | None = None) -> Standing | None:
    """Learn from the shelf, if it has grown enough since or ``is_anew``; None where there was nothing to do or no means.

    With ``meaning``, whose vectors are whole, what is near in meaning is learned from as well, at once where it was not.
    """
    from zhiyun.gateways.patent_shelf import Shelf  # noqa: PLC0415 - brings what reads Parquet

    if not class_learner.can_learn():
        return None
    shelf = Shelf(places.shelf_folder(home=home))
    before = _classes(home).standing
    rows, newest = shelf.manifest.rows, shelf.manifest.newest
    model = meaning.model.name if meaning else ""
    is_met = before and (not model or before.model == model)
    if before and is_met and not is_anew and rows * GROWN_BY < before.rows * (GROWN_BY + 1):
        return None
    shown = list(_shown(shelf))
    if len(shown) < LEAST:
        return None
    made = learned_classes.Standing(learned_classes.LAYOUT, len(shown), rows, newest, model)
    _classes(home).write(class_judge.learned(shown, meaning.near if meaning else None), made)
    return Standing(len(shown), newest)


def _shown(shelf: Shelf) -> Iterator[Shown]:
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
                    yield _one(patent, text)


def _one(patent: Patent, text: str) -> Shown:
    return Shown(
        publication=patent.publication,
        kin=patent.family or patent.application or patent.publication,
        day=patent.published_on.toordinal() if patent.published_on else 0,
        text=text,
        subclasses=tuple(dict.fromkeys(symbol[:4] for symbol in patent.ipc)),
    )


def text_of(*, patent: Patent) -> str:
    """Give the text that a patent is learned by: its title and abstract, in Chinese where there are such."""
    return f"{patent.any_title} {patent.any_abstract}".strip()


def _classes(home: Path) -> Classes:
    return Classes(places.classes_file(home=home))
