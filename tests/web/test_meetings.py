"""The meeting, its minutes, its decisions and what applicants see of them, through the screens."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.casework import city, meeting_room, onward
from tests.web.matrix import entered
from zhiyun.casework import clock
from zhiyun.casework.canonical import sm3_hex
from zhiyun.casework.roles import Role
from zhiyun.records.models import (
    AgendaCase,
    AgendaItem,
    Application,
    ApplicationStep,
    Call,
    Meeting,
    Resolution,
    StepKind,
    Verification,
    VerificationProposal,
)
from zhiyun.web.seats import CONFIRMED_AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(settings: Any) -> city.City:
    settings.DEMO = True
    clock.move(to=meeting_room.AT, real=timezone.now())
    return city.city()


def at(town: city.City, role: Role) -> Client:
    """Let who sits on a role in, having given a secret just now by the city's clock."""
    client = entered(town.seats[role])
    session = client.session
    session[CONFIRMED_AT] = meeting_room.AT.isoformat()
    session.save()
    return client


def told(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def sent(client: Client, page: str, form: dict[str, str], **fields: Any) -> Any:
    """Send a form of a page with the hidden fields it carries around the button ``do``."""
    html = told(client, page)
    hidden = dict(re.findall(r'<input type="hidden" name="(seen|computed|key)" value="([^"]*)">', html))
    return client.post(page, hidden | form | fields)


def convene(client: Client) -> str:
    form = {
        "title": "演示局长办公会",
        "held_on": "2026-07-06",
        "held_time": "09:30",
        "place": "演示会议室",
        "presides": "1",
    }
    for number in (1, 2, 3):
        form |= {
            f"name-{number}": f"演示局领导{number}",
            f"post-{number}": "演示职务",
            f"votes-{number}": "yes",
        }
    answer = sent(client, "/bureau/meetings/", form)
    assert answer.status_code == 302
    return str(answer["Location"])


def test_a_round_goes_from_the_agenda_to_the_applicants_page_through_the_screens(town: city.City) -> None:
    under = city.call(town)
    onward.funded(town, under)
    case = onward.accepted(town, under)
    onward.judged(town, case)
    onward.reviewed(town, case, 3_750_000_000)
    other = onward.claimed(town, under, "12345678.90")
    secretary, officer = at(town, Role.MEETING_SECRETARY), at(town, Role.CASE_OFFICER)
    manager, applicant = at(town, Role.ROUND_MANAGER), at(town, Role.PREPARER)

    page = convene(secretary)
    assert sent(officer, page, {"do": "bring", "call": under.reference}).status_code == 302
    meeting = Meeting.objects.get()
    there = [str(each.pk) for each in meeting.members.all()]
    assert sent(secretary, page, {"do": "open"}, present=there).status_code == 302
    one = f"{page}cases/{case.reference}/"
    assert "演示甲子知识产权运营有限公司" in told(secretary, one)
    votes = {f"vote-{member}": "for" for member in there}
    assert sent(secretary, one, {"supports": "yes", "how": "votes"} | votes).status_code == 302
    stale = secretary.post(one, {"supports": "no", "seen": "0-0-0", "key": "stale"})
    assert (stale.status_code, "请刷新页面核对后再办理" in stale.content.decode()) == (409, True)
    assert sent(secretary, page, {"do": "rest", "call": under.reference}).status_code == 302
    assert sent(secretary, page, {"do": "close"}).status_code == 302
    minutes = f"{page}minutes/"
    draft = told(secretary, minutes)
    assert "750,000.00" in draft
    assert "表决同意3票、不同意0票、弃权0票" in draft
    assert "口径" in draft
    assert draft.count("未经确认</span>") == 2, "how many must be there, and how many votes carry"
    assert sent(secretary, minutes, {"words": "演示纪要正文。"}).status_code == 302
    assert applicant.get(f"/applications/{case.reference}/decision/").status_code == 404
    assert sent(manager, minutes, {"do": "approve"}).status_code == 302

    resolution = Resolution.objects.get()
    shown = told(manager, f"/bureau/decisions/{resolution.reference}/?replay")
    assert "重算结果与审定时完全一致" in shown
    assert "996,913.00" in shown
    tried = told(manager, f"/bureau/decisions/{resolution.reference}/what-if/?without={other.reference}")
    assert "本页是测算，不是审定，不保存。" in tried
    assert Resolution.objects.count() == 1
    # Nothing before the list is public, everything afterwards.
    for address in (page, minutes, f"/bureau/decisions/{resolution.reference}/"):
        assert applicant.get(address).status_code == 404
    assert applicant.get(f"/applications/{case.reference}/decision/").status_code == 404
    assert "已受理" in told(applicant, f"/applications/{case.reference}/")
    onward.published(town, resolution)
    outcome = told(applicant, f"/applications/{case.reference}/decision/")
    for words in ("750,000.00", "第八条第1项", "按2%应补750,000.00元", "判断人", "A9"):
        assert words in outcome, words
    assert applicant.get(f"/applications/{other.reference}/decision/").status_code == 404


def test_what_if_refuses_what_the_law_refuses_and_keeps_what_was_typed(town: city.City) -> None:
    under = city.call(town)
    onward.claimed(town, under, "37500000")
    onward.funded(town, under)
    resolution = meeting_room.held(town, under)
    auditor = at(town, Role.AUDITOR)
    address = f"/bureau/decisions/{resolution.reference}/what-if/"

    answers = [auditor.get(f"{address}?pot={pot}") for pot in ("500万元", "500.01万元", "多一点")]
    unknown = auditor.get(f"{address}?reading-A9=nowhere")

    assert [answer.status_code for answer in answers] == [200, 409, 400]
    assert "每年最高补贴总额不超过" in answers[1].content.decode()
    assert 'value="500.01万元"' in answers[1].content.decode()
    assert unknown.status_code == 400


def test_the_papers_of_a_meeting_are_one_pdf_and_one_archive_whose_manifest_names_every_file(
    town: city.City,
) -> None:
    under = city.call(town)
    case = onward.claimed(town, under, "37500000")
    meeting = meeting_room.convened(town)
    meeting_room.brought(town, meeting, under)
    secretary = at(town, Role.MEETING_SECRETARY)

    pdf = secretary.get(f"/bureau/meetings/{meeting.reference}/packet.pdf")
    answer = secretary.get(f"/bureau/meetings/{meeting.reference}/packet.zip")

    assert pdf.content.startswith(b"%PDF-")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        manifest = archive.read("manifest.txt").decode()
        facts = f"01-{under.reference}/{case.reference}/facts.json"
        assert sm3_hex(text=archive.read(facts).decode()) in manifest
    assert names[0] == "packet.pdf"
    assert all(name in manifest for name in names if not name.startswith("manifest"))
    for role in (Role.FINANCE, Role.PREPARER, Role.DISTRICT_OFFICER, Role.EXPERT):
        assert at(town, role).get(f"/bureau/meetings/{meeting.reference}/packet.zip").status_code == 404


def crowded(town: city.City, meeting: Meeting, count: int) -> Call:
    """Put many reviewed applications of a call on a meeting's agenda, as rows."""
    under = city.call(town)
    city.many_submitted(town, under, count, filling=10)
    officer, manager = town.seats[Role.CASE_OFFICER].person_id, town.seats[Role.ROUND_MANAGER].person_id
    cases = list(Application.objects.filter(call=under).order_by("pk"))
    item = AgendaItem.objects.create(meeting=meeting, position=meeting.items.count() + 1, call=under)
    for number, case in enumerate(cases, 1):
        ApplicationStep.objects.create(
            application=case,
            kind=StepKind.REVIEWED,
            at=onward.AFTER,
            by_id=manager,
            role=Role.ROUND_MANAGER,
        )
        AgendaCase.objects.create(item=item, application=case, position=number)
        VerificationProposal.objects.create(
            application=case,
            submission=case.submissions.latest("number"),
            counted_fen=100_000_000,
            sm3="0" * 64,
            by_id=officer,
            at=onward.AFTER,
        )
        Verification.objects.create(
            application=case,
            number=1,
            submission=case.submissions.get(),
            counted_fen=100_000_000,
            lines=[],
            sm3="0" * 64,
            proposed_by_id=officer,
            by_id=manager,
            at=onward.AFTER,
        )
    return under


def test_a_meeting_of_a_hundred_applicants_asks_no_more_than_one_of_ten(
    town: city.City,
) -> None:
    tied = meeting_room.leader(town)
    small, large = meeting_room.convened(town, tied), meeting_room.convened(town, tied)
    crowded(town, small, 10)
    crowded(town, large, 100)
    for meeting in (small, large):
        meeting.opened_at = meeting.held_at - timedelta(minutes=1)
        meeting.save()
    secretary = at(town, Role.MEETING_SECRETARY)

    asked = {}
    for meeting in (small, large):
        address = f"/bureau/meetings/{meeting.reference}/"
        secretary.get(address)
        with CaptureQueriesContext(connection) as captured:
            page = told(secretary, address)
        asked[meeting.reference] = len(captured)
        read = [each["sql"] for each in captured.captured_queries]
        # What an item sits on again comes with the item: here no item does.
        others = [sql for sql in read if not re.search('FROM "records_agendaitem" INNER', sql)]
        assert not any("snapshot" in sql for sql in read)
        assert not any("frozen" in sql for sql in others)

    assert page.count("SB-") >= 100
    assert set(asked.values()) == {asked[small.reference]}
    assert asked[large.reference] <= 15
