"""An applicant in the last minute: uploads a file, hands in, and tries again when the line breaks."""

from __future__ import annotations

import hashlib
import http.client
import re
import secrets
import threading
import time
from dataclasses import dataclass, field

FILE_SIZE = 200_000
BROKEN = (OSError, http.client.HTTPException)


@dataclass
class Applicant:
    """One browser. ``acknowledged`` is set once a receipt was shown, ``refused`` once the call was said to be closed."""

    address: tuple[str, int]
    reference: str
    session: str
    presses: int = 1
    token: str = ""
    uploaded: str = ""
    acknowledged: bool = False
    refused: bool = False
    statuses: list[int] = field(default_factory=list)

    def hand_in(self, *, until: float) -> None:
        """Upload, then press the button as often as this applicant does, all with the form's one key."""
        self._upload(until)
        page = self._asked("GET", f"/applications/{self.reference}/submit/", until=until)
        key = _hidden(page[2], "key") or secrets.token_urlsafe(24)
        presses = [threading.Thread(target=self._press, args=[key, until]) for _ in range(self.presses)]
        for press in presses:
            press.start()
        for press in presses:
            press.join()

    def _upload(self, until: float) -> None:
        content = (f"演示证明 {self.reference}\n".encode() * FILE_SIZE)[:FILE_SIZE]
        content = content[: content.rindex(b"\n") + 1]
        where = f"/applications/{self.reference}/materials/"
        page = self._asked("GET", where, until=until)
        fields = {"key": _hidden(page[2], "key"), "do": "stay"}
        status, _, _ = self._asked("POST", where, fields, content, until=until)
        if status == 302:
            self.uploaded = hashlib.new("sm3", content).hexdigest()

    def _press(self, key: str, until: float) -> None:
        where = f"/applications/{self.reference}/submit/"
        status, location, _ = self._asked("POST", where, {"key": key, "undertaken": "yes"}, until=until)
        self.statuses.append(status)
        if status == 302 and location.endswith("/receipt/"):
            self.acknowledged = True
        elif status in (404, 409):
            self.refused = True

    def _asked(
        self,
        method: str,
        where: str,
        fields: dict[str, str] | None = None,
        content: bytes = b"",
        *,
        until: float,
    ) -> tuple[int, str, str]:
        """Ask until there is an answer; a person whose line broke presses again, with the same form."""
        while True:
            try:
                return self._asked_once(method, where, fields or {}, content)
            except BROKEN:
                if time.monotonic() > until:
                    return 0, "", ""
                time.sleep(0.2)

    def _asked_once(
        self, method: str, where: str, fields: dict[str, str], content: bytes
    ) -> tuple[int, str, str]:
        line = http.client.HTTPConnection(*self.address, timeout=60)
        boundary = secrets.token_hex(16)
        body = (
            _form(boundary, fields | {"csrfmiddlewaretoken": self.token}, content)
            if method == "POST"
            else None
        )
        headers = {"Cookie": f"sessionid={self.session}; csrftoken={self.token}"}
        if body is not None:
            headers["Content-Type"] = f"multipart/form-data; boundary={boundary}"
        try:
            line.request(method, where, body, headers)
            answer = line.getresponse()
            page = answer.read().decode()
            for cookie in answer.msg.get_all("Set-Cookie") or []:
                if found := re.match(r"csrftoken=(\w+)", cookie):
                    self.token = found[1]
            return answer.status, answer.headers.get("Location", ""), page
        finally:
            line.close()


def _hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return found[1] if found else ""


def _form(boundary: str, fields: dict[str, str], content: bytes) -> bytes:
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    if content:
        head = 'Content-Disposition: form-data; name="file-0"; filename="证明.txt"\r\nContent-Type: text/plain\r\n\r\n'
        parts += [f"--{boundary}\r\n{head}".encode(), content, b"\r\n"]
    return b"".join([*parts, f"--{boundary}--\r\n".encode()])
