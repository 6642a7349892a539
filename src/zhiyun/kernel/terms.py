"""What a measure leaves settable: its declared numbers, and the readings of what its words leave open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Generic, TypeVar

from zhiyun.kernel.money import Money, Rate
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said

Value = TypeVar("Value", int, Money, Rate)


@dataclass(frozen=True, slots=True)
class Number(Generic[Value]):
    """A number an article names: its value in the original text, the words it stands in, and its bounds.

    ``least`` and ``most`` bound what a derived measure may put in its place.
    """

    article: int
    name: str
    value: Value
    words: str
    means: str
    least: Value
    most: Value

    @property
    def id(self) -> str:
        """Article and name, as a derived measure's file writes it: ``13.annual_cap``."""
        return f"{self.article}.{self.name}"


AnyNumber = Number[int] | Number[Money] | Number[Rate]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of kinds an article names; ``possible`` bounds what a derived measure may list instead.

    ``labels`` says entries that are codes in the office's words.
    """

    article: int
    name: str
    values: tuple[str, ...]
    means: str
    possible: tuple[str, ...] | None = None
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Article and name, as a derived measure's file writes it: ``12.operation_kinds``."""
        return f"{self.article}.{self.name}"

    def show(self, values: Iterable[str]) -> str:
        """Write entries of this list as a person reads them."""
        return "、".join(self.labels.get(value, value) for value in values)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Who fixed a reading, by which document, since when."""

    by: str
    on: date
    document: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A question the words leave open, the answer adopted, and what else they could mean.

    ``options`` maps a key to its sentence; the first is the adopted answer, the rest are alternatives.
    ``confirmed`` is None until the authority that interprets the measure has said so in writing.
    """

    id: str
    articles: tuple[int, ...]
    question: str
    options: Mapping[str, str]
    basis: str
    adopted_by: str
    since: date
    starred: bool = False
    confirmed: Confirmation | None = None

    @property
    def adopted(self) -> str:
        return next(iter(self.options))

    @property
    def alternatives(self) -> tuple[str, ...]:
        return tuple(self.options)[1:]


@dataclass(frozen=True, slots=True)
class Choice:
    """A reading as it was used in one result."""

    reading: Reading
    key: str

    @property
    def is_adopted(self) -> bool:
        return self.key == self.reading.adopted

    @property
    def is_confirmed(self) -> bool:
        return self.is_adopted and self.reading.confirmed is not None

    @property
    def meaning(self) -> str:
        return self.reading.options[self.key]

    def __str__(self) -> str:
        mark = "" if self.is_confirmed else "（未经确认）" if self.is_adopted else "（试用其他口径）"
        return f"{self.reading.id} {self.meaning}{mark}"


@dataclass(frozen=True)
class Terms:
    """One measure's numbers and readings, as originally worded or as overridden.

    ``terms[NUMBER]`` gives the number in force; ``terms.of(READING)`` the choice in force.
    """

    readings: Mapping[str, Reading]
    declared: Mapping[str, AnyNumber]
    listings: Mapping[str, Listing]
    numbers: Mapping[str, int | Money | Rate] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, number: Number[Value]) -> Value:
        assert number.id in self.declared, f"{number.id} is not declared by this measure"
        value = self.numbers.get(number.id, number.value)
        assert isinstance(value, type(number.value))
        return value

    def listed(self, listing: Listing) -> tuple[str, ...]:
        """Give the list in force."""
        assert listing.id in self.listings, f"{listing.id} is not declared by this measure"
        return self.lists.get(listing.id, listing.values)

    def of(self, reading: Reading) -> Choice:
        """Give the choice in force for ``reading``, with its present text and confirmation."""
        held = self.readings[reading.id]
        return Choice(held, self.choices.get(held.id, held.adopted))

    def reading_as(self, choices: Mapping[str, str]) -> Terms:
        """Try other readings; refuses every unknown reading or alternative at once."""
        faults = list(self._unknown(choices.items()))
        if faults:
            raise Faulty(faults)
        return replace(self, choices={**self.choices, **choices})

    def _unknown(self, choices: Iterable[tuple[str, str]]) -> Iterable[Fault]:
        for reading_id, key in choices:
            reading = self.readings.get(reading_id)
            if reading is None:
                known = "、".join(self.readings)
                yield Fault(
                    Said("口径 %(reading)s", reading=reading_id),
                    Said("没有这个口径，可用的有：%(known)s", known=known),
                )
            elif key not in reading.options:
                known = "、".join(reading.options)
                yield Fault(
                    Said("口径 %(reading)s", reading=reading_id),
                    Said("没有「%(key)s」这一读法，可用的有：%(known)s", key=key, known=known),
                )
