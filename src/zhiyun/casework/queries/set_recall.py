"""How much of what is known to belong a set holds: the check of a search by patents found in another way."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from zhiyun.casework.actor import Actor
from zhiyun.casework.navigating import seen
from zhiyun.casework.navigating.seen import SeenPatent
from zhiyun.ip.numbers import NotANumber, named
from zhiyun.ip.screening import Sample

MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Recall:
    """Of the patents of another set, known to belong, those that a set holds; of those it lacks the first are named."""

    known: str
    held: Sample
    missing: tuple[SeenPatent, ...]

    @property
    def lacking(self) -> int:
        """How many it lacks."""
        return self.held.checked - self.held.counted


def recall(*, by: Actor, number: int, known: int, relevant: Container[str] | None = None) -> Recall | None:
    """Compare a set with one of patents known to belong; None where that one is empty or the set itself.

    A document and another of the same application count as one. Where ``relevant`` are given, the set holds but these
    of its publications. Refuses another body's sets as not found.
    """
    found, other = seen.one_set(by=by, number=number), seen.one_set(by=by, number=known)
    publications = found.patents.values_list("publication", flat=True)
    held = {_invention(each) for each in publications if relevant is None or each in relevant}
    rows = other.patents.order_by("publication").values_list("publication", "title", "applicants", "filed_on")
    wanted: dict[str, SeenPatent] = {}
    for row in rows:
        wanted.setdefault(_invention(row[0]), SeenPatent(*row))
    if not wanted or known == number:
        return None
    missing = [each for stem, each in wanted.items() if stem not in held]
    # What is known is a sample of all that belongs, of which nobody knows how much there is.
    held_of_known = Sample(len(wanted), len(wanted) - len(missing), of=None)
    return Recall(other.name, held_of_known, tuple(missing[:MOST_NAMED]))


def _invention(publication: str) -> str:
    """Name what a document and those that follow it in its office share; a number that cannot be read names itself."""
    try:
        read = named(publication)
    except NotANumber:
        return publication
    return f"{read.office}{read.serial}"
