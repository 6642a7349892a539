"""The pages of review, verification, meeting and result, filled as a large round fills them.

Each function makes the rows in the installation prepared before, and gives an address with the session to ask it by.
"""

from __future__ import annotations

from datetime import timedelta

FILES, DEALS, APPLICANTS = 40, 500, 100


def expert_desk() -> tuple[str, str]:
    """An expert with forty files, half of them scored, in a phase that runs now."""
    from django.utils import timezone  # noqa: PLC0415 - tables exist once an installation is prepared

    from tests.casework import city, panels  # noqa: PLC0415 - as above
    from tests.web import matrix  # noqa: PLC0415 - as above
    from zhiyun.records.models import ReviewPhase  # noqa: PLC0415 - as above

    town = city.city()
    panel, cases = panels.at_work(town, count=FILES)
    by = panels.members(panel, town)[0]
    for case in cases[: FILES // 2]:
        panels.declare(case, by)
        panels.score(case, by)
    ReviewPhase.objects.filter(call=panel.call).update(ends_at=timezone.now() + timedelta(days=5))
    return "/expert/", matrix.entered(by).cookies["sessionid"].value


def verification_desk() -> tuple[str, str]:
    """A ledger of five hundred deals, all written and half of them checked."""
    from tests.casework import city, verification  # noqa: PLC0415 - as above
    from tests.web import matrix  # noqa: PLC0415 - as above
    from zhiyun.casework.roles import Role  # noqa: PLC0415 - as above

    town = city.city()
    lines = [city.deal_line(number) for number in range(1, DEALS + 1)]
    case = verification.case(town, city.call(town), lines)
    verification.count_plain(town, case)
    verification.check_all(town, case)
    officer = matrix.entered(town.seats[Role.CASE_OFFICER]).cookies["sessionid"].value
    return f"/bureau/verification/{case.reference}/", officer


def meeting_and_result() -> tuple[tuple[str, str], str]:
    """A meeting over a hundred applicants, and the public page of what it gave, once confirmed."""
    from django.db import transaction  # noqa: PLC0415 - as above

    from tests.casework import city, meeting_room, noticed, onward  # noqa: PLC0415 - as above
    from tests.web import matrix  # noqa: PLC0415 - as above
    from zhiyun.casework.actions import notices  # noqa: PLC0415 - as above
    from zhiyun.casework.roles import Role  # noqa: PLC0415 - as above
    from zhiyun.records.models import Publication  # noqa: PLC0415 - as above

    town = city.city()
    under = city.call(town)
    with transaction.atomic():
        for number in range(APPLICANTS):
            onward.claimed(town, under, f"{100_000 * (number + 1)}")
        onward.funded(town, under)
    resolution = meeting_room.held(town, under)
    moment = noticed.at(noticed.PUBLISHED_ON)
    reference = notices.publish(
        by=noticed.by(town, Role.MEETING_SECRETARY, moment),
        resolution=resolution.reference,
        words=noticed.CONTACTS,
        calendar=noticed.CALENDAR,
    )
    publication = Publication.objects.get(reference=reference)
    after = noticed.at(publication.last_on + timedelta(days=1))
    manager = noticed.outsider(town, Role.ROUND_MANAGER, after)
    notices.confirm(by=manager, publication=reference, calendar=noticed.CALENDAR)
    secretary = matrix.entered(town.seats[Role.MEETING_SECRETARY]).cookies["sessionid"].value
    assert resolution.item is not None
    return (f"/bureau/meetings/{resolution.item.meeting.reference}/", secretary), (
        f"/results/{under.reference}/"
    )
