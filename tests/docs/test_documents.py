"""What the documents say is so: generated pages are fresh, shown commands print what is shown, links lead somewhere."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from docs import generate_law, shown_commands

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")]
LINK = re.compile(r"\]\((?!https?:)([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)


def named(document: Path) -> str:
    return str(document.relative_to(ROOT))


@pytest.mark.parametrize("name", ["law.md", *generate_law.with_blocks()])
def test_what_is_made_from_the_law_is_fresh(name: str) -> None:
    kept = (ROOT / "docs" / name).read_text(encoding="utf-8")

    assert kept == generate_law.page(name), "run: python -m docs.generate_law"


@pytest.mark.parametrize("document", shown_commands.documents(), ids=named)
def test_shown_commands_print_what_is_shown(document: Path) -> None:
    kept = document.read_text(encoding="utf-8")

    assert kept == shown_commands.refreshed(kept), f"run: python -m docs.shown_commands {named(document)}"


def test_four_documents_are_made_from_the_law() -> None:
    assert generate_law.with_blocks() == ["deals.md", "facts.md", "overlay.md"]


def test_a_changed_output_is_noticed() -> None:
    shown = "```console\n$ echo 一\n一\n$ echo 二\n三\n```\n"

    assert shown_commands.refreshed(shown) == "```console\n$ echo 一\n一\n$ echo 二\n二\n```\n"


@pytest.mark.parametrize("document", PAGES, ids=named)
def test_every_link_leads_to_a_file_and_a_heading_that_exist(document: Path) -> None:
    lost = [
        link
        for link in LINK.findall(document.read_text(encoding="utf-8"))
        if not _leads_somewhere(document, link)
    ]

    assert lost == []


def _leads_somewhere(document: Path, link: str) -> bool:
    path, _, anchor = unquote(link).partition("#")
    place = (document.parent / path).resolve() if path else document
    if not place.exists():
        return False
    return not anchor or anchor in {
        _anchor(heading) for heading in HEADING.findall(place.read_text(encoding="utf-8"))
    }


def _anchor(heading: str) -> str:
    """Name a heading as forges do: in lower case, punctuation left out, spaces as hyphens."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
