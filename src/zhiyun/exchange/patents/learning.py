"""What is learned from the shelf by a process of its own, after each import and at each start, where there are the means.

Learning subclasses and making vectors (`classes`, `meaning`) take minutes to hours of one core, so that no worker of
the server does it, and this gives way to everybody else. One process is at it; what was broken off goes on at the next
import or start where it stood. Importing this loads no engine.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from zhiyun.exchange.patents import classes, places
from zhiyun.exchange.patents.beside import Work, lives
from zhiyun.gateways import class_learner, vectors

MOST_HOURS: Final = 6
"""Hours of one core that a process may take; what is left is for the next."""
GIVES_WAY: Final = 15
LOOKS_EVERY_SECONDS: Final = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a process is at it, from how many patents subclasses were learned, and how many vectors there are.

    ``model`` names what makes vectors, empty where none is installed.
    """

    is_running: bool
    learned: int
    vectors: int
    model: str


def is_possible() -> bool:
    """Say whether anything can be learned: what it takes is installed only where it is wanted."""
    return class_learner.can_learn() or bool(vectors.installed())


def begin(*, home: Path, server: int | None = None) -> bool:
    """Begin to learn what is new on the shelf; False where there are no means, or one is at it.

    With the process of a ``server`` it ends when that ends, and goes on at the next start.
    """
    if not is_possible():
        return False
    arguments = [str(home), *([] if server is None else [str(server)])]
    return _work(home).begin(module=__name__, arguments=arguments, first={}, is_apart=True)


def standing(*, home: Path) -> Standing | None:
    """Say how far it is; None where there are no means."""
    if not is_possible():
        return None
    model = vectors.installed()
    state = vectors.state(places.vectors_folder(home=home, model=model)) if model else None
    return Standing(
        is_running=_work(home).is_running(),
        learned=classes.standing(home=home).patents,
        vectors=state.rows if state else 0,
        model=model,
    )


def main(*, arguments: Sequence[str]) -> None:
    """Learn within bounds; run by `begin`."""
    signal.signal(signal.SIGXCPU, lambda *_: sys.exit())
    seconds = MOST_HOURS * 3600
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 60))
    os.nice(GIVES_WAY)
    home, *server = arguments
    if server:
        threading.Thread(target=end_with, kwargs={"server": int(server[0])}, daemon=True).start()
    learn(home=Path(home))


def end_with(*, server: int) -> None:
    """Wait for a process to end, and end this one: what is learned stands the end of a process at any instant."""
    while lives(process=server):
        threading.Event().wait(LOOKS_EVERY_SECONDS)
    os._exit(0)


def learn(*, home: Path) -> None:
    """Learn what is new on the shelf, and what came to it meanwhile."""
    from zhiyun.exchange.patents import meaning  # noqa: PLC0415 - who only asks how far it is needs none of it
    from zhiyun.gateways.patent_shelf import Shelf  # noqa: PLC0415 - as above

    shelf = Shelf(places.shelf_folder(home=home))
    learned = -1
    while learned != (newest := shelf.manifest.newest):
        classes.learn(home=home)
        meaning.bring(home=home)
        learned = newest


def _work(home: Path) -> Work:
    return Work(home, "learning")


if __name__ == "__main__":
    main(arguments=sys.argv[1:])
