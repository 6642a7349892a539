"""The demonstration's calls that are over: one of 2023, last year's two, and three of this year that are further on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from zhiyun import law
from zhiyun.casework.calls import CallWords
from zhiyun.casework.demo import calls
from zhiyun.casework.demo.bodies import Bodies
from zhiyun.casework.demo.calls import CONTACT, CREDIT, UNDERTAKING, at


@dataclass(frozen=True)
class Run:
    """When and under which document a call was published, opened and closed; days as ISO texts."""

    published: str
    document: str
    title: str
    opens: str
    closes: str


EARLIER_INDUSTRY = Run(
    "2023-01-09",
    "演示知发〔2023〕1号",
    "演示·2023年度产业知识产权运营中心建设申报通知",
    "2023-01-16",
    "2023-02-10",
)
LAST_MUNICIPAL = Run(
    "2025-01-20",
    "演示知发〔2025〕2号",
    "演示·2025年度市级综合性知识产权运营中心建设申报通知",
    "2025-02-05",
    "2025-02-28",
)
LAST_SUBSIDY = Run(
    "2025-04-15",
    "演示知发〔2025〕8号",
    "演示·2025年度知识产权运营绩效补贴申报通知",
    "2025-05-06",
    "2025-06-10",
)
EARLY_SUBSIDY = Run(
    "2026-02-02",
    "演示知发〔2026〕3号",
    "演示·2026年度知识产权运营绩效补贴（年初批）申报通知",
    "2026-02-24",
    "2026-03-20",
)
SUPPLEMENT = Run(
    "2026-05-22",
    "演示知发〔2026〕15号",
    "演示·2026年度知识产权运营绩效补贴（补充批）申报通知",
    "2026-05-25",
    "2026-06-12",
)
REGIONS = Run(
    "2026-02-26",
    "演示知发〔2026〕5号",
    "演示·2026年度区域知识产权运营中心建设申报通知",
    "2026-03-10",
    "2026-04-10",
)


def subsidy(*, city: Bodies, run: Run) -> str:
    """Publish a call for subsidies of the year before it; gives its reference."""
    return calls.publish(
        city=city,
        benefit=law.Benefit.PERFORMANCE_SUBSIDY,
        day=run.published,
        said=lambda words: _subsidy(words, run),
    )


def centres(*, city: Bodies, benefit: law.Benefit, run: Run) -> str:
    """Publish a call for centres; gives its reference."""
    return calls.publish(
        city=city, benefit=benefit, day=run.published, said=lambda words: _centres(words, run)
    )


def _subsidy(words: CallWords, run: Run) -> CallWords:
    year = int(run.published[:4]) - 1
    return replace(
        _window(calls.subsidy_words(words=words), run),
        performance_from=date(year, 1, 1),
        performance_until=date(year, 12, 31),
    )


def _centres(words: CallWords, run: Run) -> CallWords:
    return replace(_window(words, run), contact=CONTACT, conditions=CREDIT, materials=(UNDERTAKING,))


def _window(words: CallWords, run: Run) -> CallWords:
    return replace(
        words,
        document=run.document,
        dated=date.fromisoformat(run.published),
        title=run.title,
        opens_at=at(day=run.opens, time="09:00"),
        closes_at=at(day=run.closes, time="18:00"),
    )
