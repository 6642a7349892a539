"""Knowing a person by e-mail and password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest


class EmailBackend:
    """Django's way to ask who somebody is; the same time is spent whether or not the address is known."""

    def authenticate(self, request: HttpRequest | None, email: str = "", password: str = "") -> Any:
        """Give the person whose address and password these are; None for anyone else, and for who has left."""
        person = get_user_model().objects.filter(email=email.strip().lower()).first()
        if person is None:
            make_password(password)
            return None
        return person if person.check_password(password) and person.is_active else None

    def get_user(self, person_id: int) -> Any:
        """Give a person by key; None for one who has left."""
        return get_user_model().objects.filter(pk=person_id, departed_at=None).first()
