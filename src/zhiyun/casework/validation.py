"""The check of a derived measure's file: whether it is sound, and what it changes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from zhiyun import law
from zhiyun.casework import measures, scenarios
from zhiyun.kernel.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Validated:
    """A derived measure found sound, and how the worked examples of its base come out under it."""

    measure: law.Measure
    base: law.Measure
    trials: tuple[scenarios.Trial, ...]

    @property
    def different(self) -> tuple[scenarios.Trial, ...]:
        """The examples that come out otherwise than under the base: what the changes do."""
        return tuple(trial for trial in self.trials if not trial.matches)


def validated(*, path: Path, measures_dir: Path | None, calendar: Calendar) -> Validated:
    """Check a derived measure's file wholly; refuses unknown names, missing citations, impossible values, overlaps."""
    registry = measures.known(measures_dir=measures_dir, but=path)
    measure = measures.derived(path=path, registry=registry)
    registry.adding(measure)
    assert measure.base is not None
    trials = scenarios.run_all(measure=measure, calendar=calendar)
    return Validated(measure, registry.measure(measure.base), tuple(trials))
