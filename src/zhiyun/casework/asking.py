"""What each section asks: every fact once, where it is first wanted, and papers where only a paper can tell."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from zhiyun import law
from zhiyun.casework.sections import Section, SectionKind, question_name

HANDED_IN = "是否已提交"
"""A fact asked in these words is told by handing the paper in; no tick stands for it."""
TOLD_BY_TABLES = {"duties_fixed": "co_builders", "full_time_staff": "roster"}
"""Facts a table of the form tells too, and the section it is filled in at; a table counts before a stated fact."""
ONLY_BY_TABLES = frozenset({"duties_fixed"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a condition's section asks: facts to state, facts only some have, facts a paper proves, and questions.

    ``elsewhere`` are facts this condition wants too, with the name of the section that asks them.
    """

    stated: tuple[law.Key[Any], ...] = ()
    follow_up: tuple[law.Key[Any], ...] = ()
    proven: tuple[law.Key[Any], ...] = ()
    questions: tuple[tuple[str, law.Question], ...] = ()
    elsewhere: tuple[tuple[law.Key[Any], str], ...] = ()

    @property
    def statable(self) -> tuple[law.Key[Any], ...]:
        """Every fact that is answered in words or figures here."""
        return (*self.stated, *self.follow_up)


def asked(*, listed: Collection[Section], section: Section, reopened: Collection[str] | None = None) -> Asked:
    """Say what a section asks; ``reopened`` names the sections a correction opened, where there is one."""
    condition = section.condition
    if condition is None:
        return Asked()
    homes = _homes(listed, reopened)
    own = [key for key in condition.facts if homes[key.name] == section.name]
    questions = enumerate(condition.questions, start=1)
    return Asked(
        stated=tuple(key for key in own if not is_proven(key=key) and key.name not in ONLY_BY_TABLES),
        follow_up=tuple(key for key in condition.follow_up if homes[key.name] == section.name),
        proven=tuple(key for key in own if is_proven(key=key)),
        questions=tuple(
            (question_name(cites=condition.cites, number=number), question) for number, question in questions
        ),
        elsewhere=tuple(
            (key, TOLD_BY_TABLES[key.name] if key.name in ONLY_BY_TABLES else homes[key.name])
            for key in (*condition.facts, *condition.follow_up)
            if key.name in ONLY_BY_TABLES or homes[key.name] != section.name
        ),
    )


def is_proven(*, key: law.Key[Any]) -> bool:
    """Say whether a fact is told by handing in a paper."""
    return key.kind is bool and key.asks.startswith(HANDED_IN)


def paper_words(*, key: law.Key[Any]) -> str:
    """Name the paper that proves a fact."""
    return key.asks.removeprefix(HANDED_IN)


def section_of_place(
    *, listed: Collection[Section], place: str, reopened: Collection[str] | None = None
) -> str | None:
    """Name the section a paper's use belongs to; None for a place this form does not have."""
    kind, _, name = place.partition(":")
    names = {section.name for section in listed}
    if kind == "material":
        return "materials"
    if kind == "deal":
        return "deals" if "deals" in names and name else None
    if kind == "co_builder":
        return "co_builders" if "co_builders" in names and name.isdecimal() else None
    if kind == "condition":
        return name if any(s.name == name and s.kind is SectionKind.CONDITION for s in listed) else None
    if kind == "fact":
        return _homes(listed, reopened).get(name)
    return None


def _homes(listed: Collection[Section], reopened: Collection[str] | None) -> dict[str, str]:
    """Give each fact the first section that wants it; under a correction the first of the sections it opened."""
    homes: dict[str, str] = {}
    conditions = [section for section in listed if section.condition is not None]
    if reopened is not None:
        conditions.sort(key=lambda section: section.name not in reopened)
    for section in conditions:
        assert section.condition is not None
        for key in (*section.condition.facts, *section.condition.follow_up):
            homes.setdefault(key.name, section.name)
    return homes


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paper can be handed in: how rows name it, what it is called, and whether it must be there.

    ``is_served`` says that papers handed in elsewhere count here too; ``is_aside`` that nobody asks for one.
    """

    name: str
    words: str
    is_required: bool = False
    is_aside: bool = False
    is_served: bool = False


def condition_places(*, section: Section, wants: Asked) -> tuple[Place, ...]:
    """List the places of a condition's papers: those that prove it, those beside an answer, and all others."""
    proven = [Place(f"fact:{key.name}", paper_words(key=key), is_required=True) for key in wants.proven]
    beside = [Place(f"fact:{key.name}", key.asks, is_aside=True) for key in wants.stated]
    whole = Place(f"condition:{section.name}", f"其他证明：{section.title}", is_aside=True)
    return (*proven, *beside, whole)


def deal_place(*, number: str) -> Place:
    """Name the place of one deal's proofs."""
    return Place(f"deal:{number}", f"业务{number}的合同、登记和到账凭证")


def partner_place(*, line: int, name: str) -> Place:
    """Name the place of the agreement with one partner."""
    return Place(f"co_builder:{line}", f"与{name}的合作协议")
