"""Real patents that come with zhiyun: a week of the gazette, in part; PROVENANCE.md says whence and what is left out."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from zhiyun.kernel.said import Said

FILE: Final = Path(__file__).parent.joinpath("gazette_2019.csv.gz")
SAID: Final = Said(
    "随附的样例是国家知识产权局2019年7月9日、12日的专利公报：重庆市单位的全部，其他单位的六分之一；不含申请人是个人的，不含发明人，也没有摘要和引证。"
)
"""What a screen says where the sample is what it shows."""
