"""Words as people typed them, made safe to keep: no control characters, no blank ends, no longer than agreed."""

from __future__ import annotations

import unicodedata

_KEPT = "\n\t"
_DROPPED = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def tidied(*, text: str) -> str:
    """Drop what no page shows, the marks that turn writing round among them, and blanks at both ends."""
    joined = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        sign for sign in joined if sign in _KEPT or unicodedata.category(sign) not in _DROPPED
    ).strip()


def in_one_line(*, text: str) -> str:
    """The same on one line, with single blanks."""
    return " ".join(tidied(text=text).split())
