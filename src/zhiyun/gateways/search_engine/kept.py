"""A hit's patent as an index keeps it, a line of JSON of which no more is read than is asked for.

Of the hits of a question all may be wanted, to bring publications of one invention together; twenty of them are shown.
"""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cached_property
from typing import Any, Final

from zhiyun.ip.patent import Patent, Right

_NAMES: Final = re.compile(r'"(publication|application|family)":("(?:[^"\\]|\\.)*")')
"""What names a document, as it stands in a line: within another text quotes are written \\", and no name is found there."""


class Kept:
    """A patent of a `documents.shown` line, without its claims, citations and events."""

    def __init__(self, line: str) -> None:
        self._line = line

    @property
    def publication(self) -> str:
        """Give its publication number."""
        return self._names["publication"]

    @property
    def application(self) -> str:
        """Give its application number; empty for none."""
        return self._names.get("application", "")

    @property
    def family(self) -> str:
        """Give its family; empty for none."""
        return self._names.get("family", "")

    @cached_property
    def _names(self) -> dict[str, str]:
        return {name: json.loads(value) for name, value in _NAMES.findall(self._line)}

    @cached_property
    def patent(self) -> Patent:
        """Read all of it."""
        kept: dict[str, Any] = json.loads(self._line)
        for name, value in kept.items():
            if name.endswith("_on"):
                kept[name] = date.fromisoformat(value)
            elif isinstance(value, list):
                kept[name] = tuple(value)
        kept["right"] = Right(kept["right"])
        return Patent(**kept)
