"""Results of navigating patents, by their reference: the newest draft of each; they have no stages."""

from __future__ import annotations

import enum
from typing import Any

from zhiyun.casework import sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Subject
from zhiyun.casework.refusals import NotFound
from zhiyun.records.models import NavigationRecord


def _lock(by: Actor, reference: Any) -> NavigationRecord:
    """The first draft is locked, which all corrections of one record wait for; then the newest is read."""
    rows = sight.navigations(by=by).filter(reference=str(reference))
    if rows.select_for_update(of=("self",)).filter(number=1).first() is None:
        raise NotFound
    return rows.select_related("organisation").latest("number")


def _no_stage(stage: enum.Enum) -> str:
    """Give the words for a stage of something that has none; nobody asks."""
    raise AssertionError(f"no stage is expected, least of all {stage}")


NAVIGATION: Subject[NavigationRecord] = Subject(
    "navigation",
    (),
    _lock,
    lambda navigation, by: None,
    lambda navigation: f"organisation:{navigation.organisation_id}",
    _no_stage,
)
