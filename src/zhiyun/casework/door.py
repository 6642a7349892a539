"""The one door for change: every action is declared here and checked here, in one transaction.

An action names who may do it (role), to what (subject), where it must stand (stages), and its article. The door
locks the subject, then asks in order: was this very form already handled, is the mandate still held, may the role,
may this actor know of the object, is there a conflict of interest, does it stand where this can be done, was a
secret given again where the act is grave. Only then the action itself runs and asks the law. What it did becomes
an event of the subject's chain in the same transaction; what was refused becomes an event of the security chain.
"""

from __future__ import annotations

import enum
import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Generic, TypeVar

from django.db import transaction

from zhiyun.casework import record
from zhiyun.casework.actor import Actor
from zhiyun.casework.refusals import (
    AnotherRequest,
    ConflictOfInterest,
    MandateEnded,
    NeedsConfirmation,
    NotAllowed,
    NotFound,
    WrongStage,
)
from zhiyun.casework.roles import Role
from zhiyun.casework.tongue import in_chinese
from zhiyun.kernel.refusal import Refusal
from zhiyun.records.models import Done, Mandate

Thing = TypeVar("Thing")

CONFIRMED_FOR = timedelta(minutes=10)
SECURITY_CHAIN = "security"


@dataclass(frozen=True)
class Subject(Generic[Thing]):
    """A kind of thing actions change: how it is found and locked, where it stands, and in which chain it is told.

    ``lock`` gives the row the actor may know of, locked, or raises `NotFound` or `ConflictOfInterest`.
    """

    name: str
    stages: tuple[enum.Enum, ...]
    lock: Callable[[Actor, Any], Thing]
    stage_of: Callable[[Thing, Actor], enum.Enum | None]
    chain_of: Callable[[Thing], str]
    stage_words: Callable[[enum.Enum], str]


@dataclass(frozen=True)
class Action:
    """What the door knows of an action before anyone asks for it."""

    name: str
    words: str
    subject: Subject[Any]
    roles: frozenset[Role]
    stages: frozenset[enum.Enum]
    cites: tuple[str, ...]
    is_sensitive: bool

    def allows(self, role: Role, stage: enum.Enum | None) -> bool:
        """Say whether a role may do this to something at a stage."""
        return role in self.roles and (not self.stages or stage in self.stages)


@dataclass(frozen=True)
class Deed:
    """What an action did: a short answer for whoever asked, and what the record keeps of it.

    ``chain`` is named where something new begins a chain of its own.
    """

    answer: str = ""
    chain: str = ""
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    cites: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()


ACTIONS: dict[str, Action] = {}
"""Every action there is, by name: the ground of the table role × action × stage."""


def action(
    *,
    name: str,
    words: str,
    on: Subject[Any],
    roles: Iterable[Role],
    stages: Iterable[enum.Enum] = (),
    cites: tuple[str, ...] = (),
    is_sensitive: bool = False,
) -> Callable[[Callable[..., Deed]], Callable[..., str]]:
    """Make a function the body of an action: it gets the locked thing under the subject's name, and returns a `Deed`.

    Callers pass ``by``, the thing's reference under the subject's name, the action's own arguments, and the form's
    ``key`` where a form could be sent twice.
    """
    declared = Action(name, words, on, frozenset(roles), frozenset(stages), cites, is_sensitive=is_sensitive)
    assert name not in ACTIONS, f"two actions are called {name}"
    assert set(stages) <= set(on.stages), f"{name} names a stage that {on.name} does not have"
    ACTIONS[name] = declared

    def made(body: Callable[..., Deed]) -> Callable[..., str]:
        @functools.wraps(body)
        def perform(*, by: Actor, key: str = "", **inputs: Any) -> str:
            reference = inputs.pop(on.name)
            try:
                with in_chinese(), transaction.atomic():
                    return _performed(declared, body, by, key, reference, inputs)
            except (NotAllowed, NotFound, ConflictOfInterest, MandateEnded) as refusal:
                tell_refusal(action=name, by=by, subject=str(reference), refusal=refusal)
                raise

        perform.action = declared  # type: ignore[attr-defined]  # what the generated tables read
        return perform

    return made


def check(*, declared: Action, by: Actor, thing: object) -> None:
    """Ask everything the door asks once a thing is found and locked, but for the form's key."""
    if by.role not in declared.roles:
        raise NotAllowed(str(by.role.label), declared.words)
    stage = declared.subject.stage_of(thing, by)
    if declared.stages and stage not in declared.stages:
        assert stage is not None
        raise WrongStage(declared.subject.stage_words(stage), declared.words)
    if declared.is_sensitive and not is_confirmed(by=by):
        raise NeedsConfirmation


def tell_refusal(*, action: str, by: Actor, subject: str, refusal: Refusal) -> None:
    """Write into the security chain, in a transaction of its own, that somebody was turned away."""
    with transaction.atomic():
        record.append(
            chain=SECURITY_CHAIN, by=by, action=action, subject=subject[:80], refused=type(refusal).__name__
        )


def _performed(
    declared: Action,
    body: Callable[..., Deed],
    by: Actor,
    key: str,
    reference: Any,
    inputs: dict[str, Any],
) -> str:
    _hold_mandate(by)
    if by.role not in declared.roles:
        raise NotAllowed(str(by.role.label), declared.words)
    thing = declared.subject.lock(by, reference)
    done = Done.objects.filter(person_id=by.person_id, key=key).first() if key and by.person_id else None
    if done is not None:
        if (done.action, done.subject) != (declared.name, str(reference)):
            raise AnotherRequest
        return str(done.answer)
    check(declared=declared, by=by, thing=thing)
    deed = body(by=by, **{declared.subject.name: thing}, **inputs)
    record.append(
        chain=deed.chain or declared.subject.chain_of(thing),
        by=by,
        action=declared.name,
        subject=str(reference),
        before=deed.before,
        after=deed.after,
        cites=(*declared.cites, *deed.cites),
        readings=deed.readings,
    )
    if key and by.person_id:
        Done.objects.create(
            person_id=by.person_id,
            key=key,
            action=declared.name,
            subject=str(reference),
            answer=deed.answer,
            at=by.at,
        )
    return deed.answer


def _hold_mandate(by: Actor) -> None:
    """Make sure, and keep true until the end, that the actor holds the mandate it came with."""
    if by.role is Role.PUBLIC:
        return
    held = Mandate.objects.select_for_update(of=("self",)).filter(
        pk=by.mandate_id,
        person_id=by.person_id,
        organisation_id=by.organisation_id,
        role=by.role.value,
        ended_at=None,
        person__departed_at=None,
    )
    if held.first() is None:
        raise MandateEnded


def is_confirmed(*, by: Actor) -> bool:
    """Say whether the actor has just given a secret again."""
    return by.confirmed_at is not None and timedelta(0) <= by.at - by.confirmed_at <= CONFIRMED_FOR
