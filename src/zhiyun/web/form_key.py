"""The key a form carries so that sending it twice does one thing once."""

from __future__ import annotations

import re
import secrets

from django.http import HttpRequest

_KEY = re.compile(r"[A-Za-z0-9_-]{1,50}", re.ASCII)


def new_key() -> str:
    """Draw a key for a form about to be shown."""
    return secrets.token_urlsafe(24)


def sent_key(request: HttpRequest) -> str:
    """Give the key a form came with; what was never one of ours is none."""
    told = request.POST.get("key", "")
    return told if _KEY.fullmatch(told) else ""
