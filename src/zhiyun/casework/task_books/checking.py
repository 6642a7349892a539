"""Whether a task book can be agreed at all: sums to the fen, days within the construction period, nothing left blank.

A place of a fault names a field, or a table, a row counted from 1, and a column.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zhiyun import law
from zhiyun.casework.task_books.content import Content, half_years
from zhiyun.kernel.finding import Outcome
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said

MOST_INDICATORS, MOST_LINES, MOST_TRANCHES = 40, 30, 12
LONGEST_TEXT, LONGEST_LINE, LONGEST_HEAD, LONGEST_UNIT = 4000, 200, 60, 20
HIGHEST_RATE_BP = 2400
LARGEST_TARGET = 10**12
LARGEST_FEN = 10**13

INDICATORS, BUDGET, TRANCHES = Said("绩效指标"), Said("经费预算"), Said("拨付安排")
GOALS, PERIOD, RATE = Said("建设目标和任务"), Said("建设期"), Said("利率")
CHANGE, ACCEPTANCE, RECOVERY = Said("变更条款"), Said("验收条款"), Said("收回条款")
WORDS, TARGET, UNIT, EVIDENCE, HALF = (
    Said("指标"),
    Said("目标值"),
    Said("单位"),
    Said("佐证材料"),
    Said("第几个半年"),
)
HEAD, PURPOSE, PUBLIC, OWN, JUDGED = (
    Said("支出用途"),
    Said("具体内容"),
    Said("资助经费"),
    Said("自筹经费"),
    Said("认定理由"),
)
AMOUNT, TRIGGER, DUE = Said("金额"), Said("拨付条件"), Said("应付日")


@dataclass(frozen=True, slots=True)
class Ground:
    """What a task book must fit: the measure it is under, and the amount decided.

    Of a change ``amount`` is what is in force, and it ``may_fall``: more is a decision, not an agreement.
    """

    measure: law.Measure
    amount: Money
    may_fall: bool = False

    def agreed(self, content: Content) -> Money:
        """Give the sum its parts must add up to."""
        return content.public if self.may_fall else self.amount


def refuse_unsound(*, content: Content, ground: Ground, signed_on: date | None = None) -> None:
    """Refuse, all at once, whatever keeps content from being agreed.

    Until it is signed the period is taken to begin on the planned day, from ``signed_on`` on really.
    """
    found = tuple(_faults(content, ground, signed_on or content.begins))
    if found:
        raise Faulty(found)


def to_judge(*, content: Content, measure: law.Measure) -> tuple[str, ...]:
    """Name the heads Article 11 leaves to a person and nobody of the bureau has given a reason for."""
    return tuple(
        line.head
        for line in content.budget
        if measure.permitted_use(line.head).outcome is Outcome.NEEDS_JUDGEMENT and not line.judged
    )


def period(
    *, content: Content, measure: law.Measure, signed_on: date
) -> tuple[law.TaskBook, tuple[str, ...]]:
    """Give the dates of a task book signed on a day, and the ids of the readings; refuses as Article 5 does."""
    book = law.TaskBook(signed_on, content.last_on, content.approved_length)
    _span, choices = measure.construction_period(book)
    return book, tuple(choice.reading.id for choice in choices)


def _faults(content: Content, ground: Ground, begins: date) -> Iterator[Fault]:
    for place, text in (
        (GOALS, content.goals),
        (CHANGE, content.change),
        (ACCEPTANCE, content.acceptance),
        (RECOVERY, content.recovery),
    ):
        yield from _text(place, text, LONGEST_TEXT)
    yield from _period_faults(content, ground, begins)
    yield from _indicator_faults(content, begins)
    yield from _budget_faults(content, ground)
    yield from _tranche_faults(content, ground, begins)
    rate = content.interest_bp
    if rate is not None and not 0 < rate <= HIGHEST_RATE_BP:
        yield Fault(RATE, Said("年利率请填 0.01 到 24 之间的百分数；没有约定利息的留空"))


def _period_faults(content: Content, ground: Ground, begins: date) -> Iterator[Fault]:
    if len(content.approved_length) > LONGEST_LINE:
        yield Fault(PERIOD, _too_long(LONGEST_LINE))
    try:
        period(content=content, measure=ground.measure, signed_on=begins)
    except Refusal as refusal:
        yield Fault(PERIOD, refusal.said)


def _indicator_faults(content: Content, begins: date) -> Iterator[Fault]:
    yield from _count(INDICATORS, len(content.indicators), MOST_INDICATORS)
    most = half_years(begins=begins, last_on=content.last_on)
    for number, each in enumerate(content.indicators, 1):
        yield from _cell(INDICATORS, number, WORDS, each.words, LONGEST_LINE)
        yield from _cell(INDICATORS, number, UNIT, each.unit, LONGEST_UNIT)
        yield from _cell(INDICATORS, number, EVIDENCE, each.evidence, LONGEST_LINE)
        if not 1 <= each.target <= LARGEST_TARGET:
            yield Fault(place(table=INDICATORS, number=number, column=TARGET), Said("请填大于 0 的整数"))
        if most and not 1 <= each.half_year <= most:
            yield Fault(
                place(table=INDICATORS, number=number, column=HALF),
                Said("建设期有 %(most)s 个半年，请填 1 到 %(most)s", most=most),
            )


def _budget_faults(content: Content, ground: Ground) -> Iterator[Fault]:
    yield from _count(BUDGET, len(content.budget), MOST_LINES)
    for number, line in enumerate(content.budget, 1):
        yield from _cell(BUDGET, number, HEAD, line.head, LONGEST_HEAD)
        for column, text in ((PURPOSE, line.purpose), (JUDGED, line.judged)):
            if len(text) > LONGEST_LINE:
                yield Fault(place(table=BUDGET, number=number, column=column), _too_long(LONGEST_LINE))
        for column, fen in ((PUBLIC, line.public_fen), (OWN, line.own_fen)):
            if not 0 <= fen <= LARGEST_FEN:
                yield Fault(
                    place(table=BUDGET, number=number, column=column),
                    Said("金额不能为负，也不能大得不合常理"),
                )
        if not line.public_fen and not line.own_fen:
            yield Fault(place(table=BUDGET, number=number, column=PUBLIC), Said("请填资助经费或者自筹经费"))
    if ground.may_fall and content.public > ground.amount:
        yield Fault(
            BUDGET,
            Said(
                "资助经费合计%(total)s，超过现行任务书的%(amount)s；变更协议只能减少或者调整资助经费，增加须另行审定",
                total=content.public,
                amount=ground.amount,
            ),
        )
    elif content.budget and not ground.may_fall and content.public != ground.amount:
        yield Fault(BUDGET, _sum_differs(Said("资助经费"), content.public, ground.amount))


def _tranche_faults(content: Content, ground: Ground, begins: date) -> Iterator[Fault]:
    yield from _count(TRANCHES, len(content.tranches), MOST_TRANCHES)
    before = begins
    for number, part in enumerate(content.tranches, 1):
        yield from _cell(TRANCHES, number, TRIGGER, part.trigger, LONGEST_LINE)
        if not 0 < part.amount_fen <= LARGEST_FEN:
            yield Fault(place(table=TRANCHES, number=number, column=AMOUNT), Said("请填大于 0 的金额"))
        if not begins <= part.due_on <= content.last_on:
            yield Fault(
                place(table=TRANCHES, number=number, column=DUE),
                Said("应在建设期内（%(begins)s 至 %(last_on)s）", begins=begins, last_on=content.last_on),
            )
        elif part.due_on < before:
            yield Fault(
                place(table=TRANCHES, number=number, column=DUE), Said("不能早于前一笔的应付日，请按先后排列")
            )
        before = max(before, part.due_on)
    agreed = ground.agreed(content)
    if content.tranches and content.paid_out != agreed:
        yield Fault(
            TRANCHES,
            Said(
                "各笔合计%(total)s，与经费预算的资助经费合计%(amount)s不符，请改到一分不差",
                total=content.paid_out,
                amount=agreed,
            )
            if ground.may_fall
            else _sum_differs(Said("各笔"), content.paid_out, agreed),
        )


def place(*, table: Said, number: int, column: Said) -> Said:
    """Name a cell."""
    return Said("%(table)s第%(number)s行「%(column)s」", table=table, number=number, column=column)


def _cell(table: Said, number: int, column: Said, text: str, longest: int) -> Iterator[Fault]:
    yield from _text(place(table=table, number=number, column=column), text, longest)


def _text(where: Said, text: str, longest: int) -> Iterator[Fault]:
    if not text.strip():
        yield Fault(where, Said("请填写"))
    elif len(text) > longest:
        yield Fault(where, _too_long(longest))


def _count(table: Said, count: int, most: int) -> Iterator[Fault]:
    if not 1 <= count <= most:
        yield Fault(table, Said("请填 1 到 %(most)s 行", most=most))


def _sum_differs(what: Said, total: Money, amount: Money) -> Said:
    return Said(
        "%(what)s合计%(total)s，与审定的资助金额%(amount)s不符，请改到一分不差",
        what=what,
        total=total,
        amount=amount,
    )


def _too_long(longest: int) -> Said:
    return Said("最多%(longest)s字，请写得简短些", longest=longest)
