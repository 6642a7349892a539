"""The receipt 回执: what was handed in, by whom, at which second, and every file of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from zhiyun.gateways.official_papers.paper import (
    Block,
    Column,
    Heading,
    Letterhead,
    Look,
    Paper,
    Paragraph,
    Table,
    Terms,
)
from zhiyun.gateways.official_papers.wording import bytes_text, instant_text

FILE_COLUMNS: Final = (
    Column("序号", 9, Look.CENTRED),
    Column("文件名", 42),
    Column("类型", 10, Look.CENTRED),
    Column("大小\n（字节）", 19, Look.NUMBER),
    Column("SM3 指纹", 51, Look.CODE),
    Column("对应材料", 25),
)


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file as it was sealed: size in bytes, SM3 in hex, and the material it was handed in for."""

    name: str
    kind: str
    size: int
    sm3: str
    material: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the office confirms to have received; ``seal`` is the SM3 of the whole application in hex."""

    letterhead: Letterhead
    reference: str
    applicant: str
    credit_code: str
    call: str
    submitted_at: datetime
    submitted_by: str
    seal: str
    files: tuple[FileLine, ...]


def receipt_paper(receipt: Receipt) -> Paper:
    """Lay out a receipt that names every file."""
    return Paper(receipt.letterhead, "申报材料提交回执", tuple(_blocks(receipt)), addressee=receipt.applicant)


def _blocks(receipt: Receipt) -> Iterator[Block]:
    yield Paragraph(f"你单位通过系统提交的申报材料已于{instant_text(receipt.submitted_at)}（北京时间）收到。")
    yield Terms(
        (
            ("申报编号", receipt.reference),
            ("申报单位", receipt.applicant),
            ("统一社会信用代码", receipt.credit_code),
            ("申报通知", receipt.call),
            ("提交时间", f"{instant_text(receipt.submitted_at)}（北京时间）"),
            ("提交人", f"{receipt.submitted_by}（法定代表人）"),
            ("整份材料的 SM3 指纹", receipt.seal),
        )
    )
    yield Heading("文件清单", numbered=False)
    total = sum(line.size for line in receipt.files)
    yield Paragraph(f"共{len(receipt.files)}个文件，合计{bytes_text(total)}字节。")
    if receipt.files:
        yield Table(FILE_COLUMNS, tuple(_row(number, line) for number, line in enumerate(receipt.files, 1)))
    yield Paragraph(
        "本回执只证明收到上列材料，不表示材料齐全或者符合条件。请保存原文件：文件的 SM3 指纹与上表一致，即为所提交的文件。"
    )


def _row(number: int, line: FileLine) -> tuple[str, ...]:
    return (str(number), line.name, line.kind, bytes_text(line.size), line.sm3, line.material)
