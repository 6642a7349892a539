"""Lists to be published, notices and objections, as actions find and lock them."""

from __future__ import annotations

import enum
from typing import Any

from zhiyun.casework import sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Subject
from zhiyun.casework.publicity import seen, standing
from zhiyun.casework.publicity.standing import ListStage, NoticeStage, ObjectionStage
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.records.models import Objection, ObjectionQuestion, Publication, Resolution


def _lock_list(by: Actor, reference: Any) -> Resolution:
    found = seen.lists(by=by).filter(reference=reference).first()
    if found is None:
        raise NotFound
    rows = Resolution.objects.select_related("call__current", "call__issuer", "item__meeting")
    return rows.select_for_update(of=("self",)).get(pk=found.pk)


def _lock_notice(by: Actor, reference: Any) -> Publication:
    found = seen.notices(by=by).filter(reference=reference).first()
    if found is None:
        raise NotFound
    rows = Publication.objects.select_related("resolution__call__current", "resolution__call__issuer")
    return rows.select_for_update(of=("self",)).get(pk=found.pk)


def _lock_objection(by: Actor, reference: Any) -> Objection:
    """One of the office's own, unless the actor has to stand aside."""
    found = seen.objection(by=by, reference=str(reference))
    rows = Objection.objects.select_related("publication__resolution__call__issuer", "about__organisation")
    return rows.select_for_update(of=("self",)).get(pk=found.pk)


def _lock_question(by: Actor, reference: Any) -> ObjectionQuestion:
    """One put to the actor's own organisation."""
    if by.role not in APPLICANT_ROLES:
        raise NotFound
    rows = ObjectionQuestion.objects.select_related("application", "objection__publication")
    mine = sight.applications(by=by).values("pk")
    found = rows.filter(pk=reference, application__in=mine).select_for_update(of=("self",)).first()
    if found is None:
        raise NotFound
    return found


def _words(stage: enum.Enum) -> str:
    assert isinstance(stage, ListStage | NoticeStage | ObjectionStage)
    return stage.words


LIST: Subject[Resolution] = Subject(
    "resolution",
    tuple(ListStage),
    _lock_list,
    lambda resolution, by: standing.of_list(resolution=resolution),
    lambda resolution: f"call:{resolution.call.reference}",
    _words,
)
NOTICE: Subject[Publication] = Subject(
    "publication",
    tuple(NoticeStage),
    _lock_notice,
    lambda publication, by: standing.of_notice(publication=publication, on=by.day),
    lambda publication: f"publication:{publication.reference}",
    _words,
)
OBJECTION: Subject[Objection] = Subject(
    "objection",
    tuple(ObjectionStage),
    _lock_objection,
    lambda objection, by: standing.of_objection(objection=objection),
    lambda objection: f"publication:{objection.publication.reference}",
    _words,
)
QUESTION: Subject[ObjectionQuestion] = Subject(
    "question",
    tuple(ObjectionStage),
    _lock_question,
    lambda question, by: (
        ObjectionStage.ANSWERED
        if hasattr(question, "reply") or hasattr(question.objection, "answer")
        else ObjectionStage.OPEN
    ),
    lambda question: f"publication:{question.objection.publication.reference}",
    _words,
)
"""What the handler of an objection put to the party it is about."""
