"""What is found by each field and operator, on every engine alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.gateways.search_engine.corpus import BATTERY, CHAIR, FOUR, PUMP, VEHICLE, many
from tests.ip.query.queries import hostile
from zhiyun.gateways.search_engine import Question, SearchEngine
from zhiyun.gateways.search_engine.compiling import NotKept, compiled
from zhiyun.gateways.search_engine.documents import indexed
from zhiyun.gateways.search_engine.matching import Reading
from zhiyun.gateways.search_engine.segmenting import token_text, tokens, word_places, words
from zhiyun.ip.patent import Patent
from zhiyun.ip.query import And, Field, Near, Not, Or, Query, Text, read
from zhiyun.kernel.refusal import Refusal

B, P, V, C = BATTERY, PUMP, VEHICLE, CHAIR


def found(engine: SearchEngine, query: Query) -> set[str]:
    answer = engine.search(Question(query=query, most=1000, is_explained=False))
    assert answer.total == len(answer.hits) == engine.count(query)
    return {hit.patent.publication for hit in answer.hits}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("*", (B, P, V, C)),
        ("标题=锂离子电池", (B,)),
        ("TI=离子", (B,)),
        ("TI=锂电池", ()),
        ("TI=lithium-ion", (B,)),
        ('TI="lithium ion battery"', (B,)),
        ('TI="ion lithium"', ()),
        ("TI=batter*", (B, V)),
        ("AB=batter*", (V,)),
        ("AB=battery", (V,)),
        ('"泵"', (P,)),
        ("AB=泵", (P,)),
        ("AB=ab型叶轮", (P,)),
        ("AB=ＡＢ型", (P,)),
        ("AB=b型", ()),
        ("AB=(隔膜 NEAR/3 电极)", (B,)),
        ("AB=(电极 NEAR/3 隔膜)", (B,)),
        ("AB=(电极 W/50 电池的)", (B,)),
        ("AB=(电极 W/5 电池的)", ()),
        ("AB=(management NEAR/1 measures)", (V,)),
        ("AB=(management NEAR/0 measures)", ()),
        ('AB=(management W/0 (unit OR "no word"))', (V,)),
        ("AB=(measur* W/8 vehic*)", ()),
        ("AB=(measur* W/9 vehic*)", (V,)),
        ("TA=电池 NOT 摘要=陶瓷", ()),
        ("TI=(电池 OR 水泵)", (B, P)),
        ("NOT TI=电池", (P, V, C)),
        ("TI!=电池 AND NOT TI=水泵", (V, C)),
        ("PA=演示大学", (B, C)),
        ("PA=重庆", (P,)),
        ('PA="motors inc"', (V,)),
        ('PA="公司演示"', ()),
        ("申请人组=演示甲", (B,)),
        ("申请人类型=高校", (B, C)),
        ("AT=company", (B, P, V)),
        ("AT=(大专院校 OR 个人) AND 类型=外观", (C,)),
        ("AT=医院", ()),
        ("IN=演示二", (B,)),
        ("ADR=渝北", (B,)),
        ("地区=重庆", (B, P)),
        ("地区=重庆市渝北区", (B,)),
        ('RG="yubei district, chongqing"', (B,)),
        ("RG=Chongqing", (B, P)),
        ("地区=重庆市两江新区", ()),
        ("地区=重庆市渝北区演示路", (B,)),
        ("地区=重庆市渝北区龙溪街道", ()),
        ("地区=重庆演示路", (B,)),
        ("地区=500000", (B, P)),
        ("地区=500112", (B,)),
        ("国别=US", (V,)),
        ("类型=发明", (B, V)),
        ("类型=发明申请", (B,)),
        ("类型=发明授权", (V,)),
        ("类型=外观", (C,)),
        ("KIND=B2", (V,)),
        ("LS=有效", (B,)),
        ("IPC=H", (B,)),
        ("IPC=H01", (B,)),
        ("IPC=H01M", (B,)),
        ("IPC=H01M10/00", (B,)),
        ("IPC=H01M10/05", (B,)),
        ("IPC=H01M10/0525", (B,)),
        ("IPC=H01M10/06", ()),
        ("CPC=H01M", (B, V)),
        ("IPC=B60L:F04D", (P, V)),
        ("IPC=H01M10/00:H01M10/05", (B,)),
        ("分类=H01M", (B,)),
        ("CLASS=A47C", (C,)),
        ("CLASS=A47C7/00:A47C9/00", (C,)),
        ("IPC=A47C", ()),
        ("LOC=06", (C,)),
        ("LOC=6-1", (C,)),
        ("LOC=06-02", ()),
        ("PN=CN109996757A", (B,)),
        ("PN=CN109996757", (B,)),
        ("PN=109996757", (B,)),
        ("PN=CN1099*", (B,)),
        ("AN=ZL201910000001.1", (B,)),
        ("AN=201910000001", (B,)),
        ("CT=US10000001", (B,)),
        ("FM=f1", (B,)),
        ("AD=2019", (B,)),
        ("AD=2018-12-31:2019-01-01", (B, P)),
        ("AD<2019", (P, V)),
        ("PD>=2019-07-12", (P,)),
        ("GD=2018:", (P, V)),
        ("GD>2019-07-12", ()),
        ("PRD=2019", ()),
        ("cn109996757a", (B,)),
        ("H01M10/05", (B,)),
        ("锂离子电池", (B,)),
        ("battery vehicles", (V,)),
    ],
)
def test_each_field_and_operator_finds(
    four: SearchEngine, written: str, expected: tuple[Patent, ...]
) -> None:
    assert found(four, read(written)) == {patent.publication for patent in expected}


def test_what_no_record_holds_is_refused(four: SearchEngine) -> None:
    with pytest.raises(NotKept) as refused:
        four.count(read("权利要求=电池"))

    assert str(refused.value) == "库中没有「权利要求」的内容，请改查标题、摘要或者其他字段"


WORDS = [
    "电池",
    "电",
    "膜",
    "锂电",
    "池膜",
    "battery",
    "batteries",
    "pump",
    "水",
    "电池膜电",
    "lithium ion",
    "的电",
]
texts = st.builds(
    Text,
    st.sampled_from([Field.ANY, Field.TITLE, Field.ABSTRACT, Field.CLAIMS, Field.APPLICANT]),
    st.sampled_from(WORDS),
) | st.builds(Text, st.just(Field.ANY), st.sampled_from(["batt", "pu", "lithium i"]), st.just(True))
others = st.sampled_from(
    [
        read(each)
        for each in (
            "IPC=H01M",
            "IPC=H01M4/58",
            "IPC=B60L:H01M4/00",
            "AD=2018",
            "AD<2017",
            "CY=US",
            "LS=失效",
        )
    ]
)


@st.composite
def nears(draw: st.DrawFn) -> Near:
    field = draw(st.sampled_from([Field.ANY, Field.TITLE, Field.CLAIMS]))
    side = st.lists(st.builds(Text, st.just(field), st.sampled_from(WORDS)), min_size=1, max_size=2).map(
        tuple
    )
    return Near(field, draw(side), draw(side), draw(st.integers(0, 4)), draw(st.booleans()))


queries: st.SearchStrategy[Query] = st.recursive(
    texts | others | nears(),
    lambda parts: (
        st.lists(parts, min_size=2, max_size=3).map(lambda found: And(tuple(found)))
        | st.lists(parts, min_size=2, max_size=3).map(lambda found: Or(tuple(found)))
        | parts.map(Not)
    ),
    max_leaves=5,
)
READINGS = {patent.publication: Reading(indexed(patent)) for patent in many()}


class Unasked:
    """Statistics of a collection that no query here asks for, but whether there are claims: only plain words do."""

    def documents(self) -> int:
        raise AssertionError

    def having(self, field: str, tokens: Iterable[str]) -> Mapping[str, int]:
        assert field == "has"
        return dict.fromkeys(tokens, 1)


@given(query=queries)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_engine_finds_what_reading_every_document_finds(crowd: SearchEngine, query: Query) -> None:
    plan = compiled(query, Unasked())

    assert found(crowd, query) == {name for name, reading in READINGS.items() if reading.holds(plan)}


@given(typed=hostile)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_answered_or_refused(four: SearchEngine, typed: str) -> None:
    try:
        answer = four.search(Question(query=read(typed)))
    except Refusal:
        return

    assert answer.total <= len(FOUR)


@given(text=st.text(max_size=30) | st.sampled_from(["锂电池AB-1 泵", "İstanbul Ａ", "电\n池"]))
@settings(max_examples=50, deadline=None)
def test_what_is_indexed_fast_is_what_is_cut_with_places(text: str) -> None:
    cut = tokens(text)

    assert token_text(text).split(" ") == [token.text for token in cut] or not cut
    assert [token.place for token in cut] == list(range(len(cut)))
    assert word_places(text)[0] == words(text)
