"""Measures the busiest pages and the closing minute: ``python -m benchmarks.web``, one JSON line.

Processor time, questions to the database and bytes of the public list of calls, the officer's list at 1,000 and at
20,000 applications, one case, an expert's desk of 40 files, a ledger of 500 deals, a meeting over 100 applicants and
its public result, in process through the whole WSGI handler; then, of a server as `./run` starts it,
memory of a worker and how many applicants a second upload a file of 200 KB and hand in. The figures of Hypha 6.7 are
quoted from issue 3, where they were measured on the same kind of machine; they are not measured here.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks import asking, decision_pages

APPLICANTS = 60
AT_ONCE = 12
LISTED = (1_000, 20_000)

GOALS = {
    "calls_cpu_ms": 8,
    "cases_cpu_ms": 60,
    "case_cpu_ms": 50,
    "each_page_of_a_decision_cpu_ms": 60,
    "each_page_of_a_decision_sql": 15,
    "page_kb": 60,
    "worker_mb": 90,
}
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
    application = asking.prepared(str(home), ZHIYUN_DEMO="0")
    from tests.casework import city  # noqa: PLC0415 - tables exist once an installation is prepared
    from tests.web import matrix  # noqa: PLC0415 - as above
    from zhiyun.casework.roles import Role  # noqa: PLC0415 - as above

    def told(page: str, address: str, session: str = "") -> dict[str, float]:
        return {
            f"{page}_{name}": value for name, value in asking.measured(application, address, session).items()
        }

    found = told("expert", *decision_pages.expert_desk())
    found |= told("verification", *decision_pages.verification_desk())
    meeting, result = decision_pages.meeting_and_result()
    found |= told("meeting", *meeting) | told("result", result)
    town = city.city()
    for _ in range(20):
        call = city.call(town)
    case = city.submitted(town, call)
    officer = matrix.entered(town.seats[Role.CASE_OFFICER]).cookies["sessionid"].value
    found |= told("calls", "/calls/")
    found |= told("case", f"/bureau/cases/{case.reference}/", officer)
    there = 1
    for wanted in LISTED:
        city.many_submitted(town, call, wanted - there)
        there = wanted
        found |= told(f"cases_of_{wanted}", "/bureau/cases/", officer)
    return found


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
