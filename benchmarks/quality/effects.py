"""Measures effect phrases on a sample that was read: how many claim an effect, and how many stand in the right cell.

    python -m benchmarks.quality.effects

The sample was drawn and read after the patterns and words were fixed on another draw; nothing was changed by it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.quality.measuring import LABELLED, report, wilson
from zhiyun.ip import tables

TITLED = ("publication", "title", "words", "effect", "is_effect", "is_right")
COLUMNS = ("language", "publication", "words", "effect", "is_effect", "is_right")


def sample() -> Sequence[Mapping[str, str]]:
    """Give the phrases of abstracts that were read."""
    return _labelled("effect_phrases.csv", COLUMNS)


def titles() -> Sequence[Mapping[str, str]]:
    """Give the phrases of Chinese titles that were read, each with its title."""
    return _labelled("effect_titles.csv", TITLED)


def main() -> None:
    """Print a line for the abstracts of each language, and one for titles."""
    drawn = {language: [row for row in sample() if row["language"] == language] for language in ("zh", "en")}
    for language, read in (drawn | {"zh, titles": titles()}).items():
        effects = sum(row["is_effect"] == "1" for row in read)
        celled = [row for row in read if row["effect"] != "OTHER"]
        right = sum(row["is_right"] == "1" for row in celled)
        report(
            set="effect_phrases",
            language=language,
            phrases=len(read),
            precision=round(effects / len(read), 3),
            interval=wilson(effects, len(read)),
            in_named_cells=len(celled),
            cell_precision=round(right / len(celled), 3),
            cell_interval=wilson(right, len(celled)),
        )


def _labelled(name: str, columns: tuple[str, ...]) -> Sequence[Mapping[str, str]]:
    text = (LABELLED / name).read_text(encoding="utf-8")
    return [row for _, row in tables.read(text, columns).rows]


if __name__ == "__main__":
    main()
