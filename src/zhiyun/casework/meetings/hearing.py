"""What the law says of one case before the meeting speaks, and whether what it says departs from what was proposed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhiyun import law
from zhiyun.casework.deciding import Concluded, outcome
from zhiyun.casework.meetings import bringing
from zhiyun.casework.meetings.agendas import Agenda, bases_of, basis_of
from zhiyun.casework.meetings.basis import Basis
from zhiyun.kernel.finding import Outcome
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said, joined
from zhiyun.records.models import AgendaCase, AgendaItem


class LawSaysNo(Refusal):
    """A case is to be supported of which the law finds a condition not met."""

    def __init__(self, because: str) -> None:
        super().__init__(
            Said("依办法不能支持：%(because)s。请审定不予支持，或者先更正有关判断。", because=because)
        )


class NotJudged(Refusal):
    """A case is to be supported while a question left to people is open."""

    def __init__(self, because: str) -> None:
        super().__init__(
            Said("办法留给人判断的问题还没有签署判断：%(because)s。请先签署判断再审定支持。", because=because)
        )


@dataclass(frozen=True, slots=True)
class Heard:
    """One case put to the law with what the meeting would say; ``caps`` is Article 11's answer for a centre."""

    line: Mapping[str, Any]
    caps: Mapping[str, Any] | None
    basis: Basis | None

    @property
    def law_allows(self) -> bool:
        """Say whether nothing in the law speaks against support, papers aside."""
        return not self._of(Outcome.NOT_MET, Outcome.NEEDS_JUDGEMENT)

    @property
    def lacks_papers(self) -> bool:
        """Say whether a ground has no evidence."""
        return bool(self._of(Outcome.NO_EVIDENCE))

    @property
    def proposal(self) -> tuple[bool, int]:
        """Give what follows if the meeting follows what was brought: support or not, and how much."""
        if self.basis is None:
            return False, 0
        # The meeting gave its reason for want of papers when it first decided: it is asked to follow that too.
        wants = self.lacks_papers and not self.basis.because
        return self.basis.supports and self.law_allows and not wants, self.basis.fen

    def followed(self, supports: bool) -> str:
        """Say in the meeting's words that it follows what was proposed."""
        whose = "核定结果" if self.basis is None or self.basis.is_verification else "专家组意见"
        if self.basis is not None and self.basis.revises:
            whose = f"{self.basis.revises}和成立的异议"
        if supports:
            return f"按{whose}通过"
        told = f"：{self.basis.words}" if self.basis is not None and self.basis.words else ""
        return f"局长办公会按{whose}审定不予支持{told}"

    def refuse_support(self) -> None:
        """Refuse to support what the law does not let be supported."""
        if found := self._of(Outcome.NOT_MET):
            raise LawSaysNo(joined(found))
        if found := self._of(Outcome.NEEDS_JUDGEMENT):
            raise NotJudged(joined(found))

    def departs(self, *, said: Concluded, is_construction: bool) -> bool:
        """Say whether a conclusion is otherwise than what was proposed, and so needs a reason."""
        follows = self.basis is not None and self.basis.because == said.because
        if said.supports and self.lacks_papers and not (said.because and follows):
            return True
        if self.basis is None:
            return False
        supports, fen = self.proposal
        return said.supports != supports or (
            is_construction and said.supports and (said.supported_fen or 0) != fen
        )

    def _of(self, *outcomes: Outcome) -> list[str]:
        sought = {each.value for each in outcomes}
        return [leaf["because"] for leaf in _leaves(self.line["finding"]) if leaf["outcome"] in sought]


def _leaves(plain: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    if not plain["grounds"]:
        return [plain]
    return [leaf for ground in plain["grounds"] for leaf in _leaves(ground)]


def heard(
    *,
    agenda: Agenda,
    item: AgendaItem,
    case: AgendaCase,
    said: Concluded,
    year: int,
    pot: Money | None = None,
) -> Heard:
    """Put one case to the law; a centre's together with the item's others already supported, for Article 11."""
    told = agenda.concluded(item) | {case.application_id: said}
    cases = [case]
    if law.Benefit(item.call.benefit).is_construction:
        cases += [
            each
            for each in agenda.cases[item.pk]
            if each.pk != case.pk and each.pk in agenda.conclusions and agenda.conclusions[each.pk].supports
        ]
    brought = bringing.brought(agenda=agenda, item=item, cases=cases, concluded=told, year=year, pot=pot)
    found = outcome(brought=brought)
    [line] = [each for each in found["lines"] if each["application"] == case.application.reference]
    return Heard(line, found["caps"], _bases(agenda, item, brought)[case.application.reference])


def all_heard(*, agenda: Agenda, item: AgendaItem, year: int) -> dict[int, Heard]:
    """Put every case of an item to the law at once, in a fixed number of questions; by agenda case key."""
    cases = agenda.cases.get(item.pk, ())
    brought = bringing.brought(agenda=agenda, item=item, year=year)
    found = outcome(brought=brought)
    lines = {line["application"]: line for line in found["lines"]}
    known = _bases(agenda, item, brought)
    return {
        case.pk: Heard(lines[case.application.reference], found["caps"], known[case.application.reference])
        for case in cases
    }


def _bases(agenda: Agenda, item: AgendaItem, brought: Mapping[str, Any]) -> dict[str, Basis | None]:
    """Give what the meeting is asked to follow, by reference: off what was brought, of a second sitting as corrected."""
    if item.revises is None:
        return {each["application"]: basis_of(told=each["basis"]) for each in brought["applications"]}
    known = bases_of(agenda=agenda, item=item)
    return {
        case.application.reference: known.get(case.application_id) for case in agenda.cases.get(item.pk, ())
    }
