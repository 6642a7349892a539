"""The architecture decisions are whole, in order and found from their index."""

from tests.structure.sources import ROOT

FOLDER = ROOT / "docs" / "adr"
PARTS = ["## Context", "## Decision", "## Consequences", "## When to reconsider"]


def test_the_index_names_every_decision_in_order() -> None:
    decisions = sorted(FOLDER.glob("[0-9]*.md"))
    rows = [line for line in (FOLDER / "README.md").read_text().splitlines() if line.startswith("| [")]

    numbers = [decision.name[:4] for decision in decisions]
    assert numbers == [f"{number:04}" for number in range(1, len(decisions) + 1)]
    assert [row.split(" |")[0] for row in rows] == [f"| [{one.name[:4]}]({one.name})" for one in decisions]


def test_every_decision_says_why_what_at_which_price_and_until_when() -> None:
    parts = {
        decision.name: [line for line in decision.read_text().splitlines() if line.startswith("## ")]
        for decision in FOLDER.glob("[0-9]*.md")
    }

    assert {name: found for name, found in parts.items() if found != PARTS} == {}
