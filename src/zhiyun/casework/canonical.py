"""One spelling for what is hashed, and SM3 (GB/T 32905-2016) over it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def canonical(*, value: Any) -> str:
    """Spell JSON in one way: sorted keys, no spaces, every character as itself; refuses what JSON cannot say."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def sm3_hex(*, text: str) -> str:
    """Give the SM3 of a text in UTF-8, 64 hexadecimal digits."""
    return hashlib.new("sm3", text.encode()).hexdigest()


def sealed(*, row: Mapping[str, Any]) -> str:
    """Give the hash of a row that holds the hash before it under ``previous``."""
    return sm3_hex(text=canonical(value=dict(row)))
