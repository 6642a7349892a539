"""What every reader gives: records one after another, each with its place in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zhiyun.ip.patent import Cited, LegalEvent
from zhiyun.ip.telling import Raw
from zhiyun.kernel.refusal import Fault


@dataclass(frozen=True, slots=True)
class Record:
    """One record as its file tells it.

    ``place`` is where a person finds it, ``called`` how the file calls the fields. ``faults``
    are what could not be read at all. ``is_aside`` says that the document is told of beside another, as one that is
    cited: what is known of it otherwise counts more.
    """

    place: str
    raw: Raw = field(default_factory=dict)
    cites: tuple[Cited, ...] = ()
    events: tuple[LegalEvent, ...] = ()
    called: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    is_aside: bool = False
