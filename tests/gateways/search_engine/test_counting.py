"""Counting and finding without ranking: the same documents, and counts that are right or say that they are about so many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.gateways.search_engine.corpus import many
from tests.gateways.search_engine.test_costing import Million
from zhiyun.gateways.search_engine import Count, Facet, Order, Question, SearchEngine, asking, embedded, plan
from zhiyun.gateways.search_engine.compiling import compiled
from zhiyun.gateways.search_engine.documents import SAMPLED, indexed, is_in_sample
from zhiyun.gateways.search_engine.finding import combined, finding
from zhiyun.gateways.search_engine.matching import Reading
from zhiyun.ip.query import Plain, read
from zhiyun.ip.terms import Lexicon

READINGS = {patent.publication: Reading(indexed(patent)) for patent in many()}
TERMS = st.builds(
    plan.Term,
    st.sampled_from(("title", "abstract", "title_words", "words", "kind")),
    st.sampled_from(("电池", "锂电", "膜", "pump", "水", "batteri", "A", "没有")),
)
PLANS = st.recursive(
    TERMS,
    lambda parts: st.one_of(
        st.builds(
            plan.AnyOf,
            st.lists(parts, min_size=1, max_size=5).map(tuple),
            st.integers(min_value=1, max_value=4),
        ),
        st.builds(plan.All, st.lists(parts, min_size=1, max_size=3).map(tuple)),
        st.builds(plan.BestOf, st.lists(parts, min_size=1, max_size=3).map(tuple)),
        st.builds(plan.Without, parts),
        st.builds(plan.Weighted, parts, st.just(2.0)),
    ),
    max_leaves=8,
)
PLAIN = ("锂电 电池膜 膜电", "水 pump", "lithium ion battery 电解", "电池 膜 水 锂")


@given(asked=PLANS)
@settings(max_examples=60, deadline=None)
def test_what_only_finds_finds_what_ranks(asked: plan.Plan) -> None:
    without_order = finding(asked)

    for reading in READINGS.values():
        assert reading.holds(without_order) == reading.holds(asked)


def test_a_share_of_few_words_is_asked_by_their_combinations_and_of_many_as_it_is() -> None:
    terms = tuple(plan.Term("words", str(each)) for each in range(8))
    both = tuple(
        plan.AnyOf((plan.Term("title", each.value), plan.Term("abstract", each.value))) for each in terms
    )

    assert len(combined(plan.AnyOf(both, 5)).parts) == 56  # type: ignore[union-attr]
    assert finding(plan.AnyOf(both)) == plan.AnyOf(tuple(plan.Term("pairs", each.value) for each in terms))
    assert combined(plan.AnyOf(terms * 2, 5)) is None
    assert combined(plan.AnyOf(terms)) is None


def test_a_combination_asks_nothing_that_its_words_imply() -> None:
    def term(field: str, value: str) -> plan.Term:
        return plan.Term(field, value)

    pair, word, other = term("pairs", "电池"), term("words", "电池"), term("pairs", "膜")

    assert finding(plan.AnyOf((pair, word, other), 2)) == plan.AnyOf(
        (plan.All((word,)), plan.All((pair, other)))
    )
    latin = (term("pairs", "ab"), term("words", "abs"), other)
    assert len(finding(plan.AnyOf(latin, 2)).parts) == 3  # type: ignore[union-attr]


@given(
    values=st.lists(
        st.sampled_from(("电池", "锂电", "膜电", "电", "水", "pump")), min_size=3, max_size=6, unique=True
    ),
    at_least=st.integers(2, 4),
)
@settings(max_examples=40, deadline=None)
def test_combinations_find_what_a_share_of_the_words_finds(values: list[str], at_least: int) -> None:
    parts = tuple(plan.Term(field, value) for value in values for field in ("pairs", "words"))[:8]
    share = plan.AnyOf(parts, at_least)

    for reading in READINGS.values():
        assert reading.holds(finding(share)) == reading.holds(share)


@pytest.mark.parametrize("text", PLAIN)
@pytest.mark.parametrize("lexicon", [None, Lexicon.shipped()], ids=["one language", "both"])
def test_ranked_or_by_day_or_counted_there_are_as_many(
    crowd: SearchEngine, text: str, lexicon: Lexicon | None
) -> None:
    question = Question(
        query=Plain(text), lexicon=lexicon, most=200, facets={Facet.RIGHT: 3}, is_explained=False
    )
    ranked = crowd.search(question)
    by_day = crowd.search(
        Question(query=Plain(text), lexicon=lexicon, most=200, order=Order.NEWEST_PUBLISHED)
    )

    names = {hit.patent.publication for hit in ranked.hits}
    assert names == {hit.patent.publication for hit in by_day.hits}
    assert ranked.total == by_day.total == len(names) == sum(each.hits for each in ranked.facets[Facet.RIGHT])
    assert crowd.search(Question(query=Plain(text), lexicon=lexicon, most=0)).total == len(names)


def test_a_great_many_hits_are_counted_by_a_sample_and_say_so(
    crowd: SearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Question(query=read("AB=(电 OR 水)"), facets={Facet.OFFICE: 5, Facet.APPLICANT: 3}, most=5)
    exact = crowd.search(asked)
    monkeypatch.setattr(asking, "COUNTED_WHOLE", exact.total - 1)
    about = crowd.search(asked)

    names = {hit.patent.publication for hit in crowd.search(Question(query=asked.query, most=200)).hits}
    sampled = [each for each in many() if each.publication in names and is_in_sample(each.publication)]
    offices = Counter(each.office for each in sampled)
    assert (exact.is_estimated, about.is_estimated) == (False, True)
    assert (about.total, about.hits) == (exact.total, exact.hits)
    assert len(sampled) > 3
    assert {each.value: each.hits for each in about.facets[Facet.OFFICE]} == {
        office: round(number * SAMPLED, 2 - len(str(number * SAMPLED))) for office, number in offices.items()
    }


def test_a_phrase_is_sampled_by_its_pairs_where_it_may_stand_in_title_or_abstract() -> None:
    def sampled(text: str) -> plan.Plan:
        return asking.in_sample(finding(compiled(read(text), Million())))

    pairs = plan.Term("pairs", "电池"), plan.Term("pairs", "池膜")
    sample = plan.Term("sample", "1")
    assert sampled('TA="电池膜"') == plan.All((sample, *pairs))
    assert "pairs" not in str(sampled('TI="电池膜"'))
    assert "pairs" not in str(sampled('TA="lithium ion"'))
    assert "pairs" not in str(sampled('TA=("电池" NEAR/2 "膜电")'))


def test_everything_is_counted_whole_and_anew_when_the_index_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "COUNTED_WHOLE", 2)
    engine = embedded.create(tmp_path / "index")
    everything = Question(query=read("*"), facets={Facet.OFFICE: 1}, most=0)
    engine.replace(many())
    engine.commit("first")
    before = engine.search(everything)
    engine.remove([many()[1].publication])
    engine.commit("second")
    after = engine.search(everything)

    assert (before.is_estimated, before.facets) == (False, {Facet.OFFICE: (Count("CN", 83),)})
    assert after.facets == {Facet.OFFICE: (Count("CN", 82),)}


@given(hits=st.integers(1, 10**7))
@settings(max_examples=30, deadline=None)
def test_an_estimate_is_near_what_was_reckoned_and_has_two_digits(hits: int) -> None:
    (reckoned,) = asking.estimate([Count("CN", hits)])

    assert abs(reckoned.hits - SAMPLED * hits) <= SAMPLED * hits * 0.05
    assert len(str(reckoned.hits).rstrip("0")) <= 2


def test_the_sample_is_a_sixteenth() -> None:
    numbers: Iterable[str] = (f"CN{100_000_000 + each}A" for each in range(16_000))
    shares: Mapping[bool, int] = Counter(map(is_in_sample, numbers))

    assert abs(shares[True] - 1000) < 100


def test_the_best_scores_are_those_of_the_best_hits(crowd: SearchEngine) -> None:
    question = Question(query=Plain("锂电 电池膜 膜电"), most=10, is_explained=False)

    scores = crowd.best_scores(question, 10)

    assert scores == pytest.approx([hit.score for hit in crowd.search(question).hits], rel=1e-5)


def test_what_is_known_of_the_collection_is_asked_anew_when_it_changes(tmp_path: Path) -> None:
    engine = embedded.create(tmp_path / "index")
    plain = Question(query=Plain("锂电 膜电"), is_explained=False)
    counts = []
    for each in (many()[:60], many()[60:]):
        engine.replace(each)
        engine.commit("more")
        counts.append((engine.statistics().documents(), engine.search(plain).total))
    whole = embedded.Tantivy(tmp_path / "index")

    assert [documents for documents, _ in counts] == [60, 125]
    assert counts[1] == (125, whole.search(plain).total)
    assert asking.planned(plain, engine.statistics()) == asking.planned(plain, whole.statistics())
