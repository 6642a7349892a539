"""The scheme of a call: criteria with points, weights and mandatory reasons, as the round manager set them.

A scheme's row keeps ``criteria`` as a list of these values and ``joining`` as ``{"outlier_points": n}``: a sheet that
lies further than n points from the middle one is shown as an outlier. How scores are joined is the measure's (A35).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from zhiyun.kernel.refusal import Fault, Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import Call, ReviewScheme

WHOLE = 100
MOST_CRITERIA = 20
OUTLIER_POINTS = 15


class NoScheme(Refusal):
    """A call without a scheme cannot be scored."""

    def __init__(self) -> None:
        super().__init__(Said("本轮还没有评分方案，请先制定评分方案。"))


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: what it asks, up to how many points, its weight in per cent, and below what a reason is due.

    ``reason_below`` is in per cent of its points: 100 asks for a reason of anything but full points, 0 of none;
    ``reason_needed`` asks for one whatever is given.
    """

    code: str
    words: str
    cites: str
    most: int
    weight: int
    reason_needed: bool = False
    reason_below: int = 60

    @property
    def title(self) -> str:
        """What stands before the colon, for the head of a column."""
        return self.words.partition("：")[0][:12]

    def wants_reason(self, points: int) -> bool:
        """Say whether points given must be explained."""
        return self.reason_needed or points * WHOLE < self.most * self.reason_below


STARTING_POINT = (
    Criterion("c1", "运营模式：功能定位、治理和运行规则是否清楚可行", "第六条、第七条", 20, 20),
    Criterion("c2", "运营团队：人员数量、结构和能力是否相称", "第六条、第七条", 20, 20),
    Criterion("c3", "运营基础和能力：已有系统、资源和业务能力", "第六条、第七条", 35, 35),
    Criterion("c4", "建设目标和预算：目标可考核、预算合理、自有资金有保障", "第十一条", 25, 25, True),
)
"""What a new scheme starts from: the system's own proposal, to be settled by the bureau."""


def criteria(*, scheme: ReviewScheme) -> tuple[Criterion, ...]:
    """Read a scheme's criteria."""
    return tuple(Criterion(**told) for told in scheme.criteria)


def told(*, listed: Iterable[Criterion]) -> list[dict[str, Any]]:
    """Write criteria as a scheme keeps them."""
    return [asdict(each) for each in listed]


def newest(*, call: Call) -> ReviewScheme:
    """Give a call's newest scheme; refuses with `NoScheme`."""
    found = call.review_schemes.order_by("-number").first()
    if found is None:
        raise NoScheme
    return found


def faults(*, listed: Sequence[Criterion]) -> list[Fault]:
    """List everything that is wrong with criteria."""
    found = []
    if not listed or len(listed) > MOST_CRITERIA:
        found.append(Fault(Said("评分项"), Said("请列1至%(most)s项", most=MOST_CRITERIA)))
    for number, each in enumerate(listed, 1):
        place = Said("评分项第%(number)s行", number=number)
        if not each.words or len(each.words) > 200:
            found.append(Fault(place, Said("请写明评什么，最多200个字")))
        if not 1 <= each.most <= WHOLE:
            found.append(Fault(place, Said("满分应当是1至100的整数")))
        if not 0 <= each.weight <= WHOLE:
            found.append(Fault(place, Said("权重应当是0至100的整数")))
        if not 0 <= each.reason_below <= WHOLE:
            found.append(Fault(place, Said("低于百分之几要写理由，应当是0至100的整数")))
    total = sum(each.weight for each in listed)
    if listed and total != WHOLE:
        found.append(Fault(Said("权重"), Said("各项权重合计应当是100，现在是%(total)s", total=total)))
    return found


def total(*, listed: Iterable[Criterion], points: Mapping[str, int]) -> Fraction:
    """Give the weighted total of full 100 points, exactly."""
    return sum((Fraction(points[each.code] * each.weight, each.most) for each in listed), Fraction(0))


def hundredths(*, score: Fraction) -> int:
    """Round a score to hundredths of a point, half up, for lists; joining is done on the exact score."""
    return int(score * 100 + Fraction(1, 2))
