"""Results of navigation for the matrix: a city's centre has one that is public, and one that is not."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.conf import settings

from tests.casework import city, navigating
from zhiyun.casework.roles import Role
from zhiyun.gateways.safekeeping import Store
from zhiyun.records.models import Application, NavigationRecord


def made(town: city.City) -> None:
    """Put both on file, with a use of the first."""
    kept = Store(settings.FILES).keep(BytesIO(b"demo report"))
    shown = navigating.row(town.applicant, sm3=kept.sm3)
    navigating.used(shown, sm3=kept.sm3)
    navigating.row(town.applicant, sm3=kept.sm3, is_public=False)


def _one(town: city.City, *, is_public: bool) -> Any:
    return NavigationRecord.objects.get(organisation=town.applicant, is_public=is_public)


def _shown(town: city.City, case: Application, role: Role) -> str:
    return str(_one(town, is_public=True).reference)


KNOWN = {
    "/navigation/ reference": _shown,
    "/bureau/navigation/ reference": _shown,
    "/patents/navigation/ reference": _shown,
    **{f"{side}navigation-file of": lambda town, case, role: "report" for side in ("", "bureau-")},
    **{
        f"{side}navigation-file row": lambda town, case, role: _one(town, is_public=True).pk
        for side in ("", "bureau-")
    },
}
FOREIGN = {
    # The bureau may know of every centre's, so only nothing is foreign.
    "/bureau/navigation/ reference": lambda town, case, role: "DH-0-1",
    "/patents/navigation/ reference": lambda town, case, role: _one(town, is_public=False).reference,
}
