"""A measure that no file of changes can say, written as a package of its own from the city's pieces."""

import re
from datetime import date

import pytest

from examples.measures.yanshi_xinqu import MEASURE
from zhiyun import law
from zhiyun.gateways import holiday_notices
from zhiyun.kernel.finding import Outcome
from zhiyun.kernel.money import Money, wan, yuan
from zhiyun.kernel.period import calendar_year
from zhiyun.kernel.refusal import NoAnswer, Refusal

AUTHORITY = "演示新区知识产权局"


def deal(amount: Money, **otherwise: object) -> law.Deal:
    payment = law.Payment(date(2025, 6, 20), amount.fen)
    sound = law.Deal(
        "1",
        "演示甲",
        law.Kind.TRANSFER,
        (payment,),
        rights=("ZL201919900001.1",),
        related=False,
        registered_on=date(2025, 6, 18),
        registration_no="演示Z1",
    )
    return sound._replace(**otherwise)


def counted(*deals: law.Deal) -> list[tuple[Money, str]]:
    rulings = MEASURE.count(deals, calendar_year(2025)).rulings
    return [(Money(ruling.counted_fen), law.because(ruling)) for ruling in rulings]


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Money(wan(100).fen - 1), "计入999,999.99元"),
        (wan(100), "计入1,000,000.00元"),
        (
            Money(wan(100).fen + 1),
            "计入1,000,000.00元；原可计入1,000,000.01元，第四条规定每个申报单位单笔不超过1,000,000.00元",
        ),
    ],
)
def test_no_deal_counts_beyond_the_most_one_deal_may_count(amount: Money, words: str) -> None:
    assert counted(deal(amount)) == [(min(amount, wan(100)), words)]


def test_kinds_the_district_does_not_list_are_not_counted() -> None:
    [(amount, because)] = counted(deal(wan(10), kind=law.Kind.INVESTMENT))

    assert amount == Money(0)
    assert "业务类型「投融资」不在补贴范围" in because


def test_the_pot_is_shared_pro_rata_and_floored_to_whole_yuan() -> None:
    claims = law.Claims.of({"演示甲": wan(15_000), "演示乙": wan(10_000), "演示丙": yuan(50)})

    shared = MEASURE.allocate(claims)

    assert shared.by_applicant() == {
        "演示甲": yuan(1_199_999),
        "演示乙": yuan(799_999),
        "演示丙": yuan(0),
    }
    assert shared.unspent == yuan(2)


def test_a_pot_that_is_just_enough_is_not_scaled() -> None:
    exact = MEASURE.allocate(law.Claims.of({"演示甲": wan(20_000)}))
    over = MEASURE.allocate(law.Claims.of({"演示甲": wan(20_000) + yuan(100)}))

    assert (exact.scaled, exact.total_share) == (False, wan(200))
    assert (over.scaled, over.total_share) == (True, wan(200))


def test_a_pot_above_the_article_is_refused() -> None:
    with pytest.raises(Refusal, match=r"第五条规定每年最高补贴总额不超过2,000,000\.00元"):
        MEASURE.allocate(law.Claims.of({"演示甲": wan(1)}), cap=wan(200) + Money(1))


def test_the_list_is_published_for_seven_working_days() -> None:
    run = MEASURE.notice_period(
        law.Benefit.PERFORMANCE_SUBSIDY, date(2026, 9, 24), holiday_notices.load(None)
    )

    assert (run.first_counted_day, run.last_day) == (date(2026, 9, 28), date(2026, 10, 12))


def test_the_citys_conditions_stand_at_the_districts_own_article() -> None:
    finding = MEASURE.eligibility(
        law.Benefit.PERFORMANCE_SUBSIDY,
        law.Facts("演示甲"),
        law.Occasion(date(2026, 6, 20), date(2026, 6, 30)),
    )

    assert finding.outcome is Outcome.NO_EVIDENCE
    assert [str(ground.cites) for ground in finding.grounds] == [f"第三条第{n}项" for n in range(1, 7)]


def test_what_the_district_leaves_out_is_refused_in_words() -> None:
    with pytest.raises(NoAnswer, match="综合性知识产权运营中心建设经费资助"):
        MEASURE.items(law.Benefit.MUNICIPAL_CENTRE)
    with pytest.raises(NoAnswer, match="项目单位的义务"):
        MEASURE.duties(law.Facts("演示甲"), law.Occasion(date(2026, 6, 20), date(2026, 6, 30)))


def test_every_number_stands_in_the_words_of_its_article() -> None:
    missing = [n.id for article in MEASURE.articles for n in article.numbers if n.words not in article.text]

    assert missing == []


def test_it_joins_the_registry_beside_the_city() -> None:
    registry = law.REGISTRY.adding(MEASURE)

    assert registry.in_force(authority=AUTHORITY, on=date(2026, 1, 1)) == MEASURE
    with pytest.raises(law.NoMeasureInForce):
        registry.in_force(authority=AUTHORITY, on=date(2025, 12, 31))
    assert registry.in_force(authority=law.CHONGQING, on=date(2026, 1, 1)).id == "cq_2021_65"


def test_every_article_says_it_is_a_demonstration_or_belongs_to_one_that_does() -> None:
    assert re.search("演示", MEASURE.title)
    assert "演示，全部虚构" in MEASURE.articles[0].text
