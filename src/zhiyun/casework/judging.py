"""Signed judgements: what people answered where the measure leaves a question to them, and nothing else may."""

from __future__ import annotations

from zhiyun import law
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.finding import Judgement
from zhiyun.records.models import Application, SignedJudgement

PANEL_NAME = "评审专家组"
"""Who answered, wherever a panel's answer is shown: whoever sat on it is named to nobody outside the bureau."""


def write(
    *, application: Application, question: law.Question, met: bool, opinion: str, on_behalf: str, by: Actor
) -> SignedJudgement:
    """Sign an answer inside an action; ``on_behalf`` is ``panel``, ``bureau`` or ``meeting``."""
    return SignedJudgement.objects.create(
        application=application,
        article=question.cites.article,
        item=question.cites.item,
        document=question.cites.document,
        asks=question.asks,
        met=met,
        opinion=opinion,
        on_behalf=on_behalf,
        by_id=by.person_id,
        by_name=by.name,
        role=by.role,
        at=by.at,
    )


def judgements(*, application: Application) -> dict[Citation, Judgement]:
    """Give the judgements that hold on an application, by the place of the measure: the newest of each."""
    rows = SignedJudgement.objects.filter(application=application).order_by("id")
    return law.signed(_judgement(row) for row in rows)


def _judgement(row: SignedJudgement) -> Judgement:
    cites = Citation(row.article, row.item, row.document)
    name = PANEL_NAME if row.on_behalf == "panel" else row.by_name
    return Judgement(cites, row.met, name, row.at.astimezone(SHANGHAI).date(), row.opinion)
