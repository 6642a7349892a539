"""The publication lag and the life cycle, on numbers whose answer is known."""

from datetime import date

import pytest

from zhiyun.ip.landscape import Stage, Windows, complete_until, stages, windows


@pytest.mark.parametrize(
    ("data_on", "year"),
    [
        (date(2021, 6, 30), 2019),
        (date(2021, 6, 29), 2018),
        (date(2021, 12, 31), 2019),
        (date(2021, 1, 1), 2018),
    ],
)
def test_a_year_is_whole_once_its_last_day_is_eighteen_months_old(data_on: date, year: int) -> None:
    assert complete_until(data_on) == year


def test_the_newest_three_whole_years_are_held_against_the_three_before() -> None:
    assert windows(date(2023, 8, 1)) == Windows(before=2016, recent=2019, until=2021)


def _years(*counts: int) -> dict[int, tuple[int, int]]:
    return {2000 + at: (count, count) for at, count in enumerate(counts)}


def test_a_technology_emerges_grows_ripens_and_declines() -> None:
    told = stages(_years(1, 1, 1, 2, 5, 15, 40, 80, 100, 101, 102, 100, 60, 30, 10), until=2014)

    assert next(each.stage for each in told) is Stage.EMERGENCE
    assert {each.until: each.stage for each in told}[2007] is Stage.GROWTH
    assert {each.until: each.stage for each in told}[2009] is Stage.GROWTH
    assert {each.until: each.stage for each in told}[2011] is Stage.MATURITY
    assert told[-1].stage is Stage.DECLINE


def test_years_that_are_not_public_yet_do_not_make_a_decline() -> None:
    years = _years(10, 20, 40, 60, 80, 100, 120, 140, 160, 5, 0)

    assert stages(years, until=2008)[-1].stage is Stage.GROWTH
    assert stages(years, until=2010)[-1].stage is not Stage.GROWTH


@pytest.mark.parametrize("counts", [(10,) * 7, (1,) * 20, ()])
def test_too_few_years_or_patents_tell_no_stage(counts: tuple[int, ...]) -> None:
    assert stages(_years(*counts), until=1999 + len(counts)) == ()
