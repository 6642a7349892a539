"""Who sees what when: blind and open phases, the others' scores, and who sat on a panel, told to nobody outside."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from tests.casework import city, filling, issued, onward, panels
from zhiyun.casework import case_pack, papers, record, sight
from zhiyun.casework.actions import review_opinions, review_sheets
from zhiyun.casework.actor import Actor
from zhiyun.casework.issuing import PaperKind
from zhiyun.casework.queries import case as cases
from zhiyun.casework.queries import chains, expert_case, expert_desk, review_board, review_case
from zhiyun.casework.queries import issued as documents
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.reviewing import checking_blind, redaction
from zhiyun.casework.reviewing.phases import NoPhaseRuns, NotScoring
from zhiyun.casework.roles import APPLICANT_ROLES, BUREAU_ROLES, Role
from zhiyun.gateways.safekeeping import Store
from zhiyun.records.models import Application, FirstLook, IssuedPaper, Message, Person, StepKind

pytestmark = pytest.mark.django_db

PARTNER = {"line": 1, "name": "演示共建大学", "credit_code": city.credit_code(78), "duties": "演示甲子的伙伴"}
OUTSIDE = {*APPLICANT_ROLES, Role.DISTRICT_OFFICER, Role.PUBLIC}


def blind_case(town: city.City, **parts: Any) -> tuple[Actor, Application]:
    """Give an expert before a blind file, who has declared."""
    under = panels.call(town)
    panels.profile(town.seats[Role.EXPERT])
    for _ in range(2):
        panels.expert(town)
    case = onward.accepted(town, under, **parts)
    panels.phase(under, blind=True)
    panels.scheme(town, under)
    by = panels.members(panels.drawn(town, under), town)[0]
    panels.declare(case, by)
    return by, case


def test_16_a_blind_expert_reads_no_name_code_contact_or_file_of_the_applicant_anywhere() -> None:
    """Attack 16: page, desk, declaration, tasks, sheet, opinion; and what was typed falls back to no original."""
    town = city.city()
    name, code = town.applicant.name, town.applicant.credit_code
    told = f"{name}（{code}）即演示甲子，见 https://jiazi.example.cn/a ，电话023-68801234，13812345678。"
    by, case = blind_case(
        town,
        co_builders=[PARTNER],
        narratives={"condition-6-1:1": told, "condition-6-2:1": name},
        particulars={
            "address": "演示市演示区演示路1号",
            "founded_on": "2018-03-01",
            "contact_name": "演示联系人",
            "contact_phone": "023-68801234",
            "contact_email": "demo@example.cn",
            "summary": f"{name}由演示联系人负责，邮箱demo@example.cn，地址演示市演示区演示路1号，与演示共建大学共建。",
            "asked_fen": 300_000_000,
        },
    )

    shown = [
        expert_case.case(by=by, reference=case.reference),
        expert_case.named(by=by, reference=case.reference),
        expert_case.sheet(by=by, reference=case.reference),
        expert_desk.desk(by=by),
        expert_desk.tasks(by=by),
        *Message.objects.filter(person_id=by.person_id).values_list("subject", "body", "link"),
    ]

    for secret in (name, "甲子", code, "演示路1号", "演示联系人", "68801234", "13812345678", "example.cn"):
        assert secret not in repr(shown), secret
    for secret in ("演示共建大学", str(PARTNER["credit_code"]), "渝中区", ".pdf"):
        assert secret not in repr(shown), secret
    assert "【申报单位】" in repr(shown)


def test_16_no_file_is_given_to_a_blind_expert_so_no_file_tells_its_author(
    settings: LazySettings, tmp_path: Path
) -> None:
    """Attack 16: document authors and EXIF stay unread, for the bytes stay where they are until names are open."""
    town = city.city()
    under = panels.call(town)
    panels.profile(town.seats[Role.EXPERT])
    for _ in range(2):
        panels.expert(town)
    case = city.application(town, under, StepKind.SUBMITTED)
    paper = filling.paper(case, "演示材料", "material:standing_papers")
    city.submission(town, case, 1, papers=[city.paper_of(paper.pk, "standing_papers")])
    officer = town.seats[Role.CASE_OFFICER].person_id
    FirstLook.objects.create(
        application=case, submission=case.submissions.get(), accepted=True, at=onward.AFTER, by_id=officer
    )
    onward.step(case, StepKind.ACCEPTED, officer, Role.CASE_OFFICER)
    panels.phase(under, blind=True)
    panels.phase(under, number=2, starts=onward.AFTER + timedelta(days=10))
    panels.scheme(town, under)
    by = panels.members(panels.drawn(town, under), town)[0]
    panels.declare(case, by)

    with pytest.raises(NotFound):
        expert_case.download(by=by, reference=case.reference, number=paper.pk)
    later = city.confirmed(by.at_instant(onward.AFTER + timedelta(days=10)))
    with pytest.raises(NotFound):
        expert_case.download(by=later, reference=case.reference, number=paper.pk)
    panels.declare(case, later)

    assert expert_case.download(by=later, reference=case.reference, number=paper.pk).name == "演示材料.pdf"
    with pytest.raises(NotFound):
        expert_case.download(by=later, reference=case.reference, number=paper.pk + 1)


def test_a_text_that_is_only_a_name_becomes_its_placeholder_and_blanks_do_not_hide_a_name() -> None:
    snapshot = {
        "schema": 1,
        "applicant": {"name": "重庆甲乙丙知识产权运营有限公司", "credit_code": "91500000000000035P"},
        "call": {},
        "particulars": {"contact_name": "演示人"},
        "narratives": {
            "a": "重庆甲乙丙知识产权运营有限公司",
            "b": "甲乙丙 知识产权运营有限 公司",
            "c": "甲乙丙公司的演示人",
            "d": "投入1000万元，2024年成交20240101件",
        },
    }

    told = redaction.redacted(snapshot=snapshot)["narratives"]

    assert told == {
        "a": "【申报单位】",
        "b": "【申报单位】有限 公司",
        "c": "【申报单位】公司的【联系方式】",
        "d": "投入1000万元，2024年成交20240101件",
    }


def test_former_and_defined_names_and_the_district_are_swept_and_the_rest_is_pointed_at() -> None:
    """Attack 16: names of another year, names the text itself defines, and what only a person can know."""
    snapshot = {
        "schema": 1,
        "applicant": {"name": "重庆江北甲乙丙知识产权运营有限公司", "credit_code": "91500000000000035P"},
        "call": {},
        "particulars": {"summary": "原名丁戊己科技公司，以下简称“小甲”。"},
        "narratives": {
            "condition-6-1:1": "小甲与甲乙丙平台，前身丁戊己；庚辛壬公司更名而来。",
            "condition-6-2:1": "运营“慧眼”平台，张三教授主持JYB系统，专利ZL202110000001.2，AI检索。",
        },
        "budget": [{"purpose": "江北甲乙丙平台建设"}],
    }

    told = redaction.redacted(snapshot=snapshot, former=("重庆庚辛壬科技有限公司",))
    checked = checking_blind.checked(snapshot=snapshot, former=("重庆庚辛壬科技有限公司",))

    everything = json.dumps(told, ensure_ascii=False)
    for name in ("甲乙丙", "小甲", "庚辛壬", "丁戊己科技公司", "江北甲"):
        assert name not in everything
    assert {"小甲", "甲乙丙", "庚辛壬"} <= set(checked.sought)
    assert dict(checked.swept)["小甲"] == 2
    pointed = {str(each.place): [] for each in checked.doubts}
    for each in checked.doubts:
        pointed[str(each.place)].append(str(each.why)[:4])
    assert pointed == {"第6条第2项的说明": ["外文词：", "引号里的", "可能是人", "号码：可"]}


def test_a_word_that_names_nobody_is_never_swept() -> None:
    snapshot = {
        "schema": 1,
        "applicant": {"name": "重庆知识产权运营中心", "credit_code": "91500000000000035P"},
        "call": {},
        "narratives": {"a": "知识产权运营有成效，简称运营中心，知识产权服务齐全。"},
    }

    told = redaction.redacted(snapshot=snapshot)["narratives"]["a"]

    assert told == "知识产权运营有成效，简称运营中心，知识产权服务齐全。"


def test_nothing_is_open_between_phases_and_a_phase_ends_before_its_last_instant() -> None:
    town = city.city()
    panel, [case] = panels.at_work(town)
    by = panels.members(panel, town)[0]
    panels.declare(case, by)
    ends = case.call.review_phases.get().ends_at

    before = by.at_instant(ends - timedelta(microseconds=1))
    assert expert_case.case(by=before, reference=case.reference).head.access.opens_case
    for at in (ends, onward.AFTER - timedelta(microseconds=1)):
        with pytest.raises(NoPhaseRuns):
            expert_case.case(by=by.at_instant(at), reference=case.reference)
        assert [line.is_open for line in expert_desk.desk(by=by.at_instant(at)).lines] == [False]


def test_18_others_scores_are_unseen_before_ones_own_is_signed_and_after_unless_the_phase_says_so() -> None:
    """Attack 18: nor can one's own be changed once they were seen."""
    town = city.city()
    panel, [case] = panels.at_work(town)
    chair, second, third = panels.members(panel, town)
    for by in (chair, second):
        panels.declare(case, by)
        panels.score(case, by)
    panels.declare(case, third)

    with pytest.raises(NotFound):
        expert_case.opinion(by=third, reference=case.reference)
    assert [each.is_mine for each in expert_case.opinion(by=second, reference=case.reference).others] == [
        True
    ]
    assert expert_case.opinion(by=second, reference=case.reference).score is None
    panels.score(case, second, points=10)
    case.call.review_phases.update(scores_open=True)
    assert len(expert_case.opinion(by=second, reference=case.reference).others) == 2
    with pytest.raises(review_sheets.SawOthers):
        panels.score(case, second, points=20)
    with pytest.raises(NotFound):
        expert_case.opinion(by=third, reference=case.reference)
    panels.score(case, third)


def test_18_once_all_sheets_are_in_and_the_chair_reads_them_nobody_changes_theirs() -> None:
    """Attack 18: the last signature closes the scores."""
    town = city.city()
    panel, [case] = panels.at_work(town)
    panels.ready(town, panel, case)
    chair, second, _third = panels.members(panel, town)

    assert len(expert_case.opinion(by=chair, reference=case.reference).others) == 3
    assert len(expert_case.opinion(by=second, reference=case.reference).others) == 1
    for by in (chair, second):
        with pytest.raises(review_sheets.SawOthers):
            panels.score(case, by)


def test_a_phase_that_takes_no_sheets_takes_none() -> None:
    town = city.city()
    panel, [case] = panels.at_work(town, scoring=False)
    by = panels.members(panel, town)[0]
    panels.declare(case, by)

    with pytest.raises(NotScoring):
        panels.score(case, by)


def test_17_an_expert_hears_the_same_of_what_is_not_theirs_as_of_what_does_not_exist() -> None:
    """Attack 17: no other's file, draft, count or score is told apart from nothing."""
    town = city.city()
    panel, [case] = panels.at_work(town)
    outside = next(
        by
        for by in (panels.expert(town), town.by(Role.EXPERT, at=panels.AT))
        if by.person_id not in panel.seats.values_list("expert_id", flat=True)
    )

    told = []
    for reference in (case.reference, "SB-NOTHING"):
        for ask in (expert_case.case, expert_case.named, expert_case.sheet, expert_case.opinion):
            with pytest.raises(NotFound) as refused:
                ask(by=outside, reference=reference)
            told.append(str(refused.value))

    assert len(set(told)) == 1
    assert expert_desk.desk(by=outside).lines == ()
    assert sight.applications(by=outside).count() == 0


def test_15_outside_the_bureau_no_page_document_pack_or_record_tells_who_sat_on_a_panel(
    tmp_path: Path,
) -> None:
    """Attack 15: nor that the review was closed at all."""
    town = city.city()
    paper = issued.of_review(town, PaperKind.PANEL_OPINION)
    case = paper.application
    assert case is not None
    people = Person.objects.filter(pk__in=case.assignments.values("expert_id"))
    secrets = {text for person in people for text in (person.name, person.email)}
    store = Store(tmp_path)

    for role in sorted(OUTSIDE - {Role.PUBLIC}):
        by = town.by(role, at=panels.AT + timedelta(days=1))
        shown = [documents.of_application(by=by, reference=case.reference)]
        if role is Role.DISTRICT_OFFICER:
            shown.append(cases.case(by=by, reference=case.reference))
            packed = BytesIO()
            pack = case_pack.write(target=packed, by=by, reference=case.reference, store=store)
            shown.append([each.name for each in pack.files])
            assert "panel_opinion" not in repr(shown)
        assert not {secret for secret in secrets if secret in repr(shown)}
        assert "评审" not in repr([each.words for each in shown[0]])
        with pytest.raises(NotFound):
            documents.issued(by=by, code=paper.code)
        assert not Message.objects.filter(person_id=by.person_id, at__gte=panels.AT).exists()


def test_15_the_public_hears_of_an_opinion_only_that_it_is_genuine_and_its_file_names_the_office() -> None:
    """Attack 15: who verifies a copy hears kind, number, office and day."""
    town = city.city()
    paper = issued.of_review(town, PaperKind.PANEL_OPINION)
    names = Person.objects.filter(assignments__isnull=False).values_list("name", flat=True).distinct()

    known = documents.verified(code=paper.code)

    assert known is not None
    assert not [name for name in names if name in repr(known)]
    assert [name for name in names if name in repr(papers.of(issued=paper).content)] != []


def test_15_the_record_of_a_review_is_read_by_the_auditor_and_by_nobody_outside() -> None:
    """Attack 15: the applicant's own chain tells of no expert; the review has a chain of its own."""
    town = city.city()
    panel, [case] = panels.at_work(town)
    panels.ready(town, panel, case)
    names = {by.name for by in panels.members(panel, town)}

    own = "".join(map(json.dumps, record.exported_chain(name=f"application:{case.reference}")))
    auditor = town.by(Role.AUDITOR, at=panels.AT)
    told = chains.chain(by=auditor, name=f"review:{case.reference}")

    assert not {name for name in names if name in own}
    assert names <= {event.who for event in told.events}
    for role in set(Role) - {Role.AUDITOR}:
        with pytest.raises(NotFound):
            chains.chain(by=town.by(role, at=panels.AT), name=f"review:{case.reference}")
    assert told.faults == ()


def test_the_review_is_looked_into_by_its_own_bureau_alone() -> None:
    town, elsewhere = city.city(), city.city()
    panel, [case] = panels.at_work(town)
    looking = {Role.ROUND_MANAGER, Role.CASE_OFFICER, Role.AUDITOR}

    seen = set()
    for role in Role:
        by = town.by(role, at=panels.AT)
        try:
            review_board.board(by=by, reference=case.call.reference)
            review_case.case(by=by, reference=case.reference)
            sight.panel(by=by, reference=panel.reference)
            seen.add(role)
        except NotFound:
            pass
    assert seen == looking
    for role in sorted(BUREAU_ROLES):
        with pytest.raises(NotFound):
            sight.panel(by=elsewhere.by(role, at=panels.AT), reference=panel.reference)


def test_a_closed_review_is_told_to_no_expert_either() -> None:
    """What is reviewed is told to nobody outside the bureau: an expert's desk looks the same before and after."""
    town = city.city()
    panel, [case] = panels.at_work(town)
    panels.ready(town, panel, case)
    panels.agreed(town, panel, case)
    by = panels.members(panel, town)[1]
    before = expert_desk.desk(by=by)

    review_opinions.close(by=panels.manager(town), application=case.reference)

    assert expert_desk.desk(by=by) == before
    assert IssuedPaper.objects.filter(kind=PaperKind.PANEL_OPINION.value).count() == 1
