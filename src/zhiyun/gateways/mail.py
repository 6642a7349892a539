"""Plain-text mail handed to one SMTP server, named as ``smtp://user:password@host:port/?from=address``.

``smtps`` speaks TLS from the first byte; ``smtp`` turns to TLS before anything else is said, except to this machine.
"""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, parseaddr
from typing import Final, Self
from urllib.parse import parse_qs, unquote, urlsplit

PATIENCE_SECONDS: Final = 20
HERE: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_PORTS: Final = {"smtp": 587, "smtps": 465}


class NotSmtp(ValueError):
    """The address names no SMTP server, or no sender."""


class NotTaken(Exception):
    """The server could not be reached or did not take the mail; the text says why."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed in, and as whom."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    speaks_tls: bool = False

    @classmethod
    def read(cls, address: str) -> Self:
        """Read an address; refuses another scheme, and one without host or sender."""
        parts = urlsplit(address)
        sender = parse_qs(parts.query).get("from", [""])[0]
        if parts.scheme not in _PORTS or not parts.hostname or "@" not in parseaddr(sender)[1]:
            raise NotSmtp(address)
        return cls(
            parts.hostname,
            parts.port or _PORTS[parts.scheme],
            sender,
            unquote(parts.username or ""),
            unquote(parts.password or ""),
            speaks_tls=parts.scheme == "smtps",
        )

    def send(self, *, to: str, subject: str, body: str) -> None:
        """Hand one mail in; raises `NotTaken`, also for headers that would become two."""
        try:
            mail = composed(sender=self.sender, to=to, subject=subject, body=body)
            with self._connected() as server:
                if self.user:
                    server.login(self.user, self.password)
                server.send_message(mail)
        except (OSError, smtplib.SMTPException, ValueError) as fault:
            raise NotTaken(f"{type(fault).__name__}: {fault}"[:200]) from fault

    def _connected(self) -> smtplib.SMTP:
        trusted = ssl.create_default_context()
        if self.speaks_tls:
            return smtplib.SMTP_SSL(self.host, self.port, timeout=PATIENCE_SECONDS, context=trusted)
        server = smtplib.SMTP(self.host, self.port, timeout=PATIENCE_SECONDS)
        try:
            if self.host not in HERE:
                server.starttls(context=trusted)
        except (OSError, smtplib.SMTPException):
            server.close()
            raise
        return server


def composed(*, sender: str, to: str, subject: str, body: str) -> EmailMessage:
    """Compose a mail of plain text alone; a line break in a header is a `ValueError`."""
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = to
    mail["Subject"] = subject
    mail["Date"] = formatdate(localtime=True)
    # Nobody is to answer an automatic mail with another one.
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(body, charset="utf-8", cte="base64")
    return mail
