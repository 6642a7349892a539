"""A centre whose newest yearly evaluation failed (Article 17): where reading A29 says so, unpaid money waits."""

from __future__ import annotations

from zhiyun.casework import rounds
from zhiyun.kernel.finding import Outcome
from zhiyun.kernel.period import Period
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import Application, EvaluationRuling


class PaymentsSuspended(Refusal):
    """The reading suspends unpaid money after a failed evaluation."""

    def __init__(self, covers: Period, readings: tuple[str, ...]) -> None:
        super().__init__(
            Said(
                "这个中心%(covers)s的绩效评价不合格，按口径%(readings)s未付的经费暂缓拨付。以后一期评价合格后再办理。",
                covers=covers,
                readings=readings,
            )
        )


def refuse_suspended(*, application: Application) -> None:
    """Refuse to pay a centre whose newest evaluation failed, where the reading suspends what is unpaid."""
    rulings = EvaluationRuling.objects.filter(grant__application=application, good=True)
    newest = rulings.select_related("proposal").order_by("-covers_from").first()
    if newest is None:
        return
    heard = rounds.of_case(application=application).measure.evaluation_effect(newest.passed)
    if heard.outcome is Outcome.NOT_MET:
        raise PaymentsSuspended(newest.proposal.period, tuple(each.reading.id for each in heard.readings))
