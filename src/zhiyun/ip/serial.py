"""A number for a publication or a group of applicants, by which engines count and hand each other millions."""

from __future__ import annotations

import hashlib


def serial(name: str) -> int:
    """Give 60 bits of a name's MD5; engines of SQL work out the same.

    Of a million names two share a serial with a chance of one in two millions: good for counting, not for naming a
    document.
    """
    return int(hashlib.md5(name.encode(), usedforsecurity=False).hexdigest()[:15], 16)
