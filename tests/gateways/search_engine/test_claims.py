"""Claims in an index: found by CL and TAC, kept apart from what a hit shows, and no part of what a plain box ranks by."""

from dataclasses import replace

import pytest

from tests.gateways.search_engine.conftest import ENGINES, Make
from tests.gateways.search_engine.corpus import BATTERY, PUMP, VEHICLE
from zhiyun.gateways.search_engine import Question, Reason, SearchEngine
from zhiyun.ip.patent import Claim
from zhiyun.ip.query import Coded, Field, Query, read

CLAIMED = replace(
    BATTERY,
    claims=(
        Claim(1, "一种锂离子电池隔膜，其特征在于，包括纳米纤维。", "zh"),
        Claim(2, "根据权利要求1所述的隔膜，其特征在于，纳米纤维上有勃姆石。", "zh"),
        Claim(0, "A separator with boehmite.", "en"),
    ),
    claim_count=9,
)


@pytest.fixture(scope="module", params=ENGINES)
def claimed(request: pytest.FixtureRequest, make: Make) -> SearchEngine:
    """Give an engine of three, of which one has claims; tests only ask it."""
    engine = make(request.param)
    engine.replace((CLAIMED, PUMP, VEHICLE))
    engine.commit("all")
    return engine


@pytest.mark.parametrize(
    ("written", "hits"),
    [
        ("CL=勃姆石", 1),
        ("权利要求=boehm*", 1),
        ("CL=(纳米纤维 W/3 勃姆石)", 1),
        ('CL="的隔膜，其特征在于"', 1),
        ('CL="纳米纤维。根据权利要求"', 0),
        ("TAC=勃姆石", 1),
        ("勃姆石 AND 纳米", 1),
        ("TA=勃姆石", 0),
        ("CL=电池 NOT CL=勃姆石", 0),
        ("NOT CL=隔膜", 2),
        ("勃姆石", 0),
    ],
)
def test_claims_are_found_by_their_field_and_the_whole_text_and_not_by_plain_words(
    claimed: SearchEngine, written: str, hits: int
) -> None:
    assert claimed.search(Question(query=read(written))).total == hits


def test_it_is_known_how_many_have_claims(claimed: SearchEngine) -> None:
    has: Query = Coded(Field.CLAIMS, "claims")

    assert claimed.count(has) == 1


def test_a_document_comes_with_its_claims_and_a_hit_with_their_count_alone(claimed: SearchEngine) -> None:
    (hit,) = claimed.search(Question(query=read("CL=勃姆石"))).hits

    assert hit.patent == replace(CLAIMED, claims=(), cites=())
    assert claimed.whole(CLAIMED.publication) == CLAIMED
    assert claimed.wholes([PUMP.publication, "CN000", CLAIMED.publication]) == {
        PUMP.publication: PUMP,
        CLAIMED.publication: CLAIMED,
    }


def test_a_claim_is_marked_where_it_says_what_was_asked(claimed: SearchEngine) -> None:
    (hit,) = claimed.search(Question(query=read("CL=勃姆石"))).hits
    [again] = claimed.explain(Question(query=read("CL=勃姆石")), [hit])

    [passage] = [each for each in hit.passages if each.field == "claims"]
    assert hit.reasons == (Reason("claims", "勃姆 姆石", 1),)
    assert passage.text == CLAIMED.claims[1].text
    assert [passage.text[at:until] for at, until in passage.marks] == ["勃姆石"]
    assert again == hit
