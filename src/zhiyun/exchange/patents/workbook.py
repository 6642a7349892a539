"""What was found as a workbook: the documents on the first sheet, what was asked on the second."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import BinaryIO, Final

from zhiyun.exchange.patents import labels
from zhiyun.gateways.tables import Column, Content, Kind, Sheet, write_workbook
from zhiyun.ip.claims import is_independent
from zhiyun.ip.patent import Patent
from zhiyun.ip.telling import MOST_IN_CELL
from zhiyun.kernel.said import Named, Said

MOST: Final = 1_000
"""Documents of one export: more are narrowed first, or read from the shelf's own files."""
_COLUMNS: Final = (
    (Named("", "公开（公告）号", "Publication number"), Kind.TEXT, 18),
    (Named("", "申请号", "Application number"), Kind.TEXT, 20),
    (Named("", "标题", "Title"), Kind.TEXT, 50),
    (Named("", "申请（专利权）人", "Applicants"), Kind.TEXT, 34),
    (Named("", "申请日", "Filing date"), Kind.DAY, 12),
    (Named("", "公开（公告）日", "Publication date"), Kind.DAY, 14),
    (Named("", "类型", "Right"), Kind.TEXT, 10),
    (Named("", "文献种类", "Kind"), Kind.TEXT, 16),
    (Named("", "分类号", "IPC or Locarno"), Kind.TEXT, 30),
    (Named("", "地区", "Region"), Kind.TEXT, 18),
    (Named("", "法律状态", "Legal status"), Kind.TEXT, 12),
    (Named("", "摘要", "Abstract"), Kind.TEXT, 80),
    (Named("", "权利要求数", "Number of claims"), Kind.COUNT, 10),
    (Named("", "独立权利要求", "Independent claims"), Kind.TEXT, 80),
)
FACTS: Final = ((Named("", "事项", "What"), Kind.TEXT, 16), (Named("", "内容", "Content"), Kind.TEXT, 100))
"""The columns of a sheet that says what was asked, pair by pair."""

Say = Callable[[object], str]
"""Says a sentence or a name in the reader's language; any other text is data and stays as it is."""


def write(
    *,
    target: BinaryIO,
    patents: Sequence[Patent],
    asked: Sequence[tuple[object, object]],
    total: int,
    at: datetime,
    say: Say = str,
) -> None:
    """Write documents as they are listed; ``asked`` says what they answer, pair by pair.

    In Chinese, unless ``say`` says otherwise; in English, too, the columns are read back by an import.
    """
    count = (
        Said("共 %(total)s 件", total=f"{total:,}")
        if total <= len(patents)
        else Said("共 %(total)s 件，导出前 %(most)s 件", total=f"{total:,}", most=f"{len(patents):,}")
    )
    facts = (*asked, (Said("件数"), count), (Said("导出时间"), f"{at:%Y-%m-%d %H:%M}"))
    sheets = (
        Sheet(say(Named("", "专利", "Patents")), columns(titled=_COLUMNS, say=say), _rows(patents, say)),
        Sheet(say(Said("检索条件")), columns(titled=FACTS, say=say), pairs(told=facts, say=say)),
    )
    write_workbook(target, sheets, title=say(Said("专利检索结果")))


def columns(*, titled: Iterable[tuple[Named, Kind, int]], say: Say) -> tuple[Column, ...]:
    """Give columns with their titles in the reader's language."""
    return tuple(Column(say(title), kind, width) for title, kind, width in titled)


def pairs(*, told: Iterable[tuple[object, object]], say: Say) -> list[tuple[str, str]]:
    """Say what stands on a sheet of pairs."""
    return [(say(what), say(content)) for what, content in told]


def _rows(patents: Sequence[Patent], say: Say) -> Iterator[tuple[Content, ...]]:
    for patent in patents:
        kind = labels.KINDS.get(patent.kind, "") if patent.office == "CN" else ""
        yield (
            patent.publication,
            patent.application,
            patent.any_title,
            "；".join(patent.applicants),
            patent.filed_on,
            patent.published_on,
            say(labels.RIGHTS.get(patent.right.value, patent.right.value)),
            f"{patent.kind} {say(kind)}".strip(),
            "；".join(patent.ipc or patent.locarno),
            say(labels.place(code=patent.district or patent.city or patent.province)),
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
