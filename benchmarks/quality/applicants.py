"""Measures how well applicants' names are grouped: of all pairs of different names, which are one, which are not.

    python -m benchmarks.quality.applicants

Prints one JSON line for each condition. A pair of *names* counts once however often they occur, for equal strings
need no grouping and would flatter the figure. The rules were tuned on half 一 and are reported on both; the
intervals are of groups drawn again. ``drones_applicants`` (names of the WIPO manual's example, cleaned by an expert)
is looked for in the folder ZHIYUN_EVALUATION; when it is not there, the line says so.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from pathlib import Path

from benchmarks.quality.measuring import LABELLED, bootstrapped, evaluation_set, report, wilson
from zhiyun.ip import applicants, tables

Key = Callable[[str], Hashable]


def by_rules(name: str) -> Hashable:
    """Group a string of one or more applicants by the rules."""
    return frozenset(applicants.group_of(each).key for each in applicants.split(name))


def by_letters(name: str) -> Hashable:
    """Group by letters alone, the least that could be done."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def measure(truth: Mapping[str, str], key: Key, **condition: object) -> None:
    """Count pairs of names and report precision and recall, each with its interval."""
    keys = {name: key(name) for name in truth}
    # What a group has in pairs, and how many of them are right.
    made = _parts(keys.values(), ((keys[name], group) for name, group in truth.items()))
    wanted = _parts(truth.values(), ((group, keys[name]) for name, group in truth.items()))
    right, claimed = sum(right for right, _ in made), sum(pairs for _, pairs in made)
    existing = sum(pairs for _, pairs in wanted)
    pure = sum(right == pairs for right, pairs in made)
    report(
        **condition,
        names=len(truth),
        precision=_share((right, claimed)),
        precision_interval=bootstrapped(made, _ratio) if right < claimed else wilson(pure, len(made)),
        recall=_share((right, existing)),
        recall_interval=bootstrapped(wanted, _ratio),
        right_pairs=right,
        claimed_pairs=claimed,
        true_pairs=existing,
    )


def _parts(whole: Iterable[Hashable], within: Iterable[tuple[Hashable, Hashable]]) -> list[tuple[int, int]]:
    """Give, for each group with any, its right pairs and its pairs."""
    sizes = Counter(whole)
    right: dict[Hashable, int] = defaultdict(int)
    for (group, _), size in Counter(within).items():
        right[group] += size * (size - 1) // 2
    return [(right[group], size * (size - 1) // 2) for group, size in sizes.items() if size > 1]


def _ratio(parts: Iterable[tuple[int, int]]) -> float:
    counted = list(parts)
    return sum(right for right, _ in counted) / sum(pairs for _, pairs in counted)


def _share(pair: tuple[int, int]) -> float | None:
    return round(pair[0] / pair[1], 3) if pair[1] else None


def measure_chinese() -> None:
    """Measure on the labelled sample of the Chinese gazette."""
    table = tables.read(
        (LABELLED / "applicants_zh.csv").read_text(encoding="utf-8"), ("name", "group", "half")
    )
    for half in ("一", "二"):
        truth = {row["name"]: row["group"] for _, row in table.rows if row["half"] == half}
        used = "tuned on" if half == "一" else "reported"
        measure(truth, by_letters, set="applicants_zh", half=used, condition="letters")
        measure(truth, by_rules, set="applicants_zh", half=used, condition="rules")
    _measure_candidates({row["name"]: row["group"] for _, row in table.rows})


def _measure_candidates(truth: Mapping[str, str]) -> None:
    """Tell how many of the pairs that the rules leave apart the merge screen proposes, and how many it proposes."""
    groups = {name: applicants.group_of(name) for name in truth}
    labels: dict[str, set[str]] = defaultdict(set)
    for name, group in groups.items():
        labels[group.key].add(truth[name])
    keys: dict[str, set[str]] = defaultdict(set)
    for key, labelled in labels.items():
        for label in labelled:
            keys[label].add(key)
    left = {frozenset((a, b)) for each in keys.values() for a in each for b in each if a < b}
    proposed = [frozenset((one.first.key, one.second.key)) for one in applicants.candidates(groups.values())]
    report(
        set="applicants_zh",
        condition="candidates",
        left_apart=len(left),
        proposed=len(proposed),
        found=len(left & set(proposed)),
        found_among_first_100=len(left & set(proposed[:100])),
    )


def measure_drones() -> None:
    """Measure on the example of the WIPO manual, split in halves by the expert's names."""
    place = evaluation_set("landscapes_wipo_oldham", "drones_applicants.csv.gz")
    if place is None:
        report(set="drones_applicants", condition="absent: name its folder in ZHIYUN_EVALUATION")
        return
    truth = _drones(place)
    for half, used in ((0, "tuned on"), (1, "reported")):
        these = {
            raw: group
            for raw, group in truth.items()
            if hashlib.sha256(group.encode()).digest()[0] % 2 == half
        }
        single = {raw: group for raw, group in these.items() if ";" not in raw + group}
        measure(these, by_letters, set="drones_applicants", half=used, condition="letters")
        measure(these, by_rules, set="drones_applicants", half=used, condition="rules")
        measure(single, by_rules, set="drones_applicants, one applicant", half=used, condition="rules")


def _drones(place: Path) -> dict[str, str]:
    with gzip.open(place, "rt", encoding="utf-8", newline="") as text:
        return {row["applicant"]: row["applicant_cleaned"] for row in csv.DictReader(text)}


def main() -> None:
    """Measure all conditions."""
    measure_chinese()
    measure_drones()


if __name__ == "__main__":
    sys.exit(main())
