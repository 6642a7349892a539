"""The second sitting: a resolution put before a meeting again, with what upheld objections correct in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from zhiyun.casework.deciding import Concluded, resitting
from zhiyun.casework.meetings.basis import Basis
from zhiyun.casework.publicity import revising
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import AgendaCase, Publication, Resolution

Plain = dict[str, Any]


class ObjectionsOpen(Refusal):
    """Objections against the list wait for their answers."""

    def __init__(self, count: int) -> None:
        super().__init__(Said("还有%(count)s件异议没有答复，请先答复，再提请复议。", count=count))


class ListConfirmed(Refusal):
    """The list was confirmed: what it gives is promised."""

    def __init__(self, reference: str) -> None:
        super().__init__(
            Said(
                "%(reference)s的名单已经确认，不能再复议。要收回的，按任务书和第十五条、第二十一条办理。",
                reference=reference,
            )
        )


class DecidedSince(Refusal):
    """The resolution was superseded."""

    def __init__(self, reference: str) -> None:
        super().__init__(Said("%(reference)s已经被新的审定代替，请对新的审定提请复议。", reference=reference))


class UpheldIt(Refusal):
    """Who upheld an objection does not also let the decision that follows from it take effect."""

    def __init__(self) -> None:
        super().__init__(Said("成立的异议由您答复，复议的纪要不能再由您审签。请由另一位轮次负责人审签。"))


def refuse_settled(*, resolution: Resolution) -> None:
    """Refuse to sit again on what was superseded or confirmed, and while objections wait."""
    if hasattr(resolution, "superseded_by"):
        raise DecidedSince(resolution.reference)
    newest = _published(resolution)
    if newest is None:
        return
    if hasattr(newest, "confirmation"):
        raise ListConfirmed(resolution.reference)
    if count := revising.still_open(publication=newest):
        raise ObjectionsOpen(count)


def bases(*, resolution: Resolution, cases: Iterable[AgendaCase]) -> dict[int, Basis]:
    """Give, by application key, what was decided as upheld objections correct it: what the meeting is asked to follow."""
    change = revising.corrections(answers=revising.upheld(resolution=resolution.pk))
    said = {one["application"]: one["concluded"] for one in resolution.frozen["brought"]["applications"]}
    rows = {row.application_id: row for row in resolution.decisions.all()}
    found = {}
    for case in cases:
        row, name = rows[case.application_id], case.application.reference
        is_verification = row.verified_fen is not None
        fen = change.verified.get(name, row.verified_fen if is_verification else row.amount_fen)
        found[case.application_id] = Basis(
            supports=row.supported and name not in change.removed and fen > 0,
            fen=fen,
            number=resolution.number,
            words=change.because.get(name, "" if row.supported else row.reason),
            is_verification=is_verification,
            revises=resolution.reference,
            because=said[name]["because"] if name not in change.removed else "",
        )
    return found


def brought(
    *,
    resolution: Resolution,
    concluded: Mapping[str, Concluded],
    beside: Iterable[Plain],
    only: Iterable[AgendaCase] | None = None,
) -> Plain:
    """Bring a resolution together again as its frozen facts, the corrections and what is said now make it."""
    change = revising.corrections(answers=revising.upheld(resolution=resolution.pk))
    return resitting.bring_again(
        resolution=resolution,
        verified=change.verified,
        concluded=concluded,
        beside=beside,
        only=None if only is None else {case.application.reference for case in only},
    )


def was_told(*, resolution: Resolution) -> bool:
    """Say whether the public has seen a list of this resolution, or of one before it."""
    return _published(resolution) is not None or (
        resolution.supersedes is not None and was_told(resolution=resolution.supersedes)
    )


def _published(resolution: Resolution) -> Publication | None:
    return resolution.publications.filter(superseded_by=None).order_by("-id").first()
