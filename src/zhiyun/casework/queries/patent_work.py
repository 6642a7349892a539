"""Saved searches and sets of a body, as its desk shows them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations

from django.db.models import Count, Q, QuerySet

from zhiyun.casework.actor import Actor
from zhiyun.casework.navigating import seen
from zhiyun.casework.navigating.seen import SeenPatent
from zhiyun.ip.agreement import Agreement, agreement, concluded
from zhiyun.ip.screening import Order, Sample, is_taught, ordered, sample
from zhiyun.records.models import PatentSet, Screened, SetPatent

PAGE = 25


@dataclass(frozen=True, slots=True)
class Search:
    """A saved search; whether the reader saved it, and whether it is for them to drop."""

    id: int
    name: str
    asked: str
    is_similar: bool
    hits: int
    data_on: date | None
    batch: int
    saved_by: str
    saved_at: datetime
    is_own: bool
    may_drop: bool


@dataclass(frozen=True, slots=True)
class SetLine:
    """A set in a list."""

    id: int
    name: str
    origin: str
    patents: int
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one person holds of a patent."""

    person: str
    belongs: bool
    person_id: int = 0


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a difference was settled, by whom and why."""

    belongs: bool
    because: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Member:
    """A patent of a set, its tags, what the reader holds of it and what the others do, and how they settled it.

    What others hold is for the reader to see only once they said themselves, see `is_seen`.
    """

    publication: str
    title: str
    applicants: str
    filed_on: date | None
    tags: tuple[str, ...]
    own: bool | None
    others: tuple[Verdict, ...]
    settled: Settlement | None = None

    @property
    def is_seen(self) -> bool:
        """Whether the reader may see what others hold, so that nobody sways another."""
        return self.own is not None

    @property
    def conclusion(self) -> bool | None:
        """What holds of it, as far as the reader may see it; None where people differ or nobody said."""
        said = [each.belongs for each in self.others] if self.is_seen else []
        own = [] if self.own is None else [self.own]
        return concluded([*own, *said], self.settled.belongs if self.settled else None)

    @property
    def is_disputed(self) -> bool:
        """Whether those who screened it do not say the same."""
        said = {each.belongs for each in self.others} | ({self.own} if self.own is not None else set())
        return len(said) > 1


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who screened a set, and how far they agree."""

    one: str
    other: str
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class SetPage:
    """A page of one set, narrowed to what is asked for.

    ``own`` says of how many patents the reader holds that they belong, and of how many that they do not; ``is_taught``
    whether that is enough to put the rest in order; ``sample`` what they hold of the first ones drawn by lot.
    """

    line: SetLine
    members: tuple[Member, ...]
    found: int
    page: int
    pages: int
    pairs: tuple[Pair, ...]
    screened: tuple[tuple[str, int], ...]
    disputed: int
    settled: int
    tags: tuple[tuple[str, int], ...]
    own: tuple[int, int]
    is_taught: bool
    sample: Sample | None


def searches(*, by: Actor) -> tuple[Search, ...]:
    """List the searches of one's body, the newest first."""
    acting = seen.acting(by=by)
    rows = seen.searches(by=by).select_related("saved_by").order_by("-saved_at", "name")
    return tuple(
        Search(
            row.pk,
            row.name,
            row.asked,
            row.is_similar,
            row.hits,
            row.data_on,
            row.batch,
            row.saved_by.name,
            row.saved_at,
            row.saved_by_id == by.person_id,
            seen.may_change(search=row, by=by, acting=acting),
        )
        for row in rows
    )


def sets(*, by: Actor) -> tuple[SetLine, ...]:
    """List the sets of one's body by name."""
    rows = seen.sets(by=by).select_related("made_by").annotate(count=Count("patents")).order_by("name")
    return tuple(
        SetLine(row.pk, row.name, row.origin, row.count, row.made_by.name, row.made_at) for row in rows
    )


def one_set(
    *,
    by: Actor,
    number: int,
    show: str = "",
    tag: str = "",
    page: int = 1,
    order: Order = Order.NUMBER,
) -> SetPage:
    """Show a page of a set; ``show`` is ``disputed``, ``unscreened`` (by the reader), ``in`` or ``out`` (by the reader).

    The order by likelihood is learned from the reader's own verdicts alone, so that nobody sways another. Refuses
    another body's set as not found.
    """
    found = seen.one_set(by=by, number=number)
    verdicts = _verdicts(found.pk)
    people = _by_person(verdicts)
    own = next((said for (person, _), said in people.items() if person == by.person_id), {})
    titles = dict(found.patents.values_list("publication", "title"))
    disputed = {name for name, said in verdicts.items() if len(set(said.values())) > 1}
    rows = found.patents.filter(tags__word=tag) if tag else found.patents.all()
    if show == "disputed":
        rows = rows.filter(publication__in=disputed)
    elif show == "unscreened":
        rows = rows.exclude(screened__by_id=by.person_id)
    elif show in ("in", "out"):
        rows = rows.filter(screened__by_id=by.person_id, screened__belongs=show == "in")
    kept = set(rows.values_list("publication", flat=True)) if show or tag else titles.keys()
    names = ordered(titles=titles, said=own, order=order, lot=_lot(found))
    names = [name for name in names if name in kept]
    pages = max(1, -(-len(names) // PAGE))
    # What was said on the last page may have emptied it.
    page = min(page, pages)
    shown = names[(page - 1) * PAGE : page * PAGE]
    members = {each.publication: each for each in _members(rows.filter(publication__in=shown), by)}
    line = SetLine(found.pk, found.name, found.origin, len(titles), found.made_by.name, found.made_at)
    tags = found.patents.filter(~Q(tags__word=None)).values_list("tags__word").annotate(n=Count("id"))
    return SetPage(
        line,
        tuple(members[name] for name in shown),
        len(names),
        page,
        pages,
        tuple(
            Pair(one[1], two[1], agreement(people[one], people[two])) for one, two in combinations(people, 2)
        ),
        tuple((name, len(said)) for (_pk, name), said in people.items()),
        len(disputed),
        found.patents.filter(publication__in=disputed, settled__isnull=False).count(),
        tuple(sorted(tags, key=lambda each: (-each[1], each[0]))),
        (sum(own.values()), len(own) - sum(own.values())),
        is_taught(own),
        sample(names=titles, said=own, lot=_lot(found)),
    )


def own_verdicts(*, by: Actor, number: int) -> dict[str, bool]:
    """Give what the reader holds of the patents of a set; refuses another body's set as not found."""
    rows = Screened.objects.filter(patent__set=seen.one_set(by=by, number=number), by_id=by.person_id)
    return dict(rows.values_list("patent__publication", "belongs"))


def listed(*, by: Actor, number: int) -> tuple[str, tuple[SeenPatent, ...]]:
    """Give a set's name and its patents by number, as they came in; refuses another body's set as not found."""
    found = seen.one_set(by=by, number=number)
    rows = found.patents.order_by("publication").values_list("publication", "title", "applicants", "filed_on")
    return found.name, tuple(SeenPatent(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class Screening:
    """How many patents of a set were screened, those of them that came out relevant, and what a sample of it came to."""

    screened: int
    relevant: frozenset[str]
    sample: Sample | None = None


def screening(*, by: Actor, number: int) -> Screening:
    """Give what the screening of a set came to; refuses another body's set as not found.

    What one colleague alone says of a patent that the reader has not screened is not told: he is to judge by himself.
    """
    found = seen.one_set(by=by, number=number)
    told = {
        name: said
        for name, said in _verdicts(found.pk).items()
        if len(said) > 1 or any(person == by.person_id for person, _ in said)
    }
    settled = dict(found.patents.filter(settled__isnull=False).values_list("publication", "settled__belongs"))
    held = {name: concluded(said.values(), settled.get(name)) for name, said in told.items()}
    drawn = sample(
        names=found.patents.values_list("publication", flat=True),
        said={name: belongs for name, belongs in held.items() if belongs is not None},
        lot=_lot(found),
    )
    return Screening(len(told), frozenset(name for name, belongs in held.items() if belongs), drawn)


@dataclass(frozen=True, slots=True)
class Correction:
    """A phrase moved to another effect of a set's matrix, who signed for it and when."""

    phrase: str
    effect: str
    by: str
    at: datetime


def corrections(*, by: Actor, number: int) -> tuple[Correction, ...]:
    """Give the corrections of a set's matrix by phrase; refuses another body's set as not found."""
    rows = seen.one_set(by=by, number=number).effect_corrections.select_related("by").order_by("phrase")
    return tuple(Correction(row.phrase, row.effect, row.by.name, row.at) for row in rows)


@dataclass(frozen=True, slots=True)
class KeptSet:
    """A set: its name with that of the body it is of, its patents by number, and the effects its corrections move phrases to."""

    name: str
    publications: tuple[str, ...]
    corrections: dict[str, str]


def for_operator(*, number: int) -> KeptSet | None:
    """Give any body's set to a command on the machine itself: who runs it holds the database anyway.

    The name says whose it is. None for a number that no set has.
    """
    found = PatentSet.objects.filter(pk=number).select_related("organisation").first()
    if found is None:
        return None
    return KeptSet(
        f"{found.name}（{found.organisation.name}）",
        tuple(found.patents.order_by("publication").values_list("publication", flat=True)),
        dict(found.effect_corrections.values_list("phrase", "effect")),
    )


def members(*, by: Actor, number: int) -> tuple[SetLine, tuple[Member, ...]]:
    """Give all patents of a set, for an export."""
    found = seen.one_set(by=by, number=number)
    line = SetLine(
        found.pk, found.name, found.origin, found.patents.count(), found.made_by.name, found.made_at
    )
    return line, _members(found.patents.order_by("publication"), by)


def _members(rows: QuerySet[SetPatent], by: Actor) -> tuple[Member, ...]:
    shown = []
    for row in rows.prefetch_related("tags", "screened__by", "settled__by"):
        verdicts = sorted(row.screened.all(), key=lambda each: each.pk)
        own = next((each.belongs for each in verdicts if each.by_id == by.person_id), None)
        others = tuple(
            Verdict(each.by.name, each.belongs, each.by_id) for each in verdicts if each.by_id != by.person_id
        )
        settled = [
            Settlement(each.belongs, each.because, each.by.name, each.at) for each in row.settled.all()
        ]
        tags = tuple(sorted(each.word for each in row.tags.all()))
        shown.append(
            Member(
                row.publication,
                row.title,
                row.applicants,
                row.filed_on,
                tags,
                own,
                others,
                settled[0] if settled else None,
            )
        )
    return tuple(shown)


def _lot(found: PatentSet) -> str:
    """Name what draws a set's sample: the same for all who screen it, so that they check the same ones."""
    return f"set {found.pk}"


def _verdicts(number: int) -> dict[str, dict[tuple[int, str], bool]]:
    said: dict[str, dict[tuple[int, str], bool]] = defaultdict(dict)
    rows = Screened.objects.filter(patent__set_id=number).order_by("by_id")
    for publication, person, name, belongs in rows.values_list(
        "patent__publication", "by_id", "by__name", "belongs"
    ):
        said[publication][person, name] = belongs
    return said


def _by_person(verdicts: dict[str, dict[tuple[int, str], bool]]) -> dict[tuple[int, str], dict[str, bool]]:
    people: dict[tuple[int, str], dict[str, bool]] = defaultdict(dict)
    for publication, said in verdicts.items():
        for person, belongs in said.items():
            people[person][publication] = belongs
    return dict(sorted(people.items()))
