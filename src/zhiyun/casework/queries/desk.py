"""A person's desk: everything that waits for them, gathered from the areas that know."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from zhiyun.casework.actor import Actor
from zhiyun.casework.queries import (
    applications,
    bureau_calls,
    bureau_notices,
    case_tasks,
    construction_tasks,
    expert_desk,
    experts,
    inquiries,
    meeting_tasks,
    objections,
    payments,
    people,
    review_tasks,
    task_book_lists,
    verification_board,
)
from zhiyun.casework.tasks import Task


class Provider(Protocol):
    """An area's list of what waits for an actor."""

    def __call__(self, *, by: Actor) -> Iterable[Task]:
        """List the tasks."""


PROVIDERS: tuple[Provider, ...] = (
    applications.tasks,
    bureau_calls.tasks,
    people.tasks,
    experts.tasks,
    case_tasks.tasks,
    verification_board.tasks,
    task_book_lists.tasks,
    construction_tasks.tasks,
    bureau_notices.tasks,
    objections.tasks,
    expert_desk.tasks,
    review_tasks.tasks,
    inquiries.tasks,
    payments.tasks,
    meeting_tasks.tasks,
)
"""Who knows of tasks: one function of each area."""


def waiting(*, by: Actor) -> tuple[Task, ...]:
    """List what waits for the actor, the most urgent first."""
    found = [task for provider in PROVIDERS for task in provider(by=by)]
    return tuple(sorted(found, key=lambda task: (task.until is None, task.until or by.at, task.what)))
