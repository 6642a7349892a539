"""What a version of a call pins: its measure, and the round laid over it."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from datetime import date, datetime

from zhiyun import law
from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.calls import closing_day
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import Application, CallVersion, Submission


class MeasureChanged(Refusal):
    """The measure's words are no longer those the call was published under."""

    def __init__(self, title: str) -> None:
        super().__init__(
            Said(
                "「%(title)s」发布时依据的办法文本与现在载入的不一致，不能据此办理。请联系系统管理员核对办法版本。",
                title=title,
            )
        )


@dataclass(frozen=True)
class Pinned:
    """The measure and round of one version of a call, ready to be asked."""

    measure: law.Measure
    round_: law.Round
    benefit: law.Benefit

    def occasion(self, *, applied_at: datetime, closes_at: datetime) -> law.Occasion:
        """Say when and for which span an application under this call is made."""
        applied_on, closes_on = _day(applied_at), closing_day(closes_at=closes_at)
        performance = None
        if not self.benefit.is_construction:
            performance = self.round_.performance
            if performance is None:
                performance, _ = self.measure.performance_period(closes_on.year, closes_on)
        return law.Occasion(applied_on, closes_on, performance)


def pinned(*, version: CallVersion) -> Pinned:
    """Give what a version pins; refuses a measure whose words have changed since it was drafted."""
    found = _read(version.measure, version.overlay)
    if found.measure.text_hash != version.measure_sha256:
        raise MeasureChanged(version.title)
    return found


def of_case(*, application: Application) -> Pinned:
    """Give what the newest hand-in of a case pins; refuses what `pinned` does."""
    if not Application.last_submission.is_cached(application):
        # One question instead of two, and none when the same case is asked for again.
        newest = Submission.objects.select_related("call_version").get(pk=application.last_submission_id)
        application.last_submission = newest
    assert application.last_submission is not None, "a case has been handed in"
    return pinned(version=application.last_submission.call_version)


def read(*, measure: str, overlay: str) -> Pinned:
    """Give what a measure's id and an overlay's text pin, its words not looked at: `pinned` has done so."""
    return _read(measure, overlay)


@functools.lru_cache(maxsize=64)
def _read(measure_id: str, overlay: str) -> Pinned:
    measure = law.measure(measure_id)
    assert measure.answers.look_back is not None, f"{measure_id} cannot carry a round"
    round_ = law.read_round(tomllib.loads(overlay), look_back=measure.answers.look_back)
    return Pinned(measure, round_, round_.benefit)


def _day(at: datetime) -> date:
    return at.astimezone(SHANGHAI).date()
