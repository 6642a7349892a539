"""Where an installation keeps its patents and their index."""

from __future__ import annotations

import re
import shutil
from pathlib import Path


def shelf_folder(*, home: Path) -> Path:
    """Give the folder of the shelf, the record of truth."""
    return home.joinpath("patents")


def merged_file(*, shelf: Path) -> Path:
    """Give the file of a shelf that says under which group others are counted; it need not be there."""
    return shelf.joinpath("merged-applicants.json")


def proposed_file(*, home: Path) -> Path:
    """Give the file of pairs of applicants that may be one, a cache; it need not be there."""
    return home.joinpath("patents-reading", "proposed-applicants.json")


def written_names_file(*, home: Path) -> Path:
    """Give the file of how the applicants of a group are written, a cache; it need not be there."""
    return home.joinpath("patents-reading", "written-names.sqlite3")


def index_folder(*, home: Path) -> Path:
    """Give the folder of the index, a cache."""
    return home.joinpath("patents-index")


def index_mark(*, home: Path) -> Path:
    """Give the file that is written whenever the index is brought up, wherever it stands."""
    return index_folder(home=home).joinpath("brought-up")


def current(*, home: Path) -> Path:
    """Give the index that answers; the folder need not be there."""
    return index_folder(home=home).joinpath("current")


def chains_file(*, home: Path) -> Path:
    """Give the table of industry chains that an office may put here; without it the shipped one answers."""
    return home.joinpath("industry-chains.csv")


def vectors_folder(*, home: Path, model: str) -> Path:
    """Give the folder of the vectors that a model made, a cache; the folder need not be there."""
    return home.joinpath("patents-vectors", re.sub(r"[^a-z0-9.]+", "-", model.lower()))


def remove_other_vectors(*, home: Path, model: str) -> None:
    """Remove what other models made; who is reading it holds its files open."""
    kept = vectors_folder(home=home, model=model)
    for each in kept.parent.glob("*"):
        if each != kept:
            shutil.rmtree(each)


def classes_file(*, home: Path) -> Path:
    """Give the file of what was learned of subclasses, a cache; it need not be there."""
    return home.joinpath("patents-classes", "learned.sqlite")
