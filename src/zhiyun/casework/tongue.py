"""The office writes Chinese, whatever language a screen speaks: its letters, files, refusals and record."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation


def in_chinese() -> translation.override:
    """Say roles and stages as the office does, for as long as something is written that outlasts a page."""
    return translation.override(settings.LANGUAGE_CODE)
