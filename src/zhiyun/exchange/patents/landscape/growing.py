"""How much more was filed in the last three wholly public years than in the three before, as figures say it."""

from __future__ import annotations

from zhiyun.exchange.patents.landscape.figures import Column, Set
from zhiyun.ip.landscape import Windows
from zhiyun.kernel.said import Said

METHOD = Said("增长按已完整公开的三年与前三年相比。")


def windows(*, of: Set) -> Windows | None:
    """Give the years to compare; None where no year is known, or years only show how the data were gathered."""
    return of.windows if of.lump is None else None


def columns(*, years: Windows) -> tuple[Column, Column]:
    """Give the columns of what was filed in the last three years, and how that compares."""
    return (
        Column(Said("%(first)s—%(last)s年申请量", first=years.recent, last=years.until), is_figure=True),
        Column(Said("比前三年"), is_figure=True),
    )


def cells(*, recent: int, growth: int | None) -> tuple[int, str | Said]:
    """Say how much was filed, and the growth in whole per cent; None where there was nothing before."""
    if growth is None:
        return recent, Said("新进入") if recent else ""
    return recent, f"{growth:+d}%"
