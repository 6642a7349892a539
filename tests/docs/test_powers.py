"""The published table of powers is the one the door asks."""

from docs import generate_powers


def test_the_table_of_powers_is_fresh() -> None:
    assert generate_powers.PAGE.read_text("utf-8") == generate_powers.page(), (
        "run: python -m docs.generate_powers"
    )
