"""Giving up a call that was begun and never published: it stays to be read, and nobody goes on with it."""

from __future__ import annotations

from zhiyun.casework import calls
from zhiyun.casework.actions.calls import OFFICERS
from zhiyun.casework.actor import Actor
from zhiyun.casework.calls import publishing
from zhiyun.casework.door import Deed, action
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.stages import CallStage
from zhiyun.casework.subjects import CALL
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import Call


class AnothersDraft(Refusal):
    """Somebody else began the draft, and the actor is no round manager."""

    def __init__(self) -> None:
        super().__init__(Said("这份草稿由他人起草，请起草人自己作废，或者请轮次负责人作废。"))


@action(
    name="call.discard",
    words="作废申报通知草稿",
    on=CALL,
    roles=OFFICERS,
    stages=(CallStage.UNPUBLISHED,),
)
def discard(*, by: Actor, call: Call, reason: str) -> Deed:
    """Give up a call never published, saying why; whoever else had a hand in it is told."""
    if call.issuer_id != by.organisation_id:
        raise NotFound
    if not calls.may_discard(call=call, by=by):
        raise AnothersDraft
    reason = reason.strip()
    if not reason or len(reason) > publishing.LONGEST_REASON:
        limit = publishing.LONGEST_REASON
        raise Faulty([Fault("reason", Said("请写明作废的理由，不超过%(limit)s字", limit=limit))])
    version = call.versions.select_related("call__issuer").get()
    call.discarded_at, call.discarded_by_id, call.discarded_because = by.at, by.person_id, reason
    call.save(update_fields=["discarded_at", "discarded_by", "discarded_because"])
    publishing.tell_discarded(version=version, reason=reason, by=by)
    return Deed(before={"version": version.number}, after={"reason": reason})
