"""Turns a query, as somebody wrote it, into a plan, as an engine is asked; both engines are asked the same."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from typing import Final, Protocol

from zhiyun.gateways.search_engine import plan
from zhiyun.gateways.search_engine.documents import day_number
from zhiyun.gateways.search_engine.segmenting import Token, is_adjoining, tokens, words
from zhiyun.ip import query
from zhiyun.ip.places import divided
from zhiyun.ip.query import Field, symbols
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said, word


class Statistics(Protocol):
    """What an engine knows of its whole collection."""

    def documents(self) -> int:
        """Say how many documents there are."""

    def having(self, field: str, tokens: Iterable[str]) -> Mapping[str, int]:
        """Say how many of them have each token in this field."""


TEXTS: Final[Mapping[Field, tuple[str, ...]]] = {
    Field.ANY: ("title", "abstract", "claims"),
    Field.TITLE_ABSTRACT: ("title", "abstract"),
    Field.TITLE: ("title",),
    Field.ABSTRACT: ("abstract",),
    Field.CLAIMS: ("claims",),
    Field.APPLICANT: ("applicants",),
    Field.OWNER: ("owners",),
    Field.INVENTOR: ("inventors",),
    Field.ADDRESS: ("address",),
    Field.STATUS: ("legal_status",),
}
CODES: Final[Mapping[Field, str]] = {
    Field.CLAIMS: "has",
    Field.GROUP: "applicant_groups",
    Field.APPLICANT_KIND: "applicant_kinds",
    Field.OFFICE: "office",
    Field.TYPE: "types",
    Field.KIND: "kind",
    Field.LOCARNO: "locarno",
    Field.PUBLICATION: "publication_numbers",
    Field.APPLICATION: "application_numbers",
    Field.CITES: "cites",
    Field.FAMILY: "family",
}
DAYS: Final[Mapping[Field, str]] = {
    Field.FILED: "filed",
    Field.PUBLISHED: "published",
    Field.GRANTED: "granted",
    Field.PRIORITY: "priority",
}
LAST_DAY: Final = 99_999_999
MOST_WORDS: Final = 40
"""Of a long text, its most telling words are asked for; measured in benchmarks/quality."""
SHORT: Final = 8
SHORT_SHARE: Final = 60
LONG_SHARE: Final = 10
"""Of up to so many words a document must have 60 in 100, else 10 in 100: what is asked in a few words is meant,
and more would cost rank (benchmarks/quality, known_item)."""

LONGEST_TYPED: Final = 10
"""Characters of a word that somebody types; what is longer is a sentence."""
READ_FOR_WORDS: Final = 150_000
"""Documents that the words of a long text may stand in, all added up: the commonest are left out beyond it, so that a
question costs the same in a million documents as in a hundred thousand. Of the `SHORT` most telling only those are left
out that stand in more than a quarter of all, and of the `ALWAYS` most telling none."""
ALWAYS: Final = 3
COMMON: Final = 4


_HAS_IPC: Final = plan.AnyOf(tuple(plan.Term("ipc", section) for section in symbols.SECTIONS))
"""What has a class of the IPC: each is indexed with its section."""


class NotKept(Refusal):
    """The collection does not hold what the query asks about."""

    def __init__(self, field: Field) -> None:
        super().__init__(
            Said("库中没有「%(field)s」的内容，请改查标题、摘要或者其他字段", field=word(field.label))
        )


def compiled(asked: query.Query, statistics: Statistics) -> plan.Plan:
    """Give the plan of a query; refuses with `NotKept` what no document of the collection has.

    Conditions on codes, classes and days do not rank. Words do: by BM25, in each field by itself.
    """
    return _Compiling(statistics).of(asked)


class _Compiling:
    """Queries for one collection, which is asked once whether it has claims at all."""

    def __init__(self, statistics: Statistics) -> None:
        self._statistics = statistics

    def of(self, asked: query.Query) -> plan.Plan:
        match asked:
            case query.Everything():
                return plan.Anything()
            case query.Plain(text):
                return plain(text, self._statistics)
            case query.Text(field, text, is_beginning):
                return _any([_text(name, text, is_beginning) for name in self._fields(field)])
            case query.Near():
                return _near(asked, self._fields(asked.field))
            case query.Coded():
                return _coded(asked)
            case query.Classed() | query.ClassedBetween():
                return _classed(asked)
            case query.Dated(field, first, before):
                low = day_number(first) if first else 0
                high = day_number(before - timedelta(days=1)) if before else LAST_DAY
                return plan.Between(DAYS[field], low, high)
            case query.Not(part):
                return plan.Without(self.of(part))
            case query.And(parts):
                return plan.All(tuple(map(self.of, parts)))
            case query.Or(parts):
                return plan.AnyOf(tuple(map(self.of, parts)))

    def _fields(self, field: Field) -> Sequence[str]:
        names = TEXTS[field]
        if "claims" not in names or self._has_claims:
            return names
        if field is Field.CLAIMS:
            raise NotKept(field)
        return tuple(name for name in names if name != "claims")

    @cached_property
    def _has_claims(self) -> bool:
        return self._statistics.having("has", ["claims"])["claims"] > 0


def plain(text: str, statistics: Statistics) -> plan.Plan:
    """Ask for the most telling words of a text, and for a share of them in each document.

    Where a few words were typed with blanks between, each is asked for whole: who sets words apart means each of them.
    """
    documents = statistics.documents()
    pairs = Counter(token.text for token in tokens(text) if is_adjoining(token.text))
    in_title, in_abstract = statistics.having("title", pairs), statistics.having("abstract", pairs)
    parts: list[tuple[float, int, plan.Plan]] = []
    for token, times in pairs.items():
        either = (plan.Term("title", token), plan.Term("abstract", token))
        having = in_title[token] + in_abstract[token]
        parts.append(_telling(plan.AnyOf(either), times, having, documents))
    whole_words = Counter(words(text))
    anywhere = statistics.having("words", whole_words)
    for each, times in whole_words.items():
        either = (plan.Term("title_words", each), plan.Term("words", each))
        parts.append(_telling(plan.AnyOf(either), times, anywhere[each], documents))
    parts.sort(key=lambda part: -part[0])
    is_short = len(parts) <= SHORT
    kept = tuple(part for *_, part in parts) if is_short else tuple(_afforded(parts[:MOST_WORDS], documents))
    if typed := _typed(text):
        said = plan.AnyOf(typed, _share(typed, SHORT_SHARE))
        return plan.All((plan.Fixed(said, 0.0), plan.AnyOf((plan.Anything(), *kept))))
    return plan.AnyOf(kept, _share(kept, SHORT_SHARE) if is_short else max(1, len(kept) * LONG_SHARE // 100))


def _share(parts: Sequence[plan.Plan], percent: int) -> int:
    """Give how many parts are so many in a hundred of them, rounded up."""
    return math.ceil(len(parts) * percent / 100)


def _typed(text: str) -> tuple[plan.Plan, ...]:
    """Give what finds each of a few Chinese words typed with blanks between; nothing where a text is no such.

    A word that was typed may be several of the dictionary's: a document has all their pairs of characters, in whatever
    order. What is one character long only ranks, and so do sentences.
    """
    typed = list(dict.fromkeys(text.split()))
    if not 2 <= len(typed) <= SHORT or not any(map(is_adjoining, typed)):
        return ()
    found = tuple(tuple(_pairs(each)) for each in typed if len(each) <= LONGEST_TYPED)
    return tuple(map(plan.All, found)) if len(found) == len(typed) and all(found) else ()


def _pairs(typed: str) -> Iterator[plan.Plan]:
    for each in dict.fromkeys(words(typed)):
        if not is_adjoining(each):
            yield plan.Term("words", each)
        elif len(each) > 1:
            yield from (plan.Term("pairs", each[at : at + 2]) for at in range(len(each) - 1))


def _afforded(parts: Iterable[tuple[float, int, plan.Plan]], documents: int) -> Iterator[plan.Plan]:
    """Give the most telling, and of the others those whose documents `READ_FOR_WORDS` allows."""
    read = 0
    for number, (_, having, part) in enumerate(parts):
        read += having
        is_telling = number < ALWAYS or (number < SHORT and COMMON * having <= documents)
        if is_telling or read <= READ_FOR_WORDS:
            yield part


def _telling(part: plan.Plan, times: int, having: int, documents: int) -> tuple[float, int, plan.Plan]:
    """Say how much a word tells of what is meant: the rarer the more."""
    weight = 1 + math.log(times)
    rare = math.log((documents + 2) / having) if having else math.log(documents + 2)
    return weight * rare, having, plan.Weighted(part, weight) if times > 1 else part


def _any(parts: Sequence[plan.Plan]) -> plan.Plan:
    return parts[0] if len(parts) == 1 else plan.AnyOf(tuple(parts))


def _text(name: str, text: str, is_beginning: bool) -> plan.Plan:
    placed, beginnings = _placed(text, is_beginning)
    if len(placed) == 1:
        (at, token) = placed[0]
        return plan.Beginning(name, token) if at in beginnings else plan.Term(name, token)
    return plan.Sequence(name, placed, beginnings)


def _placed(text: str, is_beginning: bool) -> tuple[tuple[tuple[int, str], ...], frozenset[int]]:
    """Give the tokens a document must have, and the places of those that may go on.

    The last character of a run stands for itself and any right neighbour. Where a run is longer, the token
    before it already says that the character is there, so it is not asked for.
    """
    cut = tokens(text)
    needed = [
        token
        for number, token in enumerate(cut)
        if not (_is_last_of_run(token) and number and _joins(cut[number - 1], token))
    ]
    beginnings = {token.place for token in needed if _is_last_of_run(token)}
    if is_beginning and not is_adjoining(needed[-1].text):
        beginnings.add(needed[-1].place)
    first = needed[0].place
    return tuple((token.place - first, token.text) for token in needed), frozenset(
        at - first for at in beginnings
    )


def _is_last_of_run(token: Token) -> bool:
    return len(token.text) == 1 and is_adjoining(token.text)


def _joins(before: Token, after: Token) -> bool:
    return len(before.text) == 2 and is_adjoining(before.text) and before.at + 1 == after.at


def _near(asked: query.Near, names: Iterable[str]) -> plan.Plan:
    parts: list[plan.Plan] = []
    for name in names:
        for left in asked.left:
            for right in asked.right:
                parts.extend(_apart(name, left, right, asked.within))
                if not asked.is_ordered:
                    parts.extend(_apart(name, right, left, asked.within))
    return _any(list(dict.fromkeys(parts)))


def _apart(name: str, left: query.Text, right: query.Text, within: int) -> list[plan.Plan]:
    """Ask for one text after another, with each number of words between them."""
    before, may_go_on = _placed(left.text, left.is_beginning)
    after, may_go_on_after = _placed(right.text, right.is_beginning)
    length = len(tokens(left.text))
    found: list[plan.Plan] = []
    for between in range(within + 1):
        shift = length + between
        shifted = tuple((at + shift, token) for at, token in after)
        beginnings = may_go_on | {at + shift for at in may_go_on_after}
        found.append(plan.Sequence(name, before + shifted, beginnings))
    return found


def _coded(asked: query.Coded) -> plan.Plan:
    if asked.field is Field.REGION:
        return _region(asked.value)
    name = CODES[asked.field]
    return plan.Beginning(name, asked.value) if asked.is_beginning else plan.Term(name, asked.value)


def _region(value: str) -> plan.Plan:
    """Ask for a code with all below it, or for a name: by its code, else as words of the address.

    What is no division, as 两江新区 or a street, is asked as words of addresses in the division it is written after.
    """
    if value.isdecimal():
        short = value.removesuffix("00").removesuffix("00")
        return plan.Beginning("regions", short)
    code, beyond = divided(value)
    if not code:
        return _text("address", value, False)
    parts: tuple[plan.Plan, ...] = (
        plan.Term("regions", code),
        *(_text("address", each, False) for each in beyond),
    )
    return parts[0] if len(parts) == 1 else plan.All(parts)


def _classed(asked: query.Classed | query.ClassedBetween) -> plan.Plan:
    if asked.field is Field.CLASS:
        of_others = plan.All((_classed_in("cpc", asked), plan.Without(_HAS_IPC)))
        return plan.AnyOf((_classed_in("ipc", asked), of_others))
    return _classed_in("ipc" if asked.field is Field.IPC else "cpc", asked)


def _classed_in(name: str, asked: query.Classed | query.ClassedBetween) -> plan.Plan:
    if isinstance(asked, query.ClassedBetween):
        return plan.Between(f"{name}_places", symbols.span(asked.first)[0], symbols.span(asked.last)[1])
    low, high = symbols.span(asked.symbol)
    if "/" in asked.symbol and not asked.symbol.endswith("/00"):
        return plan.Between(f"{name}_places", low, high)
    return plan.Term(name, asked.symbol)
