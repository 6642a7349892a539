"""A hundred applicants in the last minute before closing, and a server that dies in the middle of it."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.load.applicant import Applicant
from tests.load.installation import Installation

pytestmark = [pytest.mark.both_databases, pytest.mark.long]

APPLICANTS = 100
LATE = 12
TWICE_EVERY = 5
AT_ONCE = 12
KILLED_AFTER_ACKNOWLEDGED = 25
PATIENCE_SECONDS = 300


@pytest.fixture
def installation(own_database: dict[str, str], tmp_path: Path) -> Iterator[Installation]:
    made = Installation(own_database, tmp_path / "server.log")
    try:
        yield made
    finally:
        made.stop()


def test_nothing_acknowledged_is_lost_nothing_doubled_and_nothing_taken_after_closing(
    installation: Installation, tmp_path: Path
) -> None:
    told = installation.office("found", str(APPLICANTS + LATE))
    closes_at = datetime.fromisoformat(told["closes_at"])
    applicants = [
        Applicant(("127.0.0.1", installation.port), **each, presses=1 + (number % TWICE_EVERY == 0))
        for number, each in enumerate(told["applicants"])
    ]
    punctual, late = applicants[:APPLICANTS], applicants[APPLICANTS:]
    installation.start()

    installation.office("clock", (closes_at - timedelta(seconds=60)).isoformat())
    _hand_in(installation, punctual)
    installation.office("clock", (closes_at - timedelta(seconds=1)).isoformat())
    _hand_in(None, late)

    found = installation.office("look")
    acknowledged = {each.reference for each in applicants if each.acknowledged}
    submitted = [reference for reference, _ in found["steps"]]
    print(f"{len(acknowledged)} acknowledged, {len(submitted)} submitted, of {len(applicants)}")
    assert acknowledged <= set(submitted), "acknowledged and lost"
    assert set(Counter(submitted).values()) == {1}, "taken twice"
    assert sorted(submitted) == sorted(reference for reference, _ in found["submissions"])
    assert sorted(submitted) == sorted(found["receipts"])
    assert max(datetime.fromisoformat(at) for _, at in found["steps"]) < closes_at, "taken after closing"
    assert len(acknowledged) >= APPLICANTS // 4, Counter(
        status for each in applicants for status in each.statuses
    )
    assert all(each.acknowledged or each.refused for each in applicants), (
        "somebody was told neither yes nor no"
    )
    assert not {each.reference for each in applicants if each.refused and not each.acknowledged} & set(
        submitted
    )
    assert _lost_files(installation, applicants, found) == []
    _chain_is_whole(installation, tmp_path, len(submitted))


def _hand_in(installation: Installation | None, applicants: list[Applicant]) -> None:
    """Let all hand in at once; with an installation, kill it once enough were acknowledged, and start it again."""
    until = time.monotonic() + PATIENCE_SECONDS
    with ThreadPoolExecutor(AT_ONCE) as crowd:
        coming = [crowd.submit(each.hand_in, until=until) for each in applicants]
        if installation is not None:
            while sum(each.acknowledged for each in applicants) < KILLED_AFTER_ACKNOWLEDGED:
                assert time.monotonic() < until
                time.sleep(0.05)
            installation.kill()
            installation.start()
        for each in coming:
            each.result()


def _lost_files(
    installation: Installation, applicants: list[Applicant], found: dict[str, list[list[str]]]
) -> list[str]:
    """Name acknowledged uploads that no row, no seal or no file in safekeeping knows, or whose bytes are others."""
    kept = {tuple(each) for each in found["uploads"]}
    sealed = dict(map(tuple, found["submissions"]))
    lost = []
    for each in applicants:
        if not each.uploaded:
            continue
        (file,) = Path(installation.environment["ZHIYUN_HOME"], "files").rglob(each.uploaded)
        is_whole = hashlib.new("sm3", file.read_bytes()).hexdigest() == each.uploaded
        is_sealed = not each.acknowledged or each.uploaded in sealed[each.reference]
        if not (is_whole and is_sealed and (each.reference, each.uploaded) in kept):
            lost.append(each.reference)
    return lost


def _chain_is_whole(installation: Installation, tmp_path: Path, submitted: int) -> None:
    file = tmp_path / "记录.jsonl"
    exported = installation.command("audit", "export", str(file), "--json")
    verified = installation.command("audit", "verify", str(file), "--json")

    assert (exported.returncode, verified.returncode) == (0, 0), exported.stderr + verified.stderr
    assert file.read_text("utf-8").count('"action":"application.submit"') >= submitted
