"""A split agreement signed on paper: scanned by an officer, held against the paper by a second person, then evidence.

Whoever is said to have signed is told at once, so that a paper nobody signed does not go unseen.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from zhiyun.casework import outbox, sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.calls.publishing import stored
from zhiyun.casework.door import Deed, action
from zhiyun.casework.given_words import in_one_line
from zhiyun.casework.receiving import Received
from zhiyun.casework.refusals import ConflictOfInterest, NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.stages import CallStage
from zhiyun.casework.subjects import CALL
from zhiyun.casework.verifying_deals.round_ledger import of_call
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import Application, Call, PaperAgreement, PaperAgreementCheck

CITES = ("第十条第2项",)
SCANS = frozenset({"pdf", "jpeg", "png"})
LONGEST_TITLE, LONGEST_REASON = 100, 300
TITLE, SIGNED_ON, PARTIES, FILE, REASON = (
    Said("协议名称"),
    Said("签订日期"),
    Said("签字的申报单位"),
    Said("协议扫描件"),
    Said("核对意见"),
)


class CheckedAlready(Refusal):
    """An agreement is checked once."""

    def __init__(self) -> None:
        super().__init__(Said("这份纸质协议已经有人核对过，不能再次核对。"))


class OwnScan(Refusal):
    """Who scanned a paper does not check it."""

    def __init__(self) -> None:
        super().__init__(Said("这份扫描件由您登记，要由另一位对照原件核对。"))


@action(
    name="right.scan_agreement",
    words="登记纸质分配协议",
    on=CALL,
    roles=[Role.CASE_OFFICER],
    stages=[CallStage.CLOSED],
    cites=CITES,
)
def scan(
    *,
    call: Call,
    by: Actor,
    right: str,
    title: str,
    signed_on: date | None,
    parties: Collection[str],
    file: Received | None,
) -> Deed:
    """Enter a scan of an agreement on one shared deal; ``parties`` are the references of two claimants or more.

    Refuses a deal nobody shares, whoever is tied to a claimant, and what was typed with all its faults.
    """
    claimants = _claimants(call, by, right)
    signed = [row for row in claimants if row.reference in set(parties)]
    faults = []
    if not title.strip() or len(title) > LONGEST_TITLE:
        faults.append(Fault(TITLE, Said("请填写，最多%(longest)s字", longest=LONGEST_TITLE)))
    if signed_on is None or signed_on > by.day:
        faults.append(Fault(SIGNED_ON, Said("请填协议上的签订日期，不能晚于今天")))
    if len(signed) < 2:
        faults.append(Fault(PARTIES, Said("请选出在协议上签字的各家，至少两家")))
    if file is None or file.file.kind not in SCANS:
        faults.append(Fault(FILE, Said("请上传签字协议的扫描件，PDF、JPG 或者 PNG")))
    if faults:
        raise Faulty(faults)
    assert file is not None
    assert signed_on is not None
    row = PaperAgreement.objects.create(
        call=call,
        key=right,
        title=in_one_line(text=title),
        signed_on=signed_on,
        parties=[each.reference for each in signed],
        sm3=stored(file=file.file).sm3,
        name=file.name,
        size=file.file.size,
        entered_by_id=by.person_id,
        entered_at=by.at,
    )
    for each in signed:
        _tell(
            each,
            by,
            f"市局收到纸质分配协议：{each.reference}",
            f"市局登记了写有你单位签字的分配协议“{row.title}”（{signed_on}签订，SM3 {row.sm3[:16]}），"
            "正在核对原件。没有签过的，请立即书面告知市局。",
        )
    return Deed(
        answer=str(row.pk),
        after={"right": right, "title": row.title, "parties": row.parties, "sm3": row.sm3},
    )


@action(
    name="right.check_agreement",
    words="对照原件核对纸质分配协议",
    on=CALL,
    roles=[Role.CASE_OFFICER, Role.ROUND_MANAGER],
    stages=[CallStage.CLOSED],
    cites=CITES,
)
def check(*, call: Call, by: Actor, agreement: int, good: bool, reason: str = "") -> Deed:
    """Say whether the scan is what was signed on paper; only then it is evidence. Refuses who scanned it, and twice."""
    rows = PaperAgreement.objects.select_for_update(of=("self",)).filter(call=call, pk=agreement)
    row = rows.first()
    if row is None:
        raise NotFound
    claimants = _claimants(call, by, row.key)
    if row.entered_by_id == by.person_id:
        raise OwnScan
    if PaperAgreementCheck.objects.filter(agreement=row).exists():
        raise CheckedAlready
    if (not good and not reason.strip()) or len(reason) > LONGEST_REASON:
        raise Faulty(
            [Fault(REASON, Said("不相符的请写明哪里不符，最多%(longest)s字", longest=LONGEST_REASON))]
        )
    PaperAgreementCheck.objects.create(
        agreement=row,
        entered_by_id=row.entered_by_id,
        good=good,
        reason=reason.strip(),
        by_id=by.person_id,
        at=by.at,
    )
    said = "经第二人对照原件核对，可以作为裁定分配比例的依据" if good else "经核对与原件不符，不作为依据"
    for each in claimants:
        if each.reference in row.parties:
            _tell(each, by, f"纸质分配协议核对结果：{each.reference}", f"分配协议“{row.title}”{said}。")
    return Deed(answer=str(row.pk), after={"agreement": row.pk, "sm3": row.sm3, "good": good})


def _claimants(call: Call, by: Actor, right: str) -> list[Application]:
    if call.issuer_id != by.organisation_id:
        raise NotFound
    found = next((each for each in of_call(call=call).shared if each.key == right), None)
    if found is None:
        raise NotFound
    keys = {line.application for line in found.lines}
    rows = list(Application.objects.filter(pk__in=keys).select_related("organisation").order_by("reference"))
    tied = set(sight.tied_organisations(by=by).values_list("pk", flat=True))
    for row in rows:
        if row.organisation_id in tied:
            raise ConflictOfInterest(row.organisation.name)
    return rows


def _tell(application: Application, by: Actor, subject: str, body: str) -> None:
    outbox.tell_members(
        organisation=application.organisation,
        subject=subject,
        body=body,
        link=f"/applications/{application.reference}/",
        by=by,
    )
