"""What people sign on paper: split agreements of a shared deal, and the record of a visit by who has no seat."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.casework import city, panels, verification
from tests.casework.test_shared_rights import PLEDGE, settle
from zhiyun.casework.actions import paper_agreements, site_visits
from zhiyun.casework.calls.publishing import KeptFile
from zhiyun.casework.queries import review_case, shared_rights
from zhiyun.casework.receiving import Received
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.verifying_deals.round_ledger import of_call
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import Application, Call, Message, PaperAgreement, SharedRight

pytestmark = pytest.mark.django_db


def scan_of(kind: str = "pdf", sm3: str = "a" * 64) -> Received:
    return Received(KeptFile(sm3, 1000, kind, "application/pdf"), f"演示扫描.{kind}", "clean")


def shared(town: city.City) -> tuple[Call, list[Application], str]:
    under = city.call(town)
    both = [
        verification.case(town, under, [PLEDGE]),
        verification.case(town, under, [PLEDGE | {"deal": "Y-1"}], of=town.other_applicant),
    ]
    under.refresh_from_db()
    return under, both, of_call(call=under).shared[0].key


def scanned(town: city.City, under: Call, right: str, parties: list[str], **told: Any) -> int:
    given = {
        "by": verification.officer(town),
        "call": under.reference,
        "right": right,
        "title": "演示分配协议",
        "signed_on": date(2026, 6, 1),
        "parties": parties,
        "file": scan_of(),
    }
    return int(paper_agreements.scan(**(given | told)))


def checked(town: city.City, under: Call, key: int, **told: Any) -> str:
    given = {"by": verification.checker(town), "call": under.reference, "agreement": key, "good": True}
    return paper_agreements.check(**(given | told))


def test_an_agreement_on_paper_is_evidence_once_a_second_person_has_held_it_against_the_original() -> None:
    town = city.city()
    under, both, right = shared(town)
    parties = [case.reference for case in both]
    key = scanned(town, under, right, parties)
    told = Message.objects.filter(subject__startswith="市局收到纸质分配协议")
    assert {row.person.mandates.get().organisation_id for row in told} == {
        case.organisation_id for case in both
    }
    with pytest.raises(Faulty, match="分配协议"):
        settle(town, under, "60%", "40%", evidence=[f"paper:{key}"])
    with pytest.raises(paper_agreements.OwnScan):
        checked(town, under, key, by=verification.officer(town))
    with pytest.raises(NotFound):
        checked(town, under, key + 1)
    [deal] = shared_rights.page(by=verification.checker(town), call=under.reference).deals
    assert [(one.good, one.may_check) for one in deal.agreements] == [(None, True)]

    checked(town, under, key)
    settle(town, under, "60%", "40%", evidence=[f"paper:{key}"])

    assert [paper["title"] for paper in SharedRight.objects.get().evidence] == ["演示分配协议（纸质扫描件）"]
    assert Message.objects.filter(subject__startswith="纸质分配协议核对结果").count() == told.count()
    with pytest.raises(paper_agreements.CheckedAlready):
        checked(town, under, key)


def test_a_scan_says_whose_it_is_and_one_that_is_not_the_original_is_no_evidence() -> None:
    town = city.city()
    under, both, right = shared(town)
    parties = [case.reference for case in both]
    with pytest.raises(Faulty) as faulty:
        scanned(
            town,
            under,
            right,
            parties[:1],
            title=" ",
            signed_on=date(2027, 1, 1),
            file=scan_of("docx"),
        )
    assert [str(fault.place) for fault in faulty.value.faults] == [
        "协议名称",
        "签订日期",
        "签字的申报单位",
        "协议扫描件",
    ]
    with pytest.raises(NotFound):
        scanned(town, under, "没有这一笔", parties)
    key = scanned(town, under, right, parties)
    with pytest.raises(Faulty, match="核对意见"):
        checked(town, under, key, good=False)

    checked(town, under, key, good=False, reason="演示：缺一方的章")

    with pytest.raises(Faulty, match="分配协议"):
        settle(town, under, "60%", "40%", evidence=[f"paper:{key}"])
    assert PaperAgreement.objects.get().check_by_second.reason == "演示：缺一方的章"
    stranger = city.city()
    with pytest.raises(NotFound):
        shared_rights.agreement_file(by=verification.officer(stranger), call=under.reference, agreement=key)


def test_a_record_signed_on_paper_is_kept_as_a_scan_of_who_was_there() -> None:
    town = city.city()
    _panel, [case] = panels.at_work(town)
    visit = panels.visited(town, case)
    names = [each["name"] for each in visit.record.attendees]
    by = town.by(Role.CASE_OFFICER, at=panels.AT)
    send = {"by": by, "visit": visit.pk, "file": scan_of(), "signed_by": names[:1]}
    for wrong in (
        {"file": None},
        {"file": scan_of("docx")},
        {"signed_by": []},
        {"signed_by": ["不在场的人"]},
    ):
        with pytest.raises(Faulty):
            site_visits.scan(**(send | wrong))

    site_visits.scan(**send)

    with pytest.raises(site_visits.ScannedAlready):
        site_visits.scan(**send)
    shown = review_case.visit(by=by, key=visit.pk)[1]
    assert [(each.signed_by, each.name) for each in shown.scans] == [((names[0],), "演示扫描.pdf")]
    assert review_case.scan(by=by, key=visit.pk, number=1).sm3 == "a" * 64
    with pytest.raises(NotFound):
        review_case.scan(by=by, key=visit.pk, number=2)
