"""One deal claimed by several applicants, settled once for all of them (readings A23): exact shares, with a reason.

The shares are laid over every claimant's ledger; whatever was decided on the deal before must be decided again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from typing import Any

from zhiyun.casework import sight
from zhiyun.casework.actions.deal_verdicts import AnotherVerdict
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.refusals import ConflictOfInterest, NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.stages import CallStage, standing
from zhiyun.casework.subjects import CALL
from zhiyun.casework.verifying_deals import in_hand
from zhiyun.casework.verifying_deals.agreements import agreements, on_paper
from zhiyun.casework.verifying_deals.round_ledger import of_call, year_of
from zhiyun.casework.verifying_deals.shares import ratio_text, read_share
from zhiyun.casework.verifying_deals.sharing import SharedDeal, digest
from zhiyun.kernel.money import Rate
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import Application, Call, SharedRight

LONGEST_REASON = 1000
WHOLE = Fraction(1)
SHARE, REASON, EVIDENCE = Said("分配比例"), Said("裁定理由"), Said("分配协议")

Line = tuple[str, str]
"""An application's reference and its own number of the deal."""


class NotInHand(Refusal):
    """One of the claimants is decided already: its ledger cannot change any more."""

    def __init__(self, reference: str) -> None:
        super().__init__(
            Said(
                "其中%(reference)s已经审定，不能再改分配比例。异议成立后重新核定时才能改。",
                reference=reference,
            )
        )


@action(
    name="right.settle",
    words="裁定共同申报业务的分配比例",
    on=CALL,
    roles=[Role.CASE_OFFICER],
    stages=[CallStage.CLOSED],
    cites=("第十条第2项", "第十二条"),
)
def settle(
    *,
    call: Call,
    by: Actor,
    right: str,
    seen: str,
    shares: Mapping[Line, str],
    reason: str,
    evidence: Collection[str] = (),
) -> Deed:
    """Settle who has which part of a shared deal, as exact ratios that are never more than the whole together.

    ``shares`` are the texts by line, ``evidence`` names papers as `agreements` does. Refuses whoever is tied to one of
    the claimants, a claimant already decided, a page that is no longer so, and what was typed with all its faults.
    """
    if call.issuer_id != by.organisation_id:
        raise NotFound
    found = next((each for each in of_call(call=call).shared if each.key == right), None)
    if found is None:
        raise NotFound
    if seen != digest(shared=found):
        raise AnotherVerdict
    claimants = _claimants(found, by)
    read = {line: read_share(text=shares.get(line, "")) for line in _lines(found, claimants)}
    papers = agreements(applications=claimants) | on_paper(call=call.pk, right=right)
    chosen = [papers[name] for name in dict.fromkeys(evidence) if name in papers]
    faults = [*_share_faults(found, claimants, read), *_ground_faults(read, reason, chosen)]
    if faults:
        raise Faulty(faults)
    row = SharedRight.objects.create(
        issuer=call.issuer,
        year=year_of(call=call),
        key=right,
        shares=[
            {"application": reference, "deal": deal, "share": ratio_text(share=share)}
            for (reference, deal), share in read.items()
            if share is not None
        ],
        evidence=chosen,
        reason=reason.strip(),
        by_id=by.person_id,
        at=by.at,
    )
    return Deed(
        answer=str(row.pk),
        after={"right": right, "shares": row.shares, "evidence": chosen, "reason": row.reason},
        readings=("A23",),
    )


def _claimants(found: SharedDeal, by: Actor) -> dict[int, Application]:
    """Lock every claimant's application, so that none is closed meanwhile; refuse what the actor may not touch."""
    keys = sorted({line.application for line in found.lines})
    rows = (
        Application.objects.select_related("organisation")
        .select_for_update(of=("self",))
        .filter(pk__in=keys)
        .order_by("id")
    )
    claimants = {row.pk: row for row in rows}
    tied = set(sight.tied_organisations(by=by).values_list("pk", flat=True))
    for row in claimants.values():
        if row.organisation_id in tied:
            raise ConflictOfInterest(row.organisation.name)
        if standing(step=row.last_step, closed=True) not in in_hand.STAGES:
            raise NotInHand(row.reference)
        in_hand.refuse_unless_in_hand(application=row)
    return claimants


def _lines(found: SharedDeal, claimants: Mapping[int, Application]) -> list[Line]:
    return [(claimants[line.application].reference, line.number) for line in found.lines]


def _share_faults(
    found: SharedDeal, claimants: Mapping[int, Application], read: Mapping[Line, Fraction | None]
) -> Iterator[Fault]:
    told: dict[tuple[int, str], Fraction] = {}
    for line in found.lines:
        reference = claimants[line.application].reference
        share = read[reference, line.number]
        place = Said("%(reference)s的业务%(deal)s", reference=reference, deal=line.number)
        stated = line.stated.share.ratio if line.stated.share is not None else WHOLE
        if share is None:
            yield Fault(place, Said("请填写比例，如 60% 或 1/3；不分配的填 0%"))
        elif share > stated:
            yield Fault(
                place,
                Said("不能超过申报单位自己填报的%(stated)s", stated=Rate(stated)),
            )
        told[line.application, line.number] = share if share is not None else Fraction(0)
    largest = found.largest_sum(shares=told)
    if largest > WHOLE:
        yield Fault(SHARE, Said("各家合计%(sum)s，不能超过100%%", sum=Rate(largest)))


def _ground_faults(
    read: Mapping[Line, Fraction | None], reason: str, chosen: list[dict[str, Any]]
) -> Iterator[Fault]:
    if not reason.strip():
        yield Fault(REASON, Said("请写明为什么这样分配"))
    elif len(reason) > LONGEST_REASON:
        yield Fault(REASON, Said("最多%(longest)s字，请写得简短些", longest=LONGEST_REASON))
    sharing = {reference for (reference, _deal), share in read.items() if share}
    if len(sharing) > 1 and not chosen:
        yield Fault(
            EVIDENCE, Said("几家分享同一笔业务的，请选出各方签字的分配协议；还没有的，先询问申报单位")
        )
