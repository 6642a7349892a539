"""Letters to a funded centre about its acceptance and its recovery: from the words kept at issue to a paper."""

from __future__ import annotations

from datetime import date

from zhiyun.casework.papers.document import Document, case, items
from zhiyun.gateways import official_papers
from zhiyun.gateways.official_papers import day_text
from zhiyun.kernel.money import Money


def outcome(*, document: Document, head: official_papers.Letterhead) -> official_papers.Paper:
    """Lay out what an acceptance came to."""
    told = document.content
    again = "再次" if told["attempt"] == 2 else ""
    result = "验收合格" if told["passed"] else "验收不合格"
    starts_on, last_on = (day_text(date.fromisoformat(day)) for day in told["construction"])
    visit = ""
    if told["inspected_on"]:
        visit = f"{day_text(date.fromisoformat(told['inspected_on']))}：{told['inspected']}"
    measure = told["measure"]
    return official_papers.outcome_paper(
        official_papers.Outcome(
            head,
            case(content=told),
            told["passed"],
            f"根据《{measure['title']}》（{measure['number']}）{measure['cites']}和双方签订的任务书"
            f"（{told['task_book']}），对你单位承担的知识产权运营中心建设{again}组织验收，结论为：{result}。",
            (
                ("任务书", told["task_book"]),
                ("建设期", f"{starts_on}至{last_on}"),
                ("验收", "再次验收" if again else "首次验收"),
                ("结论", result),
            ),
            told["opinion"],
            visit,
            items(listed=told["consequences"]),
            tuple(told["readings"]),
            items(listed=told["remedies"]),
            not told["remedies_confirmed_by"],
        )
    )


def recovery(*, document: Document, head: official_papers.Letterhead) -> official_papers.Paper:
    """Lay out an order to recover."""
    told = document.content
    measure = told["measure"]
    interest = told["interest_fen"]
    terms = (
        ("任务书", told["task_book"]),
        ("追回经费", str(Money(told["amount_fen"]))),
        *((("利息", str(Money(interest))),) if interest else ()),
        ("缴回期限", day_text(date.fromisoformat(told["due_on"]))),
    )
    return official_papers.recovery_paper(
        official_papers.Recovery(
            head,
            case(content=told),
            f"{told['because']}。根据《{measure['title']}》（{measure['number']}）{measure['cites']}"
            "“再次验收不合格的，取消建设资格，收回前期拨付的引导资助经费”的规定，决定追回已拨付给你单位的建设经费"
            f"{'中未按规定使用的部分' if told.get('only_unspent') else ''}。",
            terms,
            tuple((words, amount) for words, amount in told["paid"]),
            told["total"],
            told["pay"],
            told["words"],
            tuple(told["readings"]),
            items(listed=told["remedies"]),
            not told["remedies_confirmed_by"],
        )
    )
