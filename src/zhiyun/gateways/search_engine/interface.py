"""What a search engine does, whichever it is."""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from zhiyun.gateways.search_engine.kept import Kept
from zhiyun.ip.patent import Patent
from zhiyun.ip.query import Query
from zhiyun.ip.terms.lexicon import Lexicon
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said

if TYPE_CHECKING:
    from zhiyun.gateways.search_engine import plan
    from zhiyun.gateways.search_engine.compiling import Statistics

DEEPEST_HIT: Final = 10_000
"""Hits beyond this are not paged to: narrow the question, or export."""
MOST_BUCKETS: Final = 1_000


class Facet(enum.Enum):
    """What hits are counted by; the value is the field of the index."""

    OFFICE = "office"
    KIND = "kind"
    RIGHT = "right"
    YEAR = "filed_year"
    APPLICANT = "applicant_groups"
    APPLICANT_KIND = "applicant_kinds"
    SUBCLASS = "ipc_subclasses"
    PROVINCE = "province"
    DISTRICT = "district"
    STATUS = "status"


class Order(enum.Enum):
    """In which order hits come."""

    RELEVANCE = "relevance"
    NEWEST_FILED = "newest filed"
    OLDEST_FILED = "oldest filed"
    NEWEST_PUBLISHED = "newest published"
    OLDEST_PUBLISHED = "oldest published"


class Sought(enum.Enum):
    """What of a question with near documents is sought."""

    ALL = "what its words find, and what is near"
    NEAR = "what is near, whatever its words find"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query with what was ticked beside it.

    Attributes:
        chosen: Of each facet, the values of which one must hold.
        facets: What to count, and how many of the commonest values to give.
        first: The first hit wanted, from 0; ``most`` how many.
        since_batch: Only what later commits of the shelf than this brought or changed; 0 for everything.
        within: What else must hold, beside a query that may be plain words; None for nothing.
        is_explained: Whether hits come with reasons and passages: of the query, not of what was ticked.
        lexicon: Words of a plain query are also asked in the other language, as this says them (`translating`).
        near: Documents found by another way than their words, each with what that adds to its score.
        faint: Those of them that are too far away to be found by that alone: they count where the words find them too.
        sought: Which of them are wanted, where there are near documents.
        all_up_to: Where no more than so many are found, all of them are given, whatever page is wanted; of those, only
            the page comes with reasons.
        scores: How many of the best scores are told besides, whatever page is wanted; in order of relevance alone.
    """

    query: Query
    chosen: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    order: Order = Order.RELEVANCE
    facets: Mapping[Facet, int] = field(default_factory=dict)
    first: int = 0
    most: int = 20
    since_batch: int = 0
    within: Query | None = None
    is_explained: bool = True
    lexicon: Lexicon | None = None
    near: Mapping[str, float] = field(default_factory=dict)
    faint: frozenset[str] = frozenset()
    sought: Sought = Sought.ALL
    all_up_to: int = 0
    scores: int = 0


@dataclass(frozen=True, slots=True)
class Reason:
    """A condition that holds: in this field stands what was asked, so many times (0 for dates and classes)."""

    field: str
    asked: str
    times: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one text of a patent, with [at, until) marked in it."""

    field: str
    text: str
    marks: tuple[tuple[int, int], ...]
    is_cut_before: bool = False
    is_cut_after: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A patent that was found, without its claims, citations and events.

    Attributes:
        kept: The patent, or what is kept of it in an index, to be read when it is shown.
    """

    kept: Patent | Kept
    score: float
    reasons: tuple[Reason, ...] = ()
    passages: tuple[Passage, ...] = ()

    @property
    def patent(self) -> Patent:
        """Give the patent, read now if it was not before."""
        return self.kept.patent if isinstance(self.kept, Kept) else self.kept


@dataclass(frozen=True, slots=True)
class Count:
    """A value of a facet and how many hits have it."""

    value: str
    hits: int


@dataclass(frozen=True, slots=True)
class Found:
    """The answer: how many there are, the page that was asked for, and the counts.

    Attributes:
        is_estimated: Whether the counts were reckoned from one hit in `documents.SAMPLED`, and stand for about so many;
            the total never is.
        scores: The best of them, if they were asked for, the best first.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[Facet, tuple[Count, ...]]
    is_estimated: bool = False
    scores: tuple[float, ...] = ()


class SearchEngine(Protocol):
    """Finds patents by their texts.

    What was replaced or removed is found after `commit`, and not before; it is lost if the process dies
    before. `commit` says up to which batch the index has come: whoever writes replays what came later,
    and replaying is safe.
    """

    def replace(self, patents: Iterable[Patent], *, batch: int = 0) -> None:
        """Index patents, each in the place of the one with its publication number.

        ``batch`` is the commit of the shelf that brought them, for `Question.since_batch`.
        """

    def remove(self, publications: Iterable[str]) -> None:
        """Take patents out by publication number; those not there are passed over."""

    def commit(self, batch: str) -> None:
        """Make all of it found, and note the name of the batch."""

    def settle(self) -> None:
        """Make all that was put into a new index found, in as few pieces as the engine can keep it."""

    def batch(self) -> str:
        """Name the batch of the last commit; empty before the first."""

    def count(self, query: Query) -> int:
        """Say how many patents a query finds."""

    def serials(self, question: Question) -> list[int]:
        """Give the serials (`ip.serial`) of all that a question finds, however many, in no order."""

    def search(self, question: Question) -> Found:
        """Answer a question."""

    def counted(self, question: Question, total: int | None = None) -> Found:
        """Give what `search` gives without the hits; ``total`` is what is known to be found, and not counted again."""

    def close(self) -> None:
        """Leave writing to others; what was not committed is lost."""

    def statistics(self) -> Statistics:
        """Tell how many documents there are, and have a token."""

    def scores(self, asked: plan.Plan, most: int) -> list[tuple[str, float]]:
        """Give the publication numbers and scores of what answers a plan best."""

    def best_scores(self, question: Question, most: int) -> list[float]:
        """Give the scores of what answers a question best, and nothing of the documents."""

    def scored(self, question: Question, publications: Collection[str]) -> Mapping[str, float]:
        """Give the scores of those of some documents that the words of a question find, whatever is ticked."""

    def explain(self, question: Question, hits: Sequence[Hit]) -> list[Hit]:
        """Give hits of a question with reasons and passages, without asking again."""

    def whole(self, publication: str) -> Patent | None:
        """Give a document with its claims, citations and events, None where there is none of that number."""

    def wholes(self, publications: Sequence[str]) -> Mapping[str, Patent]:
        """Give documents by their numbers, as `whole` does, without those that are not there."""


class TooFarDown(Refusal):
    """A page beyond the hits that are paged to."""

    def __init__(self) -> None:
        super().__init__(Said("只能翻到第%(most)s条，请加上条件缩小范围，或者导出后查看", most=DEEPEST_HIT))


class TooWide(Refusal):
    """A beginning that too many words have."""

    def __init__(self) -> None:
        super().__init__(Said("以 * 结尾的词太宽，符合的词太多，请把 * 前面写长一些"))


class TooCostly(Refusal):
    """A query that would keep the engine busy for longer than a question may."""

    def __init__(self) -> None:
        super().__init__(
            Said(
                "这个检索式要比对的太多，一次查不完：请把常见的词换成少见的，少写几个相隔的词或者 *，或者分几次查"
            )
        )


class BeingWritten(Refusal):
    """Another process writes into the index."""

    def __init__(self) -> None:
        super().__init__(Said("另一个进程正在更新检索索引，请等它结束后再试"))


class NoIndex(Refusal):
    """There is no index where one is looked for."""

    def __init__(self) -> None:
        super().__init__(Said("还没有检索索引，请由管理员导入专利，或者运行 zhiyun patents reindex 建立"))


class RebuildNeeded(Refusal):
    """The index was made by another version, or is damaged: it would answer wrongly."""

    def __init__(self, what: Said) -> None:
        super().__init__(
            Said(
                "检索索引须重建：%(what)s。请由管理员运行 zhiyun patents reindex，专利数据不受影响", what=what
            )
        )


def checked(question: Question) -> None:
    """Refuse a page that is too far down."""
    if question.first < 0 or question.most < 0 or question.first + question.most > DEEPEST_HIT:
        raise TooFarDown
