"""Real patents for a demonstration: the sample on the shelf and in the index, once."""

from __future__ import annotations

from pathlib import Path

from zhiyun.exchange.patents import importing, indexing, places, regrouping, sample
from zhiyun.gateways.patent_shelf import Shelf
from zhiyun.gateways.safekeeping import Store

LARGEST = 16 << 20


def found(*, home: Path) -> None:
    """Bring in the sample that ships, unless it is there already or does not ship, and index what is not yet."""
    if sample.FILE.is_file():
        importing.import_file(
            shelf=Shelf(places.shelf_folder(home=home)),
            store=Store(home.joinpath("files"), largest=LARGEST),
            path=sample.FILE,
            name=sample.FILE.name,
            columns={},
            tell=lambda _: None,
        )
    if not indexing.standing(home=home).is_current:
        regrouping.run(home=home)
