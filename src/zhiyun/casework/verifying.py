"""Proving an exported record, offline: nothing but the lines, and a root kept elsewhere where there is one.

Every line must be spelled in the one canonical way, every event hash what it says and the event before it, every
chain be as long as it says and end where it says, every root cover the root before and find each chain as it was.
What this cannot see without a root from outside: a record rewritten as a whole, or cut off behind its last root.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from zhiyun.casework.canonical import canonical, sealed
from zhiyun.kernel.refusal import Fault
from zhiyun.kernel.said import Said

FORMAT = "zhiyun-record-1"
BACKWARDS = timedelta(days=1)
"""How far an event may lie before the one before it until it is worth a word: requests overtake each other."""

FIELDS = {
    "record": {"format", "made_at", "roots", "chains", "events"},
    "root": {"number", "day", "made_at", "heads", "previous", "sm3"},
    "chain": {"name", "length", "head"},
    "event": {
        *("chain", "seq", "at", "person", "person_name", "role", "organisation", "organisation_name"),
        *(
            "address",
            "action",
            "refused",
            "subject",
            "before",
            "after",
            "cites",
            "readings",
            "previous",
            "sm3",
        ),
    },
    "end": {"roots", "chains", "events"},
}
"""What a line of each kind holds, besides its kind."""


@dataclass(frozen=True)
class Verdict:
    """What was found. ``covered`` events lie under a root; ``root`` is the hash of the last one."""

    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    chains: int
    events: int
    covered: int
    roots: int
    root: str


def verified(*, lines: Iterable[str], root: str = "") -> Verdict:
    """Look at every line of an export; ``root`` is the hash of a root that was kept elsewhere."""
    reader = _Reader(expected_root=root)
    for number, line in enumerate(lines, start=1):
        reader.read(number, line.removesuffix("\n"))
    return reader.verdict()


def is_hash(*, text: str) -> bool:
    """Say whether a text could be an SM3: 64 hexadecimal digits."""
    return re.fullmatch(r"[0-9A-Fa-f]{64}", text) is not None


def counts(*, line: str) -> dict[str, int]:
    """Read from the last line of an export how much it holds."""
    row = json.loads(line)
    return {name: row[name] for name in ("roots", "chains", "events")}


@dataclass
class _Chain:
    name: str
    length: int
    head: str
    line: int
    seq: int = 0
    last: str = ""
    at: datetime | None = None


@dataclass
class _Reader:
    """Walks through the lines once, remembering one chain, one root, and where roots say that chains were."""

    expected_root: str
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    line: int = 0
    heading: dict[str, Any] | None = None
    ended: bool = False
    counts: dict[str, int] = field(default_factory=lambda: {"roots": 0, "chains": 0, "events": 0})
    chain: _Chain | None = None
    names: set[str] = field(default_factory=set)
    root: str = ""
    root_day: str = ""
    root_hashes: set[str] = field(default_factory=set)
    # Chain -> length at a root -> head there, and the root's number.
    rooted: dict[str, dict[int, tuple[str, int]]] = field(default_factory=dict)
    covered: dict[str, int] = field(default_factory=dict)

    def read(self, number: int, line: str) -> None:
        self.line = number
        row = self._row(line)
        if row is None:
            return
        kind = row.pop("kind")
        if self.ended:
            self.fault(Said("结束行之后还有内容，是后加的"))
        if (number == 1) != (kind == "record"):
            self.fault(Said("首行应是、也只有首行应是记录的抬头"))
        {
            "record": self._heading,
            "root": self._root,
            "chain": self._chain,
            "event": self._event,
            "end": self._end,
        }[kind](row)

    def verdict(self) -> Verdict:
        self._close_chain()
        self.line += 1
        if not self.ended:
            self.fault(Said("没有结束行，文件被截断"))
        for name, heads in sorted(self.rooted.items()):
            for length, (_, number) in sorted(heads.items()):
                self.fault(
                    Said(
                        "第%(number)s个日根记有链「%(name)s」的第%(length)s条，文件里没有这一条",
                        number=number,
                        name=name,
                        length=length,
                    )
                )
        if self.expected_root and self.expected_root.lower() not in self.root_hashes:
            self.fault(
                Said(
                    "没有与另处保存的日根 %(root)s… 相同的日根：记录被整体改写或截断，或不是同一处的记录",
                    root=self.expected_root[:12],
                )
            )
        return Verdict(
            faults=tuple(self.faults),
            warnings=tuple(self.warnings),
            chains=self.counts["chains"],
            events=self.counts["events"],
            covered=sum(self.covered.values()),
            roots=self.counts["roots"],
            root=self.root,
        )

    def fault(self, message: Said, *, line: int = 0) -> None:
        self.faults.append(Fault(Said("第%(line)s行", line=line or self.line), message))

    def warn(self, message: Said) -> None:
        self.warnings.append(Fault(Said("第%(line)s行", line=self.line), message))

    def _row(self, line: str) -> dict[str, Any] | None:
        try:
            line.encode()
            row = json.loads(line)
            as_written = isinstance(row, dict) and canonical(value=row) == line
        except (ValueError, RecursionError):
            self.fault(Said("读不懂，这一行被改过或截断"))
            return None
        if not as_written:
            self.fault(Said("写法与导出的不同，这一行被改过"))
            return None
        kind = row.get("kind")
        if not isinstance(kind, str) or kind not in FIELDS:
            self.fault(Said("不知道是什么，这一行是后加的或改过"))
            return None
        if row.keys() - {"kind"} != FIELDS[kind]:
            self.fault(Said("少了或多了栏目，这一行被改过"))
            return None
        return row

    def _heading(self, row: dict[str, Any]) -> None:
        self.heading = row
        if row["format"] != FORMAT:
            self.fault(Said("格式是 %(format)s，这里只认 %(known)s", format=row["format"], known=FORMAT))

    def _root(self, row: dict[str, Any]) -> None:
        if self.chain is not None or self.ended:
            self.fault(Said("日根应在所有的链之前，这一行换过位置"))
        self.counts["roots"] += 1
        claimed = row.pop("sm3")
        named = Said("第%(number)s个日根（%(day)s）", number=row["number"], day=row["day"])
        if row["number"] != self.counts["roots"]:
            self.fault(
                Said(
                    "%(named)s不在应在的位置，应是第%(roots)s个：有日根被删、加或换了位置",
                    named=named,
                    roots=self.counts["roots"],
                )
            )
        if row["previous"] != self.root:
            self.fault(Said("%(named)s没有接着上一个日根：有日根被改、删、加或换了位置", named=named))
        if claimed != sealed(row=row):
            self.fault(Said("%(named)s的内容与它的 SM3 不符，内容被改过", named=named))
        if str(row["day"]) <= self.root_day:
            self.warn(Said("%(named)s不晚于上一个日根，服务器的时钟曾被拨回", named=named))
        self.root, self.root_day = str(claimed), str(row["day"])
        self.root_hashes.add(self.root)
        self._heads(row, named)

    def _heads(self, row: dict[str, Any], named: str) -> None:
        heads = row["heads"]
        if not isinstance(heads, dict):
            self.fault(Said("%(named)s没有列出各链的位置，被改过", named=named))
            return
        for name, place in heads.items():
            match place:
                case [int(length), str(head)] if length > self.covered.get(name, 0):
                    self.covered[name] = length
                    self.rooted.setdefault(name, {})[length] = (head, row["number"])
                case _:
                    self.fault(Said("%(named)s里链「%(name)s」没有变长，日根被改过", named=named, name=name))

    def _chain(self, row: dict[str, Any]) -> None:
        self._close_chain()
        self.counts["chains"] += 1
        name, length = str(row["name"]), row["length"]
        if name in self.names:
            self.fault(Said("链「%(name)s」出现了两次", name=name))
        if not isinstance(length, int):
            self.fault(Said("链「%(name)s」的长度不是数，被改过", name=name))
            length = 0
        self.names.add(name)
        self.chain = _Chain(name, length, str(row["head"]), self.line)

    def _close_chain(self) -> None:
        chain, self.chain = self.chain, None
        if chain is None:
            return
        if chain.seq != chain.length:
            self.fault(
                Said(
                    "链「%(name)s」应有%(length)s条，实有%(seq)s条",
                    name=chain.name,
                    length=chain.length,
                    seq=chain.seq,
                ),
                line=chain.line,
            )
        if chain.last != chain.head:
            self.fault(Said("链「%(name)s」的末条不是它所记的末条", name=chain.name), line=chain.line)

    def _event(self, row: dict[str, Any]) -> None:
        self.counts["events"] += 1
        claimed = str(row.pop("sm3"))
        named = Said(
            "链「%(chain)s」第%(seq)s条（%(action)s）",
            chain=row["chain"],
            seq=row["seq"],
            action=row["action"],
        )
        chain = self.chain
        if chain is None or row["chain"] != chain.name:
            self.fault(Said("%(named)s不在自己的链里，是后加的或换过位置", named=named))
            return
        if row["seq"] != chain.seq + 1:
            self.fault(
                Said(
                    "%(named)s不在应在的位置，应是第%(seq)s条：有事件被删、加或换了位置",
                    named=named,
                    seq=chain.seq + 1,
                )
            )
        if row["previous"] != chain.last:
            self.fault(Said("%(named)s没有接着上一条：有事件被改、删、加或换了位置", named=named))
        if claimed != sealed(row=row):
            self.fault(Said("%(named)s的内容与它的 SM3 不符，内容被改过", named=named))
        # Told once where it happened: what follows is measured from where the line says it stands.
        chain.seq = row["seq"] if isinstance(row["seq"], int) else chain.seq + 1
        chain.last = claimed
        expected = self.rooted.get(chain.name, {}).pop(chain.seq, None)
        if expected is not None and expected[0] != claimed:
            self.fault(
                Said(
                    "%(named)s不是第%(root)s个日根所记的那一条，被改写过",
                    named=named,
                    root=expected[1],
                )
            )
        self._look_at_clock(chain, row, named)

    def _look_at_clock(self, chain: _Chain, row: dict[str, Any], named: str) -> None:
        try:
            at = datetime.fromisoformat(str(row["at"]))
        except ValueError:
            self.fault(Said("%(named)s的时刻读不懂，被改过", named=named))
            return
        if chain.at is not None and chain.at - at > BACKWARDS:
            self.warn(Said("%(named)s早于上一条一天以上，服务器的时钟曾被拨回", named=named))
        chain.at = at

    def _end(self, row: dict[str, Any]) -> None:
        self._close_chain()
        self.ended = True
        told = {name: (self.heading or {}).get(name) for name in self.counts}
        if not (row == told == self.counts):
            self.fault(Said("抬头、结束行与实有的日根、链、事件数不一致：有行被删或后加"))
