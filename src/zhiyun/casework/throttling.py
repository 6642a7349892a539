"""Slowing whoever guesses: tries at a secret are counted by account and address, by account, by address, and in all.

Only digests are kept. An account tried from everywhere stays open to addresses it was entered from before, so that
nobody can be locked out by a stranger; a session already open is never asked.
"""

from __future__ import annotations

import ipaddress
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.crypto import salted_hmac

from zhiyun.casework.actor import SHANGHAI
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import LoginAttempt

WINDOW = timedelta(minutes=15)
PER_ACCOUNT_AND_ADDRESS = 5
PER_ACCOUNT = 20
PER_ADDRESS = 60
EVERYWHERE = 2000
REMEMBERED = timedelta(days=30)

PASSWORD, CODE, RECOVERY, CONFIRM = "password", "code", "recovery", "confirm"
RESET, REGISTER = "reset", "register"
OBJECTION, TRACKING = "objection", "tracking"
SEARCH = "search"
ENTERED = "entered"
_GUESSES = (PASSWORD, CODE, RECOVERY, CONFIRM)


class TooManyTries(Refusal):
    """So many tries were made that the next has to wait until ``until``."""

    def __init__(self, until: datetime, at: datetime) -> None:
        shown = (until + timedelta(seconds=59)).astimezone(SHANGHAI)
        super().__init__(
            Said("尝试的次数太多了，请在%(shown)s以后再试。已经登录的页面不受影响。", shown=f"{shown:%H:%M}")
        )
        self.wait_seconds = max(1, -((at - until) // timedelta(seconds=1)))


def begin(*, secret: str, account: str, address: str, at: datetime) -> int:
    """Count one try, before it is made, and give its number; refuses what comes too often with `TooManyTries`.

    Tries that are refused are not counted: the hour the refusal names holds.
    """
    mine = LoginAttempt.objects.create(
        secret=secret,
        account=_account_key(account, address),
        address=_address_key(address),
        at=at,
        succeeded=False,
    )
    until = _blocked_until(mine)
    if until is not None:
        mine.delete()
        raise TooManyTries(until, at)
    return mine.pk


def succeed(*, attempt: int) -> None:
    """Say that a try was right, so that it counts no longer."""
    LoginAttempt.objects.filter(pk=attempt).update(succeeded=True)


def remember(*, account: str, address: str, at: datetime) -> None:
    """Keep that an account was fully entered from an address; forget what is old."""
    LoginAttempt.objects.filter(at__lt=at - REMEMBERED).delete()
    LoginAttempt.objects.create(
        secret=ENTERED,
        account=_account_key(account, address),
        address=_address_key(address),
        at=at,
        succeeded=True,
    )


def _blocked_until(mine: LoginAttempt) -> datetime | None:
    family = _GUESSES if mine.secret in _GUESSES else (mine.secret,)
    failed = (
        LoginAttempt.objects.filter(secret__in=family, succeeded=False, at__gt=mine.at - WINDOW)
        .exclude(pk=mine.pk)
        .order_by("-at")
    )
    here, account = Q(address=mine.address), Q(account=mine.account)
    limits = [(here, PER_ADDRESS)]
    if mine.secret != SEARCH:  # nothing is guessed there, so whoever names no account is not slowed more
        limits.append((here & account, PER_ACCOUNT_AND_ADDRESS))
    if mine.secret != SEARCH and not _known(mine):
        limits += [(account, PER_ACCOUNT), (Q(), EVERYWHERE)]
    ends = []
    for which, limit in limits:
        oldest_counted = failed.filter(which).values_list("at", flat=True)[limit - 1 : limit]
        ends += [at + WINDOW for at in oldest_counted]
    return max(ends, default=None)


def _known(mine: LoginAttempt) -> bool:
    return LoginAttempt.objects.filter(
        secret=ENTERED, account=mine.account, address=mine.address, at__gt=mine.at - REMEMBERED
    ).exists()


def _account_key(account: str, address: str) -> str:
    """Give the digest of an account; a try that names none is counted apart for each address."""
    named = account.strip().lower()
    return _digest(f"account:{named}" if named else f"nobody:{_network(address)}")


def _address_key(address: str) -> str:
    return _digest(f"address:{_network(address)}")


def _network(address: str) -> str:
    """Give the network one subscriber has: a whole IPv4 address, or the first 64 bits of IPv6."""
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(read, ipaddress.IPv6Address):
        if read.ipv4_mapped is not None:
            return str(read.ipv4_mapped)
        return str(ipaddress.ip_network(f"{read}/64", strict=False))
    return str(read)


def _digest(text: str) -> str:
    return salted_hmac("zhiyun.throttling", text, algorithm="sha256").hexdigest()
