"""A small ledger in which every line has one fault of input, so that each message can be seen."""

from __future__ import annotations

from collections.abc import Iterator

from examples.entry import COLUMNS
from examples.invented import APPLICANTS, BANKS, CODES, FIRMS

SOUND = {
    "applicant": APPLICANTS[30],
    "kind": "质押融资",
    "right": "ZL201919900001.1",
    "from_party": FIRMS[0],
    "to_party": BANKS[0],
    "related": "否",
    "contract_on": "2025-04-08",
    "contract_amount": "300000.00",
    "registered_on": "2025-05-12",
    "money_on": "2025-05-20",
    "money_amount": "300000.00",
}

WRONG = (
    {"money_amount": "三十万"},
    {"money_amount": "-300000"},
    {"money_amount": "300000.005"},
    {"money_amount": "30000000万元"},
    {"contract_on": "2025-02-30"},
    {"contract_on": "去年四月"},
    {"registered_on": "45789"},
    {"money_on": "1025-05-20"},
    {"deal": ""},
    {"applicant": ""},
    {"kind": ""},
    {"kind": "运营"},
    {"related": "可能"},
    {"from_party": CODES[FIRMS[0]][:-1] + ("0" if CODES[FIRMS[0]][-1] != "0" else "1")},
    {"right": "ZL201919900001.1ZL201919900002.X"},
    {"currency": "美刀"},
    {"currency": "USD", "rate": "七点二"},
    {"currency": "USD", "rate": "718.42"},
    {"currency": "USD", "rate": "7.1842", "money_amount": "300000元"},
    {"rate": "7.1842"},
    {"share": "一半"},
    {"share": "110"},
    {"share": "0.6"},
    {"also_funded_by": "省级"},
    {"kind": "商标品牌培育推广", "judged_amount": "50000"},
    {"money_amount": "300000.00\u0007"},
)


def faulty_rows() -> Iterator[list[str]]:
    """Give the lines as texts: each wrong in one cell, then two that disagree, one cut short, one of totals."""
    for number, wrong in enumerate(WRONG, 1):
        yield _row(number, **wrong)
    yield _row(90)
    yield _row(90, to_party=BANKS[1])
    yield _row(91)[:-1]
    yield [*_row(92), "多出一格"]
    yield [
        ("合计" if name == "applicant" else "9300000.00" if name == "money_amount" else "")
        for name in COLUMNS
    ]


def _row(number: int, **wrong: str) -> list[str]:
    """Write one line, sound but for what is ``wrong``."""
    cells = {"deal": f"错{number:02d}", "registration_no": f"演示Y20259999{number:02d}", **SOUND, **wrong}
    return [cells.get(name, "") for name in COLUMNS]
