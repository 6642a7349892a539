"""第三条　申报单位应同时具备渝知发〔2021〕65号第八条规定的条件。"""

from __future__ import annotations

from dataclasses import replace

from zhiyun.law.cq_2021_65 import a08_performance_subsidy as a08
from zhiyun.law.rule import cite

ITEMS = tuple(replace(item, cites=cite(__name__, item.cites.item)) for item in a08.ITEMS)
