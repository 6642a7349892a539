"""Whether two applicants are one: decided by who works with patents, put into effect by who brings patents in."""

from __future__ import annotations

from collections.abc import Iterator

from zhiyun.casework.actions.patent_files import BRINGS_IN
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.navigating import deciding, seen
from zhiyun.casework.subjects import ORGANISATION
from zhiyun.ip.applicants import Decision, Verdict, at_odds, clean, group_of
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said
from zhiyun.records.models import ApplicantDecision, Organisation

LONGEST_NAME = 300
LONGEST_REASON = 200
MOST = 20_000
"""Decisions of an installation, all of which are read to weigh a new one."""


@action(name="applicants.decide", words="认定申请人是否同一单位", on=ORGANISATION, roles=seen.NAVIGATORS)
def decide(
    *, organisation: Organisation, by: Actor, first: str, second: str, verdict: Verdict, because: str
) -> Deed:
    """Sign that the first name is the second's, was it before, or is another's; it holds for all names of each group.

    Refuses names of one group, and what is at odds with earlier decisions: groups held apart that others would join.
    """
    one, other = group_of(first), group_of(second)
    before = deciding.decisions()
    faults = list(_wrong(first, second, because))
    if not faults and one.key == other.key:
        faults = [Fault(Said("两个名称"), Said("已经按规则归在一组，不用认定"))]
    new = Decision(one.key, other.key, verdict)
    if not faults and len(before) >= MOST:
        faults = [Fault(Said("认定"), Said("最多%(most)s项认定，请联系管理员", most=MOST))]
    if not faults and (odd := at_odds([*before, new])):
        said = Said(
            "与以前的认定矛盾：“%(one)s”和“%(other)s”认定为不是同一单位，却会通过别的认定归到一起；请先改那一项",
            one=odd[0],
            other=odd[1],
        )
        faults = [Fault(Said("认定"), said)]
    if faults:
        raise Faulty(faults)
    row = ApplicantDecision.objects.create(
        organisation=organisation,
        first=new.first,
        second=new.second,
        first_name=clean(first),
        second_name=clean(second),
        verdict=verdict.value,
        because=" ".join(because.split()),
        by_id=by.person_id,
        at=by.at,
    )
    return Deed(
        answer=str(row.pk),
        after={"first": row.first_name, "second": row.second_name, "verdict": row.verdict},
    )


@action(name="applicants.put_into_effect", words="让申请人的认定生效", on=ORGANISATION, roles=BRINGS_IN)
def put_into_effect(*, organisation: Organisation, by: Actor) -> Deed:
    """Tell that all decisions so far take effect for everyone; whoever asked then begins it."""
    count = len(deciding.decisions())
    return Deed(answer=str(count), after={"decisions": count})


def _wrong(first: str, second: str, because: str) -> Iterator[Fault]:
    if not all(clean(name) and len(name) <= LONGEST_NAME for name in (first, second)):
        yield Fault(Said("两个名称"), Said("都要写，各最多%(longest)s字", longest=LONGEST_NAME))
    if len(because) > LONGEST_REASON:
        yield Fault(Said("理由"), Said("最多%(longest)s字", longest=LONGEST_REASON))
