"""Lays a city with task books into an installation that is served, and tells who looks at what of it.

``python -m tests.journeys.lay_task_books`` with the installation's environment; answers one JSON object.
"""

import json

import django


def main() -> None:
    """Lay the city; print the session of each seat and the references of its cases."""
    django.setup()
    from django.conf import settings

    from tests.casework import city, task_books
    from tests.web.visitors import seated
    from zhiyun import law
    from zhiyun.casework.actions import task_books as acts
    from zhiyun.casework.roles import Role

    town = city.city()
    signed = task_books.in_force(town)
    task_books.changed(town)
    industry = law.Benefit.INDUSTRY_CENTRE
    begun = task_books.confirmed(town, amount=200_000_000, benefit=industry)
    acts.begin(
        by=task_books.officer(town), application=begun.reference, content=task_books.content(200_000_000)
    )
    acts.propose(
        by=town.by(Role.PREPARER, at=task_books.SIGNS),
        task_book=begun.reference,
        content=task_books.content(
            200_000_000,
            goals="演示：改后的目标。\n演示：第二段。",
            interest_bp=435,
        ),
        note="演示：目标写清楚，约定利率。",
        seen=1,
    )
    fresh = task_books.confirmed(town, amount=50_000_000, benefit=industry)
    roles = (Role.CASE_OFFICER, Role.ROUND_MANAGER, Role.AUDITOR, Role.PREPARER, Role.LEGAL_REPRESENTATIVE)
    sessions = {
        role.value: seated(town, role, settings, moment=task_books.SIGNS).cookies["sessionid"].value
        for role in roles
    }
    cases = {"signed": signed.reference, "begun": begun.reference, "fresh": fresh.reference}
    print(json.dumps({"sessions": sessions, **cases}))


if __name__ == "__main__":
    main()
