"""What the commands say of what is made beside the index: subclasses learned, and vectors of a model."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from zhiyun.exchange.patents import meaning
from zhiyun.gateways import vectors


def learned(patents: int) -> str:
    """Say from how many patents subclasses were learned."""
    if not patents:
        return "分类建议没有学习过，按相似专利投票。"
    return f"分类建议由 {patents:,} 件专利学得。"


def said(found: meaning.Standing) -> str:
    """Say whether search goes by meaning too, and how far its vectors are."""
    if not found.model:
        return "没有装语义模型，只按词检索；装法见 docs/search.md。"
    if found.is_too_many and not found.vectors:
        return f"专利库太大，不做向量，只按词检索（语义模型 {found.model} 不加 --vectors 最多管 {vectors.MOST:,} 件）。"
    return f"按意思检索的向量有 {found.vectors:,} 个（语义模型 {found.model}，到第 {found.batch} 批）。"


def progress() -> Callable[[meaning.Made], None]:
    """Tell on standard error, where someone watches, how many vectors are made and how fast."""
    began = time.monotonic()

    def tell(so_far: meaning.Made) -> None:
        rate = so_far.new / max(time.monotonic() - began, 0.001)
        left = (so_far.of_patents - so_far.vectors) / max(rate, 0.001)
        print(
            f"向量：{so_far.vectors:,} 个，共 {so_far.of_patents:,} 件，每秒 {rate:,.1f} 个，大约还要 {left:,.0f} 秒",
            file=sys.stderr,
        )

    return tell
