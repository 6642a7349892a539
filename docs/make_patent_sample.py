"""Makes the sample of the patent gazette that ships: `python -m docs.make_patent_sample FOLDER`.

FOLDER holds the week's four tables (see PROVENANCE.md beside the sample). Kept are all entries of Chongqing and
every sixth of the others in order of their numbers; left out are entries of which an applicant is a natural
person, and of all of them the inventors: their names are nothing that a sample needs, their addresses are homes.
"""

from __future__ import annotations

import csv
import gzip
import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from zhiyun.exchange.patents import sample
from zhiyun.ip import applicants, places

KEPT = ("pub_no", "kind", "title", "pub_date", "app_no", "app_date", "applicant", "address", "ipc")
EVERY = 6
CHONGQING = "500000"

Entry = dict[str, str]


def main() -> None:
    """Write the sample, equal for equal tables."""
    entries = sorted(_entries(Path(sys.argv[1])), key=lambda entry: entry["pub_no"])
    of_organisations = [entry for entry in entries if not _names_a_person(entry)]
    here, elsewhere = [], []
    for entry in of_organisations:
        (here if places.place(entry["address"]).province == CHONGQING else elsewhere).append(entry)
    kept = sorted([*here, *elsewhere[::EVERY]], key=lambda entry: entry["pub_no"])
    sample.FILE.write_bytes(gzip.compress(_written(kept), 9, mtime=0))
    print(
        f"{len(kept)} of {len(entries)}: {len(here)} of Chongqing, {len(kept) - len(here)} of {len(elsewhere)} others"
    )


def _entries(folder: Path) -> Iterator[Entry]:
    for path in sorted(folder.glob("*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as table:
            yield from csv.DictReader(table)


def _names_a_person(entry: Entry) -> bool:
    names = applicants.split(entry["applicant"])
    return any(applicants.kind_of(applicants.clean(name)) is applicants.Kind.PERSON for name in names)


def _written(entries: Iterable[Entry]) -> bytes:
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, KEPT, extrasaction="ignore", lineterminator="\n")
    table.writeheader()
    table.writerows(entries)
    return out.getvalue().encode()


if __name__ == "__main__":
    main()
