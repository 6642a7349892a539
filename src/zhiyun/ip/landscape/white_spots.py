"""White spots: where there is less than both sides would lead one to expect.

Source: K. Pearson, On the Criterion … (1900), the residual (seen − expected) / √expected of a table whose rows and
columns are independent; S. Haberman, Biometrics 29 (1973), its adjusted form, which is near normal. An empty cell is
no opportunity by itself: it may be impossible, uneconomic or merely named otherwise, so neighbours are told with it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

LEAST_EXPECTED: Final = 5.0
"""Below this a residual says nothing (W. Cochran, Biometrics 10 (1954))."""
STRIKING: Final = -2.0
"""An adjusted residual below this comes about by chance in one cell of forty."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell with less than expected: its row and column, what was seen and expected, the adjusted residual."""

    row: str
    column: str
    seen: int
    expected: float
    residual: float


def white_spots(cells: Mapping[tuple[str, str], int], *, most: int) -> tuple[Spot, ...]:
    """Give the most striking white spots of a table of counts, the emptiest first."""
    rows: dict[str, int] = {}
    columns: dict[str, int] = {}
    for (row, column), seen in cells.items():
        rows[row] = rows.get(row, 0) + seen
        columns[column] = columns.get(column, 0) + seen
    total = sum(rows.values())
    spots = []
    for row, in_row in rows.items():
        for column, in_column in columns.items():
            expected = in_row * in_column / total if total else 0.0
            spread = math.sqrt(expected * (1 - in_row / total) * (1 - in_column / total)) if total else 0.0
            if expected < LEAST_EXPECTED or not spread:
                continue
            seen = cells.get((row, column), 0)
            residual = (seen - expected) / spread
            if residual <= STRIKING:
                spots.append(Spot(row, column, seen, expected, residual))
    return tuple(sorted(spots, key=lambda spot: (spot.residual, spot.row, spot.column))[:most])
