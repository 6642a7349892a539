"""A small invented collection in which every field is used and many words are shared."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

from zhiyun.ip.patent import Cited, Claim, Patent, Right

BATTERY = Patent(
    publication="CN109996757A",
    application="CN201910000001.1",
    office="CN",
    kind="A",
    right=Right.INVENTION,
    title_zh="一种锂离子电池隔膜及其制备方法",
    title_en="Separator for a lithium-ion battery",
    abstract_zh="本发明公开了锂离子电池的隔膜。隔膜与电极之间涂有陶瓷层，提高了电池的安全性。",
    filed_on=date(2019, 1, 1),
    published_on=date(2019, 7, 9),
    applicants=("演示甲电池有限公司", "演示大学"),
    applicant_groups=("演示甲", "演示大学"),
    inventors=("演示一", "演示二"),
    address="401120重庆市渝北区演示路1号",
    province="500000",
    city="500100",
    district="500112",
    ipc=("H01M10/0525", "H01M50/40"),
    cpc=("H01M10/0525", "Y02E60/10"),
    family="F1",
    cites=(Cited("US10000001B2", by_examiner=True),),
    legal_status="有效",
)
PUMP = Patent(
    publication="CN209078969U",
    application="CN201880000002.X",
    office="CN",
    kind="U",
    right=Right.UTILITY_MODEL,
    title_zh="水泵",
    abstract_zh="一种水泵，泵体内装有AB型叶轮。",
    filed_on=date(2018, 12, 31),
    published_on=date(2019, 7, 12),
    granted_on=date(2019, 7, 12),
    applicants=("演示乙泵业（重庆）有限公司",),
    applicant_groups=("演示乙",),
    province="500000",
    city="500100",
    district="500106",
    ipc=("F04D29/18",),
    legal_status="失效",
)
VEHICLE = Patent(
    publication="US10000001B2",
    application="US15/000001",
    office="US",
    kind="B2",
    right=Right.INVENTION,
    title="Battery management of electric vehicles",
    language="en",
    abstract="A battery management unit measures the cells of batteries near the pump of a vehicle.",
    filed_on=date(2016, 5, 1),
    published_on=date(2018, 6, 19),
    granted_on=date(2018, 6, 19),
    applicants=("Demonstration Motors, Inc.",),
    applicant_groups=("Demonstration Motors",),
    cpc=("B60L58/10", "H01M10/48"),
    ipc=("B60L58/10",),
)
CHAIR = Patent(
    publication="CN305246987S",
    office="CN",
    kind="S",
    right=Right.DESIGN,
    title_zh="椅子（演示）",
    published_on=date(2019, 7, 9),
    applicants=("演示大学",),
    applicant_groups=("演示大学",),
    province="110000",
    cpc=("A47C7/00",),
    locarno=("06-01",),
)
FOUR = (BATTERY, PUMP, VEHICLE, CHAIR)

_FIRST = ("电池", "锂电", "膜", "pump", "水")
_THEN = ("电池膜", "电解", "battery", "的电", "池水")
_LAST = ("", "膜电", " lithium ion", "。电池", "batteries")
_CLASSES = ("H01M10/0525", "H01M4/00", "H01M4/58", "B60L58/10", "G06F3/01")


def many() -> list[Patent]:
    """Make 125 patents of few words, so that a question finds some and not others."""
    made = []
    for number, (first, then, last) in enumerate(product(_FIRST, _THEN, _LAST)):
        made.append(
            Patent(
                publication=f"CN{200000001 + number}A",
                application=f"CN2019{number:08d}.{number % 10}",
                office="CN" if number % 3 else "US",
                kind="A" if number % 2 else "B",
                right=Right.INVENTION if number % 4 else Right.UTILITY_MODEL,
                title_zh=f"{first}{then}",
                title_en="lithium battery" if number % 5 == 0 else "",
                abstract_zh=f"{then}{last}{first}，{last}和{first}",
                claims=(Claim(1, f"{first}{last}"), Claim(2, f"{then}的{first}")) if number % 3 else (),
                filed_on=date(2015, 1, 1) + timedelta(days=37 * number) if number % 7 else None,
                published_on=date(2016, 1, 1) + timedelta(days=31 * number),
                applicants=(f"演示{first}公司", "演示大学") if number % 2 else (f"{then}厂",),
                applicant_groups=(f"演示{first}",),
                ipc=(_CLASSES[number % 5], _CLASSES[number % 4]),
                cpc=(_CLASSES[number % 3],),
                province="500000" if number % 2 else "110000",
                district="500112" if number % 2 else "",
                legal_status="有效" if number % 3 else "失效",
            )
        )
    return made
