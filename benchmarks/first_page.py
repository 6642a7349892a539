"""Measures the web's first page: processor time for one request, and bytes of everything a browser fetches for it.

Prints one JSON line. Requests go in process through the WSGI handler, all middleware included, as the server
hands them over; the parts (style, script, picture) are those the page names, counted uncompressed and compressed.
"""

from __future__ import annotations

import gzip
import json
import re
import statistics
import sys
import tempfile

from benchmarks.asking import Application, asked, cpu_ms, prepared

BATCHES = 10
REQUESTS_A_BATCH = 50
WARM_UP = 20
PART = re.compile(r'(?:href|src)="(/static/[^"]+)"')


def main() -> None:
    """Prepare an installation of its own, ask it, and print the line."""
    with tempfile.TemporaryDirectory() as home:
        application = prepared(home)
        pages = {"/": "first_page", "/law/cq-2021-65/": "whole_measure"}
        line: dict[str, object] = {"benchmark": "first_page"}
        for address, name in pages.items():
            line |= {f"{name}_{key}": value for key, value in measured(application, address).items()}
    line |= {"goal_cpu_ms": 8, "goal_kib_uncompressed": 60, "requests": BATCHES * REQUESTS_A_BATCH}
    sys.stdout.write(json.dumps(line) + "\n")


def measured(application: Application, address: str) -> dict[str, float]:
    """Give CPU-milliseconds a request and KiB of the page with its parts."""
    batches = cpu_ms(
        lambda: asked(application, address), batches=BATCHES, requests=REQUESTS_A_BATCH, warm_up=WARM_UP
    )
    page = asked(application, address)
    parts = [page, *(asked(application, part) for part in dict.fromkeys(PART.findall(page.decode())))]
    return {
        "cpu_ms_median": round(statistics.median(batches), 3),
        "cpu_ms_worst_batch": round(max(batches), 3),
        "kib_uncompressed": round(sum(map(len, parts)) / 1024, 1),
        "kib_compressed": round(sum(len(gzip.compress(part)) for part in parts) / 1024, 1),
        "parts": len(parts),
    }


if __name__ == "__main__":
    main()
