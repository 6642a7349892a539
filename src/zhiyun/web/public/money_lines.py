"""A pot of money as figures and a bar: what was shared, what stays, what would have been due beyond it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from zhiyun import law
from zhiyun.kernel.money import Money

BAR = 1000


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount and what it is."""

    label: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the bar, out of `BAR`, in one of the bar's shades."""

    label: str
    start: int
    width: int
    shade: int


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """Figures first, a bar second, and the bar in words."""

    figures: tuple[Figure, ...]
    pieces: tuple[Piece, ...]
    told: str


def of_allocation(shared: law.Allocation) -> MoneyLine:
    """Draw a year's pot; where more is due than the pot holds, the bar goes beyond it."""
    due = Money(int(shared.total_entitlement))
    whole = max(shared.cap.fen, due.fen, 1)
    spent_to = shared.total_share.fen * BAR // whole
    pot_to = shared.cap.fen * BAR // whole
    pieces = [
        Piece(_("已分配"), 0, spent_to, 1),
        Piece(_("结余"), spent_to, pot_to - spent_to, 0),
        Piece(_("应补超出总额的部分"), pot_to, BAR - pot_to, 2),
    ]
    figures = (
        Figure(_("年度总额"), shared.cap),
        Figure(_("应补合计"), due),
        Figure(_("实分合计"), shared.total_share),
        Figure(_("结余"), shared.unspent),
    )
    told = "，".join(f"{figure.label} {figure.amount}" for figure in figures)
    return MoneyLine(figures, tuple(piece for piece in pieces if piece.width), told)
