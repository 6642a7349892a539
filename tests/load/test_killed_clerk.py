"""A clerk's process dies by kill -9 between reserve and commit, and between the bank file and its receipt.

Attack 23: whatever was not finished never was; what was finished counts once when it is done again.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.load.installation import Installation
from zhiyun.gateways.installation import CHECKOUT

pytestmark = [pytest.mark.both_databases, pytest.mark.long]
FEN = 123_400
BEGUN = {"reserved": 0, "committed": 0, "ordered": 0, "paid": 0, "files": 0, "steps": [], "differences": []}


class Office:
    """Clerks of one installation, each a process of its own."""

    def __init__(self, installation: Installation) -> None:
        self.environment = installation.environment
        self.installation = installation
        self.clerk("found")

    def clerk(self, *told: str) -> Any:
        """Have a clerk do something to its end; give the answer."""
        done = subprocess.run(
            self._command(*told),
            env=self.environment,
            cwd=CHECKOUT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def killed_while(self, deed: str) -> None:
        """Kill a clerk who has done a deed and not yet committed its transaction."""
        clerk = subprocess.Popen(
            self._command(deed, "hold"), env=self.environment, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True
        )
        assert clerk.stdout is not None
        assert clerk.stdout.readline().strip() == "HELD"
        clerk.send_signal(signal.SIGKILL)
        clerk.wait(timeout=30)
        clerk.stdout.close()

    def stands(self, **told: Any) -> None:
        """Make sure that the ledger stands so, and that proving it from outside finds nothing."""
        assert self.clerk("look") == BEGUN | told
        proven = self.installation.command("ledger", "verify", "--json")
        assert proven.returncode == 0, proven.stderr

    def _command(self, *told: str) -> list[str]:
        return [sys.executable, "-m", "tests.load.clerk", *told]


@pytest.fixture
def office(own_database: dict[str, str], tmp_path: Path) -> Office:
    return Office(Installation(own_database, tmp_path / "server.log"))


def test_a_clerk_killed_between_reserve_and_receipt_leaves_books_whole_and_nothing_is_paid_twice(
    office: Office,
) -> None:
    office.killed_while("reserve")
    office.stands()
    office.clerk("reserve")
    office.stands(reserved=FEN)

    office.killed_while("commit")
    office.stands(reserved=FEN)
    office.clerk("commit")
    office.clerk("order")
    ordered = {"ordered": FEN, "steps": ["prepared", "approved"]}
    office.stands(**ordered)

    office.killed_while("send")
    office.stands(**ordered)
    office.clerk("send")
    sent = ["prepared", "approved", "sent"]
    office.stands(ordered=FEN, files=1, steps=sent)

    office.killed_while("take")
    office.stands(ordered=FEN, files=1, steps=sent)
    for _again in range(2):
        office.clerk("take")
        office.stands(paid=FEN, files=2, steps=[*sent, "paid"])
