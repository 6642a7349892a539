"""Who leads a ranking, where several are equal: none of them is named alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from zhiyun.exchange.patents.landscape.figures import Value
from zhiyun.kernel.said import Said

FEW: Final = 4
"""So many equal ones are named; more are counted."""


def equals(
    *, ranked: Sequence[tuple[Value, int]], counted: Callable[[int], Said], is_whole: bool = True
) -> tuple[Said, ...]:
    """Say how many have as much as the first, and which where they are few; nothing where one leads.

    ``ranked`` are names with their counts, the largest first; ``counted`` says a number of them. Where ``is_whole``
    is off there may be more than those that are ranked.
    """
    first = [name for name, patents in ranked if patents == ranked[0][1]]
    if len(first) < 2:
        return ()
    many, patents = counted(len(first)), f"{ranked[0][1]:,}"
    if not is_whole and len(first) == len(ranked):
        return (Said("并列最多的至少有%(many)s，各%(patents)s件。", many=many, patents=patents),)
    if len(first) > FEW:
        return (Said("并列最多的有%(many)s，各%(patents)s件。", many=many, patents=patents),)
    return (
        Said(
            "并列最多的有%(many)s：%(names)s，各%(patents)s件。",
            many=many,
            names=tuple(first),
            patents=patents,
        ),
    )
