"""Which measures this site shows: those shipped, and those this installation has loaded."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import Http404

from zhiyun import law
from zhiyun.casework import measures as on_file
from zhiyun.kernel.money import Money, Rate
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.terms import AnyNumber


@dataclass(frozen=True)
class Shelf:
    """The measures that can be read, and what is wrong with the files that cannot."""

    measures: tuple[law.Measure, ...]
    faults: tuple[Fault, ...] = ()

    def find(self, measure_id: str | None) -> law.Measure | None:
        """Give one measure by its id, or None."""
        return next((measure for measure in self.measures if measure.id == measure_id), None)

    def find_or_404(self, measure_id: str) -> law.Measure:
        """Give the measure an address names, or answer that there is no such page."""
        found = self.find(measure_id)
        if found is None:
            raise Http404(f"no measure {measure_id}")
        return found


def numbers_in(measure: law.Measure, article: law.Article) -> list[tuple[AnyNumber, int | Money | Rate]]:
    """Give an article's numbers, each with its value in this measure."""
    return [(number, measure.terms.numbers.get(number.id, number.value)) for number in article.numbers]


def shelf() -> Shelf:
    """Give the shelf; files are read again only when one has come, gone or changed since."""
    directory = settings.ENVIRONMENT.home / "measures"
    paths = sorted(directory.glob("*.toml")) if directory.is_dir() else []
    return _shelf(directory, tuple((path.name, path.stat().st_mtime_ns) for path in paths))


@functools.lru_cache(maxsize=4)
def _shelf(directory: Path, changed_at: tuple[tuple[str, int], ...]) -> Shelf:
    try:
        return Shelf(tuple(on_file.known(measures_dir=directory)))
    except Faulty as faulty:
        return Shelf(tuple(law.REGISTRY), faulty.faults)
