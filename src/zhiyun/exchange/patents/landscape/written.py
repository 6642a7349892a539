"""A report as it was written, with what a record of it must say of its data; loads no engine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Written:
    """A report's bytes, and the newest day of publication in what it was drawn of, None where no day is known."""

    content: bytes
    data_on: date | None
