"""What a meeting is asked to follow on one case."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Basis:
    """What the meeting is asked to follow: the panel's proposal, or the verified ledger; amounts in fen.

    In a second sitting it is what the resolution it ``revises`` decided, as upheld objections correct it, together with
    the reason the meeting gave then.
    """

    supports: bool
    fen: int
    number: int
    words: str
    is_verification: bool
    revises: str = ""
    because: str = ""
