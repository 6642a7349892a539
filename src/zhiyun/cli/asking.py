"""Which measure a command line asks, and how it wants it read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from zhiyun import law
from zhiyun.casework import measures
from zhiyun.cli import answers
from zhiyun.cli.surroundings import measures_dir, today
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said


def measure_asked(
    measure_id: str | None, tried: Sequence[tuple[str, str]] = (), *, on: date | None = None
) -> law.Measure:
    """Give the measure named, else the bureau's in force on the day asked about; refuses what is unknown."""
    asked_on = on or today()
    registry = measures.known(measures_dir=measures_dir())
    try:
        found = measures.asked(registry=registry, on=asked_on, measure_id=measure_id, choices=choices(tried))
    except law.UnknownMeasure as unknown:
        raise Faulty([Fault("--measure", unknown.said)]) from None
    if asked_on not in found.in_force:
        answers.tell([f"注意：{found.number}在{asked_on}不在施行期内（{found.in_force}），结果仅供比较"])
    return found


def choices(tried: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Give the readings to try by id; refuses one tried in two ways at once."""
    twice = [reading for reading, times in Counter(reading for reading, _ in set(tried)).items() if times > 1]
    if twice:
        raise Faulty(
            [
                Fault("--reading", Said("口径 %(reading)s 写了两种读法，请只留一种", reading=reading))
                for reading in twice
            ]
        )
    return dict(tried)


def round_asked(path: Path | None, measure: law.Measure) -> law.Round | None:
    """Read the call to lay over the measure, if one was named."""
    return None if path is None else measures.round_over(path=path, measure=measure)
