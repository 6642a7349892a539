"""Saying values in a reader's language where no web framework is at hand: in the process that sets a report."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from zhiyun.exchange.patents.landscape.figures import Value
from zhiyun.exchange.patents.landscape.pictures import IN_CHINESE
from zhiyun.kernel.said import Named, Said

Say = Callable[[Value], str]


@dataclass(frozen=True, slots=True)
class Tongue:
    """How a report speaks: in full, and within a picture; the language's code goes into the file."""

    code: str
    say: Say
    within_picture: Say


def tongue(*, catalogue: Path | None) -> Tongue:
    """Give Chinese, or English by a compiled catalogue of the sentences that screens use."""
    if catalogue is None:
        return Tongue("zh", _chinese, IN_CHINESE)
    with catalogue.open("rb") as file:
        translations = gettext.GNUTranslations(file)

    def say(value: object) -> str:
        if isinstance(value, tuple):
            return ", ".join(map(say, value))
        if isinstance(value, Named):
            return " ".join(filter(None, (value.code, value.english or value.chinese)))
        if not isinstance(value, Said) or not value.template:
            return "" if value is None else str(value)
        said = translations.gettext(value.template)
        return said % {name: say(filled) for name, filled in value.filled.items()} if value.filled else said

    def say_value(value: Value) -> str:
        return f"{value:,}" if isinstance(value, int) else say(value)

    def say_named(value: Value) -> str:
        return value.code or value.english or value.chinese if isinstance(value, Named) else say_value(value)

    return Tongue("en", say_value, say_named)


def _chinese(value: Value) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    return "" if value is None else str(value)
