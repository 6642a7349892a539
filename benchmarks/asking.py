"""Asks an installation for pages in process, as its server hands requests over, and measures what they cost."""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

Application = Callable[[dict[str, object], Callable[..., object]], Iterable[bytes]]


def prepared(home: str, **environment: str) -> Application:
    """Prepare an installation of its own in an empty folder, and give what answers for it.

    The settings read the environment once, when they are imported: only afterwards may a benchmark import more.
    """
    for name in ("ZHIYUN_DEBUG", "ZHIYUN_PRODUCTION"):
        os.environ.pop(name, None)
    os.environ |= {
        "ZHIYUN_HOME": home,
        "DJANGO_SETTINGS_MODULE": "zhiyun.config.settings",
        "PORT": "0",
        **environment,
    }
    from zhiyun.config import prepare  # noqa: PLC0415 - see above

    prepare.main()
    from zhiyun.config.wsgi import application  # noqa: PLC0415 - see above

    answering: Application = application
    return answering


def asked(application: Application, address: str, session: str = "") -> bytes:
    """Ask for one address, as a visitor or under a session; anything but 200 stops the measurement."""
    heard: list[str] = []
    path, _, query = address.partition("?")
    environ: dict[str, object] = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "HTTP_HOST": "127.0.0.1:8000",
        "HTTP_COOKIE": f"sessionid={session}" if session else "",
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


def cpu_ms(ask: Callable[[], object], *, batches: int, requests: int, warm_up: int) -> list[float]:
    """Give CPU-milliseconds a request, batch by batch."""
    for _ in range(warm_up):
        ask()
    spent = []
    for _ in range(batches):
        began = time.process_time()
        for _ in range(requests):
            ask()
        spent.append((time.process_time() - began) * 1000 / requests)
    return spent


def measured(application: Application, address: str, session: str = "") -> dict[str, float]:
    """Give CPU-milliseconds (median of five batches of ten) and SQL statements a request, and the page's kilobytes."""
    from django.db import connection  # noqa: PLC0415 - see `prepared`

    statements: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        statements.append(sql)
        return execute(sql, *rest)

    spent = cpu_ms(lambda: asked(application, address, session), batches=5, requests=10, warm_up=5)
    with connection.execute_wrapper(count):
        page = asked(application, address, session)
    return {
        "cpu_ms": round(statistics.median(spent), 1),
        "sql": len(statements),
        "kb": round(len(page) / 1000, 1),
    }
