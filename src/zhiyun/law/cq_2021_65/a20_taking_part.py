"""第二十条　知识产权运营中心应积极参加市知识产权局组织的运营培育活动，积极探索知识产权运营模式，培养知识产权运营团队，拓展知识产权运营业务，推动知识产权运营市场发展。"""

from __future__ import annotations

from zhiyun.law.conditions import Item, Judged
from zhiyun.law.rule import cite

DUTIES = (
    Item(
        cite(__name__),
        "参加培育活动、探索模式、培养团队、拓展业务",
        (Judged("是否积极参加运营培育活动，探索运营模式、培养运营团队、拓展运营业务"),),
    ),
)
