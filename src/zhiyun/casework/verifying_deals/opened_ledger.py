"""An application's ledger opened for verification: the law's count of its round beside the newest verdicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhiyun.casework import rounds
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.rounds import Pinned
from zhiyun.casework.verifying_deals.round_ledger import RoundLedger, round_ledger
from zhiyun.casework.verifying_deals.sharing import SharedDeal
from zhiyun.casework.verifying_deals.standings import Standing, Totals, Written, standings, totals, written_on
from zhiyun.kernel.period import Period
from zhiyun.records.models import Application, Submission


@dataclass(frozen=True)
class OpenedLedger:
    """Everything the verification of one application stands on."""

    application: Application
    submission: Submission
    pinned: Pinned
    window: Period
    ledger: RoundLedger
    standings: tuple[Standing, ...]
    written: Mapping[str, Sequence[Written]]

    @property
    def totals(self) -> Totals:
        """The sums of the ledger."""
        return totals(standings=self.standings)

    def standing(self, *, deal: str) -> Standing:
        """Give one deal; refuses a number the ledger does not have as not found."""
        found = next((each for each in self.standings if each.number == deal), None)
        if found is None:
            raise NotFound
        return found

    @property
    def unsettled(self) -> tuple[SharedDeal, ...]:
        """The deals this application claims together with others, and nobody has settled."""
        own = {each.line.group for each in self.standings if each.line.group is not None}
        return tuple(
            deal for number, deal in enumerate(self.ledger.shared) if number in own and not deal.is_settled
        )


def opened(*, application: Application) -> OpenedLedger:
    """Open an accepted application's ledger; refuses, as not found, one that has none to be verified."""
    submission = (
        Submission.objects.select_related("call_version").filter(pk=application.last_submission_id).first()
    )
    if submission is None:
        raise NotFound
    pinned = rounds.pinned(version=submission.call_version)
    if pinned.benefit.is_construction:
        raise NotFound
    counted = round_ledger(application=application, version=submission.call_version)
    lines = counted.lines.get(application.pk)
    if lines is None:
        raise NotFound
    window = counted.count.window
    written = written_on(submission=submission.pk)
    return OpenedLedger(
        application,
        submission,
        pinned,
        window,
        counted,
        standings(lines=lines, written=written, pinned=pinned, window=window),
        written,
    )
