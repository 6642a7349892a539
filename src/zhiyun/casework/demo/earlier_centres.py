"""The demonstration's two centres of 2023: one in its year of grace, the other revoked with its money coming back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from zhiyun import law
from zhiyun.casework import rounds
from zhiyun.casework.actions import acceptances, half_year_reports, recoveries, task_books, tranches
from zhiyun.casework.actions.review_set_up import Phase
from zhiyun.casework.construction import book_of, reporting
from zhiyun.casework.demo import handing_in, meetings, notices, past_calls, paying, reviewing
from zhiyun.casework.demo.bodies import Bodies
from zhiyun.casework.demo.built_centre import seal
from zhiyun.casework.demo.calls import at
from zhiyun.casework.demo.filling import Story
from zhiyun.casework.roles import Role
from zhiyun.casework.task_books.content import Part
from zhiyun.casework.task_books.drafting import FIRST_TRIGGER, SECOND_TRIGGER, drafted
from zhiyun.gateways.safekeeping import Store
from zhiyun.kernel.money import Money, wan
from zhiyun.kernel.workdays import Calendar
from zhiyun.records.models import Application, Grant

MINUTES = "演示：会议审议了2023年度产业知识产权运营中心建设，同意专家组意见，资助两家，各分两笔拨付。"


@dataclass(frozen=True)
class Centre:
    """One of the two: its name, what it gets, when both sign, its last day, and by which approval if it is longer."""

    name: str
    first: Money
    second: Money
    signed: str
    last_on: date
    second_due: date
    approved: str = ""

    @property
    def award(self) -> Money:
        """What it gets in all."""
        return self.first + self.second


REVOKED = Centre("梁平", wan(100), wan(80), "2023-03-27", date(2025, 3, 26), date(2024, 5, 10))
IN_GRACE = Centre(
    "开州",
    wan(80),
    wan(60),
    "2023-05-15",
    date(2026, 5, 14),
    date(2024, 11, 8),
    "演示知发〔2023〕9号批准建设期36个月",
)


def make(*, city: Bodies, store: Store, calendar: Calendar) -> dict[str, str]:
    """Tell both from their call to their last payment in 2024; gives their applications' references by name."""
    for year, day in ((2023, "2023-01-10"), (2024, "2024-01-09")):
        paying.budget(city=city, year=year, day=day)
    run = past_calls.EARLIER_INDUSTRY
    call = past_calls.centres(city=city, benefit=law.Benefit.INDUSTRY_CENTRE, run=run)
    cases = {each: _accepted(city, each, call, store) for each in (REVOKED, IN_GRACE)}
    _decide(city, call, cases, calendar)
    for centre, case in cases.items():
        _sign(city, centre, case)
        signed = datetime.fromisoformat(centre.signed).date()
        _pay(city, centre, case, 1, signed + timedelta(days=21), calendar)
    for centre, case in cases.items():
        _pay(city, centre, case, 2, centre.second_due, calendar)
    return {centre.name: case.reference for centre, case in cases.items()}


def come_to_acceptance(*, city: Bodies, cases: dict[str, str], calendar: Calendar) -> None:
    """Fail one twice and order its money back; fail the other once, this June."""
    revoked, in_grace = cases[REVOKED.name], cases[IN_GRACE.name]
    _report(city, REVOKED, revoked, calendar, until=date(2026, 4, 1))
    _ask(city, REVOKED, revoked, "2025-04-01")
    _fail(city, revoked, "2025-04-16", "演示：交易撮合系统没有上线，质押融资完成不足一半。")
    _ask(city, REVOKED, revoked, "2026-04-10")
    _fail(city, revoked, "2026-05-20", "演示：系统仍未上线，三项指标没有达到任务书要求。")
    _recover(city, revoked)
    _report(city, IN_GRACE, in_grace, calendar, until=date(2026, 6, 9))
    _ask(city, IN_GRACE, in_grace, "2026-05-21")
    _fail(city, in_grace, "2026-06-10", "演示：人才培养达到要求，许可金额差两成，限宽限期内补足。")


def _accepted(city: Bodies, centre: Centre, call: str, store: Store) -> Application:
    return handing_in.accepted(
        city=city,
        name=centre.name,
        call=call,
        store=store,
        story=Story(13, asked=centre.award),
        days=("2023-01-30", "2023-02-06", "2023-02-14"),
    )


def _decide(city: Bodies, call: str, cases: dict[Centre, Application], calendar: Calendar) -> None:
    """Review both, bring them before a meeting, publish and confirm."""
    begins, ends = at(day="2023-02-16", time="09:00"), at(day="2023-03-03", time="18:00")
    phases = [Phase("演示评审", begins, ends, blind=False, scoring=True, scores_open=False)]
    manager = reviewing.set_up(city=city, call=call, phases=phases, at=at(day="2023-02-15"))
    panel = reviewing.draw(city=city, manager=manager, call=call, name="演示产业类专家组")
    for centre, case in cases.items():
        for number, by in enumerate(panel):
            judging = reviewing.each_at(by=by, at=at(day="2023-02-20", time=f"1{number}:20"))
            reviewing.judge(by=judging, case=case, points=(16, 16, 28, 20), remark="演示：方案可行。")
        reviewing.agree(
            city=city,
            panel=panel,
            case=case,
            proposed=centre.award,
            words=f"演示：建议支持，资助{centre.award}。",
            at=at(day="2023-02-24"),
        )
    held_at = at(day="2023-03-09", time="14:30")
    title = "演示市知识产权局2023年第3次局长办公会"
    meeting = meetings.convene(city=city, title=title, at=at(day="2023-03-06"), held_at=held_at)
    meetings.bring(city=city, meeting=meeting, call=call, at=at(day="2023-03-07"))
    [resolution] = meetings.hold(city=city, meeting=meeting, calls=[call], at=held_at, words=MINUTES)
    publication = notices.publish(
        city=city, resolution=resolution, at=at(day="2023-03-13"), calendar=calendar
    )
    notices.confirm(city=city, publication=publication, at=at(day="2023-03-22"), calendar=calendar)


def _sign(city: Bodies, centre: Centre, case: Application) -> None:
    signs = at(day=centre.signed)
    officer = city.by(city.bureau, Role.CASE_OFFICER, at=signs - timedelta(days=4))
    assert case.last_submission is not None
    content = drafted(
        snapshot=case.last_submission.snapshot,
        amount=centre.award,
        measure=law.in_force(authority=law.CHONGQING, on=officer.day),
        on=signs.date(),
    )
    parts = (
        Part(centre.first.fen, FIRST_TRIGGER, signs.date() + timedelta(days=30)),
        Part(centre.second.fen, SECOND_TRIGGER, centre.second_due),
    )
    content = replace(content, tranches=parts, last_on=centre.last_on, approved_length=centre.approved)
    task_books.begin(by=officer, application=case.reference, content=content)
    legal = city.by(city.applicant(centre.name), Role.LEGAL_REPRESENTATIVE, at=signs)
    signed = {"task_book": case.reference, "seen": 1}
    task_books.sign_for_applicant(by=legal, undertaken=True, seal=seal(case=case, by=legal), **signed)
    manager = city.by(city.bureau, Role.ROUND_MANAGER, at=signs + timedelta(hours=5))
    task_books.sign_for_bureau(by=manager, seal=seal(case=case, by=manager), **signed)


def _pay(city: Bodies, centre: Centre, case: Application, number: int, on: date, calendar: Calendar) -> None:
    """Release a tranche and pay it within the week."""
    day = at(day=on.isoformat())
    if number == 1:
        body = city.applicant(centre.name)
        paying.account(city=city, body=body, at=day - timedelta(days=7), calendar=calendar)
    officer = city.by(city.bureau, Role.CASE_OFFICER, at=day - timedelta(days=2))
    words = "演示：拨付条件已经核实。"
    tranches.release(by=officer, task_book=case.reference, number=number, words=words)
    order = paying.prepare(city=city, case=case.reference, at=day - timedelta(days=1), tranche=number)
    paying.send(city=city, references=[order], at=day - timedelta(hours=2))
    paying.receive(city=city, references=[order], at=day + timedelta(days=2))


def _report(city: Bodies, centre: Centre, case: str, calendar: Calendar, *, until: date) -> None:
    """Hand in the half-year reports due until a day, each a few days before its last, and note them."""
    grant = Grant.objects.select_related("application").get(application__reference=case)
    spans = reporting.spans(
        measure=rounds.of_case(application=grant.application).measure,
        book=book_of(grant=grant, on=grant.signed_on),
        calendar=calendar,
        rows=(),
        on=grant.signed_on,
    )
    for span in (each for each in spans if each.due_on is not None and each.due_on < until):
        assert span.due_on is not None
        hand_in(city=city, name=centre.name, case=case, number=span.number, on=span.due_on, calendar=calendar)


def hand_in(*, city: Bodies, name: str, case: str, number: int, on: date, calendar: Calendar) -> None:
    """Hand in one report some days before a day, and note it three days later."""
    day = at(day=on.isoformat()) - timedelta(days=5)
    half_year_reports.hand_in(
        by=city.by(city.applicant(name), Role.PREPARER, at=day),
        construction=case,
        calendar=calendar,
        number=number,
        progress="演示：按任务书进度推进，线上平台完成本期开发内容。",
        results="演示：促成专利许可和质押融资若干笔，合同和凭证存档备查。",
        spending="演示：本期支出在任务书预算之内，独立核算、专款专用。",
        plan="演示：下一阶段继续完善平台功能，组织两场供需对接。",
    )
    officer = city.by(city.bureau, Role.CASE_OFFICER, at=day + timedelta(days=3))
    half_year_reports.look(by=officer, construction=case, calendar=calendar, number=number, seen=1, good=True)


def _ask(city: Bodies, centre: Centre, case: str, day: str) -> None:
    preparer = city.by(city.applicant(centre.name), Role.PREPARER, at=at(day=day))
    words = "演示：对照任务书逐项自查，材料已经备齐，申请验收。"
    acceptances.ask(by=preparer, construction=case, words=words)


def _fail(city: Bodies, case: str, day: str, opinion: str) -> None:
    """Conclude after a visit, and approve it on the day."""
    told_at = at(day=day, time="15:00")
    officer = city.by(city.bureau, Role.CASE_OFFICER, at=told_at - timedelta(days=2))
    seen = acceptances.conclude(
        by=officer,
        construction=case,
        passed=False,
        opinion=opinion,
        inspected_on=officer.day - timedelta(days=1),
        inspected="演示：现场查看系统运行和台账，核对社保缴费记录，中心负责人到场说明。",
    )
    manager = city.by(city.bureau, Role.ROUND_MANAGER, at=told_at)
    acceptances.approve(by=manager, construction=case, seen=int(seen), good=True)


def _recover(city: Bodies, case: str) -> None:
    """Order everything back by the end of July; a part has come in."""
    officer = city.by(city.bureau, Role.CASE_OFFICER, at=at(day="2026-05-25"))
    words = "缴入演示财政专户；联系人：演示联系人。"
    seen = recoveries.propose(by=officer, construction=case, due_on=date(2026, 7, 31), words=words)
    manager = city.by(city.bureau, Role.ROUND_MANAGER, at=at(day="2026-05-29"))
    recoveries.order(by=manager, construction=case, seen=int(seen), good=True)
    finance = city.by(city.bureau, Role.FINANCE, at=at(day="2026-06-16"))
    recoveries.receive(
        by=finance,
        construction=case,
        amount=wan(40),
        received_on=date(2026, 6, 15),
        bank_reference="演示流水202606150001",
        words="演示：首笔缴回。",
    )
