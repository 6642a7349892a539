"""What was learned of subclasses, in a file that is asked a stretch at a time: a worker holds none of it.

A cache: it says which layout it has and from how many patents it was learned, up to which batch of the shelf.
"""

from __future__ import annotations

import fcntl
import json
import sqlite3
import struct
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Final

from zhiyun.gateways.class_judge import Hints, Judge, judged_by
from zhiyun.ip.classification.gazette_order import Place
from zhiyun.ip.classification.learning import scores, stretches, vector
from zhiyun.ip.classification.weighing import Company, Judged, Weights

LAYOUT: Final = 3
"""Raised when what is learned, or how texts are cut, changes: what another layout learned counts as nothing."""
_PAIR: Final = struct.Struct("<Hf")


@dataclass(frozen=True, slots=True)
class Standing:
    """How it was learned: from so many patents of a shelf of ``rows``, when it had come to ``batch``.

    ``model`` made the vectors that were asked beside, empty for none.
    """

    layout: int
    patents: int
    rows: int
    batch: int
    model: str = ""


class Classes:
    """What was learned, in a file."""

    def __init__(self, file: Path) -> None:
        self.file = file

    @property
    def standing(self) -> Standing | None:
        """Say how it was learned; None where nothing was, or by another layout."""
        with suppress(sqlite3.Error, FileNotFoundError, TypeError), self._opened() as database:
            found = Standing(
                *database.execute("SELECT layout, patents, rows, batch, model FROM standing").fetchone()
            )
            return found if found.layout == LAYOUT else None
        return None

    def write(self, judge: Judge, standing: Standing) -> None:
        """Write it whole or not at all, one after another; who is asking goes on with what was there."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.with_suffix(".lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self._write(judge, standing)

    def _write(self, judge: Judge, standing: Standing) -> None:
        waiting = self.file.with_suffix(".writing")
        waiting.unlink(missing_ok=True)
        learned = judge.learned
        names = sorted({name for each in learned.weights.values() for name in each})
        places = {name: place for place, name in enumerate(names)}
        with closing(sqlite3.connect(waiting)) as database, database:
            database.execute("CREATE TABLE standing (layout, patents, rows, batch, model)")
            database.execute("INSERT INTO standing VALUES (?, ?, ?, ?, ?)", astuple(standing))
            database.execute("CREATE TABLE subclasses (place INTEGER PRIMARY KEY, name)")
            database.executemany("INSERT INTO subclasses VALUES (?, ?)", enumerate(names))
            database.execute(
                "CREATE TABLE stretches (stretch TEXT PRIMARY KEY, rarity, weights) WITHOUT ROWID"
            )
            database.executemany(
                "INSERT INTO stretches VALUES (?, ?, ?)",
                (
                    (stretch, rarity, _packed(learned.weights.get(stretch, {}), places))
                    for stretch, rarity in learned.rarity.items()
                ),
            )
            if judge.hints:
                database.execute("CREATE TABLE hints (told TEXT)")
                database.execute("INSERT INTO hints VALUES (?)", [_told(judge.hints)])
        waiting.replace(self.file)

    def scores(self, text: str) -> dict[str, float]:
        """Say how likely a text is in each subclass that anything speaks for, 0 to 1."""
        wanted = sorted(stretches(text))
        with self._opened() as database:
            names = dict(database.execute("SELECT place, name FROM subclasses"))
            marks = ",".join("?" * len(wanted))
            asked = f"SELECT stretch, rarity, weights FROM stretches WHERE stretch IN ({marks})"  # noqa: S608 - marks only
            found = database.execute(asked, wanted).fetchall()
        rarity = {stretch: rare for stretch, rare, _ in found}
        weights = {
            stretch: {names[place]: weight for place, weight in _PAIR.iter_unpack(packed)}
            for stretch, _, packed in found
        }
        return scores(vector(wanted, rarity), weights)

    def judged(self, text: str, voted: Mapping[str, float], place: Place | None = None) -> Judged | None:
        """Say it with what else speaks of them: the share of what is near that is in each, what is beside in the gazette.

        None for no hints.
        """
        hints = self._hints
        return judged_by(hints, self.scores(text), voted, place) if hints else None

    @property
    def _hints(self) -> Hints | None:
        with self._opened() as database, suppress(sqlite3.OperationalError):
            return _read(database.execute("SELECT told FROM hints").fetchone()[0])
        return None

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        if not self.file.is_file():
            raise FileNotFoundError(self.file)
        with closing(sqlite3.connect(f"{self.file.as_uri()}?mode=ro", uri=True)) as database:
            yield database


def _packed(weights: Mapping[str, float], places: Mapping[str, int]) -> bytes:
    return b"".join(_PAIR.pack(places[name], weight) for name, weight in weights.items())


def _told(hints: Hints) -> str:
    together = [[*pair, patents] for pair, patents in hints.recent.together.items()]
    recent = [hints.recent.patents, dict(hints.recent.alone), together]
    weights = (hints.by_words, hints.by_meaning, hints.by_place, hints.by_meaning_and_place)
    return json.dumps([recent, *(astuple(each) if each else None for each in weights)])


def _read(told: str) -> Hints:
    (patents, alone, together), by_words, *others = json.loads(told)
    recent = Company(patents, alone, {(one, other): both for one, other, both in together})
    return Hints(recent, _weights(*by_words), *(_weights(*each) if each else None for each in others))


def _weights(parts: list[float], before: float, least: float) -> Weights:
    return Weights(tuple(parts), before, least)
