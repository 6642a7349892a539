"""What the benchmarks of quality share: where the sets lie that may not ship, and how sure a figure is."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from zhiyun.ip.screening import Sample

LABELLED = Path(__file__).resolve().parent / "labelled"
Each = TypeVar("Each")
DRAWS = 1000


def evaluation_set(*parts: str) -> Path | None:
    """Find a file of the sets for evaluation, in the folder that ZHIYUN_EVALUATION names; None where there is none."""
    folder = os.environ.get("ZHIYUN_EVALUATION")
    place = Path(folder, *parts) if folder else None
    return place if place and place.exists() else None


def report(**line: object) -> None:
    """Print one condition as a line of JSON."""
    print(json.dumps(line, ensure_ascii=False))


def wilson(right: int, of: int) -> tuple[float, float]:
    """Give the interval of a share, 95 in 100; (0, 1) of nothing."""
    if not of:
        return 0.0, 1.0
    low, high = Sample(of, right, None).bounds
    return round(float(low), 3), round(float(high), 3)


def bootstrapped(parts: Sequence[Each], figure: Callable[[Sequence[Each]], float]) -> tuple[float, float]:
    """Give the interval of a figure over parts drawn again and again, the same draws in every run."""
    drawn = random.Random(2019)
    figures = sorted(figure(drawn.choices(parts, k=len(parts))) for _ in range(DRAWS))
    return round(figures[int(DRAWS * 0.025)], 3), round(figures[int(DRAWS * 0.975) - 1], 3)
