"""Measures the busiest pages and the closing minute: ``python -m benchmarks.web``, one JSON line.

Processor time, questions to the database and bytes of the public list of calls, the officer's list at 1,000 and at
20,000 applications, and one case, in process through the whole WSGI handler; then, of a server as `./run` starts it,
memory of a worker and how many applicants a second upload a file of 200 KB and hand in. The figures of Hypha 6.7 are
quoted from issue 3, where they were measured on the same kind of machine; they are not measured here.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

BATCHES = 5
REQUESTS_A_BATCH = 10
WARM_UP = 5
APPLICANTS = 60
AT_ONCE = 12
LISTED = (1_000, 20_000)

GOALS = {"calls_cpu_ms": 8, "cases_cpu_ms": 60, "case_cpu_ms": 50, "page_kb": 60, "worker_mb": 90}
HYPHA_QUOTED = {
    "public_list_cpu_ms": 100,
    "public_list_sql": 24,
    "staff_list_of_1000_cpu_ms": 707,
    "staff_list_of_1000_sql": 140,
    "staff_list_of_1000_kb": 398,
}


def main() -> None:
    """Measure pages in an installation of their own, then a served one; print the line."""
    with tempfile.TemporaryDirectory() as folder:
        line = {"benchmark": "web", **_pages(Path(folder) / "pages"), **_served(Path(folder) / "served")}
    line |= {"goals": GOALS, "hypha_6_7_quoted_not_measured": HYPHA_QUOTED}
    sys.stdout.write(json.dumps(line) + "\n")


def _pages(home: Path) -> dict[str, Any]:
    os.environ |= {
        "ZHIYUN_HOME": str(home),
        "ZHIYUN_DEMO": "0",
        "DJANGO_SETTINGS_MODULE": "zhiyun.config.settings",
        "PORT": "0",
    }
    from zhiyun.config import prepare  # noqa: PLC0415 - settings read the environment once, when imported

    prepare.main()
    from tests.casework import city  # noqa: PLC0415 - as above
    from tests.web import matrix  # noqa: PLC0415 - as above
    from zhiyun.casework.roles import Role  # noqa: PLC0415 - as above

    town = city.city()
    for _ in range(20):
        call = city.call(town)
    case = city.submitted(town, call)
    officer = matrix.entered(town.seats[Role.CASE_OFFICER]).cookies["sessionid"].value
    found = _told("calls", _measured("/calls/", ""))
    found |= _told("case", _measured(f"/bureau/cases/{case.reference}/", officer))
    there = 1
    for wanted in LISTED:
        city.many_submitted(town, call, wanted - there)
        there = wanted
        found |= _told(f"cases_of_{wanted}", _measured("/bureau/cases/", officer))
    return found


def _told(page: str, measured: dict[str, float]) -> dict[str, float]:
    return {f"{page}_{name}": value for name, value in measured.items()}


def _measured(address: str, session: str) -> dict[str, float]:
    """Give CPU-milliseconds and SQL statements a request, and kilobytes of the page uncompressed."""
    from django.db import connection  # noqa: PLC0415 - as above

    asked: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    for _ in range(WARM_UP):
        page = _asked(address, session)
    with connection.execute_wrapper(count):
        _asked(address, session)
    batches = []
    for _ in range(BATCHES):
        began = time.process_time()
        for _ in range(REQUESTS_A_BATCH):
            _asked(address, session)
        batches.append((time.process_time() - began) * 1000 / REQUESTS_A_BATCH)
    return {
        "cpu_ms": round(statistics.median(batches), 1),
        "sql": len(asked),
        "kb": round(len(page) / 1000, 1),
    }


def _asked(address: str, session: str) -> bytes:
    """Ask for one address as its visitor; anything but 200 stops the measurement."""
    from zhiyun.config.wsgi import application  # noqa: PLC0415 - as above

    heard: list[str] = []
    environ: dict[str, object] = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": address,
        "QUERY_STRING": "",
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
    answer.close()
    if heard != ["200 OK"]:
        raise SystemExit(f"{address} answered {heard}")
    return body


def _served(home: Path) -> dict[str, Any]:
    from tests.load.applicant import Applicant  # noqa: PLC0415 - as above
    from tests.load.installation import Installation  # noqa: PLC0415 - as above

    home.mkdir()
    installation = Installation({"ZHIYUN_HOME": str(home)}, home / "server.log")
    told = installation.office("found", str(APPLICANTS))
    closes_at = datetime.fromisoformat(told["closes_at"])
    applicants = [Applicant(("127.0.0.1", installation.port), **each) for each in told["applicants"]]
    installation.start()
    try:
        installation.office("clock", (closes_at - timedelta(minutes=5)).isoformat())
        began = time.perf_counter()
        with ThreadPoolExecutor(AT_ONCE) as crowd:
            list(crowd.map(lambda each: each.hand_in(until=time.monotonic() + 120), applicants))
        seconds = time.perf_counter() - began
        assert installation.server is not None
        memory = _memory(installation.server.pid)
    finally:
        installation.stop()
    done = sum(each.acknowledged for each in applicants)
    return {"submitted": done, "submissions_per_second": round(done / seconds, 2), **memory}


def _memory(master: int) -> dict[str, float]:
    """Give what a worker keeps in memory, in MB: all it sees, and its own share of what processes share."""
    workers = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    rollups = [Path(f"/proc/{worker}/smaps_rollup").read_text() for worker in workers]
    sizes = {
        name: [
            int(line.split()[1])
            for text in rollups
            for line in text.splitlines()
            if line.startswith(f"{name}:")
        ]
        for name in ("Rss", "Pss")
    }
    return {f"worker_mb_{name.lower()}": round(max(values) * 1024 / 1e6, 1) for name, values in sizes.items()}


if __name__ == "__main__":
    main()
