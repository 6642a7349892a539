"""Which measures this site shows: those shipped, and those this installation has loaded."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import Http404

from zhiyun import law
from zhiyun.casework import measures as on_file
from zhiyun.casework.queries import calls
from zhiyun.kernel.money import Money, Rate
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.terms import AnyNumber
from zhiyun.web import clock

SAMPLE_DISTRICT = "round_2026/district_demo.toml"
"""The invented district, marked 演示, that shows what a derived measure is."""

SAMPLE_ROUNDS = "round_2026/overlay_*.toml"

_REFERENCE = re.compile(r"TZ-[0-9]{4}-[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class RoundCall:
    """A round's call on file; it is read over the measure it is asked with."""

    id: str
    title: str
    benefit: law.Benefit
    path: Path

    def over(self, measure: law.Measure) -> law.Round:
        """Lay the call over ``measure``; refuses one made under another."""
        return on_file.round_over(path=self.path, measure=measure)


@dataclass(frozen=True, slots=True)
class PublishedCall:
    """A call published here, named by its reference."""

    id: str
    title: str
    benefit: law.Benefit
    round_: law.Round

    def over(self, measure: law.Measure) -> law.Round:
        """Lay the call over ``measure``; refuses one made under another."""
        return on_file.same_measure(round_=self.round_, measure=measure)


@dataclass(frozen=True)
class Shelf:
    """The measures that can be read, and what is wrong with the files that cannot."""

    measures: tuple[law.Measure, ...]
    faults: tuple[Fault, ...] = ()
    rounds: tuple[RoundCall, ...] = ()

    def calls_for(self, benefit: law.Benefit) -> tuple[RoundCall, ...]:
        """Give the calls for one benefit."""
        return tuple(call for call in self.rounds if call.benefit is benefit)

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


def published_call(reference: str, benefit: law.Benefit) -> PublishedCall | None:
    """Give the published call a reference names, if it is for the benefit; anything else is asked of nobody."""
    if not _REFERENCE.fullmatch(reference):
        return None
    round_ = calls.round_named(at=clock.now(), reference=reference)
    if round_ is None or round_.benefit is not benefit:
        return None
    return PublishedCall(reference, round_.title, benefit, round_)


def published_titles(benefit: law.Benefit) -> list[tuple[str, str]]:
    """List the published calls for a benefit, the last to close first: reference and title of each."""
    found = calls.published(at=clock.now(), benefit=benefit, size=calls.LARGEST_PAGE)
    return [(line.reference, f"{line.title}（{line.reference}）") for line in found.lines]


def shelf() -> Shelf:
    """Give the shelf; files are read again only when one has come, gone or changed since."""
    directory = settings.ENVIRONMENT.home / "measures"
    paths = (*sorted(directory.glob("*.toml")), settings.EXAMPLES / SAMPLE_DISTRICT, *_round_paths())
    stamps = tuple((path, path.stat().st_mtime_ns) for path in paths if path.is_file())
    return _shelf(directory, stamps)


@functools.lru_cache(maxsize=4)
def _shelf(directory: Path, stamps: tuple[tuple[Path, int], ...]) -> Shelf:
    faults: list[Fault] = []
    registry = law.REGISTRY
    try:
        registry = on_file.known(measures_dir=directory)
    except Faulty as faulty:
        faults += faulty.faults
    sample = settings.EXAMPLES / SAMPLE_DISTRICT
    if sample in dict(stamps):
        try:
            example = on_file.derived(path=sample, registry=registry)
            # An office that tries the example out has it on file already.
            if example.id not in {measure.id for measure in registry}:
                registry = registry.adding(example)
        except Faulty as faulty:
            faults += faulty.faults
    rounds = tuple(_rounds(registry, faults))
    return Shelf(tuple(registry), tuple(faults), rounds)


def _round_paths() -> list[Path]:
    found = (settings.ENVIRONMENT.home / "rounds").glob("*.toml")
    return [*sorted(found), *sorted(settings.EXAMPLES.glob(SAMPLE_ROUNDS))]


def _rounds(registry: law.Registry, faults: list[Fault]) -> Iterator[RoundCall]:
    for path in _round_paths():
        try:
            read = on_file.round_over(path=path, measure=next(iter(registry)))
        except Faulty as faulty:
            faults += faulty.faults
        else:
            yield RoundCall(read.id, read.title, read.benefit, path)
