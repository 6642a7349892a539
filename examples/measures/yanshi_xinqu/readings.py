"""The city's readings that bear on this district's articles, re-homed to them; the district has confirmed none."""

from __future__ import annotations

from dataclasses import replace

from zhiyun.law.cq_2021_65.readings import READINGS as OF_THE_CITY

ARTICLES = {
    3: ("A11", "A12", "A21", "A22"),
    4: ("A1", "A2", "A3", "A4", "A5", "A23", "A24", "A25", "A33"),
    6: ("A26",),
}

READINGS = {
    reading_id: replace(OF_THE_CITY[reading_id], articles=(article,))
    for article, reading_ids in ARTICLES.items()
    for reading_id in reading_ids
}
READINGS["A1"] = replace(READINGS["A1"], question="按哪一个金额的1%补贴")
