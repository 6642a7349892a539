"""Where a funded centre stands on a day: what the law says of its dates, and how far money is ordered back."""

from __future__ import annotations

import enum
from datetime import date

from django.utils.translation import gettext_lazy as _

from zhiyun import law
from zhiyun.casework import rounds, task_books
from zhiyun.records.models import AcceptanceRuling, Grant, RecoveryRuling


class ConstructionStage(enum.Enum):
    """A funded centre: as the law has it, and after a revocation by what is still to come back."""

    UNDER_CONSTRUCTION = "under_construction"
    AWAITING_ACCEPTANCE = "awaiting_acceptance"
    IN_GRACE = "in_grace"
    AWAITING_SECOND_ACCEPTANCE = "awaiting_second_acceptance"
    ACCEPTED = "accepted"
    REVOKED = "revoked"
    RECOVERING = "recovering"
    RECOVERED = "recovered"

    @property
    def words(self) -> str:
        """The office's word."""
        return str(_WORDS[self])


_WORDS = {
    ConstructionStage.UNDER_CONSTRUCTION: _("建设期内"),
    ConstructionStage.AWAITING_ACCEPTANCE: _("期满待验收"),
    ConstructionStage.IN_GRACE: _("宽限期内"),
    ConstructionStage.AWAITING_SECOND_ACCEPTANCE: _("宽限期满待再次验收"),
    ConstructionStage.ACCEPTED: _("验收合格"),
    ConstructionStage.REVOKED: _("取消建设资格"),
    ConstructionStage.RECOVERING: _("取消建设资格，追回中"),
    ConstructionStage.RECOVERED: _("取消建设资格，已追回"),
}
TO_ACCEPT = (
    ConstructionStage.AWAITING_ACCEPTANCE,
    ConstructionStage.IN_GRACE,
    ConstructionStage.AWAITING_SECOND_ACCEPTANCE,
)
"""Stages in which an acceptance can be asked for and held."""


def book_of(*, grant: Grant, on: date) -> law.TaskBook:
    """Give a grant's dates as they were known on a day."""
    return task_books.dates(grant=task_books.dated().get(pk=grant.pk), on=on)


def hear(*, grant: Grant, on: date) -> law.Acceptance:
    """Ask the law where a centre stands on a day."""
    return rounds.of_case(application=grant.application).measure.acceptance(book_of(grant=grant, on=on), on)


def stage_of(*, grant: Grant, on: date) -> ConstructionStage:
    """Tell where a centre stands on a day."""
    standing = hear(grant=grant, on=on).standing
    if standing is not law.Standing.REVOKED:
        return ConstructionStage[standing.name]
    return recovery_stage(ruling=RecoveryRuling.objects.filter(grant=grant, good=True).first())


def recovery_stage(*, ruling: RecoveryRuling | None) -> ConstructionStage:
    """Tell how far a revoked centre's money has come back."""
    if ruling is None:
        return ConstructionStage.REVOKED
    came_in = sum(receipt.amount_fen for receipt in ruling.receipts.all())
    owed = ruling.proposal.total_fen
    return ConstructionStage.RECOVERED if came_in >= owed else ConstructionStage.RECOVERING


def recovery_rulings(*, grant: Grant) -> list[RecoveryRuling]:
    """Give what was ruled on a grant's recovery, of proposals that were brought with their rulings."""
    return [each.ruling for each in grant.recovery_proposals.all() if hasattr(each, "ruling")]


def attempt_of(*, grant: Grant) -> int:
    """Say which acceptance is next, or was the last: the second once the first has failed."""
    failed = AcceptanceRuling.objects.filter(grant=grant, good=True, passed=False, attempt=1)
    return 2 if failed.exists() else 1
