"""Sentences that remember how they were made, and names in two languages, so that a screen may say them in another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


class Said(str):
    """A Chinese sentence, ready to be written anywhere; ``template`` and ``filled`` say it again elsewhere.

    The template is Chinese with places such as ``%(name)s`` and is written out where it is used, for the
    translation finds it there. What fills a place is data and stays as it is, unless it is itself `Said`;
    several of something are a tuple.
    """

    template: str
    filled: Mapping[str, object]

    def __new__(cls, template: str, /, **filled: object) -> Said:
        text = template % {name: _in_chinese(value) for name, value in filled.items()} if filled else template
        made = super().__new__(cls, text)
        made.template, made.filled = template, filled
        return made

    def __str__(self) -> str:
        return self

    def refilled(self, **filled: object) -> Said:
        """Give the same sentence, filled with something else."""
        return Said(self.template, **filled)

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, Any]]:
        return (self.template,), dict(self.filled)


@dataclass(frozen=True, slots=True)
class Named:
    """A code with its name in both languages; ``code`` may be empty where the name says all. True if it says anything."""

    code: str
    chinese: str
    english: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.code, self.chinese)))

    def __bool__(self) -> bool:
        return bool(self.code or self.chinese)


def joined(sentences: Iterable[str]) -> Said:
    """Put sentences one after another."""
    said = None
    for each in reversed(tuple(sentences)):
        said = word(each) if said is None else Said("%(first)s；%(rest)s", first=word(each), rest=said)
    return word("") if said is None else said


def word(text: str) -> Said:
    """A word that screens show as their own and have in their languages: a role, a stage, a column."""
    return text if isinstance(text, Said) else Said(text)


def _in_chinese(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, tuple) else str(value)
