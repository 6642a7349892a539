"""The demonstration's centre of 2025: judged, decided, its task book signed, half of it paid, the other half due now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from zhiyun import law
from zhiyun.casework.actions import task_books, tranches
from zhiyun.casework.actions.review_set_up import Phase
from zhiyun.casework.actor import Actor
from zhiyun.casework.demo import handing_in, meetings, notices, past_calls, paying, reviewing
from zhiyun.casework.demo.bodies import Bodies
from zhiyun.casework.demo.calls import at
from zhiyun.casework.demo.filling import PARTNERS, Story
from zhiyun.casework.roles import Role
from zhiyun.casework.task_books.content import Content, Indicator, Part
from zhiyun.casework.task_books.drafting import FIRST_TRIGGER, SECOND_TRIGGER, drafted
from zhiyun.gateways import e_seal
from zhiyun.gateways.e_seal import Order, Seal
from zhiyun.gateways.safekeeping import Store
from zhiyun.kernel.money import wan
from zhiyun.kernel.workdays import Calendar
from zhiyun.records.models import Application, TaskBookVersion

NAME = "三峡"
ASKED, AWARD, FIRST = wan(400), wan(360), wan(180)
MINUTES = "演示：会议审议了2025年度市级综合性知识产权运营中心建设，同意专家组意见，资助360万元，分两笔拨付。"


def make(*, city: Bodies, store: Store, calendar: Calendar) -> str:
    """Tell the centre's year up to its first receipt; gives the application's reference."""
    run = past_calls.LAST_MUNICIPAL
    call = past_calls.centres(city=city, benefit=law.Benefit.MUNICIPAL_CENTRE, run=run)
    case = handing_in.accepted(
        city=city,
        name=NAME,
        call=call,
        store=store,
        story=Story(18, asked=ASKED, partners=PARTNERS),
        days=("2025-02-18", "2025-02-24", "2025-03-03"),
    )
    _review(city, call, case)
    meeting = meetings.convene(
        city=city,
        title="演示市知识产权局2025年第4次局长办公会",
        at=at(day="2025-03-24"),
        held_at=at(day="2025-03-27", time="14:30"),
    )
    meetings.bring(city=city, meeting=meeting, call=call, at=at(day="2025-03-25"))
    [resolution] = meetings.hold(
        city=city, meeting=meeting, calls=[call], at=at(day="2025-03-27", time="14:30"), words=MINUTES
    )
    publication = notices.publish(
        city=city, resolution=resolution, at=at(day="2025-03-31"), calendar=calendar
    )
    notices.confirm(city=city, publication=publication, at=at(day="2025-04-09"), calendar=calendar)
    _sign(city, case)
    release(city=city, case=case.reference, number=1, at=at(day="2025-04-25"))
    paying.account(city=city, body=city.applicant(NAME), at=at(day="2025-04-24"), calendar=calendar)
    order = paying.prepare(city=city, case=case.reference, at=at(day="2025-05-06"), tranche=1)
    paying.send(city=city, references=[order], at=at(day="2025-05-07"))
    paying.receive(city=city, references=[order], at=at(day="2025-05-09", time="16:00"))
    return case.reference


def fall_due(*, city: Bodies, case: str) -> None:
    """Let the second half fall due: the officer has seen to it, and an order waits for its second person."""
    release(city=city, case=case, number=2, at=at(day="2026-06-18"))
    paying.prepare(city=city, case=case, at=at(day="2026-06-24", time="15:30"), tranche=2)


def release(*, city: Bodies, case: str, number: int, at: datetime) -> None:
    """State that what a tranche waited for has happened."""
    officer = city.by(city.bureau, Role.CASE_OFFICER, at=at)
    words = (
        "演示：双方签订的任务书在案。"
        if number == 1
        else "演示：中期检查报告和现场核对相符，进度达到任务书要求。"
    )
    tranches.release(by=officer, task_book=case, number=number, words=words)


def _review(city: Bodies, call: str, case: Application) -> None:
    phases = [
        Phase(
            "演示评审",
            at(day="2025-03-04", time="09:00"),
            at(day="2025-03-21", time="18:00"),
            blind=False,
            scoring=True,
            scores_open=False,
        )
    ]
    manager = reviewing.set_up(city=city, call=call, phases=phases, at=at(day="2025-03-03", time="16:00"))
    panel = reviewing.draw(city=city, manager=manager, call=call, name="演示综合类专家组")
    for number, (by, points) in enumerate(
        zip(panel, ((18, 17, 31, 22), (17, 18, 29, 20), (16, 16, 30, 21)), strict=True)
    ):
        judging = reviewing.each_at(by=by, at=at(day="2025-03-10", time=f"1{number}:20"))
        reviewing.judge(by=judging, case=case, points=points, remark="演示：基础扎实，方案可行。")
    reviewing.agree(
        city=city,
        panel=panel,
        case=case,
        proposed=AWARD,
        words="演示：建议支持，核减线上大数据系统预算40万元后资助360万元。",
        at=at(day="2025-03-14"),
    )


def _sign(city: Bodies, case: Application) -> None:
    """Agree on the task book: the officer drafts it, the centre signs, then the manager for the bureau."""
    officer = city.by(city.bureau, Role.CASE_OFFICER, at=at(day="2025-04-14"))
    assert case.last_submission is not None
    content = drafted(
        snapshot=case.last_submission.snapshot,
        amount=AWARD,
        measure=law.in_force(authority=law.CHONGQING, on=officer.day),
        on=date(2025, 4, 22),
    )
    task_books.begin(by=officer, application=case.reference, content=_completed(content))
    legal = city.by(city.applicant(NAME), Role.LEGAL_REPRESENTATIVE, at=at(day="2025-04-22", time="09:30"))
    task_books.sign_for_applicant(
        by=legal, task_book=case.reference, seen=1, undertaken=True, seal=seal(case=case, by=legal)
    )
    manager = city.by(city.bureau, Role.ROUND_MANAGER, at=at(day="2025-04-22", time="15:00"))
    task_books.sign_for_bureau(by=manager, task_book=case.reference, seen=1, seal=seal(case=case, by=manager))


def _completed(content: Content) -> Content:
    """Add what the two sides agreed on beyond the template."""
    agreed = (
        Indicator("促成专利转让、许可", 120, "件", "合同和到账凭证", 2),
        Indicator("促成知识产权质押融资", 8000, "万元", "贷款合同和放款凭证", 4),
    )
    parts = (
        Part(FIRST.fen, FIRST_TRIGGER, date(2025, 5, 22)),
        Part((AWARD - FIRST).fen, SECOND_TRIGGER, date(2026, 6, 30)),
    )
    return replace(content, indicators=(*content.indicators, *agreed), tranches=parts)


def seal(*, case: Application, by: Actor) -> Seal:
    """Seal the newest version of a case's task book as the demonstration does."""
    version = TaskBookVersion.objects.filter(task_book__application=case).latest("number")
    return e_seal.sealer(e_seal.SIMULATED).seal(
        Order(version.sm3, by.organisation_name, str(by.role.label), by.at.isoformat())
    )
