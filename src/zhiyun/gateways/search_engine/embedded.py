"""The search engine within the process: tantivy, one index or several shards in a folder.

Patents go to shards by a checksum of their number. Each shard counts and ranks by itself and the answers are
merged; with many patents a shard's statistics are near enough to those of all. One in sixteen is kept once more in an
index of its own, the sample, by which a great many hits are counted.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Final

import tantivy

from zhiyun.gateways.search_engine import named, plan, tantivy_answers, tantivy_queries, versions
from zhiyun.gateways.search_engine.asking import (
    SORTED_BY,
    by_words_alone,
    estimate,
    is_estimated,
    is_everything,
    narrowed,
    page_explained,
    planned,
    ticked,
)
from zhiyun.gateways.search_engine.compiling import Statistics
from zhiyun.gateways.search_engine.documents import is_in_sample, put_together
from zhiyun.gateways.search_engine.finding import finding
from zhiyun.gateways.search_engine.interface import (
    BeingWritten,
    Count,
    Facet,
    Found,
    Hit,
    NoIndex,
    Question,
    RebuildNeeded,
    Sought,
    TooWide,
    checked,
)
from zhiyun.gateways.search_engine.passages import all_explained
from zhiyun.gateways.search_engine.shard_statistics import ShardStatistics
from zhiyun.gateways.search_engine.shards import MOST, Shards
from zhiyun.gateways.search_engine.tantivy_answers import searched
from zhiyun.gateways.search_engine.tantivy_counts import Names, Narrowing, counts, total_and_counts
from zhiyun.gateways.search_engine.tantivy_fields import APART, BLANKS, KEY, document, schema
from zhiyun.ip.patent import Patent
from zhiyun.ip.query import Query
from zhiyun.ip.serial import serial
from zhiyun.kernel.said import Said

ENGINE: Final = f"tantivy {version('tantivy')}"
HEAP: Final = 256_000_000
"""Bytes that a shard's writer gathers before it writes a segment: enough for `PIECE` documents."""
PIECE: Final = 20_000
MERGED: Final = 8
"""The engine merges so many segments of like size into one: a new shard of n documents is written in segments of
n/8, n/64 … documents, the first that are no more than a piece, and so ends as one. (Segments below 10,000 documents are
all of like size: eight pieces of less than 2,100 would be merged with the next seven.) Each further segment costs every
question its own look at the dictionary."""
_SAMPLE: Final = "sample"


@contextmanager
def _answered() -> Iterator[None]:
    """Say in our words why the engine does not answer: more words begin so than it will look at."""
    try:
        yield
    except ValueError as refused:
        if "expansion" not in str(refused):
            raise
        raise TooWide from None


def create(folder: Path, *, shards: int = 1, expected: int = 0) -> Tantivy:
    """Begin an empty index in an empty folder; ``expected`` documents will be put in before anybody asks."""
    assert shards > 0, "an index has at least one shard"
    folder.mkdir(parents=True, exist_ok=True)
    for name in (*map(_shard, range(shards)), _SAMPLE):
        place = folder / name
        place.mkdir()
        tantivy.Index(schema(), str(place), reuse=False)
    versions.write(folder, versions.made_now(ENGINE, shards))
    return Tantivy(folder, together=_even(expected, shards))


def _even(expected: int, shards: int) -> int:
    """Give how many of the documents expected are committed at once, so that each shard merges into one; 0 for few."""
    of_shard = together = -(-expected // shards)
    while together > PIECE:
        together = -(-together // MERGED)
    return shards * together if together < of_shard else 0


class Tantivy:
    """An index in a folder, opened for asking; the first change opens it for writing.

    Several processes may ask at once, one may write; a second that tries crashes. Refuses with `NoIndex` or
    `RebuildNeeded`.
    """

    def __init__(self, folder: Path, *, together: int = 0) -> None:
        """Open it; ``together`` documents are committed at once until `settle`, where it is made anew."""
        self.folder = folder
        self._together = together
        self._gathered = 0
        self._reached = ""
        self._standing = versions.checked(folder, ENGINE)
        self._schema = schema()
        self._indexes = self._opened()
        self._beside = ThreadPoolExecutor(MOST, "shard")
        self._writers: list[tantivy.IndexWriter] = []
        self._seen = versions.changed_at(folder)
        self._known: ShardStatistics | None = None
        self._names = Names(self._schema)
        self._of_everything: dict[tuple[tuple[Facet, int], ...], dict[Facet, tuple[Count, ...]]] = {}

    def replace(self, patents: Iterable[Patent], *, batch: int = 0) -> None:
        """Index patents, each in the place of the one with its publication number."""
        writers = self._writing()
        for patent in patents:
            documents = document(patent, batch)
            for number, each in zip(self._places_of(patent.publication), documents, strict=False):
                writers[number].delete_documents_by_term(KEY, patent.publication)
                writers[number].add_document(tantivy.Document.from_dict(each, self._schema))
            self._gathered += 1
            if self._gathered == self._together:
                self._commit(self._reached)

    def remove(self, publications: Iterable[str]) -> None:
        """Take patents out; those not there are passed over."""
        writers = self._writing()
        for publication in publications:
            for number in self._places_of(publication):
                writers[number].delete_documents_by_term(KEY, publication)

    def commit(self, batch: str) -> None:
        """Make all of it found; a process that dies before the mark is written replays the batch.

        An index that is made anew goes on gathering until there is enough for a segment, or until `settle`.
        """
        self._reached = batch
        if not self._together:
            self._commit(batch)

    def settle(self) -> None:
        """Make what was put into a new index found, in as few pieces as it can be."""
        self._together = 0
        self._commit(self._reached)
        for writer in self._writers:
            writer.wait_merging_threads()
        self._writers = []
        self._refreshed()

    def _commit(self, batch: str) -> None:
        self._gathered = 0
        for writer in self._writing():
            writer.commit()
        versions.write(self.folder, replace(versions.read(self.folder), batch=batch))
        self._refreshed()

    def close(self) -> None:
        """Leave writing to others; what was not committed is lost."""
        for writer in self._writers:
            writer.rollback()
            writer.wait_merging_threads()
        self._writers = []

    def batch(self) -> str:
        """Name the batch of the last commit; empty before the first."""
        return versions.read(self.folder).batch

    def count(self, query: Query) -> int:
        """Say how many patents a query finds."""
        return self.counted(Question(query=query)).total

    def serials(self, question: Question) -> list[int]:
        """Give the serials of all that a question finds; a million in a third of a second."""
        shards = self._at_once()
        asked = tantivy_queries.query(finding(planned(question, self._statistics(shards))), self._schema)

        def serials(of: tantivy.Searcher) -> list[int]:
            return tantivy_answers.serials(of, [at for _, at in of.search(asked, max(1, of.num_docs)).hits])

        with _answered():
            return [each for some in shards.ask(serials) for each in some]

    def search(self, question: Question) -> Found:
        """Answer a question."""
        checked(question)
        shards = self._at_once()
        wanted = planned(question, self._statistics(shards))
        is_ranked = question.most > 0 and question.order not in SORTED_BY
        asked = tantivy_queries.query(wanted if is_ranked else finding(wanted), self._schema)
        with _answered():
            page = tantivy_answers.page(shards, asked, question)
        hits = [Hit(kept, score) for score, kept in page.hits]
        if question.is_explained:
            hits = page_explained(self, question, hits)
        return replace(self.counted(question, page.total), hits=tuple(hits), scores=page.scores)

    def counted(self, question: Question, total: int | None = None) -> Found:
        """Count what a question finds and the values of its facets; ``total`` is what is known to be found."""
        if total is not None and not question.facets:
            return Found(total, (), {}, is_estimated(question, total))
        shards = self._at_once()
        found = finding(planned(question, self._statistics(shards)))
        asked = tantivy_queries.query(found, self._schema)
        names = partial(self._names.of, shards)
        with _answered():
            if total is None and question.facets and question.sought is Sought.NEAR:
                total, facets = total_and_counts(shards, asked, question.facets)
                return Found(total, (), facets)
            if total is None:
                total = sum(shards.ask(lambda each: int(searched(each, asked, 1).count)))
            if is_everything(question):
                return Found(total, (), self._counted_of_everything(shards, asked, question.facets, total))
            if not is_estimated(question, total):
                narrowing = self._narrowing(found)
                return Found(total, (), counts(shards, asked, question.facets, total, names, narrowing))
            counted = counts(self._sampled(), asked, question.facets, total, names)
        return Found(total, (), {facet: estimate(values) for facet, values in counted.items()}, True)

    def _narrowing(self, found: plan.Plan) -> Narrowing:
        def to(facet: Facet, values: Sequence[str]) -> tantivy.Query:
            return tantivy_queries.query(narrowed(found, ticked(facet, values)), self._schema)

        return to

    def _counted_of_everything(
        self, shards: Shards, everything: tantivy.Query, facets: Mapping[Facet, int], total: int
    ) -> dict[Facet, tuple[Count, ...]]:
        """Count the values of facets of everything there is, once until the index changes."""
        asked = tuple(facets.items())
        known = self._of_everything.get(asked)
        if known is None:
            exactly, names = self._narrowing(plan.Anything()), partial(self._names.of, shards)
            known = self._of_everything[asked] = counts(shards, everything, facets, total, names, exactly)
        return known

    def best_scores(self, question: Question, most: int) -> list[float]:
        """Give the scores of what answers a question best."""
        shards = self._at_once()
        asked = tantivy_queries.query(planned(question, self._statistics(shards)), self._schema)
        with _answered():
            best = shards.ask(lambda each: each.search(asked, most, count=False).hits)
        return sorted((score for some in best for score, _ in some), reverse=True)[:most]

    def scored(self, question: Question, publications: Collection[str]) -> dict[str, float]:
        """Give the scores of those of some documents that the words of a question find."""
        if not publications:
            return {}
        shards = self._at_once()
        few = tantivy_queries.named(publications, self._schema)
        names = {serial(each): each for each in publications}

        def scoring(rows: Sequence[Sequence[plan.Plan]]) -> list[dict[str, float]]:
            asked = [tantivy_queries.beside(few, row, self._schema) for row in rows]
            return tantivy_answers.scores(shards, asked, names)

        with _answered():
            return named.scored(planned(by_words_alone(question), self._statistics(shards)), scoring)

    def explain(self, question: Question, hits: Sequence[Hit]) -> list[Hit]:
        """Give hits of a question with reasons and passages."""
        wanted = planned(by_words_alone(question), self.statistics())
        return all_explained(hits, wanted, self.wholes, question.near)

    def whole(self, publication: str) -> Patent | None:
        """Give a document with its claims, citations and events."""
        return self.wholes([publication]).get(publication)

    def wholes(self, publications: Sequence[str]) -> dict[str, Patent]:
        """Give documents by their numbers, as `whole` does."""
        searchers = self._at_once().searchers
        found = ((each, self._whole(searchers[self._shard_of(each)], each)) for each in publications)
        return {publication: patent for publication, patent in found if patent}

    def _whole(self, searcher: tantivy.Searcher, publication: str) -> Patent | None:
        asked = tantivy_queries.query(plan.Term(KEY, publication), self._schema)
        for _, address in searcher.search(asked, 1).hits:
            document = searcher.doc(address)
            apart = bytes(document.get_first(APART) or b"").decode()
            return put_together(tantivy_answers.kept(searcher, address).patent, apart)
        return None

    def statistics(self) -> Statistics:
        """Tell how many documents there are, and have a token."""
        return self._statistics(self._at_once())

    def scores(self, asked: plan.Plan, most: int) -> list[tuple[str, float]]:
        """Give the publication numbers and scores of what answers a plan best."""
        query = tantivy_queries.query(asked, self._schema)

        def best(of: tantivy.Searcher) -> list[tuple[str, float]]:
            hits = of.search(query, most, count=False).hits
            return [(str(of.doc(address).get_first(KEY)), score) for score, address in hits]

        with _answered():
            found = [each for some in self._at_once().ask(best) for each in some]
        return sorted(found, key=lambda each: (-each[1], each[0]))[:most]

    def _statistics(self, shards: Shards) -> ShardStatistics:
        """Give what is known of the collection, the same until it changes."""
        known = self._known
        if known is None:
            known = self._known = ShardStatistics(shards)
        return known

    def _opened(self) -> list[tantivy.Index]:
        """Open the shards and, last, the sample."""
        return [self._opened_at(name) for name in (*map(_shard, range(self._standing.shards)), _SAMPLE)]

    def _opened_at(self, name: str) -> tantivy.Index:
        try:
            index = tantivy.Index.open(str(self.folder / name))
        except (ValueError, OSError):
            raise RebuildNeeded(Said("索引的文件缺失或者已损坏")) from None
        blanks = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        index.register_tokenizer(BLANKS, blanks)
        index.config_reader("manual")
        index.reload()
        return index

    def _writing(self) -> list[tantivy.IndexWriter]:
        if not self._writers:
            try:
                self._writers = [index.writer(HEAP, 1) for index in self._indexes]
            except ValueError:
                raise BeingWritten from None
        return self._writers

    def _at_once(self) -> Shards:
        try:
            if versions.changed_at(self.folder) != self._seen:
                self._refreshed()
        except FileNotFoundError:
            raise NoIndex from None
        return Shards(tuple(index.searcher() for index in self._indexes[:-1]), self._beside)

    def _sampled(self) -> Shards:
        """Give what searches the sample."""
        return Shards((self._indexes[-1].searcher(),), self._beside)

    def _refreshed(self) -> None:
        """See what was committed since, be it that the whole index was made anew."""
        self._seen = versions.changed_at(self.folder)
        self._of_everything.clear()
        self._known = None
        if self._writers:
            for index in self._indexes:
                index.reload()
        else:
            self._standing = versions.checked(self.folder, ENGINE)
            self._indexes = self._opened()

    def _shard_of(self, publication: str) -> int:
        return zlib.crc32(publication.encode()) % self._standing.shards

    def _places_of(self, publication: str) -> list[int]:
        """Say in which of the indexes a document stands: its shard, and the sample if it is in that."""
        return [self._shard_of(publication), *([self._standing.shards] if is_in_sample(publication) else [])]


def _shard(number: int) -> str:
    return f"shard-{number}"
