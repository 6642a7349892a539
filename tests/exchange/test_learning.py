"""What is learned beside the server: all that is on the shelf, and only where there are the means."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.exchange.shelves import put
from tests.exchange.test_classes import some
from zhiyun.exchange.patents import classes, learning


@pytest.mark.skipif(not learning.is_possible(), reason="numpy is not installed")
def test_what_is_on_the_shelf_is_learned_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classes, "LEAST", 4)
    put(tmp_path, some(2))

    learning.learn(home=tmp_path)

    standing = learning.standing(home=tmp_path)
    assert standing is not None
    assert (standing.is_running, standing.learned) == (False, 4)


def test_it_ends_with_its_server() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as server:
        asked = f"from zhiyun.exchange.patents import learning; learning.end_with(server={server.pid}); print('never')"
        learner = subprocess.Popen([sys.executable, "-c", asked], stdout=subprocess.PIPE)
        with pytest.raises(subprocess.TimeoutExpired):
            learner.wait(timeout=1)

        server.kill()
        server.wait()

        assert learner.communicate(timeout=20) == (b"", None)
        assert learner.returncode == 0


@pytest.mark.skipif(learning.is_possible(), reason="numpy or a model is installed")
def test_without_the_means_nothing_is_begun_nor_told(tmp_path: Path) -> None:
    assert not learning.begin(home=tmp_path)
    assert learning.standing(home=tmp_path) is None
