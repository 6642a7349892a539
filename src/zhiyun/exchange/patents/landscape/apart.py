"""A landscape drawn in a process of its own, which gives back all it held.

Sums over a million patents take hundreds of megabytes for a second. A server's worker starts a process, waits, and is
as small as before; a process that takes too long is stopped. What was drawn last is remembered, and forgotten as soon
as anything on the shelf or in the index changes.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import subprocess
import sys
import threading
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from zhiyun.exchange.patents import places
from zhiyun.exchange.patents.landscape import subjects
from zhiyun.exchange.patents.landscape.figures import Comparison, Landscape, Understood
from zhiyun.exchange.patents.landscape.opened import Opened
from zhiyun.exchange.patents.landscape.subjects import Listed, Subject
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said

PATIENCE_SECONDS: Final = 25
"""How long a landscape may wait for its turn, and then for being drawn; twice this is less than a server waits."""
REMEMBERED: Final = 24
"""Landscapes that a worker remembers, some tens of kilobytes each."""
_COMMAND: Final = (sys.executable, "-I", "-m", "zhiyun.exchange.patents.landscape")
_NEEDED: Final = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "ZHIYUN_SEARCH")
_ONE_AT_A_TIME: Final = threading.Lock()
_DRAWN: Final[OrderedDict[tuple[object, ...], bytes]] = OrderedDict()


class NothingFound(Refusal):
    """The query finds nothing, or the set holds nothing, so there is nothing to draw."""

    def __init__(self, subject: Subject | None = None) -> None:
        if isinstance(subject, Listed):
            super().__init__(
                Said("专题“%(name)s”里没有专利，画不出图：请先从检索结果里加入", name=subject.name)
            )
        else:
            super().__init__(Said("没有符合检索式的专利，画不出图：请放宽检索式，或者先读入专利"))


class NothingToCompare(Refusal):
    """One of two that are compared holds nothing; ``side`` is what it is called, ``asked`` what it was asked by."""

    def __init__(self, *, side: Said, asked: Understood) -> None:
        super().__init__(
            Said(
                "%(side)s（%(asked)s）没有专利，不能比较：请放宽检索式，或者另选一个",
                side=side,
                asked=asked or Said("整个库"),
            )
        )


class NotDrawn(Refusal):
    """The other process refused, in its own words."""

    def __init__(self, said: Said) -> None:
        super().__init__(said)

    @property
    def finds_nothing(self) -> bool:
        """Say whether a query found nothing, so that another may."""
        return self.said == NothingFound().said


class TooManyLandscapes(Refusal):
    """So many landscapes are wanted, or this one is so large, that it was not drawn in time."""

    def __init__(self) -> None:
        super().__init__(
            Said("现在画图的人很多，或者这个专题太大，没有及时画完。请过一会儿再试，或者缩小范围。")
        )


def drawn_apart(
    *,
    home: Path,
    subject: Subject,
    parts: tuple[str, ...],
    corrections: Mapping[str, str],
    is_folded: bool,
) -> Landscape:
    """Draw as `drawing.drawn` does, apart and one at a time in each worker.

    Refuses a query that cannot be read with its faults, what the drawing refuses with `NotDrawn`, and what takes too
    long with `TooManyLandscapes`.
    """
    answer = _apart("drawn", home, subject, parts=parts, corrections=dict(corrections), is_folded=is_folded)
    assert isinstance(answer, Landscape)
    return answer


def cell_apart(
    *,
    home: Path,
    subject: Subject,
    technology: str,
    effect: str,
    corrections: Mapping[str, str],
    is_folded: bool,
) -> tuple[Opened, ...]:
    """Give the documents of a cell as `drawing.cell` does, apart; refuses as `drawn_apart`."""
    answer = _apart(
        "cell",
        home,
        subject,
        technology=technology,
        effect=effect,
        corrections=dict(corrections),
        is_folded=is_folded,
    )
    assert isinstance(answer, tuple)
    return answer


def comparison_apart(*, home: Path, subject: Subject, other: Subject, is_folded: bool) -> Comparison:
    """Compare two as `drawing.compared` does, apart; refuses as `drawn_apart`."""
    subjects.checked(subject=other)
    answer = _apart("compared", home, subject, other=other, is_folded=is_folded)
    assert isinstance(answer, Comparison)
    return answer


def topic_apart(*, home: Path, subject: Subject, name: str, is_folded: bool) -> tuple[Opened, ...]:
    """Give the documents of a topic as `drawing.topic` does, apart; refuses as `drawn_apart`."""
    answer = _apart("topic", home, subject, name=name, is_folded=is_folded)
    assert isinstance(answer, tuple)
    return answer


def within_apart(*, home: Path, subject: Listed, asks: str) -> tuple[str, ...]:
    """Give the publications of a set that a figure's row counts, apart; refuses as `drawn_apart`."""
    answer = _apart("within", home, subject, asks=asks)
    assert isinstance(answer, tuple)
    return answer


def environment() -> dict[str, str]:
    """Give what a process of ours may know of the server's surroundings."""
    return {name: os.environ[name] for name in _NEEDED if name in os.environ}


def _apart(what: str, home: Path, subject: Subject, **how: object) -> object:
    subjects.checked(subject=subject)
    if not places.shelf_folder(home=home).joinpath("manifest.json").exists():
        raise NothingFound
    # What is remembered is found by a digest: the numbers of a large set are not kept beside its figures.
    handed = pickle.dumps((what, {"home": home, "subject": subject, **how}))
    key = (state(home=home), hashlib.sha256(handed).digest())
    done = _DRAWN.get(key)
    if done is None:
        done = _run(handed)
        _DRAWN[key] = done
        while len(_DRAWN) > REMEMBERED:
            _DRAWN.popitem(last=False)
    answer: object = pickle.loads(done)  # noqa: S301 - written by the process this one started
    if isinstance(answer, Said):
        raise NotDrawn(answer)
    return answer


def _run(handed: bytes) -> bytes:
    if not _ONE_AT_A_TIME.acquire(timeout=PATIENCE_SECONDS):
        raise TooManyLandscapes
    try:
        return subprocess.run(  # noqa: S603 - our own interpreter and module, no word of it from outside
            _COMMAND,
            input=handed,
            stdout=subprocess.PIPE,
            env=environment(),
            timeout=PATIENCE_SECONDS,
            check=True,
        ).stdout
    except subprocess.TimeoutExpired:
        raise TooManyLandscapes from None
    finally:
        _ONE_AT_A_TIME.release()


def state(*, home: Path) -> tuple[int, ...]:
    """Give a mark that differs after every commit to the shelf or the index."""
    marks = []
    for path in (
        places.shelf_folder(home=home).joinpath("manifest.json"),
        places.current(home=home).joinpath("index.json"),
        places.index_mark(home=home),
    ):
        try:
            status = path.stat()
        except FileNotFoundError:
            marks += [0, 0]
        else:
            marks += [status.st_mtime_ns, status.st_ino]
    return tuple(marks)
