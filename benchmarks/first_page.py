"""Measures the web's first page: processor time for one request, and bytes of everything a browser fetches for it.

Prints one JSON line. Requests go in process through the WSGI handler, all middleware included, as the server
hands them over; the parts (style, script, picture) are those the page names, counted uncompressed and compressed.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from io import BytesIO

BATCHES = 10
REQUESTS_A_BATCH = 50
WARM_UP = 20
PART = re.compile(r'(?:href|src)="(/static/[^"]+)"')

Application = Callable[[dict[str, object], Callable[..., object]], Iterable[bytes]]


def main() -> None:
    """Prepare an installation of its own, ask it, and print the line."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["ZHIYUN_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "zhiyun.config.settings"
        for name in ("ZHIYUN_DEBUG", "ZHIYUN_PRODUCTION"):
            os.environ.pop(name, None)
        from zhiyun.config import prepare  # noqa: PLC0415 - settings read the environment once, when imported

        prepare.main()
        from zhiyun.config.wsgi import application  # noqa: PLC0415 - as above

        pages = {"/": "first_page", "/law/cq-2021-65/": "whole_measure"}
        line: dict[str, object] = {"benchmark": "first_page"}
        for address, name in pages.items():
            line |= {f"{name}_{key}": value for key, value in measured(application, address).items()}
    line |= {"goal_cpu_ms": 8, "goal_kib_uncompressed": 60, "requests": BATCHES * REQUESTS_A_BATCH}
    sys.stdout.write(json.dumps(line) + "\n")


def measured(application: Application, address: str) -> dict[str, float]:
    """Give CPU-milliseconds a request and KiB of the page with its parts."""
    for _ in range(WARM_UP):
        page = asked(application, address)
    batches = []
    for _ in range(BATCHES):
        began = time.process_time()
        for _ in range(REQUESTS_A_BATCH):
            asked(application, address)
        batches.append((time.process_time() - began) * 1000 / REQUESTS_A_BATCH)
    parts = [page, *(asked(application, part) for part in dict.fromkeys(PART.findall(page.decode())))]
    return {
        "cpu_ms_median": round(statistics.median(batches), 3),
        "cpu_ms_worst_batch": round(max(batches), 3),
        "kib_uncompressed": round(sum(map(len, parts)) / 1024, 1),
        "kib_compressed": round(sum(len(gzip.compress(part)) for part in parts) / 1024, 1),
        "parts": len(parts),
    }


def asked(application: Application, address: str) -> bytes:
    """Ask for one address; anything but 200 stops the measurement."""
    heard: list[str] = []
    environ: dict[str, object] = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": address,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "HTTP_HOST": "127.0.0.1:8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    answer = application(environ, lambda status, headers: heard.append(status))
    body = b"".join(answer)
    close = getattr(answer, "close", None)
    if close is not None:
        close()
    if heard != ["200 OK"]:
        raise SystemExit(f"{address} answered {heard}")
    return body


if __name__ == "__main__":
    main()
