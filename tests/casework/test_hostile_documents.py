"""Documents of this procedure set with words that ask for files and addresses: they are only words (attack case 36).

A listener waits where the words point to, and a file with a secret lies where they point at: nobody comes to the one,
and the other's secret is in no document.
"""

from __future__ import annotations

import copy
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.casework import city, issued, noticed, payments_city
from tests.gateways.paper_samples import pages
from zhiyun.casework import papers
from zhiyun.casework.issuing import PaperKind
from zhiyun.gateways import official_papers
from zhiyun.records.models import IssuedPaper

pytestmark = pytest.mark.django_db

SECRET = "演示机密：不该印出来"


@dataclass
class Trap:
    """A place on the network and a file that hostile words name, and who came to the place."""

    port: int
    file: Path
    visitors: list[object] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Ask a typesetter of any kind to fetch both."""
        address = f"http://127.0.0.1:{self.port}/x.png"
        return (
            f'<img src=file://{self.file}><img src="{address}">#read("{self.file}")#image("{address}")'
            f"@import url({address});<link rel=attachment href=file://{self.file}>"
            rf'\input{{{self.file}}}<svg xlink:href="{address}"/>#include "{self.file}"'
        )


@pytest.fixture
def trap(tmp_path: Path) -> Iterator[Trap]:
    """Listen on a port of this machine, and lay a file out, for as long as a test runs."""
    file = tmp_path / "secret.typ"
    file.write_text(SECRET, encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        made = Trap(server.getsockname()[1], file)
        server.settimeout(0.2)
        done = threading.Event()

        def listen() -> None:
            while not done.is_set():
                try:
                    connection, whence = server.accept()
                except TimeoutError:
                    continue
                made.visitors.append(whence)
                connection.close()

        waiting = threading.Thread(target=listen)
        waiting.start()
        yield made
        done.set()
        waiting.join()


def set_both_ways(paper: IssuedPaper) -> tuple[str, Any]:
    """Set an issued document as PDF and as DOCX; give the words of the one, and the other opened."""
    document = papers.of(issued=paper)
    laid = papers.laid_out(document=document, site="https://zhiyun.example", is_demo=True)
    printed = "".join(pages(official_papers.pdf(laid)))
    return printed, docx.Document(BytesIO(official_papers.docx(laid)))


def only_words(paper: IssuedPaper, name: str, trap: Trap) -> None:
    """Put the hostile words where a name stands: they are printed as they are, and nothing was fetched for them."""
    hostile = copy.copy(paper)
    hostile.content = _instead(paper.content, name, trap.words)
    assert hostile.content != paper.content

    printed, opened = set_both_ways(hostile)

    assert "<img" in _solid(printed), paper.kind
    assert SECRET not in printed
    assert "root:" not in printed
    assert SECRET not in "".join(opened.element.itertext())
    assert not [each for each in opened.part.rels.values() if each.is_external]
    assert trap.visitors == []


def test_attack_36_lists_and_letters_fetch_nothing_for_an_applicants_name(trap: Trap) -> None:
    """Attack 36: the applicant's name goes into the public list, and into the letters of support and of refusal."""
    town = city.city()
    resolution, [case] = noticed.decided(town, "37500000", declined=1)
    noticed.published(town, resolution)
    refused = resolution.decisions.get(supported=False).application

    for kind, body in (
        (PaperKind.PUBLIC_LIST, case.organisation),
        (PaperKind.APPROVAL, case.organisation),
        (PaperKind.REFUSAL, refused.organisation),
    ):
        only_words(IssuedPaper.objects.get(kind=kind), body.name, trap)


def test_attack_36_minutes_fetch_nothing_for_what_was_written_down(trap: Trap) -> None:
    """Attack 36: minutes are free text, and set as the text they are."""
    town = city.city()

    only_words(issued.minutes(town, city.call(town)), "演示纪要正文。", trap)


def test_attack_36_a_payment_order_fetches_nothing_for_a_payee(trap: Trap) -> None:
    """Attack 36: the payee's name goes into a payment order."""
    here = payments_city.paying(100_000_00)
    here.approved()

    only_words(IssuedPaper.objects.get(kind=PaperKind.PAYMENT_ORDER), here.cases[0].organisation.name, trap)


def test_attack_36_the_trap_closes_on_whoever_comes(trap: Trap) -> None:
    """Attack 36: the listener hears a visitor, so that its silence means something."""
    with socket.create_connection(("127.0.0.1", trap.port), timeout=5):
        deadline = threading.Event()
        for _ in range(50):
            if trap.visitors:
                break
            deadline.wait(0.1)

    assert len(trap.visitors) == 1


def _instead(told: Any, name: str, words: str) -> Any:
    """Put words wherever a name stands in a document's content."""
    if isinstance(told, dict):
        return {key: _instead(value, name, words) for key, value in told.items()}
    if isinstance(told, list):
        return [_instead(value, name, words) for value in told]
    return told.replace(name, words) if isinstance(told, str) else told


def _solid(text: str) -> str:
    """Leave out what a line's end puts between the signs."""
    text = text.replace("\x02", "").replace("-", "")
    return "".join(text.split())
