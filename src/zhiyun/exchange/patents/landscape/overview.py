"""The set over time: how much was filed, by whom and how many, and where that stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from zhiyun.exchange.patents.landscape.figures import Column, Drawing, Figure, Row, Set, lumped, share
from zhiyun.gateways.analytics import sums
from zhiyun.ip.landscape import stages
from zhiyun.ip.landscape.life_cycle import LEAST_PATENTS, LEAST_YEARS
from zhiyun.ip.patent import Right
from zhiyun.kernel.said import Said

MOST_YEARS = 40
_RIGHTS = {
    Right.INVENTION: Said("发明"),
    Right.UTILITY_MODEL: Said("实用新型"),
    Right.DESIGN: Said("外观设计"),
}


def figures(*, of: Set) -> tuple[Figure, ...]:
    """Draw the trend, the life cycle and the states in law."""
    return (trend(of=of), life_cycle(of=of), statuses(of=of))


def trend(*, of: Set) -> Figure:
    """Count by year of filing and kind of right; years that are not wholly public are marked."""
    counted: dict[int, dict[str, int]] = {}
    for filed, kind, patents in _asked(of, sums.TREND):
        counted.setdefault(filed, {})[kind] = patents
    years = range(min(counted), max(counted) + 1) if counted else range(0)
    rights = [each for each in Right if any(each.name in found for found in counted.values())]
    until = of.windows.until if of.windows else None
    rows = tuple(
        Row(
            (
                year,
                *(counted.get(year, {}).get(each.name, 0) for each in rights),
                sum(counted.get(year, {}).values()),
            ),
            asks=f"AD={year}",
            is_partial=until is not None and year > until,
        )
        for year in years[-MOST_YEARS:]
    )
    said = list(lumped(of=of))
    whole = {year: sum(found.values()) for year, found in counted.items() if until is None or year <= until}
    if whole:
        said.append(_peak(whole))
    if any(row.is_partial for row in rows):
        said.append(
            Said("%(year)s年以后的申请还没有全部公开，图中以浅色表示，不能看作下降。", year=until or 0)
        )
    return Figure(
        key="trend",
        title=Said("历年申请量"),
        drawing=Drawing.COLUMNS,
        columns=(
            Column(Said("申请年")),
            *(Column(_RIGHTS[each], is_figure=True) for each in rights),
            Column(Said("合计"), is_figure=True),
        ),
        rows=rows,
        said=tuple(said),
        method=(
            Said("发明自申请日起满18个月公布（专利法第三十四条），数据日之前不满18个月的申请年没有收全。"),
        ),
        lacking=Said("申请日期"),
        without=of.totals.patents - of.totals.with_filing_day,
        of=of.totals.patents,
    )


def _peak(whole: dict[int, int]) -> Said:
    most = max(whole.values())
    years = sorted(year for year, patents in whole.items() if patents == most)
    if len(years) > 1:
        return Said(
            "已完整公开的年份中，申请最多的是%(years)s年，各%(patents)s件。",
            years=tuple(map(str, years)),
            patents=f"{most:,}",
        )
    return Said("已完整公开的年份中，%(year)s年申请最多，%(patents)s件。", year=years[0], patents=f"{most:,}")


def life_cycle(*, of: Set) -> Figure:
    """Tell the stages of the technology from patents and applicants of three years each."""
    years = {filed: (patents, applicants) for filed, patents, applicants in _asked(of, sums.LIFE)}
    told = stages(years, until=of.windows.until) if of.windows and not of.lump else ()
    said = (
        lumped(of=of)
        if of.lump
        else (
            (
                Said(
                    "截至%(year)s年的三年有%(patents)s件、申请人%(applicants)s个次，处于%(stage)s。",
                    year=told[-1].until,
                    patents=f"{told[-1].patents:,}",
                    applicants=f"{told[-1].applicants:,}",
                    stage=told[-1].stage.value,
                ),
            )
            if told
            else (
                Said(
                    "不判断生命周期：已完整公开的须满%(years)s年、%(patents)s件。",
                    years=LEAST_YEARS,
                    patents=LEAST_PATENTS,
                ),
            )
        )
    )
    return Figure(
        key="life-cycle",
        title=Said("生命周期"),
        drawing=Drawing.PATH if told else Drawing.NONE,
        columns=(
            Column(Said("三年截至")),
            Column(Said("申请量"), is_figure=True),
            Column(Said("申请人数"), is_figure=True),
            Column(Said("阶段")),
        ),
        rows=tuple(
            Row((each.until, each.patents, each.applicants, each.stage.value)) for each in told[-MOST_YEARS:]
        ),
        said=said,
        method=(
            Said("三年合计，申请量和申请人一起看（Ernst，1997）；增减一成为界是本系统的约定，只作参考。"),
        ),
        lacking=Said("申请日或者申请人"),
        without=of.totals.patents - min(of.totals.with_filing_day, of.totals.with_applicant),
        of=of.totals.patents,
    )


def statuses(*, of: Set) -> Figure:
    """Count by the state in law that the source gives."""
    rows = [(status, patents) for status, patents in _asked(of, sums.STATUSES)]
    known = of.totals.with_status
    return Figure(
        key="statuses",
        title=Said("法律状态"),
        drawing=Drawing.BARS if rows else Drawing.NONE,
        columns=(
            Column(Said("法律状态")),
            Column(Said("件数"), is_figure=True),
            Column(Said("占比"), is_figure=True),
        ),
        rows=tuple(
            Row((status, patents, share(part=patents, whole=known)), asks=_status_asks(status, rows))
            for status, patents in rows[:12]
        ),
        method=(Said("按数据来源的说法和日期，没有向登记簿核对。"),),
        lacking=Said("法律状态信息"),
        without=of.totals.patents - known,
        of=of.totals.patents,
    )


def _status_asks(status: str, among: Sequence[tuple[str, int]]) -> str:
    """Ask for a state in law, which is sought by its words, without the longer ones that hold them.

    Of those that differ only in capitals or stops one brings the others: leaving them out would leave nothing.
    """
    longer = [
        each for each, _ in among if status.casefold() in each.casefold() and _words(each) != _words(status)
    ]
    return " NOT ".join(f'LS="{each}"' for each in (status, *longer))


def _words(status: str) -> list[str]:
    return re.findall(r"\w+", status.casefold())


def _asked(of: Set, text: str) -> list[tuple[Any, ...]]:
    return of.ask(text)
