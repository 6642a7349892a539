"""A result of navigation, which has no stages: its centre's members and the bureau may know of it on a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.casework import city, navigating
from tests.casework import standings as kinds
from zhiyun.casework.roles import APPLICANT_ROLES, BUREAU_ROLES

if TYPE_CHECKING:
    from tests.casework.standings import Standing


def standings(town: city.City) -> list[Standing]:
    """One that is on file, and another body's, which only the bureau knows of."""
    own, foreign = navigating.row(town.applicant), navigating.row(town.other_applicant)
    return [
        kinds.Standing(None, kinds._always(own.reference), city.NOON, APPLICANT_ROLES | BUREAU_ROLES),
        kinds.Standing(None, kinds._always(foreign.reference), city.NOON, BUREAU_ROLES),
    ]
