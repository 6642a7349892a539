"""A small invented shelf with everything that sums meet: co-applicants, circles of citations, gaps, divided classes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from zhiyun.gateways.patent_shelf import Shelf, Source
from zhiyun.ip.patent import Cited, Patent, Right

APPLICANTS = (
    ("演示大学",),
    ("演示甲有限公司",),
    ("演示大学", "演示甲有限公司"),
    ("演示乙有限公司",),
    (),
    ("演示丙'\\研究院",),
)
CLASSES = (("H01M10/0525", "H01M4/13"), ("A61K8/02",), ("A61K31/00", "H01M4/13"), (), ("G06F17/30",))
PLACES = (("500000", "500112"), ("500000", ""), ("110000", ""), ("", ""))
RIGHTS = ((Right.INVENTION, "A"), (Right.UTILITY_MODEL, "U"), (Right.DESIGN, "S"))


def patents(number: int) -> Iterator[Patent]:
    """Invent so many patents filed from 2005 on, each citing the one before it."""
    for each in range(number):
        right, kind = RIGHTS[(each // 5) % 3] if each % 5 == 0 else RIGHTS[0]
        province, district = PLACES[each % 4]
        applicants = APPLICANTS[each % 6]
        filed = None if each % 11 == 10 else date(2005 + each % 14, 1 + each % 12, 1 + each % 28)
        yield Patent(
            publication=f"CN{100_000_000 + each}{kind}",
            office="CN" if each % 7 else "US",
            kind=kind,
            right=right,
            application=f"CN2019{each // 2:08d}.0" if each % 10 in (4, 5) else "",
            title_zh=f"演示{each}",
            abstract_zh="提高了换热效率，降低能耗。" if each % 3 else "",
            filed_on=filed,
            published_on=date(2021, 1 + each % 12, 5),
            applicants=applicants,
            applicant_groups=tuple(name.removesuffix("有限公司") for name in applicants),
            province=province,
            district=district,
            ipc=() if right is Right.DESIGN else CLASSES[each % 5],
            cites=(Cited(f"CN{100_000_000 + each - 3}A", True), Cited("US1A"))
            if each % 2 and each > 3
            else (),
            legal_status=("有效", "失效", "")[each % 3],
        )


def shelf(folder: Path, number: int = 120) -> Shelf:
    """Put them on a shelf in two batches."""
    made = list(patents(number))
    kept = Shelf(folder)
    kept.put(made[: number // 2], sm3="a", source=Source("演示一.csv"))
    kept.put(made[number // 2 :], sm3="b", source=Source("演示二.csv"))
    return kept


def inventions(made: list[Patent]) -> list[list[Patent]]:
    """Bring the publications of one application together, the newest first."""
    groups: dict[str, list[Patent]] = {}
    for each in made:
        groups.setdefault(each.application or each.publication, []).append(each)
    return [
        sorted(
            each, key=lambda one: (-one.published_on.toordinal() if one.published_on else 0, one.publication)
        )
        for each in groups.values()
    ]


_NOT_EQUAL = ("HOLDERS", "MEMBERS", "FOLDED", "DOCUMENTS", "NUMBERS", "NAMED", "EVERY_NAME")


def questions() -> Iterator[tuple[str, str]]:
    """Give every question of `sums`, filled in; the numbers themselves are each engine's own."""
    from zhiyun.gateways.analytics import sums

    filled = {
        "recent": 2014,
        "until": 2016,
        "before": 2011,
        "most": 10,
        "applicants": sums.listed(["演示大学", "演示甲", "演示丙'\\研究院"]),
        "subclasses": sums.listed(["H01M", "A61K"]),
        "chains": "('H01M10/00', '12'), ('A61K8/00', '11')",
        "kinds": sums.listed(["高校", "科研单位"]),
        "firm": sums.text("企业"),
        "living": sums.listed(["有效"]),
        "ended": sums.listed([]),
        "inventions": 2001,
        "models": 2011,
        "designs": 2006,
        "province": sums.text("500000"),
    }
    for name, text in vars(sums).items():
        if name[0].isupper() and name.isupper() and isinstance(text, str) and name not in _NOT_EQUAL:
            yield name, text.format(**filled)
