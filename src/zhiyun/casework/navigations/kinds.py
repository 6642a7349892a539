"""The four classes of navigation the national platform files (国知办函运字〔2023〕571号)."""

from __future__ import annotations

import enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class NavigationKind(enum.StrEnum):
    """For what patents were navigated."""

    REGION = "region"
    INDUSTRY = "industry"
    ENTERPRISE = "enterprise"
    UNIVERSITY = "university"

    @property
    def words(self) -> Promise:
        """The platform's word."""
        return _WORDS[self]


_WORDS = {
    NavigationKind.REGION: _("区域规划类"),
    NavigationKind.INDUSTRY: _("产业规划类"),
    NavigationKind.ENTERPRISE: _("企业类"),
    NavigationKind.UNIVERSITY: _("高校院所类"),
}
