"""Reaching an installation's tables from a command."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said


class NoTables(Refusal):
    """The database cannot be reached, or has no tables yet."""

    def __init__(self, why: str) -> None:
        super().__init__(
            Said(
                "打不开办理记录：%(why)s。请在安装知运的机器上、用启动时的 ZHIYUN_HOME 和 ZHIYUN_DATABASE 执行。",
                why=why,
            )
        )


def connected() -> datetime:
    """Make the tables of this installation reachable; give the instant it is there."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhiyun.config.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise NoTables(str(error)) from error
    from django.conf import settings  # noqa: PLC0415 - settings are there once Django is set up

    from zhiyun.casework import clock  # noqa: PLC0415 - tables exist once Django is set up

    try:
        return datetime.now(UTC) + clock.ahead() if settings.DEMO else datetime.now(UTC)
    except DatabaseError as error:
        raise NoTables(str(error)) from error
