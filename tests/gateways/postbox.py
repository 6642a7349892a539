"""A small SMTP server on this machine that keeps what it is handed, or refuses it."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage


class Postbox(socketserver.ThreadingTCPServer):
    """Takes mail on a free port; ``refuses`` names a recipient that is turned away."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, refuses: str = "", host: str = "127.0.0.1") -> None:
        super().__init__((host, 0), _Talk)
        self.refuses = refuses
        self.mails: list[EmailMessage] = []

    @property
    def address(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}/?from=zhiyun@example.cn"


@contextmanager
def postbox(refuses: str = "", host: str = "127.0.0.1") -> Iterator[Postbox]:
    """Open a postbox for the length of a block."""
    with Postbox(refuses, host) as box:
        serving = threading.Thread(target=box.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        serving.start()
        try:
            yield box
        finally:
            box.shutdown()
            serving.join()


class _Talk(socketserver.StreamRequestHandler):
    server: Postbox

    def handle(self) -> None:
        self._say("220 postbox")
        for line in self.rfile:
            word = line.split()[0].upper() if line.split() else b""
            if word == b"DATA":
                self._take()
            elif word == b"QUIT":
                self._say("221 bye")
                return
            elif word == b"RCPT" and self.server.refuses and self.server.refuses.encode() in line:
                self._say("550 no such mailbox")
            else:
                self._say("250 ok")

    def _take(self) -> None:
        self._say("354 go on")
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line)
        mail = message_from_bytes(b"".join(lines), policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.server.mails.append(mail)
        self._say("250 taken")

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")
