"""The code by which whoever objected, and nobody else, follows what becomes of it: only its digest is kept."""

from __future__ import annotations

import base64
import re

from django.utils.crypto import salted_hmac

from zhiyun.casework.canonical import sm3_hex

LENGTH = 20
_CODE = re.compile(rf"[A-Z2-7]{{{LENGTH}}}")
_MISREAD = str.maketrans({"0": "O", "1": "I", "8": "B", "-": "", " ": "", "\u3000": "", "—": "", "–": ""})


def code_of(*, reference: str) -> str:
    """Give the code of an objection: a hundred bits that only the office's secret makes of its reference."""
    digest = salted_hmac("zhiyun.objection", reference, algorithm="sha256").digest()
    return base64.b32encode(digest)[:LENGTH].decode()


def digest(*, code: str) -> str:
    """Give what is kept of a code."""
    return sm3_hex(text=code)


def code_in(*, typed: str) -> str | None:
    """Give the code somebody typed, however spaced and misread; None where it cannot be one."""
    code = typed.strip().upper().translate(_MISREAD)
    return code if _CODE.fullmatch(code) else None


def spelt(*, code: str) -> str:
    """Spell a code in groups of four."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
