"""Two people for every deed that counts: who wrote it does not also let it through (经办、复核分离).

The database holds the same rule over the row that says who let it through; this is how a person is told.
"""

from __future__ import annotations

from collections.abc import Collection

from zhiyun.casework.actor import Actor
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said, word


class SecondPersonNeeded(Refusal):
    """The same person cannot do both halves of a deed."""

    def __init__(self, deed: str) -> None:
        super().__init__(Said("%(deed)s要由另一个人办理，请转交其他有权限的人员。", deed=word(deed)))


def refuse_hands(*, deed: str, hands: Collection[int | None], by: Actor) -> None:
    """Refuse whoever had a hand in what ``deed`` lets through; ``hands`` are the persons' numbers."""
    if by.person_id in hands:
        raise SecondPersonNeeded(deed)
