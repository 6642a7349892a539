"""How an objection is answered: the outcome, its reasons, what it does to whom; and what the other party may hear."""

from __future__ import annotations

from dataclasses import dataclass

from zhiyun.casework.deciding import deciders
from zhiyun.casework.publicity.revising import CHANGED, REMOVED, UPHELD
from zhiyun.kernel.refusal import Fault
from zhiyun.kernel.said import Said
from zhiyun.records.models import Application, Objection

OUTCOMES = ("upheld", "partly_upheld", "dismissed", "inadmissible")
LONGEST_WORDS = 2000
LONGEST_SUMMARY = 1000
MOST_REPEATED = 30
"""Characters in a row the handler's summary may share with the objection: more would tell whose words they are."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer: ``about`` is the credit code of whom it strikes where the objection names nobody.

    ``effect`` and ``verified_fen`` count only where it is upheld: ``removed``, or ``changed`` to an amount in fen.
    """

    outcome: str
    words: str
    about: str = ""
    effect: str = ""
    verified_fen: int | None = None

    def faults(self, *, party: Application | None, objection: Objection) -> list[Fault]:
        """List everything that is wrong with it."""
        faults = []
        if self.outcome not in OUTCOMES:
            faults.append(Fault(Said("办理结果"), Said("请选择一种结果")))
        if not self.words.strip():
            faults.append(Fault(Said("答复理由"), Said("请写明事实、依据和理由，异议人会看到")))
        elif len(self.words) > LONGEST_WORDS:
            faults.append(Fault(Said("答复理由"), Said("最多%(longest)s字", longest=LONGEST_WORDS)))
        if self.outcome in UPHELD:
            faults += self._effect_faults(party, objection)
            # Whoever is struck hears these reasons as the ground, and must not learn from them who objected.
            faults += telling_faults(place=Said("答复理由"), objection=objection, words=self.words.strip())
        return faults

    def _effect_faults(self, party: Application | None, objection: Objection) -> list[Fault]:
        faults = []
        if party is None:
            faults.append(Fault(Said("涉及单位"), Said("异议成立的，请选择名单中受影响的单位")))
        if self.effect not in (REMOVED, CHANGED):
            faults.append(Fault(Said("处理"), Said("请选择从名单中去除，或者改变金额")))
        if self.effect == CHANGED:
            if self.verified_fen is None or self.verified_fen < 0:
                faults.append(Fault(Said("改为金额"), Said("请填写核定后的金额，写成 5000000.00 或 500万元")))
            elif party is not None and self.verified_fen == _now(party, objection):
                faults.append(Fault(Said("改为金额"), Said("与现在的金额相同，没有改变")))
        return faults


def decided_by(*, objection: Objection) -> frozenset[int]:
    """Give who decided what is objected to: the one case, or the whole list."""
    resolution = objection.publication.resolution
    decisions = resolution.decisions.select_related("resolution__item")
    if objection.about_id is not None:
        decisions = decisions.filter(application=objection.about_id)
    people = {resolution.by_id}
    for decision in decisions:
        people |= deciders(decision=decision)
    return frozenset(people)


def party_faults(*, objection: Objection, words: str) -> list[Fault]:
    """List what is wrong with the substance put to the other party: it must not tell whose objection it is."""
    place, told = Said("异议的内容"), words.strip()
    if not told:
        return [Fault(place, Said("请用自己的话写明要对方说明什么"))]
    faults = []
    if len(told) > LONGEST_SUMMARY:
        faults.append(Fault(place, Said("最多%(longest)s字", longest=LONGEST_SUMMARY)))
    is_quoted = told in objection.words or objection.words in told
    return faults + telling_faults(place=place, objection=objection, words=told, is_quoted=is_quoted)


def telling_faults(*, place: Said, objection: Objection, words: str, is_quoted: bool = False) -> list[Fault]:
    """List what in words meant for the other party would tell whose objection it is."""
    faults = []
    private = [objection.name, objection.contact, objection.identity]
    if any(each and each in words for each in private):
        faults.append(Fault(place, Said("不能写出异议人的姓名、名称、代码或者联系方式")))
    if is_quoted or _repeats(words, objection.words):
        faults.append(
            Fault(
                place,
                Said("有%(most)s字以上与异议原文相同，会看出是谁写的，请改用自己的话", most=MOST_REPEATED),
            )
        )
    return faults


def _repeats(told: str, original: str) -> bool:
    runs = range(len(told) - MOST_REPEATED + 1)
    return any(told[start : start + MOST_REPEATED] in original for start in runs)


def _now(party: Application, objection: Objection) -> int | None:
    """Give the amount the answer would change: a subsidy's verified one, a centre's funding."""
    decision = objection.publication.resolution.decisions.filter(application=party).first()
    if decision is None:
        return None
    return decision.amount_fen if decision.verified_fen is None else decision.verified_fen
