"""An upload is looked at before anything of it is kept, and what the scanner could not say is said so."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pytest

from tests.gateways import uploads
from zhiyun.casework.receiving import Infected, received, verdict_words
from zhiyun.gateways.safekeeping import Store, TooLarge
from zhiyun.gateways.scanning import Outcome, Verdict
from zhiyun.kernel.refusal import Faulty


@dataclass
class Saying:
    """A scanner that says one thing of every file."""

    outcome: Outcome

    def scan(self, stream: BinaryIO) -> Verdict:
        """Say it."""
        return Verdict(self.outcome, "Eicar-Test" if self.outcome is Outcome.INFECTED else "")


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if len(path.name) == 64]


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (Outcome.CLEAN, "未发现病毒"),
        (Outcome.NOT_CONFIGURED, "未配置查毒"),
        (Outcome.UNREACHABLE, "查毒没有完成"),
    ],
)
def test_a_file_is_kept_with_what_the_scanner_said(outcome: Outcome, words: str, tmp_path: Path) -> None:
    content = uploads.pdf()

    kept = received(
        stream=io.BytesIO(content), name="../演示 材料.pdf", store=Store(tmp_path), scanner=Saying(outcome)
    )

    assert (kept.name, kept.file.kind, kept.file.size) == ("演示 材料.pdf", "pdf", len(content))
    assert verdict_words(verdict=kept.verdict) == words
    assert [path.name for path in _files(tmp_path)] == [kept.file.sm3]


def test_an_infected_file_is_refused_by_name_and_nothing_of_it_is_kept(tmp_path: Path) -> None:
    """Attack 40."""
    with pytest.raises(Infected) as told:
        received(
            stream=io.BytesIO(uploads.pdf()),
            name="演示.pdf",
            store=Store(tmp_path),
            scanner=Saying(Outcome.INFECTED),
        )

    assert "Eicar-Test" in str(told.value)
    assert _files(tmp_path) == []


def test_a_file_of_no_kind_we_take_or_larger_than_we_take_is_not_kept(tmp_path: Path) -> None:
    store = Store(tmp_path, largest=len(uploads.pdf()) - 1)

    with pytest.raises(Faulty):
        received(
            stream=io.BytesIO(b"MZ" + b"\0" * 99), name="演示.exe", store=store, scanner=Saying(Outcome.CLEAN)
        )
    with pytest.raises(TooLarge):
        received(
            stream=io.BytesIO(uploads.pdf()), name="演示.pdf", store=store, scanner=Saying(Outcome.CLEAN)
        )

    assert _files(tmp_path) == []
