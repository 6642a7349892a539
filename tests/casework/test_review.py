"""The thin path of a review: a panel is drawn, declares, scores, agrees on an opinion, and the review is closed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.casework import city, panels
from zhiyun.casework import examination, judging, reviewing, rounds
from zhiyun.casework.actions import review_opinions
from zhiyun.kernel.finding import Outcome
from zhiyun.records.models import Application, PanelOpinion, SignedJudgement, StepKind

pytestmark = pytest.mark.django_db


def test_a_review_runs_from_the_draw_to_its_closing() -> None:
    town = city.city()
    panel, [case] = panels.at_work(town)

    panels.ready(town, panel, case)
    panels.agreed(town, panel, case)
    review_opinions.close(by=panels.manager(town), application=case.reference)

    assert Application.objects.get(pk=case.pk).last_step == StepKind.REVIEWED
    opinion = reviewing.opinion(application=case)
    assert opinion == PanelOpinion.objects.get(application=case)
    assert opinion is not None
    # 18 and 20 of 35 and 25 points are not full: joined by the plain mean of three.
    assert Fraction(opinion.score_text) == Fraction(18 + 18 + 18 + 18 + 16 * 4 + 20 * 4, 3)


def test_the_panels_answers_fill_the_questions_and_name_nobody() -> None:
    town = city.city()
    panel, [case] = panels.at_work(town)
    panels.ready(town, panel, case)
    panels.agreed(town, panel, case)
    review_opinions.close(by=panels.manager(town), application=case.reference)
    submission = panels.reread(case).last_submission
    assert submission is not None

    signed = judging.judgements(application=case)
    heard = examination.examine(
        snapshot=submission.snapshot,
        pinned=rounds.pinned(version=submission.call_version),
        applied_at=submission.at,
        closes_at=submission.call_version.closes_at,
        judgements=signed,
        on_file={},
    )

    assert heard.number_of(Outcome.NEEDS_JUDGEMENT) == 0
    assert {each.by for each in signed.values()} == {judging.PANEL_NAME}
    assert set(SignedJudgement.objects.values_list("on_behalf", flat=True)) == {"panel"}
