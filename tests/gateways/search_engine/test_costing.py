"""What would take too long is refused before an engine is asked, told by how common its words are."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from zhiyun.gateways.search_engine import Question, TooCostly, asking, plan
from zhiyun.gateways.search_engine.asking import planned
from zhiyun.gateways.search_engine.compiling import ALWAYS, READ_FOR_WORDS, SHORT, _afforded
from zhiyun.gateways.search_engine.costing import MOST, afforded
from zhiyun.ip.query import Dated, Field, Plain, read
from zhiyun.ip.query.tree import either

COMMON, RARE = 800_000, 50


class Million:
    """A million documents: 装置 and 方法 stand in most of them, 隔膜 and batteries in few, other words in one in ten."""

    asked = 0

    def documents(self) -> int:
        return 1_000_000

    def having(self, field: str, tokens: Iterable[str]) -> Mapping[str, int]:
        self.asked += 1
        return {
            token: COMMON if token in ("装置", "方法") else RARE if token in ("隔膜", "batteri") else 100_000
            for token in tokens
        }


@pytest.mark.parametrize(
    "text",
    [
        "装置 NEAR/20 方法",
        " OR ".join(f'"电池{first}{then}"' for first in "甲乙丙丁戊己庚辛" for then in "甲乙丙丁戊己庚辛"),
    ],
)
def test_what_is_common_and_asked_many_times_over_is_too_costly(text: str) -> None:
    with pytest.raises(TooCostly) as refused:
        planned(Question(query=read(text)), Million())

    assert "请把常见的词换成少见的" in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "*",
        "装置 AND 方法",
        "装置",
        "隔膜 NEAR/20 装置",
        "(装置 NEAR/20 方法) AND PN=CN1A",
    ],
)
def test_what_is_common_once_or_beside_something_rare_is_answered(text: str) -> None:
    planned(Question(query=read(text)), Million())


def test_a_rare_condition_that_is_excluded_makes_nothing_cheaper() -> None:
    costly = [plan.Term("title", "装置")] * (MOST // COMMON + 1)

    with pytest.raises(TooCostly):
        afforded(plan.All((plan.AnyOf(tuple(costly)), plan.Without(plan.Term("title", "隔膜")))), Million())


def test_a_collection_is_asked_once_for_each_field() -> None:
    million = Million()

    afforded(plan.AnyOf(tuple(plan.Term("title", f"电{number}") for number in range(100))), million)

    assert million.asked == 1


def test_a_long_text_asks_no_more_of_common_words_than_it_may() -> None:
    """However many documents there are, the words of a long text stand in so many, or the eight most telling are asked."""
    text = "一种用于新能源汽车电池散热和隔膜检测的控制装置及其方法以及一种存储介质和服务器"

    asked = planned(Question(query=Plain(text)), Million())

    assert isinstance(asked, plan.AnyOf)
    assert len(asked.parts) == SHORT
    assert READ_FOR_WORDS < 2 * 100_000
    assert plan.AnyOf((plan.Term("title", "隔膜"), plan.Term("abstract", "隔膜"))) in asked.parts


def test_a_word_that_a_quarter_of_all_have_is_no_word_to_look_for_beside_telling_ones() -> None:
    asked = planned(Question(query=Plain("隔膜检测装置")), Million())
    common: list[tuple[float, int, plan.Plan]] = [(1.0, COMMON, plan.Term("title", "装置"))] * 9

    assert isinstance(asked, plan.AnyOf)
    assert not {"装置", "方法"} & {part.value for each in asked.parts for part in getattr(each, "parts", ())}
    assert len(list(_afforded(common, 1_000_000))) == ALWAYS


def test_dates_by_the_hundred_are_afforded() -> None:
    years = [Dated(Field.FILED, date(1900 + year, 1, 1), date(1901 + year, 1, 1)) for year in range(100)]

    planned(Question(query=either(*years)), Million())


@pytest.fixture
def hurried() -> Iterator[None]:
    """Let threads take turns at every step."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("hurried")
def test_threads_that_forget_and_remember_plans_at_once_are_all_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(asking, "_REMEMBERED", 1)
    known, questions = Million(), [Question(query=read(f"IPC=H0{number}M")) for number in range(4)]
    asked = [questions[at % 4] for at in range(4_000)]

    with ThreadPoolExecutor(4) as crowd:
        plans = list(crowd.map(lambda question: planned(question, known), asked))

    assert plans == [planned(each, Million()) for each in questions] * 1_000
