"""A report is written beside the server: who waits too long comes back for it, and nobody waits for ever."""

import fcntl
import os
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest

from tests.exchange import shelves
from tests.gateways.analytics import town
from zhiyun.exchange.patents import beside
from zhiyun.exchange.patents.landscape import apart, writing
from zhiyun.exchange.patents.landscape.written import Written
from zhiyun.exchange.patents.searching import Asked
from zhiyun.kernel.refusal import Faulty


@pytest.fixture
def home(tmp_path: Path) -> Path:
    shelves.put(tmp_path, town.patents(20))
    return tmp_path


def asked(home: Path, text: str = "*", *, as_word: bool = True) -> Written | None:
    return writing.report(
        home=home,
        subject=Asked(text=text),
        corrections={},
        made_on=date(2026, 1, 2),
        is_demo=True,
        as_word=as_word,
        is_folded=True,
    )


def folder(home: Path) -> Path:
    return home / "patents-reports"


def test_who_does_not_wait_comes_back_for_the_same_report_and_it_is_written_once(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "PATIENCE_SECONDS", 0.01)

    first = asked(home)
    again = asked(home)
    for process in beside._BEGUN:
        process.wait(60)
    got = asked(home)

    assert (first, again) == (None, None)
    assert got is not None
    assert got.content.startswith(b"PK")
    assert got.data_on == max(each.published_on for each in town.patents(20) if each.published_on)
    assert asked(home) == got
    assert list(folder(home).glob("*.begun")) == []
    assert len([each for each in folder(home).iterdir() if not each.suffix and each.name != "queue"]) == 1


def test_what_the_drawing_refuses_is_said_as_it_said_it(tmp_path: Path) -> None:
    shelves.put(tmp_path, [])

    with pytest.raises(Faulty):
        asked(tmp_path, "TI=(")
    with pytest.raises(apart.NotDrawn, match="没有符合检索式的专利"):
        asked(tmp_path)


def test_a_process_that_ended_without_a_report_is_told_once_and_then_begun_anew(home: Path) -> None:
    asked(home)
    (path,) = (each for each in folder(home).iterdir() if not each.suffix and each.name != "queue")
    path.unlink()
    path.with_suffix(".begun").touch()

    with pytest.raises(writing.NotWritten):
        asked(home)

    assert asked(home) is not None


def test_no_more_reports_are_begun_than_can_wait_and_the_dead_do_not_count(home: Path) -> None:
    folder(home).mkdir()
    for each in range(writing.MOST_WAITING):
        (folder(home) / f"{each}.begun").touch()

    with ExitStack() as held:
        for each in range(writing.MOST_WAITING):
            lock = held.enter_context((folder(home) / f"{each}.lock").open("ab"))
            fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(apart.TooManyLandscapes):
            asked(home)

    assert asked(home) is not None


def test_the_oldest_reports_are_thrown_away(home: Path) -> None:
    folder(home).mkdir()
    for each in range(writing.KEPT):
        (folder(home) / f"{each}").touch()
        os.utime(folder(home) / f"{each}", (each, each))

    asked(home)

    kept = {each.name for each in folder(home).iterdir() if not each.suffix and each.name != "queue"}
    assert len(kept) == writing.KEPT
    assert "0" not in kept
