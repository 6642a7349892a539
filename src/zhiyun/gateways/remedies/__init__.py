"""What a refusal tells of remedies: wording that is data, the bureau's own file in the place of the shipped one.

A file has ``confirmed``, ``confirmed_by`` and ``[[remedy]]`` entries of ``name``, ``words`` and ``cites``.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said

FILE = "remedies.toml"
_PARTS = ("name", "words", "cites")


@dataclass(frozen=True, slots=True)
class Remedy:
    """One way to be heard elsewhere: what it is called, how and until when, by which law."""

    name: str
    words: str
    cites: str


@dataclass(frozen=True, slots=True)
class Remedies:
    """All of them, and who in the bureau confirmed the wording; empty where nobody has."""

    remedies: tuple[Remedy, ...]
    confirmed_by: str = ""


def load(home: Path | None) -> Remedies:
    """Read the bureau's file in ``home``, or the shipped one; refuses a file with faults, all named at once."""
    own = None if home is None else home / FILE
    if own is not None and own.is_file():
        return _read(own.read_text(encoding="utf-8"), str(own))
    return _read((files(__package__) / "shipped.toml").read_text(encoding="utf-8"), "shipped.toml")


def _read(text: str, place: str) -> Remedies:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Faulty([Fault(place, Said("读不出来：%(why)s，请按 TOML 格式改正", why=str(error)))]) from error
    listed = table.get("remedy")
    faults = list(_faults(listed, table, place))
    if faults:
        raise Faulty(faults)
    confirmed_by = str(table.get("confirmed_by", "")) if table.get("confirmed") is True else ""
    return Remedies(
        tuple(Remedy(*(str(each[part]) for part in _PARTS)) for each in listed or ()), confirmed_by
    )


def _faults(listed: Any, table: dict[str, Any], place: str) -> list[Fault]:
    if not isinstance(listed, list) or not listed:
        return [Fault(place, Said("至少写一种救济途径（[[remedy]]）"))]
    faults = [
        Fault(f"{place} remedy {number}", Said("缺少“%(part)s”，请补上文字", part=part))
        for number, each in enumerate(listed, 1)
        for part in _PARTS
        if not (isinstance(each, dict) and isinstance(each.get(part), str) and each[part].strip())
    ]
    if table.get("confirmed") is True and not str(table.get("confirmed_by", "")).strip():
        faults.append(Fault(place, Said("已确认的，请在 confirmed_by 写明由谁以何文件确认")))
    return faults


__all__ = ["FILE", "Remedies", "Remedy", "load"]
