"""Tables of classes, places and names as text: a header that says where they come from, then comma-separated rows.

    # 名称：WIPO 技术领域对照表
    # 版本：2019-03
    # 来源：WIPO, IPC-Technology Concordance Table
    # 许可：……
    symbol,field
    A61K,16

What is shipped and what an office loads have the same shape, so a screen can always say whose table answers.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import islice

from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said

HEADINGS = {"名称": "name", "版本": "version", "来源": "source", "许可": "licence"}
MOST_ROWS = 500_000
MOST_FAULTS = 100


@dataclass(frozen=True, slots=True)
class Edition:
    """Whose table it is: its name, version, source and licence, as its header says."""

    name: str
    version: str
    source: str
    licence: str


@dataclass(frozen=True, slots=True)
class Table:
    """An edition and its rows, each with the number of its line."""

    edition: Edition
    rows: Sequence[tuple[int, Mapping[str, str]]]


def read(text: str, columns: Sequence[str]) -> Table:
    """Read a table that has at least these columns; refuses with all faults of header, columns and rows."""
    lines = text.removeprefix("\ufeff").splitlines()
    header = [line for line in lines if line.startswith("#")]
    faults = list(_faults_of_header(header))
    first = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    reader = csv.reader(lines[first:])
    named = [name.strip() for name in next(reader, [])]
    missing = [column for column in columns if column not in named]
    if missing:
        faults.append(
            Fault(Said("第%(line)s行", line=first + 1), Said("缺列：%(missing)s", missing=tuple(missing)))
        )
        raise Faulty(faults)
    rows: list[tuple[int, Mapping[str, str]]] = []
    for row in islice(filter(None, reader), MOST_ROWS + 1):
        line = first + reader.line_num
        if len(row) == len(named):
            rows.append((line, dict(zip(named, map(str.strip, row), strict=True))))
        else:
            faults.append(
                Fault(
                    Said("第%(line)s行", line=line),
                    Said("有%(count)s格，应有%(columns)s格", count=len(row), columns=len(named)),
                )
            )
    if len(rows) > MOST_ROWS:
        faults.append(Fault(Said("行数"), Said("超过%(most)s行，请分开", most=MOST_ROWS)))
    if not rows:
        faults.append(Fault(Said("行数"), Said("一行也没有")))
    refuse(faults)
    return Table(_edition(header), rows)


def refuse(faults: Sequence[Fault]) -> None:
    """Refuse when there are faults, the first hundred listed."""
    if faults:
        raise Faulty(faults[:MOST_FAULTS], unlisted=max(0, len(faults) - MOST_FAULTS))


def shipped(package: str, file: str, columns: Sequence[str]) -> Table:
    """Read a table that comes with zhiyun."""
    return read(resources.files(package).joinpath(file).read_text(encoding="utf-8"), columns)


def _said(header: Sequence[str]) -> Iterator[tuple[str, str]]:
    for line in header:
        heading, _, words = line.lstrip("# ").replace(":", "：", 1).partition("：")
        if heading.strip() in HEADINGS:
            yield HEADINGS[heading.strip()], words.strip()


def _edition(header: Sequence[str]) -> Edition:
    return Edition(**dict(_said(header)))


def _faults_of_header(header: Sequence[str]) -> Iterator[Fault]:
    said = dict(_said(header))
    for heading, field in HEADINGS.items():
        if not said.get(field):
            yield Fault(Said("开头"), Said("请在表头之前加一行“# %(heading)s：……”", heading=heading))
