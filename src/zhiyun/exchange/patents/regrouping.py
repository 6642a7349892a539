"""Decided groups of applicants put into effect by a process beside the server, and new pairs to decide on found.

Importing this loads no engine, so that a worker of the server can ask and begin.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from zhiyun.exchange.patents import merging, places, written_names
from zhiyun.exchange.patents.beside import Work
from zhiyun.exchange.patents.merging import Merged, Proposed, Side
from zhiyun.kernel.refusal import Refusal

NAME: Final = "applicants"
WAITING, REGROUPING, INDEXING, PROPOSING, DONE = "waiting", "regrouping", "indexing", "proposing", "done"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: documents changed, decisions in effect once it is done, and why it stands still, in Chinese."""

    step: str = DONE
    decisions: int = 0
    changed: int = 0
    refusal: str = ""
    is_running: bool = False

    @property
    def is_broken_off(self) -> bool:
        """Say whether it was begun and stands still before its end."""
        return not self.is_running and self.step != DONE


def begin(*, home: Path, merged: Merged) -> bool:
    """Put what is decided into effect for imports at once, and begin to bring all else in line; False where it is at it."""
    merging.put_into_effect(shelf=places.shelf_folder(home=home), merged=merged)
    first = _plain(Progress(WAITING, merged.decisions))
    return Work(home, NAME).begin(module=__name__, arguments=[str(home)], first=first)


def progress(*, home: Path) -> Progress:
    """Say how far it is."""
    work = Work(home, NAME)
    told = work.told()
    return Progress(**told, is_running=work.is_running()) if told else Progress()


def proposed(*, home: Path) -> tuple[Proposed, ...]:
    """Give the pairs that were found last, the likeliest first."""
    try:
        rows = json.loads(places.proposed_file(home=home).read_text())
    except FileNotFoundError:
        return ()
    return tuple(
        Proposed(Side(*first), Side(*second), because, percent) for first, second, because, percent in rows
    )


def run(*, home: Path) -> int:
    """Bring shelf and index in line and find pairs, telling on the way; give how many documents changed."""
    # Here and not above, because they load the engines.
    from zhiyun.exchange.patents import indexing  # noqa: PLC0415
    from zhiyun.gateways.patent_shelf import Shelf  # noqa: PLC0415

    work = Work(home, NAME)
    shelf = Shelf(places.shelf_folder(home=home))
    effective = merging.in_effect(shelf=shelf.folder)

    def tell(step: str, changed: int = 0) -> None:
        work.tell(_plain(Progress(step, effective.decisions, changed)))

    changed = merging.regroup(shelf=shelf, tell=lambda so_far: tell(REGROUPING, so_far))
    tell(INDEXING, changed)
    indexing.reindex(home=home)
    tell(PROPOSING, changed)
    applicants = shelf.applicants()
    _keep(home, merging.propose(applicants=applicants))
    written_names.keep(home=home, applicants=applicants, apart=effective.counting.apart)
    tell(DONE, changed)
    return changed


def main(*, arguments: Sequence[str]) -> None:
    """Do it when no file is being read; run by `begin`."""
    home = Path(arguments[0])
    work = Work(home, NAME)
    with work.turn():
        try:
            run(home=home)
        except Refusal as refusal:
            work.tell({**(work.told() or {}), "refusal": str(refusal)})


def _keep(home: Path, found: Sequence[Proposed]) -> None:
    rows = [[list(_row(each.first)), list(_row(each.second)), each.because, each.percent] for each in found]
    path = places.proposed_file(home=home)
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(rows, ensure_ascii=False))
    beside.rename(path)


def _row(side: Side) -> tuple[str, str, int]:
    return side.key, side.name, side.patents


def _plain(so_far: Progress) -> Mapping[str, object]:
    told = asdict(so_far)
    del told["is_running"]
    return told


if __name__ == "__main__":
    main(arguments=sys.argv[1:])
