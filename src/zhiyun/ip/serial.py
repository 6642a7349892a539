"""A number for a publication, by which engines hand each other sets of millions."""

from __future__ import annotations

import hashlib


def serial(publication: str) -> int:
    """Give 60 bits of a publication number's MD5; engines of SQL work out the same.

    Of a million publications two share a serial with a chance of one in two millions: good for counting, not for
    naming a document.
    """
    return int(hashlib.md5(publication.encode(), usedforsecurity=False).hexdigest()[:15], 16)
