"""A centre whose qualification is revoked (Article 15): nothing more is paid to it."""

from __future__ import annotations

from datetime import date

from zhiyun import law
from zhiyun.casework import rounds
from zhiyun.casework.task_books.standing import dated, dates
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import Application


class CentreRevoked(Refusal):
    """Nothing more is paid of a grant whose centre has lost its qualification."""

    def __init__(self, failed_on: date) -> None:
        super().__init__(
            Said(
                "这个中心%(failed_on)s再次验收不合格，已取消建设资格（第十五条），不能再拨付建设经费。"
                "尚未送银行的支付指令请退回或撤销。",
                failed_on=failed_on,
            )
        )


def refuse_revoked(*, application: Application, on: date) -> None:
    """Refuse to pay a centre whose qualification is revoked on a day."""
    grant = dated().filter(application=application).select_related("application").first()
    if grant is None:
        return
    book = dates(grant=grant, on=on)
    if book.second_failed_on is None:
        return
    heard = rounds.of_case(application=application).measure.acceptance(book, on)
    if heard.standing is law.Standing.REVOKED:
        raise CentreRevoked(book.second_failed_on)
