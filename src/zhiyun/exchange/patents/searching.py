"""Searching: a typed query answered a page at a time, one invention a row, with counts to narrow it by."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Final

from zhiyun.exchange.patents import conditions, labels
from zhiyun.exchange.patents import meaning as meant
from zhiyun.exchange.patents.meaning import Meaning
from zhiyun.exchange.patents.remarks import Remark, remarks
from zhiyun.exchange.patents.understood import understood
from zhiyun.gateways.search_engine import Count, Facet, Found, Hit, Order, Question, SearchEngine, joining
from zhiyun.gateways.search_engine.interface import MOST_BUCKETS
from zhiyun.ip import query as language
from zhiyun.ip.patent import Patent
from zhiyun.ip.query import Coded, Everything, Field, Plain, Query
from zhiyun.ip.query.tree import asks, either
from zhiyun.ip.terms import Lexicon
from zhiyun.kernel.said import Named, Said

PAGE: Final = 20
FOLDED_WHOLE: Final = 500
"""Up to so many hits, publications of one invention are brought together wherever they stand; above, on each page."""
DEEPEST: Final = 10_000
_CLAIMED: Final = Coded(Field.CLAIMS, "claims")
"""What has claims; nobody types it."""
COUNTED: Final[Mapping[Facet, int]] = {
    Facet.RIGHT: 3,
    Facet.KIND: 8,
    Facet.YEAR: 12,
    Facet.SUBCLASS: 10,
    Facet.APPLICANT: 10,
    Facet.APPLICANT_KIND: 6,
    Facet.PROVINCE: 8,
    Facet.DISTRICT: 8,
    Facet.STATUS: 6,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody asks: what was typed, what is ticked, in which order, which page.

    Attributes:
        is_across: Whether plain words are asked in the other language as well, Chinese in English and back.
        since: Only what later batches than this brought or changed; 0 for everything.
        within: A query that must hold besides, as a row of a figure asks it; empty for none.
    """

    text: str = ""
    chosen: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    order: Order = Order.RELEVANCE
    page: int = 1
    is_across: bool = True
    since: int = 0
    within: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One invention: the publication that answers best, and the others of the same application or family."""

    hit: Hit
    also: tuple[Patent, ...]

    @property
    def patent(self) -> Patent:
        """The publication that answers best."""
        return self.hit.patent


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet: its label, how many hits have it or about how many, and whether it is ticked."""

    value: str
    label: str | Said
    hits: int
    is_estimate: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of what was found.

    Attributes:
        read: The query as it was read, in the language's own spelling; empty for words of a plain box.
        also: Words of the other language that were asked besides, to be told with the answer; mostly none.
        by_meaning: Of the publications found, those that only a model finds, by what they mean; ``model`` names it,
            empty where none was asked.
        total: Publications found; ``inventions`` how many they are, None where there are too many to bring together.
        pages: Pages there are to turn.
        unclaimed: Where claims are asked, how many patents of all come without any, and cannot be found by them.
        remarks: What to say of how the query was understood, see `remarks.remarks`; mostly nothing.
    """

    query: Query
    read: str | Named
    also: tuple[str, ...]
    by_meaning: int
    model: str
    total: int
    inventions: int | None
    rows: tuple[Row, ...]
    page: int
    pages: int
    facets: Mapping[Facet, tuple[Value, ...]]
    unclaimed: int = 0
    remarks: tuple[Remark, ...] = ()

    @property
    def by_words(self) -> int:
        """Publications that are found without a model."""
        return self.total - self.by_meaning


def answer(
    *, engine: SearchEngine, asked: Asked, tongue: str = "zh", meaning: Meaning | None = None
) -> Answer:
    """Answer a query. Refuses one that cannot be read with every fault and its place, and a page too far down."""
    first = (asked.page - 1) * PAGE
    page = replace(question_of(asked=asked), first=first, most=PAGE, all_up_to=FOLDED_WHOLE, facets=COUNTED)
    answered = meant.answered(
        engine=engine, question=page, meaning=meaning, meanwhile=lambda words: _name_early(engine, words)
    )
    found, question = answered.found, answered.question
    query = question.query
    total, inventions = found.total, None
    shown = [group[0] for group in _folded(found.hits)]
    if total <= FOLDED_WHOLE:
        inventions = len(shown)
        shown = shown[first : first + PAGE]
    rows = tuple(_rows(engine, joining.explained(engine, question, shown, found.hits)))
    last = min(total, DEEPEST) if inventions is None else inventions
    facets = _facets(engine, question, found, tongue)
    _keep_loaded(in_words=isinstance(query, Plain), by_meaning=meaning is not None)
    return Answer(
        query=query,
        read="" if isinstance(query, Plain) else understood(query=query),
        also=_also(question),
        by_meaning=answered.not_by_words,
        model=meaning.model.name if meaning and question.near else "",
        total=total,
        inventions=inventions,
        rows=rows,
        page=asked.page,
        pages=max(1, -(-last // PAGE)),
        facets=facets,
        unclaimed=_unclaimed(engine, query),
        remarks=remarks(engine=engine, query=query),
    )


@cache
def _keep_loaded(*, in_words: bool, by_meaning: bool) -> None:
    """Leave to itself what the first question of a kind has loaded: dictionaries stay, and the collector went through
    them again every fifty questions, for as long as it takes to answer one."""
    gc.collect()
    gc.freeze()


def _unclaimed(engine: SearchEngine, query: Query) -> int:
    if not asks(query, Field.CLAIMS) and not asks(query, Field.ANY):
        return 0
    claimed = engine.count(_CLAIMED)
    return engine.count(Everything()) - claimed if claimed else 0


def with_claims(*, engine: SearchEngine, patents: Sequence[Patent]) -> list[Patent]:
    """Give documents of hits, which come without them, with their claims."""
    if not engine.count(_CLAIMED):
        return list(patents)
    whole = engine.wholes([each.publication for each in patents])
    return [whole.get(each.publication, each) for each in patents]


def every(*, engine: SearchEngine, asked: Asked, most: int, meaning: Meaning | None = None) -> Iterator[Hit]:
    """Give the hits one after another as they are shown, at most ``most``, for an export."""
    question = replace(question_of(asked=asked), is_explained=False, most=most)
    yield from engine.search(meant.fused(engine=engine, question=question, meaning=meaning)).hits


def question_of(*, asked: Asked) -> Question:
    """Read what is asked; refuses with every fault and its place what cannot be read, of ``within`` as `conditions.read`."""
    query = language.read(asked.text)
    lexicon = Lexicon.shipped() if asked.is_across and isinstance(query, Plain) else None
    return Question(
        query=query,
        chosen=asked.chosen,
        order=asked.order,
        lexicon=lexicon,
        since_batch=asked.since,
        within=conditions.read(text=asked.within),
    )


def _also(question: Question) -> tuple[str, ...]:
    """Name what is asked besides; the dictionary it takes is loaded by the first who searches, and not before."""
    from zhiyun.gateways.search_engine.translating import also_asked  # noqa: PLC0415 - who never searches never holds it

    return also_asked(question.query, question.lexicon) if question.lexicon else ()


def fresh(*, engine: SearchEngine, asked: Asked, since: int, most: int = 0) -> Found:
    """Find what batches after ``since`` brought or changed, the newest first."""
    question = replace(question_of(asked=asked), order=Order.NEWEST_PUBLISHED)
    return engine.search(replace(question, since_batch=since, most=most, is_explained=False))


def data_on(*, engine: SearchEngine) -> date | None:
    """Say up to which day of publication the index knows documents."""
    question = Question(query=Everything(), order=Order.NEWEST_PUBLISHED, most=1, is_explained=False)
    hits = engine.search(question).hits
    return hits[0].patent.published_on if hits else None


def siblings(*, engine: SearchEngine, patents: Sequence[Patent]) -> Mapping[str, tuple[Patent, ...]]:
    """Give the other publications of the same application or family, by publication number."""
    wanted: list[Query] = [
        language.read(f"{Field.APPLICATION.code}={each.application}") for each in patents if each.application
    ]
    wanted += [Coded(Field.FAMILY, each.family) for each in patents if each.family]
    if not wanted:
        return {}
    hits = engine.search(Question(query=either(*wanted), most=10 * PAGE, is_explained=False)).hits
    return {
        each.publication: tuple(
            sorted(
                (
                    hit.patent
                    for hit in hits
                    if hit.patent.publication != each.publication and _is_same(hit.patent, each)
                ),
                key=lambda other: (other.published_on or date.min, other.publication),
            )
        )
        for each in patents
    }


def _rows(engine: SearchEngine, hits: Sequence[Hit]) -> Iterator[Row]:
    also = siblings(engine=engine, patents=[hit.patent for hit in hits])
    for hit in hits:
        yield Row(hit, also.get(hit.patent.publication, ()))


def _folded(hits: Iterable[Hit]) -> list[list[Hit]]:
    """Bring together hits of one family or application, each group where its best stands."""
    groups: dict[str, list[Hit]] = {}
    known: dict[str, str] = {}
    for hit in hits:
        names = [name for name in (hit.kept.family, hit.kept.application) if name]
        names = names or [hit.kept.publication]
        group = next((known[name] for name in names if name in known), names[0])
        known |= dict.fromkeys(names, group)
        groups.setdefault(group, []).append(hit)
    return list(groups.values())


def _is_same(one: Patent, other: Patent) -> bool:
    return bool(
        (one.application and one.application == other.application)
        or (one.family and one.family == other.family)
    )


def _name_early(engine: SearchEngine, words: Found) -> None:
    """Have named what will most likely be shown."""
    shown = words.facets.get(Facet.APPLICANT, ())[: COUNTED[Facet.APPLICANT]]
    _names(engine, {Facet.APPLICANT: shown})


def _names(engine: SearchEngine, facets: Mapping[Facet, Sequence[Count]]) -> Mapping[str, str]:
    """Name applicants, which is remembered."""
    return labels.group_names(engine=engine, keys=[each.value for each in facets.get(Facet.APPLICANT, ())])


def _facets(
    engine: SearchEngine, question: Question, found: Found, tongue: str
) -> dict[Facet, tuple[Value, ...]]:
    """Label the counts; a facet in which something is ticked is counted as if nothing were, to tick more."""
    facets = dict(found.facets)
    estimated = set(facets) if found.is_estimated else set()
    for facet in question.chosen:
        others = {each: values for each, values in question.chosen.items() if each is not facet}
        wider = engine.counted(replace(question, chosen=others, facets={facet: COUNTED.get(facet, PAGE)}))
        facets[facet] = wider.facets[facet]
        (estimated.add if wider.is_estimated else estimated.discard)(facet)
    rarer = {facet: _rarer(engine, question, facet, facets[facet]) for facet in question.chosen}
    roughly = {facet for facet, (_, is_estimated) in rarer.items() if is_estimated}
    added = {facet: counts for facet, (counts, _) in rarer.items()}
    names = _names(engine, {facet: (*added.get(facet, ()), *counts) for facet, counts in facets.items()})
    shown: dict[Facet, tuple[Value, ...]] = {}
    for facet, counts in facets.items():
        chosen = question.chosen.get(facet, frozenset())
        rare = added.get(facet, ())
        shown[facet] = tuple(
            Value(
                count.value,
                names.get(count.value, "")
                if facet is Facet.APPLICANT
                else labels.label(facet=facet, value=count.value, language=tongue),
                count.hits,
                facet in (roughly if count in rare else estimated),
                count.value in chosen,
            )
            for count in (*counts, *rare)
        )
    return shown


def _rarer(
    engine: SearchEngine, question: Question, facet: Facet, counts: Sequence[Count]
) -> tuple[tuple[Count, ...], bool]:
    """Count what is ticked and not among the commonest, all of it at once; say whether that is an estimate."""
    lacking = question.chosen[facet] - {each.value for each in counts}
    if not lacking:
        return (), False
    found = engine.counted(
        replace(question, chosen={**question.chosen, facet: lacking}, facets={facet: MOST_BUCKETS})
    )
    hits = {each.value: each.hits for each in found.facets[facet]}
    return tuple(Count(value, hits.get(value, 0)) for value in sorted(lacking)), found.is_estimated
