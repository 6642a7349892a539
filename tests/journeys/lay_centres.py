"""Lays a city with funded centres into an installation that is served, and tells who looks at what of it.

``python -m tests.journeys.lay_centres`` with the installation's environment; answers one JSON object.
"""

import json
from datetime import date

import django


def main() -> None:
    """Lay the city on 2026-04-24; print the session of each seat and the references of its centres."""
    django.setup()
    from django.conf import settings

    from tests.casework import centres, city
    from tests.web.visitors import seated
    from zhiyun.casework.roles import Role
    from zhiyun.kernel.money import wan

    town, day = city.city(), date(2026, 4, 24)
    named = ("failed", "concluded", "revoked", "proposed", "owing")
    made = {name: centres.centre(town, amounts=(wan(60), wan(40))) for name in named}
    made["failed"].hand_in(date(2023, 9, 20))
    made["failed"].comes_to(centres.FIRST_FAILED, passed=False)
    made["concluded"].comes_to(centres.FIRST_FAILED, passed=False)
    made["concluded"].ask(date(2026, 4, 11))
    visit = {"inspected_on": centres.SECOND_FAILED, "inspected": "演示：现场查看。"}
    made["concluded"].conclude(centres.SECOND_FAILED, passed=True, **visit)
    for name in ("revoked", "proposed", "owing"):
        made[name].fail_twice()
    made["proposed"].propose(day, words="演示：缴入演示专户。")
    made["owing"].propose(day)
    made["owing"].order(day)
    made["owing"].receive(day, wan(30))
    roles = (Role.CASE_OFFICER, Role.ROUND_MANAGER, Role.FINANCE, Role.AUDITOR, Role.PREPARER)
    moment = made["failed"].by(Role.PREPARER, day).at
    sessions = {
        role.value: seated(town, role, settings, moment=moment).cookies["sessionid"].value for role in roles
    }
    print(json.dumps({"sessions": sessions, **{name: each.case.reference for name, each in made.items()}}))


if __name__ == "__main__":
    main()
