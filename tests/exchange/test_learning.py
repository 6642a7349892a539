"""What is learned beside the server: all that is on the shelf, and only where there are the means."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.exchange.shelves import put
from tests.exchange.test_classes import some
from zhiyun.exchange.patents import classes, learning
from zhiyun.exchange.patents.beside import Work


@pytest.mark.skipif(not learning.is_possible(), reason="numpy is not installed")
def test_what_is_on_the_shelf_is_learned_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classes, "LEAST", 4)
    put(tmp_path, some(2))

    learning.learn(home=tmp_path)

    standing = learning.standing(home=tmp_path)
    assert standing is not None
    assert (standing.is_running, standing.learned) == (False, 4)
    assert standing.progress is not None
    assert (standing.progress.step, standing.is_broken_off) == (learning.DONE, False)


ENDS = """
from pathlib import Path
from zhiyun.exchange.patents import beside, learning
learning.LOOKS_EVERY_SECONDS = 0.1
learning.end_when_asked(work=beside.Work(Path({home!r}), "learning"), server={server})
print("never")
"""
SPINS = """
import os, sys
from pathlib import Path
from zhiyun.exchange.patents import learning
def spins(*, home):
    if sys.argv[1] == "deaf":
        learning.signal.signal(learning.signal.SIGXCPU, learning.signal.SIG_IGN)
    os.write(1, str(os.nice(0)).encode())
    while True:
        pass
learning.MOST_SECONDS, learning.GRACE_SECONDS, learning.learn = 1, 1, spins
learning.main(arguments=sys.argv[2:])
"""


def began(program: str, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", program, *arguments], stdout=subprocess.PIPE)


def test_it_ends_with_its_server(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as server:
        learner = began(ENDS.format(home=str(tmp_path), server=server.pid))
        with pytest.raises(subprocess.TimeoutExpired):
            learner.wait(timeout=0.7)

        server.kill()
        server.wait()

        assert learner.communicate(timeout=20) == (b"", None)
        assert learner.returncode == 0


def test_it_ends_when_a_person_asks(tmp_path: Path) -> None:
    learner = began(ENDS.format(home=str(tmp_path), server=None))

    Work(tmp_path, "learning").ask_to_end()

    assert learner.communicate(timeout=20) == (b"", None)
    assert learner.returncode == 0


def test_it_takes_no_more_of_a_core_than_it_may_and_tells_so(tmp_path: Path) -> None:
    work = Work(tmp_path, "learning")
    work.tell({"step": learning.VECTORS, "made": 3, "of_patents": 4})
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime

    learner = began(SPINS, "", str(tmp_path))

    assert learner.communicate(timeout=60) == (str(learning.GIVES_WAY).encode(), None)
    assert learner.returncode == 0, "ended by itself"
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 3
    told = learning.Progress(**(work.told() or {}))
    assert told == learning.Progress(learning.VECTORS, 3, 4, seconds=1, is_at_bound=True)


def test_what_does_not_hear_of_its_bound_is_ended_by_the_system(tmp_path: Path) -> None:
    learner = began(SPINS, "deaf", str(tmp_path))

    learner.communicate(timeout=60)

    assert learner.returncode == -signal.SIGKILL


@pytest.mark.skipif(learning.is_possible(), reason="numpy or a model is installed")
def test_without_the_means_nothing_is_begun_nor_told(tmp_path: Path) -> None:
    assert not learning.begin(home=tmp_path)
    assert learning.standing(home=tmp_path) is None
