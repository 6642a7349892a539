"""Measures how soon what belongs is found when a set is screened in the order learned from one's own verdicts.

    python -m benchmarks.quality screening

A theme is a category that experts gave to e-waste patents (English titles), or a subclass of Chinese titles. Whoever
screens begins by lot until there are verdicts enough to learn from, then takes the likeliest in batches, each a quarter
of what was screened, 25 at the least; every verdict is the theme's own answer. Beside it: a tenth drawn by lot
holds a tenth of what belongs. Nothing was tuned on either.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from benchmarks.quality.condition import Line, lines_of, mean, rows_of
from zhiyun.ip.screening import Order, drawn, is_taught, ordered

SCREENED = 0.1
LEAST_OF_A_THEME, MOST_OF_A_THEME = 150, 2500
SUBCLASSES = 12
MOST_TITLES = 8000
AT_LEAST = {"en": 0.4, "zh": 0.4}
Themes = Mapping[str, frozenset[str]]


def lines(data: Path) -> Iterator[Line]:
    """Give the share of what belongs that a tenth of the set holds, for each language."""
    for language, (titles, themes) in (
        ("en", _electronic_waste(data / "landscapes_wipo_oldham")),
        ("zh", _subclasses(data / "cn_patent_ipc_titles")),
    ):
        found = [_found(titles, belonging, theme) for theme, belonging in themes.items()]
        condition = f"screening, {len(titles)} titles ({language}), {len(themes)} themes"
        yield mean(condition, "share found in a tenth", found, AT_LEAST[language])


def _found(titles: Mapping[str, str], belonging: frozenset[str], lot: str) -> float:
    said: dict[str, bool] = {}
    for name in drawn(names=titles, lot=lot):
        if is_taught(said):
            break
        said[name] = name in belonging
    most = int(SCREENED * len(titles))
    while len(said) < most:
        batch = min(most - len(said), max(25, len(said) // 4))
        for name in ordered(titles=titles, said=said, order=Order.LIKELY, lot=lot)[:batch]:
            said[name] = name in belonging
    return sum(said.values()) / len(belonging)


def _electronic_waste(folder: Path) -> tuple[dict[str, str], Themes]:
    rows = list(csv.DictReader(lines_of(folder, "ewaste_8867.csv.gz")))
    names = [f"{at:05}" for at in range(len(rows))]
    themes = {
        column: frozenset(name for name, row in zip(names, rows, strict=True) if row[column].strip() == "1.0")
        for column in rows[0]
        if " - " in column
    }
    titles = {name: row["DWPI Title"] for name, row in zip(names, rows, strict=True)}
    return titles, {
        column: belonging
        for column, belonging in themes.items()
        if LEAST_OF_A_THEME <= len(belonging) <= MOST_OF_A_THEME
    }


def _subclasses(folder: Path) -> tuple[dict[str, str], Themes]:
    rows = list(islice(rows_of(folder / "oof_predictions.csv"), MOST_TITLES))
    classes = {f"{at:05}": row["true_subclasses_all"].split("|") for at, row in enumerate(rows)}
    common = Counter(each for found in classes.values() for each in found).most_common(SUBCLASSES)
    themes = {
        subclass: frozenset(name for name, found in classes.items() if subclass in found)
        for subclass, _ in common
    }
    return {f"{at:05}": row["patent_title"] for at, row in enumerate(rows)}, themes
