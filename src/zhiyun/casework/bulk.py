"""Accepting many applications at once: first shown what would happen to each, then done one by one.

The preview asks the very door the deed passes, and each application is its own transaction with its own answer:
one that is refused holds up no other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from zhiyun.casework import door
from zhiyun.casework.actions import first_look
from zhiyun.casework.actor import Actor
from zhiyun.casework.refusals import ConflictOfInterest, NotAllowed, NotFound
from zhiyun.casework.subjects import APPLICATION
from zhiyun.casework.tongue import in_chinese
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said

MOST = 100
"""Applications in one go: as many as a person can look through."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would happen to one application: ``why_not`` is empty where it would be accepted.

    ``applicant`` is empty and ``seen`` 0 for what the actor may not know of.
    """

    reference: str
    applicant: str
    seen: int
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of one application: the number of its notice, or why it was refused."""

    reference: str
    paper: str = ""
    why_not: str = ""


def foresee_accepting(*, by: Actor, references: Sequence[str]) -> tuple[Foreseen, ...]:
    """Say of each application what accepting it would come to; changes nothing but the record of who was refused."""
    return tuple(_foreseen(by, reference) for reference in _within_bounds(references))


def accept_each(*, by: Actor, seen: Mapping[str, int], key: str) -> tuple[Answered, ...]:
    """Accept each application whose last submission is the one ``seen``; asked again with ``key``, answer the same."""
    answers = []
    for reference in _within_bounds(tuple(seen)):
        try:
            paper = first_look.accept(
                by=by,
                application=reference,
                seen=seen[reference],
                key=f"{key[:40]}:{reference}"[:64],
            )
        except Refusal as refusal:
            answers.append(Answered(reference, why_not=str(refusal)))
        else:
            answers.append(Answered(reference, paper))
    return tuple(answers)


def _foreseen(by: Actor, reference: str) -> Foreseen:
    declared = door.ACTIONS["application.accept"]
    known = Foreseen(reference, "", 0)
    try:
        with in_chinese(), transaction.atomic():
            if by.role not in declared.roles:
                raise NotAllowed(str(by.role.label), declared.words)
            application = APPLICATION.lock(by, reference)
            known = Foreseen(reference, application.organisation.name, 0)
            door.check(declared=declared, by=by, thing=application)
            submission = first_look.acceptable(application=application, seen=None, note="")
    except (NotAllowed, NotFound, ConflictOfInterest) as refusal:
        door.tell_refusal(action=declared.name, by=by, subject=reference, refusal=refusal)
        return Foreseen(reference, known.applicant, 0, str(refusal))
    except Refusal as refusal:
        return Foreseen(reference, known.applicant, 0, str(refusal))
    return Foreseen(reference, known.applicant, submission.number)


def _within_bounds(references: Sequence[str]) -> tuple[str, ...]:
    asked = tuple(dict.fromkeys(references))
    if not asked:
        raise Faulty([Fault(Said("批量受理"), Said("请先在列表里勾选要受理的申报"))])
    if len(asked) > MOST:
        raise Faulty(
            [
                Fault(
                    Said("批量受理"),
                    Said(
                        "一次最多%(most)s件，现在选了%(count)s件，请分几次办理", most=MOST, count=len(asked)
                    ),
                )
            ]
        )
    return asked
