"""A panel's opinion on an application: who must sign it, who writes it, and when it holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Exists, OuterRef, QuerySet

from zhiyun import law
from zhiyun.casework import rounds
from zhiyun.casework.reviewing import schemes
from zhiyun.kernel.terms import Choice
from zhiyun.records.models import (
    Application,
    Assignment,
    OpinionSignature,
    PanelOpinion,
    PanelSeat,
    ScoreSheet,
)


@dataclass(frozen=True)
class Joined:
    """The signed sheets of those who still sit on a case, and their scores joined as the measure says."""

    sheets: tuple[ScoreSheet, ...]
    scores: tuple[Fraction, ...]
    score: Fraction | None
    reading: Choice | None


def seated(*, application: Application) -> tuple[Assignment, ...]:
    """Give the live assignments of a case, who chairs it first: the panel's chair, or else the first still there."""
    rows = chairs_first(rows=Assignment.objects.filter(application=application, ended_at=None))
    return tuple(rows.select_related("expert", "panel__scheme"))


def chairs_first(*, rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """Put whoever chairs before the others."""
    seats = PanelSeat.objects.filter(
        panel=OuterRef("panel"), expert=OuterRef("expert"), chairs=True, left_at=None
    )
    return rows.annotate(is_chair=Exists(seats)).order_by("-is_chair", "pk")


def opinion(*, application: Application) -> PanelOpinion | None:
    """Give the newest opinion once all who sit on the case, and nobody else, have signed it or dissented; None until then.

    A recusal or a replacement afterwards takes it down: those who sit then write another.
    """
    newest, signatures = signed(application=application)
    sitting = seated(application=application)
    return newest if is_complete(signatures=signatures, sitting=sitting) else None


def signed(*, application: Application) -> tuple[PanelOpinion | None, tuple[OpinionSignature, ...]]:
    """Give the newest opinion with its signatures, the chair's first: who writes one signs it at once."""
    rows = OpinionSignature.objects.filter(opinion__application=application)
    listed = tuple(rows.select_related("opinion", "expert").order_by("-opinion__number", "id"))
    if not listed:
        return None, ()
    newest = listed[0].opinion
    return newest, tuple(each for each in listed if each.opinion_id == newest.pk)


def is_complete(*, signatures: Iterable[OpinionSignature], sitting: Iterable[Assignment]) -> bool:
    """Say whether all who sit on a case, and nobody else, have signed an opinion or dissented."""
    people = {row.expert_id for row in sitting}
    return bool(people) and people == {each.expert_id for each in signatures}


def joined(*, application: Application, sitting: Iterable[Assignment] | None = None) -> Joined:
    """Join the newest signed sheets of those who sit on a case; without one there is no score.

    Whoever knows already who sits there says so in ``sitting``.
    """
    seats = seated(application=application) if sitting is None else sitting
    people = [row.expert_id for row in seats]
    newest = {
        row.expert_id: row
        for row in ScoreSheet.objects.filter(application=application, expert_id__in=people)
        .select_related("scheme", "expert")
        .order_by("number")
    }
    sheets = tuple(newest[person] for person in people if person in newest)
    scores = tuple(score_of(sheet=sheet) for sheet in sheets)
    if not scores:
        return Joined((), (), None, None)
    score, reading = rounds.of_case(application=application).measure.panel_score(scores)
    return Joined(sheets, scores, score, reading)


def reading_of(*, application: Application) -> Choice:
    """Give how the measure was read when scores were joined (A35)."""
    return rounds.of_case(application=application).measure.panel_score((Fraction(0),))[1]


def score_of(*, sheet: ScoreSheet) -> Fraction:
    """Give a sheet's exact weighted total of 100."""
    points = {code: int(told["points"]) for code, told in sheet.points.items()}
    return schemes.total(listed=schemes.criteria(scheme=sheet.scheme), points=points)


def questions_of(*, application: Application) -> tuple[law.Question, ...]:
    """Give what the measure and the round leave to people on a case, in the form's order."""
    pinned = rounds.of_case(application=application)
    return pinned.measure.questions(pinned.benefit, pinned.round_)
