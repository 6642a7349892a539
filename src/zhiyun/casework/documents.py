"""Files a person writes for the law: a round, a derived measure, an applicant's facts; read, not yet understood."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any, Final

from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said

MOST_BYTES: Final = 4_000_000

_TOML_PLACE: Final = re.compile(r"\(at line (\d+), column (\d+)\)")


def toml_table(*, path: Path) -> dict[str, Any]:
    """Read a TOML file; refuses one that is no text, too large, or no TOML, saying where."""
    text = _text(path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Faulty(
            [Fault(_toml_place(path, str(error)), Said("不是有效的 TOML，请核对此处的写法"))]
        ) from None
    except (ValueError, RecursionError):
        raise Faulty(
            [Fault(path.name, Said("TOML 中有不存在的日期、过长的数字或过深的嵌套，请核对"))]
        ) from None


def json_table(*, path: Path) -> dict[str, Any]:
    """Read a JSON file that holds one object; refuses anything else, and a key that stands twice."""
    text = _text(path)
    try:
        table = json.loads(text, object_pairs_hook=_without_repeats, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        place = Said(
            "%(name)s 第%(line)s行第%(column)s列", name=path.name, line=error.lineno, column=error.colno
        )
        raise Faulty([Fault(place, Said("不是有效的 JSON，请核对此处的标点"))]) from None
    except RepeatedKey as repeated:
        raise Faulty([Fault(f"{path.name} {repeated}", Said("同一名称写了两次，请只保留一处"))]) from None
    except (ValueError, RecursionError):
        raise Faulty([Fault(path.name, Said("JSON 中有过长的数字或过深的嵌套，请核对"))]) from None
    if not isinstance(table, dict):
        raise Faulty([Fault(path.name, Said("最外层应为 { } 括起的一组事实"))])
    return table


class RepeatedKey(ValueError):
    """A name that stands twice in one JSON object."""


def _text(path: Path) -> str:
    with path.open("rb") as stream:
        content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Faulty(
            [Fault(path.name, Said("超过%(most)sMB，请核对是否选错了文件", most=MOST_BYTES // 1_000_000))]
        )
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Faulty([Fault(path.name, Said("不是 UTF-8 编码的文本，请另存为 UTF-8"))]) from None


def _toml_place(path: Path, message: str) -> str:
    found = _TOML_PLACE.search(message)
    return (
        Said("%(name)s 第%(line)s行第%(column)s列", name=path.name, line=found[1], column=found[2])
        if found
        else Said("%(name)s 末尾", name=path.name)
    )


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for key, value in pairs:
        if key in table:
            raise RepeatedKey(key)
        table[key] = value
    return table


def _no_number(name: str) -> None:
    raise ValueError(name)
