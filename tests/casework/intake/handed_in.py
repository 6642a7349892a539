"""Files as handed in, and what comes of them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import openpyxl

from zhiyun.casework.intake import centres, claims, deals
from zhiyun.kernel.refusal import Faulty

PLAIN_DEAL = {
    "编号": "D1",
    "申报单位": "演示甲公司",
    "业务类型": "质押融资",
    "到账日期": "2025-06-01",
    "到账金额": "100.00",
}


def csv_of(*lines: Sequence[str]) -> bytes:
    return (
        "\n".join(",".join(f'"{cell}"' if "," in cell else cell for cell in line) for line in lines)
    ).encode()


def xlsx_of(*lines: Sequence[object]) -> bytes:
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(list(line))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def ledger_of(*rows: dict[str, str]) -> bytes:
    """Make a ledger whose rows are a plain deal changed as told; every column named by a row is there."""
    columns = list(dict.fromkeys((*PLAIN_DEAL, *(name for row in rows for name in row))))
    return csv_of(columns, *([(PLAIN_DEAL | row).get(name, "") for name in columns] for row in rows))


def claimed(content: bytes) -> claims.ClaimSheet:
    return claims.read(stream=io.BytesIO(content), name="申报表")


def ledger(content: bytes) -> deals.DealSheet:
    return deals.read(stream=io.BytesIO(content), name="台账")


def centres_in(content: bytes) -> centres.CentreSheet:
    return centres.read(stream=io.BytesIO(content), name="中心表")


def claim_faults(content: bytes) -> list[str]:
    try:
        claimed(content)
    except Faulty as refusal:
        return _sentences(refusal)
    return []


def ledger_faults(content: bytes) -> list[str]:
    try:
        ledger(content)
    except Faulty as refusal:
        return _sentences(refusal)
    return []


def centre_faults(content: bytes) -> list[str]:
    try:
        centres_in(content)
    except Faulty as refusal:
        return _sentences(refusal)
    return []


def _sentences(refusal: Faulty) -> list[str]:
    return [str(fault) for fault in refusal.faults]


def amounts(sheet: claims.ClaimSheet) -> dict[str, int]:
    return dict(zip(sheet.claims.applicants, sheet.claims.amounts_fen, strict=True))


def lines(texts: Iterable[str]) -> bytes:
    return "\n".join(texts).encode()
