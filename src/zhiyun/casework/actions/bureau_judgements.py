"""The bureau's signed answers to the questions the measure leaves to people; nothing else fills them."""

from __future__ import annotations

from zhiyun import law
from zhiyun.casework import judging, rounds
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.sections import condition_name
from zhiyun.casework.subjects import APPLICATION
from zhiyun.casework.verifying_deals import in_hand
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said
from zhiyun.records.models import Application

LONGEST_OPINION = 1000
ANSWER, OPINION = Said("判断"), Said("判断意见")


@action(
    name="question.judge",
    words="代表局签署判断",
    on=APPLICATION,
    roles=[Role.CASE_OFFICER],
    stages=in_hand.STAGES,
    cites=("第十条第2项",),
    is_sensitive=True,
)
def judge(*, application: Application, by: Actor, question: str, met: bool | None, opinion: str) -> Deed:
    """Sign the bureau's answer to one question, named by its condition's section; a later answer holds.

    Refuses a question the call does not ask as not found, an answer that is neither, and one without an opinion.
    """
    in_hand.refuse_unless_in_hand(application=application)
    asked = _question(application, question)
    faults = []
    if met is None:
        faults.append(Fault(ANSWER, Said("请选择符合或者不符合")))
    if not opinion.strip():
        faults.append(Fault(OPINION, Said("请写明判断的理由和所看的证据")))
    elif len(opinion) > LONGEST_OPINION:
        faults.append(Fault(OPINION, Said("最多%(longest)s字，请写得简短些", longest=LONGEST_OPINION)))
    if faults:
        raise Faulty(faults)
    assert met is not None
    row = judging.write(
        application=application, question=asked, met=met, opinion=opinion.strip(), on_behalf="bureau", by=by
    )
    return Deed(
        answer=str(row.pk),
        after={"question": asked.asks, "met": met, "opinion": opinion.strip()},
        cites=(str(asked.cites),),
    )


def _question(application: Application, name: str) -> law.Question:
    pinned = rounds.of_case(application=application)
    for question in pinned.measure.questions(pinned.benefit, pinned.round_):
        if condition_name(cites=question.cites) == name and not pinned.benefit.is_construction:
            return question
    raise NotFound
