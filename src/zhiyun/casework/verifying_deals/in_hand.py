"""When a ledger may be verified: once accepted until it is decided, and again after an objection was upheld."""

from __future__ import annotations

from zhiyun.casework.stages import Stage
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import Application, ObjectionAnswer, Verification

STAGES = (Stage.ACCEPTED, Stage.REVIEWED, Stage.PUBLISHED, Stage.DECLINED)
"""Where the door lets the verification in; of what is published only what an upheld objection has reopened."""
UPHELD = ("upheld", "partly_upheld")


class NotReopened(Refusal):
    """The list is published, and no objection upheld since asks for another verification."""

    def __init__(self) -> None:
        super().__init__(
            Said("这一件已经公示，没有成立的异议要求重新核定，不能再改。异议成立后，从这里重新核定。")
        )


def refuse_unless_in_hand(*, application: Application) -> None:
    """Refuse a published application unless an objection about it was upheld after it was last verified."""
    published = application.last_step in ("published", "declined")
    if published and not is_reopened(application=application):
        raise NotReopened


def is_reopened(*, application: Application) -> bool:
    """Say whether an objection about the application was upheld after it was last verified."""
    answers = ObjectionAnswer.objects.filter(outcome__in=UPHELD, about=application)
    last = Verification.objects.filter(application=application).order_by("-number").first()
    return answers.filter(at__gt=last.at).exists() if last is not None else answers.exists()
