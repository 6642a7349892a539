"""Quoting what somebody wrote, so that it can stand in a sentence."""

from __future__ import annotations

import re
from typing import Final

from zhiyun.kernel.said import Said

CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
"""Characters no written text has; white space is not among them."""
_LONGEST: Final = 40


def quoted(text: str) -> Said:
    """Quote a text on one line, shortened, what cannot be seen shown as a question mark."""
    content = " ".join(CONTROL.sub("?", text).split())
    return Said("「%(text)s」", text=content if len(content) <= _LONGEST else content[:_LONGEST] + "…")
