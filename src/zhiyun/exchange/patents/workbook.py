"""What was found as a workbook: the documents on the first sheet, what was asked on the second."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import BinaryIO, Final

from zhiyun.exchange.patents import labels
from zhiyun.gateways.tables import Column, Content, Kind, Sheet, write_workbook
from zhiyun.ip.claims import is_independent
from zhiyun.ip.patent import Patent
from zhiyun.ip.telling import MOST_IN_CELL

MOST: Final = 1_000
"""Documents of one export: more are narrowed first, or read from the shelf's own files."""
_COLUMNS: Final = (
    Column("公开（公告）号", width=18),
    Column("申请号", width=20),
    Column("标题", width=50),
    Column("申请（专利权）人", width=34),
    Column("申请日", Kind.DAY, 12),
    Column("公开（公告）日", Kind.DAY, 14),
    Column("类型", width=10),
    Column("文献种类", width=16),
    Column("分类号", width=30),
    Column("地区", width=18),
    Column("法律状态", width=12),
    Column("摘要", width=80),
    Column("权利要求数", Kind.COUNT, 10),
    Column("独立权利要求", width=80),
)
_ASKED: Final = (Column("事项", width=16), Column("内容", width=100))


def write(
    *,
    target: BinaryIO,
    patents: Sequence[Patent],
    asked: Sequence[tuple[str, str]],
    total: int,
    at: datetime,
) -> None:
    """Write documents as they are listed; ``asked`` says what they answer, pair by pair."""
    cut = f"共 {total:,} 件" if total <= len(patents) else f"共 {total:,} 件，导出前 {len(patents):,} 件"
    facts = (*asked, ("件数", cut), ("导出时间", f"{at:%Y-%m-%d %H:%M}"))
    sheets = (Sheet("专利", _COLUMNS, _rows(patents)), Sheet("检索条件", _ASKED, facts))
    write_workbook(target, sheets, title="专利检索结果")


def _rows(patents: Sequence[Patent]) -> Iterator[tuple[Content, ...]]:
    for patent in patents:
        yield (
            patent.publication,
            patent.application,
            patent.any_title,
            "；".join(patent.applicants),
            patent.filed_on,
            patent.published_on,
            patent.right.value,
            f"{patent.kind} {labels.KINDS.get(patent.kind, '')}".strip(),
            "；".join(patent.ipc or patent.locarno),
            str(labels.place(code=patent.district or patent.city or patent.province)),
            patent.legal_status,
            patent.any_abstract,
            patent.claim_count,
            _independent(patent),
        )


def _independent(patent: Patent) -> str:
    """Write the independent claims, in Chinese if there are any, as far as a cell holds them."""
    languages = {each.language for each in patent.claims}
    language = next((each for each in ("zh", "en") if each in languages), "")
    alone = (each for each in patent.claims if each.language == language and is_independent(each.text))
    return "\n".join(f"{each.number}. {each.text}" if each.number else each.text for each in alone)[
        :MOST_IN_CELL
    ]
