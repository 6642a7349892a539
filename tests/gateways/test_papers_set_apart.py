"""Papers set in a process of their own are the same papers, in time or not at all."""

from __future__ import annotations

import threading

import pytest

from tests.gateways import paper_samples as samples
from zhiyun.gateways import official_papers as papers
from zhiyun.gateways.official_papers import apart


def test_a_paper_set_apart_is_the_same_to_the_byte() -> None:
    paper = samples.receipt()

    assert papers.pdf_apart(paper) == papers.pdf(paper)


def test_a_paper_that_takes_too_long_is_refused_and_the_next_one_is_set() -> None:
    with pytest.raises(papers.TooManyPapers, match="请过一会儿再下载"):
        papers.pdf_apart(samples.receipt(), patience_seconds=0.01)

    assert papers.pdf_apart(samples.acceptance()).startswith(b"%PDF-")


def test_a_paper_whose_turn_does_not_come_is_refused() -> None:
    told: list[object] = []

    def ask() -> None:
        try:
            told.append(papers.pdf_apart(samples.acceptance(), patience_seconds=0.05))
        except papers.TooManyPapers as refusal:
            told.append(type(refusal))

    with apart._ONE_AT_A_TIME:
        asking = threading.Thread(target=ask)
        asking.start()
        asking.join()

    assert told == [papers.TooManyPapers]


def test_the_process_apart_is_told_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, dict[str, str]] = {}
    run = apart.subprocess.run

    def noting(*command: object, **more: dict[str, str]) -> object:
        seen["env"] = more["env"]
        return run(*command, **more)

    monkeypatch.setenv("ZHIYUN_SECRET_KEY", "s3cret")
    monkeypatch.setattr(apart.subprocess, "run", noting)
    papers.pdf_apart(samples.acceptance())

    assert "s3cret" not in str(seen["env"])
    assert not any(name.startswith("ZHIYUN") for name in seen["env"])
