"""Which deals of a ledger an officer looks at."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from zhiyun import law
from zhiyun.casework.verifying_deals.standings import TO_DECIDE, DealStage, Standing

_RELATIONS = frozenset(
    {law.Ground.RELATED, law.Ground.RELATION_UNKNOWN, law.Ground.SELF, law.Ground.ROUND_TRIP}
)


class Show(enum.Enum):
    """What makes a deal worth a look."""

    ALL = "all"
    TO_DECIDE = "to_decide"
    TO_CHECK = "to_check"
    CHECKED = "checked"
    DISPUTED = "disputed"
    SHARED = "shared"
    RELATED = "related"
    FOREIGN = "foreign"
    APPRAISED = "appraised"
    LESS = "less"

    @property
    def words(self) -> str:
        """The office's word."""
        return str(_WORDS[self])


_WORDS = {
    Show.ALL: _("全部"),
    Show.TO_DECIDE: _("等待核定"),
    Show.TO_CHECK: _("等待复核"),
    Show.CHECKED: _("已复核"),
    Show.DISPUTED: _("办法有异议"),
    Show.SHARED: _("几家共同申报"),
    Show.RELATED: _("关联或自我交易"),
    Show.FOREIGN: _("外币"),
    Show.APPRAISED: _("金额由人核定"),
    Show.LESS: _("核减或不计入"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to: ``words`` is looked for in numbers, parties, rights and registrations."""

    show: Show = Show.ALL
    words: str = ""


def narrowed(*, standings: Iterable[Standing], filters: Filters) -> tuple[Standing, ...]:
    """Choose the deals asked for, in the ledger's order."""
    sought = filters.words.strip().casefold()
    return tuple(
        each
        for each in standings
        if _TESTS[filters.show](each) and (not sought or sought in _text(each.line.stated))
    )


def _text(deal: law.Deal) -> str:
    parts = (deal.deal, deal.from_party, deal.to_party, deal.registration_no, *deal.rights)
    return "\n".join(parts).casefold()


def _is_related(each: Standing) -> bool:
    return any(objection.ground in _RELATIONS for objection in each.line.ruling.objections)


def _is_foreign(each: Standing) -> bool:
    return any(payment.currency != "CNY" for payment in each.line.stated.payments)


def _is_less(each: Standing) -> bool:
    return each.written is not None and each.written.verdict.value != "counted"


_TESTS = {
    Show.ALL: lambda each: True,
    Show.TO_DECIDE: lambda each: each.stage in TO_DECIDE,
    Show.TO_CHECK: lambda each: each.stage is DealStage.WRITTEN,
    Show.CHECKED: lambda each: each.stage is DealStage.CHECKED,
    Show.DISPUTED: lambda each: bool(each.ruling.objections),
    Show.SHARED: lambda each: each.line.group is not None,
    Show.RELATED: _is_related,
    Show.FOREIGN: _is_foreign,
    Show.APPRAISED: lambda each: each.line.stated.kind is law.Kind.BRAND,
    Show.LESS: _is_less,
}
