"""Applications of the demonstration from their beginning to the day they are accepted, each step at its hour."""

from __future__ import annotations

from datetime import datetime

from zhiyun.casework.actions import first_look
from zhiyun.casework.demo.bodies import Bodies
from zhiyun.casework.demo.calls import at
from zhiyun.casework.demo.filling import Filler, Story, begin
from zhiyun.casework.roles import Role
from zhiyun.gateways.safekeeping import Store
from zhiyun.records.models import Application


def begun(*, city: Bodies, name: str, call: str, store: Store, story: Story, day: str) -> Filler:
    """Let an applicant's preparer fill in as much as its story says."""
    preparer = city.by(city.applicant(name), Role.PREPARER, at=at(day=day, time="14:00"))
    filler = begin(by=preparer, call=call, store=store, story=story)
    filler.fill()
    return filler


def handed_in(
    *, city: Bodies, name: str, call: str, store: Store, story: Story, day: str, instant: datetime
) -> Filler:
    """The same, and let its legal representative submit it."""
    filler = begun(city=city, name=name, call=call, store=store, story=story, day=day)
    legal = city.by(city.applicant(name), Role.LEGAL_REPRESENTATIVE, at=instant)
    filler.hand_in(legal, instant)
    return filler


def accepted(
    *,
    city: Bodies,
    name: str,
    call: str,
    store: Store,
    story: Story,
    days: tuple[str, str, str],
    note: str = "",
) -> Application:
    """Fill in, submit and accept on three days; ``note`` says why, where the law found gaps."""
    filled_on, submitted_on, accepted_on = days
    filler = handed_in(
        city=city,
        name=name,
        call=call,
        store=store,
        story=story,
        day=filled_on,
        instant=at(day=submitted_on, time="15:10"),
    )
    officer = city.by(city.bureau, Role.CASE_OFFICER, at=at(day=accepted_on, time="09:50"))
    first_look.accept(by=officer, application=filler.reference, seen=1, note=note)
    return Application.objects.select_related("last_submission__call_version").get(reference=filler.reference)
