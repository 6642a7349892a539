"""One-time codes of an authenticator (RFC 6238, 30 seconds) and the recovery codes that stand in for them."""

from __future__ import annotations

import hashlib
import hmac
import re
from datetime import datetime

import pyotp

STEP_SECONDS = 30
DRIFT_STEPS = 1
RECOVERY_CODES = 10
ISSUER = "知运"


def matching_step(*, secret: str, code: str, at: datetime, after: int) -> int | None:
    """Give the step whose code this is, one step early or late included; never one up to ``after``."""
    typed = re.sub(r"\s", "", code)
    if not re.fullmatch(r"[0-9]{6}", typed):
        return None
    now = int(at.timestamp()) // STEP_SECONDS
    codes = pyotp.HOTP(secret)
    for step in range(now - DRIFT_STEPS, now + DRIFT_STEPS + 1):
        if step > after and hmac.compare_digest(codes.at(step), typed):
            return step
    return None


def address_for_authenticator(*, secret: str, email: str) -> str:
    """Give the ``otpauth:`` address an authenticator reads from the picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def recovery_digest(*, code: str) -> str:
    """Give the digest kept of a recovery code; case, spaces and hyphens do not matter."""
    plain = re.sub(r"[\s-]", "", code).upper()
    return hashlib.sha256(f"zhiyun recovery {plain}".encode()).hexdigest()
