"""Computing a resolution again from what was frozen, and telling what differs: the seal, the rows, and line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhiyun.casework import snapshot
from zhiyun.casework.canonical import canonical, sm3_hex
from zhiyun.casework.deciding import bringing, grounds
from zhiyun.casework.deciding.computing import outcome
from zhiyun.casework.deciding.freezing import code_version
from zhiyun.kernel.finding import Outcome
from zhiyun.kernel.money import fen_text
from zhiyun.records.models import Resolution, Submission


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was frozen: where, what was frozen, and what comes out now."""

    place: str
    what: str
    frozen: str
    now: str


@dataclass(frozen=True, slots=True)
class Replay:
    """What computing a resolution again gave; ``code_then`` and ``code_now`` may differ without any figure doing so."""

    reference: str
    sm3: str
    code_then: str
    code_now: str
    lines: int
    differences: tuple[Difference, ...]

    @property
    def is_identical(self) -> bool:
        """Nothing differs."""
        return not self.differences

    def of(self, *, application: str) -> tuple[Difference, ...]:
        """Give what differs on one applicant."""
        return tuple(each for each in self.differences if each.place == application)


WHOLE = "全批"
"""Where a difference is not one applicant's."""


def replay(*, resolution: Resolution) -> Replay:
    """Compute a resolution again from its frozen facts and lay the two side by side."""
    frozen = resolution.frozen
    now = outcome(brought=frozen["brought"])
    found = (
        *_sealed(resolution),
        *_facts(frozen["brought"]),
        *_rows(resolution),
        *_compared(frozen["brought"], frozen["outcome"], now),
    )
    return Replay(
        resolution.reference,
        resolution.sm3,
        resolution.code_version,
        code_version(),
        len(frozen["outcome"]["lines"]),
        found,
    )


def _sealed(resolution: Resolution) -> Iterator[Difference]:
    now = sm3_hex(text=canonical(value=resolution.frozen))
    if now != resolution.sm3:
        yield Difference(WHOLE, "封存值", resolution.sm3, now)


def _facts(brought: Mapping[str, Any]) -> Iterator[Difference]:
    """Hold the frozen facts against the sealed submissions they were taken from."""
    numbers = {one["application"]: one["submission"] for one in brought["applications"]}
    rows = Submission.objects.filter(application__reference__in=numbers).select_related("application")
    kept = {(row.application.reference, row.number): row for row in rows}
    for one in brought["applications"]:
        reference = one["application"]
        row = kept[reference, numbers[reference]]
        seal = snapshot.seal(snapshot=row.snapshot)
        if seal != one["seal"]:
            yield Difference(reference, "申报材料的封存值", one["seal"], seal)
        elif bringing.heard(snapshot=row.snapshot) != one["told"]:
            yield Difference(reference, "取自申报材料的事实", "已冻结", "与申报材料不一致")


def _rows(resolution: Resolution) -> Iterator[Difference]:
    """Hold each decision's row against the line it was written from."""
    lines = {line["application"]: line for line in resolution.frozen["outcome"]["lines"]}
    rows = resolution.decisions.select_related("application").order_by("id")
    found = {row.application.reference: row for row in rows}
    for reference, line in lines.items():
        row = found.get(reference)
        if row is None:
            yield Difference(reference, "决定", "有", "没有")
            continue
        if row.sm3 != sm3_hex(text=canonical(value=line)):
            yield Difference(reference, "决定的封存值", row.sm3, sm3_hex(text=canonical(value=line)))
        if row.amount_fen != line["amount_fen"]:
            yield Difference(reference, "决定的金额", _yuan(line["amount_fen"]), _yuan(row.amount_fen))
    for reference in found.keys() - lines.keys():
        yield Difference(reference, "决定", "没有", "有")


def _compared(
    brought: Mapping[str, Any], frozen: Mapping[str, Any], now: Mapping[str, Any]
) -> Iterator[Difference]:
    published = brought["measure"]["sha256"]
    if frozen["measure_sha256"] != now["measure_sha256"] or published != now["measure_sha256"]:
        yield Difference(WHOLE, "办法文本的 SHA-256", frozen["measure_sha256"], now["measure_sha256"])
    yield from _readings(frozen["readings"], now["readings"])
    yield from _parts(WHOLE, frozen["shares"] or {}, now["shares"] or {}, _SHARES)
    yield from _findings(WHOLE, "第十一条的结论", frozen["caps"], now["caps"])
    for before, after in zip(frozen["lines"], now["lines"], strict=True):
        yield from _parts(before["application"], before, after, _LINE)
        yield from _findings(before["application"], "理由", before["finding"], after["finding"])


_LINE = {
    "outcome": "结论",
    "supported": "是否支持",
    "verified_fen": "核定运营金额",
    "entitlement": "应补（分，准确比值）",
    "entitled_fen": "应补",
    "amount_fen": "金额",
    "grounds": "不予支持的理由",
}
_SHARES = {
    "rate": "补贴比例",
    "cap_fen": "可分总额",
    "operating_fen": "核定运营金额合计",
    "entitlement": "应补合计（分，准确比值）",
    "scaled": "是否按比例缩减",
    "ratio": "缩减比例（准确比值）",
    "shared_fen": "补贴合计",
    "unspent_fen": "余额",
}


def _parts(
    place: str, before: Mapping[str, Any], after: Mapping[str, Any], named: Mapping[str, str]
) -> Iterator[Difference]:
    for name, words in named.items():
        if before.get(name) != after.get(name):
            yield Difference(place, words, _shown(name, before.get(name)), _shown(name, after.get(name)))


def _readings(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> Iterator[Difference]:
    then, now = ({each["id"]: each for each in listed} for listed in (before, after))
    for name in sorted(then.keys() | now.keys()):
        old, new = (each.get(name, {}) for each in (then, now))
        for part, words in (("key", "采用的读法"), ("options", "读法的文字")):
            if old.get(part) != new.get(part):
                yield Difference(WHOLE, f"口径{name}{words}", str(old.get(part)), str(new.get(part)))


def _findings(
    place: str, words: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> Iterator[Difference]:
    """Name each ground that changed; where only a fact or reading did, the whole."""
    if before == after:
        return
    told = False
    then, now = (list(grounds.leaves(plain=each)) if each else [] for each in (before, after))
    for position in range(max(len(then), len(now))):
        old, new = (each[position] if position < len(each) else None for each in (then, now))
        if old != new:
            told = True
            cited = old or new
            assert cited is not None
            where = str(grounds.citation(plain=cited["cites"]))
            yield Difference(place, f"{words}·{where}", _ground(old), _ground(new))
    if not told:
        yield Difference(place, words, _ground(before), _ground(after))


def _ground(plain: Mapping[str, Any] | None) -> str:
    if plain is None:
        return "没有这一条"
    return f"{Outcome(plain['outcome']).words} {plain['because']}"


def _shown(name: str, value: Any) -> str:
    if value is None:
        return "无"
    if name.endswith("_fen"):
        return _yuan(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "；".join(each["because"] for each in value) or "无"
    return str(value)


def _yuan(fen: int) -> str:
    """Write an amount in yuan."""
    return f"{fen_text(fen)}元"
