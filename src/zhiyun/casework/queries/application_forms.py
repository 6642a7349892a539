"""The applicant's own paper 申报书: what is in hand while it can be changed, else what was sealed last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from zhiyun.casework import snapshot
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.facts import Snapshot
from zhiyun.casework.opened_application import Opened, opened
from zhiyun.casework.papers import application as papers
from zhiyun.casework.rounds import Pinned
from zhiyun.casework.stages import Stage
from zhiyun.gateways import official_papers
from zhiyun.gateways.official_papers import instant_text
from zhiyun.records.models import Submission

IN_HAND = frozenset({Stage.DRAFT, Stage.RETURNED, Stage.LAPSED})
"""Where what would be printed is what is being written, or was and can no longer be handed in."""


@dataclass(frozen=True, slots=True)
class ApplicationForm:
    """An application ready to be laid out; ``state`` says what it is and of when."""

    reference: str
    office: str
    told: Snapshot
    pinned: Pinned
    state: str
    undertaking: str
    dated: date

    def laid_out(self, *, is_demo: bool) -> official_papers.Paper:
        """Lay it out as a paper, of which who answers makes a file, outside any transaction."""
        head = official_papers.Letterhead(self.office, self.reference, self.dated, is_demo=is_demo)
        return papers.paper(
            snapshot=self.told,
            pinned=self.pinned,
            state=self.state,
            undertaking=self.undertaking,
            head=head,
        )


def application_form(*, by: Actor, reference: str) -> ApplicationForm:
    """Give an application as its applicant would print it now; refuses everyone else as not found."""
    found = opened(by=by, reference=reference)
    if found.head.stage in IN_HAND:
        return _in_hand(found, by)
    return _sealed(found)


def _in_hand(found: Opened, by: Actor) -> ApplicationForm:
    word = {Stage.RETURNED: "补正稿", Stage.LAPSED: "逾期未提交的草稿"}.get(found.head.stage, "草稿")
    return ApplicationForm(
        found.head.reference,
        found.application.call.issuer.name,
        snapshot.drawn(application=found.application, version=found.version),
        found.pinned,
        f"{word}，{instant_text(by.at)}生成，内容尚未提交，仅供本单位核对。",
        "",
        by.day,
    )


def _sealed(found: Opened) -> ApplicationForm:
    last = Submission.objects.get(pk=found.submissions[-1].pk)
    return ApplicationForm(
        found.head.reference,
        found.application.call.issuer.name,
        last.snapshot,
        found.pinned,
        f"{_what(found.head.stage)}第{last.number}次提交，{instant_text(last.at)}（北京时间）封存，"
        f"整份材料的 SM3 指纹为{last.seal}。",
        last.undertaking,
        _day(last.at),
    )


def _what(stage: Stage) -> str:
    return "已撤回。" if stage is Stage.WITHDRAWN else ""


def _day(at: datetime) -> date:
    return at.astimezone(SHANGHAI).date()
