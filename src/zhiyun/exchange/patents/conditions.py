"""What must hold beside what was typed: a query of its own, whose faults are places in it and not in the words."""

from __future__ import annotations

from typing import Final

from zhiyun.ip import query as language
from zhiyun.ip.query import Misread, Query
from zhiyun.kernel.refusal import Fault
from zhiyun.kernel.said import Said

NAME: Final = Said("另须符合的条件")


class ConditionMisread(Misread):
    """A condition with faults; ``text`` is the condition, in which ``spots`` are places."""

    def __init__(self, text: str, misread: Misread) -> None:
        messages = [each.message for each in misread.faults]
        super().__init__(list(zip(misread.spots, messages, strict=True)))
        self.text = text
        self.faults = tuple(
            Fault(Said("%(field)s第%(column)s个字", field=NAME, column=spot.at + 1), message)
            for spot, message in zip(self.spots, messages, strict=True)
        )


def read(*, text: str) -> Query | None:
    """Read a condition, None for an empty one; refuses with `ConditionMisread` and as `ip.query.read`."""
    try:
        return language.read(text) if text else None
    except Misread as misread:
        raise ConditionMisread(text, misread) from misread
