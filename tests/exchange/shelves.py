"""A small shelf with an index, for whoever tests what stands on them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from zhiyun.exchange.patents import places
from zhiyun.gateways.patent_shelf import Shelf, Source
from zhiyun.ip.patent import Patent


def put(home: Path, patents: Iterable[Patent], name: str = "演示") -> None:
    """Put one batch on the shelf of an installation."""
    shelf = Shelf(places.shelf_folder(home=home))
    shelf.put(list(patents), sm3=f"{name:0>64}", source=Source(name))
