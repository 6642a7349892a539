"""What was said of a centre in its yearly evaluations (Article 17), span by span."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from zhiyun import law
from zhiyun.casework.actor import Actor
from zhiyun.casework.construction import evaluating
from zhiyun.casework.queries.construction_shown import Evaluated, Evaluation
from zhiyun.casework.roles import BUREAU_ROLES


def evaluated(
    *, grant: Any, spans: Iterable[law.Due], measure: law.Measure, by: Actor
) -> Iterator[Evaluated]:
    """List the spans among dates, with what was said of each; the centre hears only what it was told."""
    rows = sorted(grant.evaluations.all(), key=lambda each: -each.pk)
    number = 0
    for due in spans:
        if due.article != evaluating.ARTICLE or due.covers is None:
            continue
        number += 1
        said = (_said(row, measure, by) for row in rows if row.covers_from == due.covers.starts_on)
        yield Evaluated(
            number,
            due.covers,
            evaluating.is_over(span=due.covers, on=by.day),
            tuple(each for each in said if each.good or by.role in BUREAU_ROLES),
        )


def _said(row: Any, measure: law.Measure, by: Actor) -> Evaluation:
    ruling, is_bureau = getattr(row, "ruling", None), by.role in BUREAU_ROLES
    heard = evaluating.effect(measure=measure, passed=row.passed)
    return Evaluation(
        row.pk,
        tuple(row.lines),
        row.points,
        row.passed,
        row.opinion,
        str(heard.because),
        tuple(f"{each.reading.question}：{each}" for each in heard.readings),
        row.by.name if is_bureau else "",
        row.by_id == by.person_id,
        None if ruling is None else ruling.good,
        "" if ruling is None else ruling.reason,
        ruling.by.name if ruling is not None and is_bureau else "",
        None if ruling is None else ruling.day,
    )
