"""On-site assessments as the case needs them (9二): planned with a checklist, recorded with photographs, signed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from zhiyun.casework.actor import Actor
from zhiyun.casework.calls.publishing import stored
from zhiyun.casework.canonical import canonical, sm3_hex
from zhiyun.casework.door import Deed, action
from zhiyun.casework.given_words import in_one_line, tidied
from zhiyun.casework.receiving import Received
from zhiyun.casework.roles import Role
from zhiyun.casework.stages import Stage
from zhiyun.casework.subjects import APPLICATION, VISIT
from zhiyun.casework.subjects.reviews import VisitStage
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import Application, SiteRecord, SiteScan, SiteSignature, SiteVisit

CITES = ("第九条第2项",)
ROLES = (Role.CASE_OFFICER, Role.ROUND_MANAGER)
PICTURES = frozenset({"jpeg", "png"})
SCANS = PICTURES | {"pdf"}
MOST_POINTS = 30
MOST_PHOTOGRAPHS = 30


class SignedAlready(Refusal):
    """One signs a record once."""

    def __init__(self) -> None:
        super().__init__(Said("您已经在这份现场评估记录上签过字。"))


class ScannedAlready(Refusal):
    """The same scan is there already."""

    def __init__(self) -> None:
        super().__init__(Said("这份扫描件已经上传过。"))


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found at one point of the checklist."""

    agrees: bool | None
    words: str


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who was there: name, for which body, as what."""

    name: str
    body: str
    post: str = ""


@action(
    name="visit.plan",
    words="安排现场评估",
    on=APPLICATION,
    roles=ROLES,
    stages=[Stage.ACCEPTED],
    cites=CITES,
)
def plan(
    *,
    application: Application,
    by: Actor,
    planned_at: datetime | None,
    place: str,
    why: str,
    checklist: Sequence[str],
) -> Deed:
    """Plan a visit: when, where, why this case needs one, and what to look at; the answer is its key."""
    points = [in_one_line(text=each) for each in checklist if each.strip()]
    faults = []
    if planned_at is None or planned_at < by.at:
        faults.append(Fault(Said("时间"), Said("请写一个以后的时间")))
    if not place.strip() or len(place) > 200:
        faults.append(Fault(Said("地点"), Said("请填写，最多200个字")))
    if not why.strip() or len(why) > 1000:
        faults.append(Fault(Said("事由"), Said("请写明为什么要到现场，最多1000个字")))
    if not 1 <= len(points) <= MOST_POINTS or any(len(each) > 200 for each in points):
        faults.append(Fault(Said("核查要点"), Said("请列1至%(most)s条，每条最多200个字", most=MOST_POINTS)))
    if faults:
        raise Faulty(faults)
    assert planned_at is not None
    visit = SiteVisit.objects.create(
        application=application,
        number=application.site_visits.count() + 1,
        planned_at=planned_at,
        place=in_one_line(text=place),
        why=tidied(text=why),
        checklist=points,
        planned_by_id=by.person_id,
        made_at=by.at,
    )
    return Deed(
        str(visit.pk),
        chain=f"review:{application.reference}",
        after={"visit": visit.number, "planned_at": planned_at.isoformat(), "checklist": points},
    )


@action(
    name="visit.record",
    words="记录现场评估",
    on=VISIT,
    roles=ROLES,
    stages=[VisitStage.PLANNED],
    cites=CITES,
)
def record(
    *,
    visit: SiteVisit,
    by: Actor,
    visited_at: datetime | None,
    findings: Sequence[Seen],
    attendees: Sequence[Attendee],
    photographs: Collection[Received] = (),
) -> Deed:
    """Record what was seen, who was there, and photographs; refuses all faults at once.

    The record is final: what is wrong with it is said beside a signature.
    """
    present = [each for each in attendees if each.name.strip()]
    if faults := _faults(visit, by, visited_at, findings, present, photographs):
        raise Faulty(faults)
    assert visited_at is not None
    kept = [
        {"sm3": stored(file=each.file).sm3, "name": each.name, "size": each.file.size} for each in photographs
    ]
    told = {
        "findings": [
            {"point": point, "agrees": seen.agrees, "words": tidied(text=seen.words)}
            for point, seen in zip(visit.checklist, findings, strict=True)
        ],
        "attendees": [
            {
                "name": in_one_line(text=each.name),
                "body": in_one_line(text=each.body),
                "post": in_one_line(text=each.post),
            }
            for each in present
        ],
        "photographs": kept,
    }
    sm3 = sm3_hex(text=canonical(value={"visit": visit.pk, "visited_at": visited_at.isoformat(), **told}))
    SiteRecord.objects.create(
        visit=visit, visited_at=visited_at, written_by_id=by.person_id, at=by.at, sm3=sm3, **told
    )
    return Deed(
        after={"visit": visit.number, "record_sm3": sm3, "photographs": [each["sm3"] for each in kept]}
    )


@action(
    name="visit.sign",
    words="签署现场评估记录",
    on=VISIT,
    roles=ROLES,
    stages=[VisitStage.RECORDED],
    cites=CITES,
    is_sensitive=True,
)
def sign(*, visit: SiteVisit, by: Actor, remark: str = "") -> Deed:
    """Sign a record, with a remark where it should say otherwise; refuses a second time."""
    if visit.record.signatures.filter(by_id=by.person_id).exists():
        raise SignedAlready
    if len(remark) > 1000:
        raise Faulty([Fault(Said("说明"), Said("最多1000字，请写得简短些"))])
    SiteSignature.objects.create(
        record=visit.record, by_id=by.person_id, role=by.role.value, remark=tidied(text=remark), at=by.at
    )
    return Deed(after={"visit": visit.number, "record_sm3": visit.record.sm3})


@action(
    name="visit.scan",
    words="上传纸质签字的现场评估记录",
    on=VISIT,
    roles=ROLES,
    stages=[VisitStage.RECORDED],
    cites=CITES,
)
def scan(*, visit: SiteVisit, by: Actor, file: Received | None, signed_by: Collection[str]) -> Deed:
    """Keep the record sheet as people without a seat have signed it on paper; it is marked as a scan.

    Refuses what is no scan, names of nobody who was there, none at all, and the same file twice.
    """
    present = [each["name"] for each in visit.record.attendees]
    signed = [name for name in present if name in set(signed_by)]
    faults = []
    if file is None or file.file.kind not in SCANS:
        faults.append(Fault(Said("签字页扫描件"), Said("请上传 PDF、JPG 或者 PNG")))
    if not signed or set(signed_by) - set(present):
        faults.append(Fault(Said("纸面签字的人"), Said("请选出在纸面上签字的参加人员，至少一人")))
    if faults:
        raise Faulty(faults)
    assert file is not None
    sm3 = stored(file=file.file).sm3
    if visit.record.scans.filter(sm3=sm3).exists():
        raise ScannedAlready
    SiteScan.objects.create(
        record=visit.record,
        sm3=sm3,
        name=file.name,
        size=file.file.size,
        signed_by=signed,
        by_id=by.person_id,
        at=by.at,
    )
    return Deed(
        after={"visit": visit.number, "record_sm3": visit.record.sm3, "scan": sm3, "signed": len(signed)}
    )


def _faults(
    visit: SiteVisit,
    by: Actor,
    visited_at: datetime | None,
    findings: Sequence[Seen],
    attendees: Sequence[Attendee],
    photographs: Collection[Received],
) -> list[Fault]:
    faults = []
    if visited_at is None or visited_at > by.at:
        faults.append(Fault(Said("时间"), Said("请写实际到现场的时间，不能晚于现在")))
    if len(findings) != len(visit.checklist):
        faults.append(Fault(Said("核查要点"), Said("请逐条记录，不能漏")))
    for number, seen in enumerate(findings, 1):
        place = Said("核查要点第%(number)s条", number=number)
        if seen.agrees is None:
            faults.append(Fault(place, Said("请选相符或者不符")))
        if (seen.agrees is False and not seen.words.strip()) or len(seen.words) > 1000:
            faults.append(Fault(place, Said("不符的请写明看到了什么，最多1000字")))
    if not attendees:
        faults.append(Fault(Said("参加人员"), Said("请至少写一名参加人员")))
    if len(photographs) > MOST_PHOTOGRAPHS:
        faults.append(Fault(Said("照片"), Said("最多%(most)s张", most=MOST_PHOTOGRAPHS)))
    wrong = tuple(each.name for each in photographs if each.file.kind not in PICTURES)
    if wrong:
        faults.append(Fault(Said("照片"), Said("只能是 JPG 或者 PNG 图片：%(names)s", names=wrong)))
    return faults
