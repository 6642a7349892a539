"""A score sheet: the form made of the scheme and the measure's questions, and what is wrong with what was typed.

``typed``, as drafts keep it, holds texts only, so that nothing typed is lost:
points, reasons   by the criterion's code
met, opinion      by the question's number from 1: ``yes``, ``no`` or nothing; the words for it
remark            of the whole
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from zhiyun import law
from zhiyun.casework.given_words import tidied
from zhiyun.casework.reviewing import schemes
from zhiyun.casework.reviewing.schemes import Criterion
from zhiyun.kernel.refusal import Fault
from zhiyun.kernel.said import Said

LONGEST_REASON = 1000
PARTS = ("points", "reasons", "met", "opinions")
YES, NO = "yes", "no"

Typed = Mapping[str, Any]


@dataclass(frozen=True)
class Form:
    """What a sheet asks: the scheme's criteria, and what the measure leaves to people."""

    criteria: tuple[Criterion, ...]
    questions: tuple[law.Question, ...]

    def names(self) -> frozenset[str]:
        """Name every place of the form, as ``part:name``."""
        codes = [each.code for each in self.criteria]
        numbers = [str(number) for number in range(1, len(self.questions) + 1)]
        return frozenset(
            f"{part}:{name}"
            for part, listed in (
                ("points", codes),
                ("reasons", codes),
                ("met", numbers),
                ("opinions", numbers),
            )
            for name in listed
        ) | {"remark"}

    def kept(self, sent: Mapping[str, str]) -> dict[str, Any]:
        """Read what a page sent under these names; of anything else nothing is kept."""
        typed: dict[str, Any] = {part: {} for part in PARTS} | {"remark": ""}
        for name in self.names() & set(sent):
            part, _, key = name.partition(":")
            text = tidied(text=sent[name])[: LONGEST_REASON * 2]
            if key:
                typed[part][key] = text
            else:
                typed[part] = text
        return typed


@dataclass(frozen=True)
class Checked:
    """A sheet without faults, as it is signed; ``score`` is of 100, exactly."""

    points: dict[str, dict[str, Any]]
    answers: list[dict[str, Any]]
    remark: str
    score: Fraction


def checked(*, form: Form, typed: Typed) -> tuple[Checked | None, list[tuple[str, Fault]]]:
    """Read a typed sheet: what is to be signed, or every fault with the place of the form it is about."""
    faults: list[tuple[str, Fault]] = []
    points = {each.code: _points(each, typed, faults) for each in form.criteria}
    answers = [_answer(number, question, typed, faults) for number, question in enumerate(form.questions, 1)]
    remark = str(typed.get("remark", ""))
    if len(remark) > LONGEST_REASON:
        faults.append(("remark", _too_long(Said("总体意见"))))
    if faults:
        return None, faults
    score = schemes.total(
        listed=form.criteria, points={code: int(told["points"]) for code, told in points.items()}
    )
    return Checked(points, answers, remark, score), []


def progress(*, form: Form, typed: Typed) -> tuple[int, int]:
    """Count what is filled in of what a sheet asks."""
    asked = len(form.criteria) + len(form.questions)
    filled = sum(bool(typed.get("points", {}).get(each.code)) for each in form.criteria)
    filled += sum(bool(typed.get("met", {}).get(str(number))) for number in range(1, len(form.questions) + 1))
    return filled, asked


def _points(criterion: Criterion, typed: Typed, faults: list[tuple[str, Fault]]) -> dict[str, Any]:
    text = str(typed.get("points", {}).get(criterion.code, ""))
    reason = str(typed.get("reasons", {}).get(criterion.code, ""))
    place = criterion.title
    if not (text.isascii() and text.isdecimal() and len(text) < 5 and int(text) <= criterion.most):
        faults.append(
            (f"points:{criterion.code}", Fault(place, Said("请填0至%(most)s的整数", most=criterion.most)))
        )
        return {}
    if criterion.wants_reason(int(text)) and not reason:
        faults.append((f"reasons:{criterion.code}", Fault(place, Said("这一项要写明打分的理由"))))
    if len(reason) > LONGEST_REASON:
        faults.append((f"reasons:{criterion.code}", _too_long(place)))
    return {"points": int(text), "most": criterion.most, "weight": criterion.weight, "reason": reason}


def _answer(
    number: int, question: law.Question, typed: Typed, faults: list[tuple[str, Fault]]
) -> dict[str, Any]:
    met = str(typed.get("met", {}).get(str(number), ""))
    opinion = str(typed.get("opinions", {}).get(str(number), ""))
    place = question.asks
    if met not in (YES, NO):
        faults.append((f"met:{number}", Fault(place, Said("请判断是否符合"))))
    if met == NO and not opinion:
        faults.append((f"opinions:{number}", Fault(place, Said("判断不符合的，请写明理由"))))
    if len(opinion) > LONGEST_REASON:
        faults.append((f"opinions:{number}", _too_long(place)))
    return {"cites": str(question.cites), "asks": question.asks, "met": met == YES, "opinion": opinion}


def _too_long(place: str) -> Fault:
    return Fault(place, Said("最多%(longest)s字，请写得简短些", longest=LONGEST_REASON))


def form_of(*, criteria: Sequence[Criterion], questions: Sequence[law.Question]) -> Form:
    """Make a sheet's form."""
    return Form(tuple(criteria), tuple(questions))
