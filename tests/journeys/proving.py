"""What an installation says of itself on the command line after all that was done in the browser."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

from tests.journeys.city import City


def prove(city: City, *, resolutions: Sequence[str]) -> None:
    """The ledger balances, every chain of the record is whole, and each resolution comes out again as it was."""
    record = str(city.home / "record.jsonl")
    _say(city, "ledger", "verify")
    _say(city, "audit", "export", record)
    _say(city, "audit", "verify", record)
    for resolution in resolutions:
        assert "完全一致" in _say(city, "replay", resolution)


def _say(city: City, *words: str) -> str:
    # Nothing of the caller's own installation may leak in.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ZHIYUN_")}
    where = {"ZHIYUN_HOME": str(city.home), "ZHIYUN_DATABASE": city.database_address}
    command = [sys.executable, "-c", "import sys; from zhiyun.cli import main; sys.exit(main())", *words]
    told = subprocess.run(
        command, check=False, env=kept | where, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert told.returncode == 0, f"zhiyun {' '.join(words)}\n{told.stdout}"
    return told.stdout
