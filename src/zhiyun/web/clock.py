"""The one clock of the screens: real, or moved in a demonstration."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from zhiyun.casework import clock


def real() -> datetime:
    """Give the instant itself, as authenticators know it; nothing moves it."""
    return timezone.now()


def now() -> datetime:
    """Give the instant a request is answered at; only a demonstration's clock can differ from the real one."""
    return real() + clock.ahead() if settings.DEMO else real()
