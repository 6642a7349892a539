"""Whether two applicants are one: decided by who works with patents, put into effect by who brings patents in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhiyun.casework.actions.patent_files import BRINGS_IN
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.navigating import deciding, parting, seen
from zhiyun.casework.subjects import ORGANISATION
from zhiyun.ip.applicants import Counting, Decision, Verdict, at_odds, clean, group_of
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said
from zhiyun.records.models import ApplicantDecision, Organisation

LONGEST_NAME = 290
"""A key has some letters more, and its column 300."""
LONGEST_REASON = 200
MOST = 20_000
"""Decisions of an installation, all of which are read to weigh a new one."""


@action(name="applicants.decide", words="认定申请人是否同一单位", on=ORGANISATION, roles=seen.NAVIGATORS)
def decide(
    *, organisation: Organisation, by: Actor, first: str, second: str, verdict: Verdict, because: str
) -> Deed:
    """Sign that the first name is the second's, was it before, or is another's; it holds for all names of each group.

    Of two names that the rules put into one group, one is taken out of it where they are held apart, with the reason.
    Refuses to say once more that such names are one, and what is at odds with earlier decisions: groups held apart
    that others would join.
    """
    before = deciding.decisions()
    counting = Counting.of(before)
    faults = list(_wrong((first, second), because))
    if faults:
        raise Faulty(faults)
    keys = [group_of(name, apart=counting.apart).key for name in (first, second)]
    made = [(first, second, Decision(keys[0], keys[1], verdict))]
    if keys[0] == keys[1]:
        parted = (
            parting.parted(first=first, second=second, counting=counting)
            if verdict is Verdict.APART
            else None
        )
        if parted is None:
            raise Faulty([Fault(Said("两个名称"), Said("已经按规则归在一组，不用认定"))])
        made = _taken_out(parted[:1], parted[1], counting, because)
    return _signed(organisation, by, before, made, because)


@action(name="applicants.take_out", words="认定归错的申请人", on=ORGANISATION, roles=seen.NAVIGATORS)
def take_out(
    *, organisation: Organisation, by: Actor, names: Sequence[str], others: Sequence[str], because: str
) -> Deed:
    """Sign that some names are together another applicant than the others of the group the rules put them into.

    Refuses names that are not of one group, others that would all go along, no reason, and what `decide` refuses.
    """
    before = deciding.decisions()
    counting = Counting.of(before)
    faults = list(_wrong((*names, *others), because))
    if not names:
        faults.append(Fault(Said("另一家的名称"), Said("请勾选至少一个")))
    elif len({group_of(name, apart=counting.apart).key for name in (*names, *others)}) > 1:
        faults.append(Fault(Said("另一家的名称"), Said("有的已经不在这一组，请重新打开页面再勾选")))
    elif not (stays := parting.staying(names=names, others=others, counting=counting)):
        said = Said("不能全勾；单位的分支随单位走，要分开的是分支时请勾选分支")
        faults.append(Fault(Said("另一家的名称"), said))
    if faults:
        raise Faulty(faults)
    return _signed(organisation, by, before, _taken_out(names, stays, counting, because), because)


def _taken_out(
    names: Sequence[str], left: str, counting: Counting, because: str
) -> list[tuple[str, str, Decision]]:
    if not because.strip():
        raise Faulty([Fault(Said("理由"), Said("按规则归在一组的，请写明为什么是两家"))])
    return [
        (name, put_under or left, made)
        for name, put_under, made in parting.taken_out(names=names, counting=counting)
    ]


def _signed(
    organisation: Organisation,
    by: Actor,
    before: Sequence[Decision],
    made: Sequence[tuple[str, str, Decision]],
    because: str,
) -> Deed:
    """Keep decisions with the names they were made of; refuses what is at odds with those before."""
    if len(before) + len(made) > MOST:
        raise Faulty([Fault(Said("认定"), Said("最多%(most)s项认定，请联系管理员", most=MOST))])
    if odd := at_odds([*before, *(each for _, _, each in made)]):
        said = Said(
            "与以前的认定矛盾：“%(one)s”和“%(other)s”认定为不是同一单位，却会通过别的认定归到一起；请先改那一项",
            one=odd[0],
            other=odd[1],
        )
        raise Faulty([Fault(Said("认定"), said)])
    rows = [
        ApplicantDecision.objects.create(
            organisation=organisation,
            first=each.first,
            second=each.second,
            first_name=clean(first),
            second_name=clean(second),
            verdict=each.verdict.value,
            because=" ".join(because.split()),
            by_id=by.person_id,
            at=by.at,
        )
        for first, second, each in made
    ]
    told = [{"first": each.first_name, "second": each.second_name, "verdict": each.verdict} for each in rows]
    return Deed(answer=str(rows[0].pk), after=told[0] if len(told) == 1 else {"decisions": told})


@action(name="applicants.put_into_effect", words="让申请人的认定生效", on=ORGANISATION, roles=BRINGS_IN)
def put_into_effect(*, organisation: Organisation, by: Actor) -> Deed:
    """Tell that all decisions so far take effect for everyone; whoever asked then begins it."""
    count = len(deciding.decisions())
    return Deed(answer=str(count), after={"decisions": count})


def _wrong(names: Sequence[str], because: str) -> Iterator[Fault]:
    if not all(clean(name) and len(name) <= LONGEST_NAME for name in names):
        yield Fault(Said("两个名称"), Said("都要写，各最多%(longest)s字", longest=LONGEST_NAME))
    if len(because) > LONGEST_REASON:
        yield Fault(Said("理由"), Said("最多%(longest)s字", longest=LONGEST_REASON))
