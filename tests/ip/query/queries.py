"""Trees of all shapes, as `read` makes them, and texts that wish us ill."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from zhiyun.ip.query import And, Classed, ClassedBetween, Coded, Dated, Field, Near, Not, Or, Query, Text
from zhiyun.ip.query.fields import Sort
from zhiyun.ip.query.symbols import span

TEXT_FIELDS = [field for field in Field if field.sort is Sort.TEXT]
WORDS = [
    "电池",
    "锂离子电池",
    "膜",
    "battery",
    "lithium ion",
    "and",
    "OR",
    "非",
    "TI",
    "W/3",
    "AT&T",
    "a-b",
    "3.5",
    "标题",
]
SYMBOLS = ["H", "H01", "H01M", "H01M4/00", "H01M4/58", "H01M10/0525", "B60L7/10", "A61K", "G06F3/01"]

words = st.sampled_from(WORDS)
texts = st.builds(Text, st.sampled_from(TEXT_FIELDS), words)
beginnings = st.builds(
    Text, st.sampled_from(TEXT_FIELDS), st.sampled_from(["batt", "锂电", "lithium io"]), st.just(True)
)
codes = st.sampled_from(
    [
        Coded(Field.TYPE, "发明申请"),
        Coded(Field.APPLICANT_KIND, "科研单位"),
        Coded(Field.OFFICE, "CN"),
        Coded(Field.KIND, "B2"),
        Coded(Field.LOCARNO, "12", is_beginning=True),
        Coded(Field.LOCARNO, "12-08"),
        Coded(Field.REGION, "重庆市 渝北区"),
        Coded(Field.REGION, "5001", is_beginning=True),
        Coded(Field.GROUP, "某大学 (重庆)"),
        Coded(Field.PUBLICATION, "CN109996757A"),
        Coded(Field.APPLICATION, "2016", is_beginning=True),
    ]
)
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
periods = st.builds(
    lambda field, day, length, is_open: Dated(field, day, None if is_open else day + timedelta(days=length)),
    st.sampled_from([field for field in Field if field.sort is Sort.DATE]),
    days,
    st.integers(1, 4000),
    st.booleans(),
) | st.builds(Dated, st.just(Field.FILED), st.none(), days)
classes = st.builds(Classed, st.sampled_from([Field.IPC, Field.CPC, Field.CLASS]), st.sampled_from(SYMBOLS))


@st.composite
def stretches(draw: st.DrawFn) -> ClassedBetween:
    """Draw two classes in their order."""
    ends = sorted(draw(st.tuples(st.sampled_from(SYMBOLS), st.sampled_from(SYMBOLS))), key=span)
    return ClassedBetween(Field.IPC, ends[0], ends[1])


def is_no_character(text: str) -> bool:
    """Leave out what is too little to stand near something."""
    return len(text) > 1 or text.isascii()


@st.composite
def nears(draw: st.DrawFn) -> Near:
    """Draw two sides in one field."""
    field = draw(st.sampled_from([Field.ANY, Field.TITLE, Field.APPLICANT]))
    side = st.lists(
        st.builds(Text, st.just(field), words.filter(is_no_character)), min_size=1, max_size=2
    ).map(tuple)
    return Near(field, draw(side), draw(side), draw(st.integers(0, 6)), draw(st.booleans()))


leaves = st.one_of(texts, beginnings, codes, periods, classes, stretches(), nears())


def _joined(parts: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    def flat(kind: type[And] | type[Or]) -> st.SearchStrategy[Query]:
        others = parts.filter(lambda part: not isinstance(part, kind))
        return st.lists(others, min_size=2, max_size=4).map(lambda found: kind(tuple(found)))

    return flat(And) | flat(Or) | parts.filter(lambda part: not isinstance(part, Not)).map(Not)


trees: st.SearchStrategy[Query] = st.recursive(leaves, _joined, max_leaves=8)

ILL = [
    "(",
    ")",
    '"',
    "“",
    "AND",
    "or",
    "NOT",
    "!",
    "=",
    ":",
    ">=",
    "NEAR/3",
    "W/",
    "(3N)",
    "*",
    "?",
    "/",
    "[",
    "]",
    "TO",
    "至",
]
hostile = st.lists(
    st.sampled_from(
        ILL
        + WORDS
        + SYMBOLS
        + [field.code for field in Field]
        + ["2019", "20190101", " ", "　", "\ud800", "\x00", "𠀀"]
    )
    | st.text(max_size=3),
    max_size=40,
).flatmap(lambda found: st.sampled_from(["", " "]).map(lambda between: between.join(found)))
