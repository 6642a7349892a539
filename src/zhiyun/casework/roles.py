"""As what people act, for screens and commands, which do not look at tables."""

from __future__ import annotations

from zhiyun.records.models import APPLICANT_ROLES, BUREAU_ROLES, THREE_POWERS, OrganisationKind, Role

CASE_ROLES = frozenset({*APPLICANT_ROLES, *BUREAU_ROLES, Role.DISTRICT_OFFICER})
"""The roles that ever see a case."""
EVERYONE = frozenset(Role)

__all__ = [
    "APPLICANT_ROLES",
    "BUREAU_ROLES",
    "CASE_ROLES",
    "EVERYONE",
    "THREE_POWERS",
    "OrganisationKind",
    "Role",
]
