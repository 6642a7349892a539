"""What people decided about names: this name belongs to that group, said by whom and when. It goes before all rules."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from zhiyun.ip import tables
from zhiyun.ip.applicants.written import clean
from zhiyun.kernel.refusal import Fault, Refusal
from zhiyun.kernel.said import Said

COLUMNS = ("raw", "group", "by", "at")
HEADER = "# 名称：申请人归并表\n# 版本：%s\n# 来源：人工归并\n# 许可：本单位内部使用\n"


class NotAGroup(Refusal):
    """The name to put others under is itself put under another."""


@dataclass(frozen=True, slots=True)
class Alias:
    """One decision: ``raw`` is counted under ``group``."""

    raw: str
    group: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Aliases:
    """All decisions, the last one about a name being valid; those before stay on file."""

    decisions: tuple[Alias, ...] = ()
    _valid: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_valid", {each.raw: each.group for each in self.decisions})

    def group_name(self, name: str) -> str | None:
        """Give the group's name that was decided for a name, or None."""
        return self._valid.get(clean(name))

    def decided(self, raws: Iterable[str], *, group: str, by: str, at: datetime) -> Aliases:
        """Give the table with names put under a group; a name put under itself stands alone, whatever the rules say.

        Refuses a group that is itself put under another, so that no chain has to be followed.
        """
        shown = clean(group)
        named = [each for raw in raws if (each := clean(raw))]
        above = self._valid.get(shown, shown)
        if above != shown and shown not in named:
            raise NotAGroup(
                Said(
                    "“%(group)s”已经归入“%(above)s”：请直接归入“%(above)s”，或者先把“%(group)s”改为独立",
                    group=shown,
                    above=above,
                )
            )
        under = {raw for raw, of in self._valid.items() if of in named and raw not in named and of != shown}
        new = (Alias(raw, shown, by, at) for raw in (*named, *sorted(under), shown))
        return Aliases(self.decisions + tuple(dict.fromkeys(new)))

    def written(self, *, version: str) -> str:
        """Write the table as a file that `read` reads."""
        text = io.StringIO()
        text.write(HEADER % version)
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows((each.raw, each.group, each.by, each.at.isoformat()) for each in self.decisions)
        return text.getvalue()

    @staticmethod
    def read(text: str) -> Aliases:
        """Read a table; refuses with all of its faults."""
        table = tables.read(text, COLUMNS)
        decisions: list[Alias] = []
        faults: list[Fault] = []
        for line, row in table.rows:
            at = _instant(row["at"])
            if not row["raw"] or not row["group"] or not row["by"]:
                faults.append(Fault(Said("第%(line)s行", line=line), Said("缺原名、归入的名称或者归并人")))
            elif at is None:
                faults.append(
                    Fault(
                        Said("第%(line)s行", line=line),
                        Said("“%(at)s”不是时间，应如 2026-06-15T12:00:00+08:00", at=row["at"]),
                    )
                )
            else:
                decisions.append(Alias(clean(row["raw"]), clean(row["group"]), row["by"], at))
        tables.refuse(faults or list(_chains(decisions)))
        return Aliases(tuple(decisions))


def _instant(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None


def _chains(decisions: Iterable[Alias]) -> Iterator[Fault]:
    """Tell the groups that are put under others in turn."""
    valid = {each.raw: each.group for each in decisions}
    for raw, group in valid.items():
        above = valid.get(group, group)
        if above != group:
            yield Fault(
                Said("原名“%(raw)s”", raw=raw),
                Said("“%(group)s”本身归入“%(above)s”：请直接归入“%(above)s”", group=group, above=above),
            )
