"""What is learned from the shelf by a process of its own, after each import and at each start, where there are the means.

Learning subclasses and making vectors (`classes`, `meaning`) take minutes to hours of one core, so that no worker of
the server does it, and this gives way to everybody else. One process is at it, and says how far it is; what was broken
off, or ended by a person, goes on at the next import or start where it stood. Importing this loads no engine.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zhiyun.exchange.patents import classes, places
from zhiyun.exchange.patents.beside import Work, lives
from zhiyun.gateways import class_learner, vectors

if TYPE_CHECKING:
    from zhiyun.exchange.patents.meaning import Made

MOST_HOURS: Final = 6
"""Hours of one core that a process may take; what is left is for the next."""
MOST_SECONDS: Final = MOST_HOURS * 3600
GRACE_SECONDS: Final = 60
"""What it may take beyond that to end by itself, before the system ends it."""
GIVES_WAY: Final = 15
LOOKS_EVERY_SECONDS: Final = 2
CLASSES, VECTORS, DONE = "classes", "vectors", "done"


@dataclass(frozen=True, slots=True)
class Progress:
    """What a process is at: ``made`` of so many vectors, after so many seconds of a core; whether these were all it may."""

    step: str = CLASSES
    made: int = 0
    of_patents: int = 0
    seconds: int = 0
    is_at_bound: bool = False

    @property
    def percent(self) -> int:
        """How many of the vectors are made, in whole percents."""
        return min(100, 100 * self.made // max(self.of_patents, 1))


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a process is at it, from how many patents subclasses were learned, and how many vectors there are.

    ``model`` names what makes vectors, empty where none is installed. ``begun`` is when the process that is at it, or
    was last, was begun, in seconds since 1970, and ``progress`` how far it came; None where there never was one.
    """

    is_running: bool
    learned: int
    vectors: int
    model: str
    begun: int | None = None
    progress: Progress | None = None
    is_asked_to_end: bool = False

    @property
    def is_broken_off(self) -> bool:
        """Say whether the last process ended before it was done."""
        return not self.is_running and self.progress is not None and self.progress.step != DONE


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
    return _work(home).begin(module=__name__, arguments=arguments, first=asdict(Progress()), is_apart=True)


def ask_to_end(*, home: Path) -> None:
    """Ask the process that is at it to end: it does within seconds, and the next import or start goes on."""
    work = _work(home)
    if work.is_running():
        work.ask_to_end()


def standing(*, home: Path) -> Standing | None:
    """Say how far it is; None where there are no means."""
    if not is_possible():
        return None
    model = vectors.installed()
    state = vectors.state(places.vectors_folder(home=home, model=model)) if model else None
    work = _work(home)
    told = work.told()
    return Standing(
        is_running=work.is_running(),
        learned=classes.standing(home=home).patents,
        vectors=state.rows if state else 0,
        model=model,
        begun=work.begun() if told is not None else None,
        progress=Progress(**told) if told is not None else None,
        is_asked_to_end=work.is_asked_to_end(),
    )


def main(*, arguments: Sequence[str]) -> None:
    """Learn within bounds; run by `begin`."""
    home, *server = arguments
    work = _work(Path(home))
    bound(work=work, seconds=MOST_SECONDS)
    os.nice(GIVES_WAY)
    told = {"work": work, "server": int(server[0]) if server else None}
    threading.Thread(target=end_when_asked, kwargs=told, daemon=True).start()
    learn(home=Path(home))


def bound(*, work: Work, seconds: int) -> None:
    """Let this process take so many seconds of a core, and end it then: by itself, else by the system."""

    def end(*_: object) -> None:
        work.tell({**(work.told() or {}), "seconds": seconds, "is_at_bound": True})
        sys.exit()

    signal.signal(signal.SIGXCPU, end)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + GRACE_SECONDS))


def end_when_asked(*, work: Work, server: int | None) -> None:
    """Wait until a person asks, or a server ends, and end this process: what is learned stands its end at any instant."""
    while not work.is_asked_to_end() and (server is None or lives(process=server)):
        threading.Event().wait(LOOKS_EVERY_SECONDS)
    os._exit(0)


def learn(*, home: Path) -> None:
    """Learn what is new on the shelf, and what came to it meanwhile, telling how far it is."""
    from zhiyun.exchange.patents import meaning  # noqa: PLC0415 - who only asks how far it is needs none of it
    from zhiyun.gateways.patent_shelf import Shelf  # noqa: PLC0415 - as above

    shelf = Shelf(places.shelf_folder(home=home))
    work = _work(home)

    def tell(step: str, made: Made | None = None) -> None:
        before = Progress(**(work.told() or {}))
        far = (made.vectors, made.of_patents) if made else (before.made, before.of_patents)
        used = resource.getrusage(resource.RUSAGE_SELF)
        work.tell(asdict(Progress(step, *far, int(used.ru_utime + used.ru_stime))))

    learned = -1
    while learned != (newest := shelf.manifest.newest):
        tell(CLASSES)
        classes.learn(home=home)
        if meaning.bring(home=home, tell=lambda made: tell(VECTORS, made)):
            tell(CLASSES)
            classes.learn(home=home, meaning=meaning.opened(home=home))
        learned = newest
    tell(DONE)


def _work(home: Path) -> Work:
    return Work(home, "learning")


if __name__ == "__main__":
    main(arguments=sys.argv[1:])
