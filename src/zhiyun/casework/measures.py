"""The measures that can be asked: those shipped, and those an office has loaded as files of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from zhiyun import law
from zhiyun.casework.documents import toml_table
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said


def known(*, measures_dir: Path | None, but: Path | None = None) -> law.Registry:
    """Give the registry of shipped measures and of the derived ones in ``measures_dir``, leaving out the file ``but``.

    Refuses a file with faults or an overlap, naming the file; files are taken in the order of their names.
    """
    registry = law.REGISTRY
    if measures_dir is None or not measures_dir.is_dir():
        return registry
    faults: list[Fault] = []
    for path in sorted(measures_dir.glob("*.toml")):
        if but is not None and path.resolve() == but.resolve():
            continue
        try:
            registry = registry.adding(derived(path=path, registry=registry))
        except Faulty as faulty:
            faults += [fault.within(str(path)) for fault in faulty.faults]
    if faults:
        raise Faulty(faults)
    return registry


def derived(*, path: Path, registry: law.Registry) -> law.Measure:
    """Build the derived measure a file describes on a measure of ``registry``; refuses every fault of it at once."""
    return law.derive(toml_table(path=path), {measure.id: measure for measure in registry})


def asked(
    *,
    registry: law.Registry,
    on: date,
    measure_id: str | None = None,
    choices: Mapping[str, str] | None = None,
    authority: str = law.CHONGQING,
) -> law.Measure:
    """Give the measure named, else the one of ``authority`` in force on ``on``, read as ``choices`` say.

    Refuses unknown readings and alternatives all at once, and a day without a measure in force.
    """
    if measure_id is not None:
        return registry.measure(measure_id).reading_as(choices or {})
    try:
        return registry.in_force(authority=authority, on=on, choices=choices).reading_as(choices or {})
    except Faulty:
        # One wrong alternative stops the search; asking a measure directly tells every unknown name with it.
        for measure in registry:
            if measure.authority == authority:
                measure.reading_as(choices or {})
        raise


def round_over(*, path: Path, measure: law.Measure) -> law.Round:
    """Read the file of one round's call over ``measure``; refuses every fault, and a call under another measure."""
    if measure.answers.look_back is None:
        raise Faulty(
            [
                Fault(
                    path.name,
                    Said("%(title)s没有可供申报通知引用的口径，不能叠加申报通知", title=measure.title),
                )
            ]
        )
    read = law.read_round(toml_table(path=path), look_back=measure.answers.look_back)
    return same_measure(round_=read, measure=measure)


def same_measure(*, round_: law.Round, measure: law.Measure) -> law.Round:
    """Give a round back if it was made under ``measure`` or the one that derives from; refuses any other."""
    if round_.measure not in (measure.id, measure.base):
        raise Faulty(
            [
                Fault(
                    "round.measure",
                    Said(
                        "本轮依据的是「%(measure)s」，所问的办法是「%(id)s」，请核对",
                        measure=round_.measure,
                        id=measure.id,
                    ),
                )
            ]
        )
    return round_
