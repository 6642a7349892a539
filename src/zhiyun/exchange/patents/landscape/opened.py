"""A patent of one cell or topic as its list shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Opened:
    """A document with its title, its applicants, its year of filing, empty where it is not known, and the phrases that brought it there."""

    publication: str
    title: str
    applicants: str
    filed: str
    phrases: tuple[str, ...] = ()
