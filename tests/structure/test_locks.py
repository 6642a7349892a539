"""The locks pin and check every package, agree with each other and with what the project asks for."""

import re
import tomllib
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.structure.sources import ROOT

LOCKS = ["setup", "run", "dev", "browser", "cluster", "vectors"]
ENTRY = re.compile(
    r"^([a-z0-9-]+)==(\S+)(?: ;[^\\\n]+)? \\$((?:\n    --hash=sha256:[0-9a-f]{64}(?: \\)?)*)", re.M
)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_and_carries_hashes(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.lock").read_text()
    lines = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]

    assert len(_pins(lock)) == len(lines) > 0
    assert [found[1] for found in ENTRY.finditer(text) if not found[3]] == []
    assert "//" not in text


def test_what_runs_is_what_is_tested() -> None:
    assert _pins("run").items() <= _pins("dev").items()


@pytest.mark.parametrize("lock", ["run", "dev"])
def test_the_lock_answers_what_the_project_asks_for(lock: str) -> None:
    asked = _project()["project"]["dependencies"]
    if lock == "dev":
        asked = asked + _project()["dependency-groups"]["dev"]
    wanted = [Requirement(line) for line in asked]

    pins = _pins(lock)

    assert [
        str(one) for one in wanted if pins.get(canonicalize_name(one.name), "none") not in one.specifier
    ] == []


@pytest.mark.parametrize("extra", ["cluster", "vectors"])
def test_the_lock_of_what_may_be_added_answers_what_it_asks_for(extra: str) -> None:
    wanted = [Requirement(line) for line in _project()["project"]["optional-dependencies"][extra]]

    pins = _pins(extra)

    assert all(pins.get(canonicalize_name(one.name), "none") in one.specifier for one in wanted)
    assert pins.items() & _pins("dev").items() >= {pin for pin in pins.items() if pin[0] in _pins("dev")}


def _pins(lock: str) -> dict[str, str]:
    return {
        found[1]: found[2] for found in ENTRY.finditer((ROOT / "requirements" / f"{lock}.lock").read_text())
    }


def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())
