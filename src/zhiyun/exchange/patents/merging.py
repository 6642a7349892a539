"""Groups of applicants that people put under others: in effect on the shelf, and what may be decided next.

What is decided are rows of the office's database; what is in effect is a file beside the shelf, which imports read too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zhiyun.exchange.patents import places
from zhiyun.ip.applicants import Counting, Group, candidates, group_of, kind_of
from zhiyun.ip.patent import Patent
from zhiyun.ip.telling import groups_of

if TYPE_CHECKING:
    from zhiyun.gateways.patent_shelf import Shelf

BATCH: Final = 20_000
"""Documents written at once."""
MOST_PROPOSED: Final = 2_000


@dataclass(frozen=True, slots=True)
class Merged:
    """Which key is counted under which, and which names are groups of their own, as of so many decisions."""

    decisions: int = 0
    groups: Mapping[str, str] = field(default_factory=dict)
    apart: Sequence[str] = ()

    @property
    def counting(self) -> Counting:
        """What names are counted by."""
        return Counting(self.groups, frozenset(self.apart))


def merged(*, decisions: int, counting: Counting) -> Merged:
    """Give what so many decisions come to, to be put into effect."""
    return Merged(decisions, counting.under, sorted(counting.apart))


@dataclass(frozen=True, slots=True)
class Side:
    """A group that is proposed: its key, the name most of its documents bear, and how many those are."""

    key: str
    name: str
    patents: int


@dataclass(frozen=True, slots=True)
class Proposed:
    """Two groups that may be one, why, and how alike they are in percent: it orders the screen, it is no probability."""

    first: Side
    second: Side
    because: str
    percent: int


def in_effect(*, shelf: Path) -> Merged:
    """Give what is in effect; nothing where nobody decided anything."""
    try:
        return Merged(**json.loads(places.merged_file(shelf=shelf).read_text()))
    except FileNotFoundError:
        return Merged()


def put_into_effect(*, shelf: Path, merged: Merged) -> None:
    """Let imports count so from now on; `regroup` brings what is there in line."""
    shelf.mkdir(parents=True, exist_ok=True)
    path = places.merged_file(shelf=shelf)
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(asdict(merged), ensure_ascii=False))
    beside.rename(path)


def regroup(*, shelf: Shelf, tell: Callable[[int], None] = lambda _: None) -> int:
    """Count the documents on the shelf as is in effect, and give how many changed.

    Only those whose groups become others are written, in batches as an import writes them, so an index takes up no more
    than these; one that is killed leaves whole batches and goes on when it is called again.
    """
    from zhiyun.gateways.patent_shelf import Source  # noqa: PLC0415 - a worker asks what is in effect without it

    effective = in_effect(shelf=shelf.folder)
    counting = effective.counting
    stale = [name for name, key, _ in shelf.applicants() if counting.key(name) != key]
    numbers = shelf.applied_for_by(stale) if stale else []
    mark = hashlib.sha256(f"merged {effective.decisions} {len(shelf.manifest.batches)}".encode()).hexdigest()
    changed = 0
    for at in range(0, len(numbers), BATCH):
        batch = numbers[at : at + BATCH]
        source = Source(
            f"申请人归并（{effective.decisions}项决定）", records=changed + len(batch), is_read=True
        )
        changed += shelf.change(batch, _counted_by(counting), sm3=mark, source=source).changed
        tell(changed)
    return changed


def _counted_by(counting: Counting) -> Callable[[Patent], Patent]:
    return lambda each: replace(each, applicant_groups=groups_of(each.applicants, counting))


def propose(*, applicants: Iterable[tuple[str, str, int]]) -> list[Proposed]:
    """Give pairs of groups that may be one, the likeliest first and of those the ones with most patents."""
    counted: dict[str, dict[str, int]] = {}
    for name, key, times in applicants:
        counted.setdefault(key, {})[name] = times
    sides = {key: _side(key, names) for key, names in counted.items()}
    groups = (Group(key, each.name, kind_of(each.name)) for key, each in sides.items())
    found = [
        Proposed(sides[each.first.key], sides[each.second.key], each.because.value, int(100 * each.score))
        for each in candidates(groups)
    ]
    found.sort(key=lambda each: (-each.percent, -each.first.patents - each.second.patents, each.first.key))
    return found[:MOST_PROPOSED]


def _side(key: str, names: Mapping[str, int]) -> Side:
    """Name a group by its own names before those of what was put under it."""
    groups = {name: group_of(name, apart=(key,)) for name in names}
    own = {name: times for name, times in names.items() if groups[name].key == key} or names
    name = min(own, key=lambda each: (-own[each], len(each), each))
    return Side(key, groups[name].name, sum(names.values()))
