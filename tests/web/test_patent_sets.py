"""The desk of patents: searches kept, sets screened by two people, and nobody else's to be seen."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from tests.casework import city
from tests.exchange.shelves import put
from tests.gateways.search_engine.corpus import BATTERY, CHAIR, PUMP
from tests.web.matrix import entered
from zhiyun.casework import refusals
from zhiyun.casework.actions import patent_searches, patent_sets
from zhiyun.casework.navigating import alerting
from zhiyun.casework.navigating.seen import SeenPatent
from zhiyun.casework.queries import patent_work
from zhiyun.casework.roles import Role
from zhiyun.cli.program import run
from zhiyun.exchange.patents import engines, indexing
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import Event, Message, PatentSet, SavedSearch

pytestmark = pytest.mark.django_db
THREE = [
    SeenPatent("CN109996757A", "电池隔膜", "演示甲", None),
    SeenPatent("CN209078969U", "水泵", "演示乙", None),
    SeenPatent("CN305246987S", "椅子", "演示丙", None),
]


def set_of(by: Any, name: str = "演示专题", patents: list[SeenPatent] = THREE) -> int:
    return int(
        patent_sets.fill(
            by=by, organisation=by.organisation_id, name=name, origin="标题=电池", patents=patents
        )
    )


def test_two_people_screen_a_set_and_see_how_far_they_agree(town: city.City) -> None:
    preparer, legal = town.seats[Role.PREPARER], town.seats[Role.LEGAL_REPRESENTATIVE]
    number = set_of(preparer)
    for by, said in ((preparer, (True, True, False)), (legal, (True, False, False))):
        verdicts = dict(zip([each.publication for each in THREE], said, strict=True))
        patent_sets.screen(by=by, organisation=by.organisation_id, number=number, verdicts=verdicts)

    page = patent_work.one_set(by=preparer, number=number)
    disputed = patent_work.one_set(by=preparer, number=number, show="disputed")

    [pair] = page.pairs
    assert (pair.agreement.both, pair.agreement.alike, str(pair.agreement.kappa)) == (3, 2, "2/5")
    assert [each.publication for each in disputed.members] == ["CN209078969U"]
    assert disputed.members[0].is_disputed
    assert set(page.screened) == {(preparer.name, 3), (legal.name, 3)}


def test_nobody_changes_what_another_said_and_each_takes_back_their_own(town: city.City) -> None:
    preparer, legal = town.seats[Role.PREPARER], town.seats[Role.LEGAL_REPRESENTATIVE]
    number = set_of(preparer)
    for by, said in ((preparer, True), (legal, False), (legal, None)):
        patent_sets.screen(
            by=by, organisation=by.organisation_id, number=number, verdicts={"CN209078969U": said}
        )

    [member] = [
        each
        for each in patent_work.one_set(by=preparer, number=number).members
        if each.publication == "CN209078969U"
    ]
    assert (member.own, member.others) == (True, ())


@pytest.mark.parametrize(("how", "left"), [("and", 1), ("or", 3), ("minus", 1)])
def test_two_sets_become_one(town: city.City, how: str, left: int) -> None:
    by = town.seats[Role.CASE_OFFICER]
    one, other = set_of(by, "甲", THREE[:2]), set_of(by, "乙", THREE[1:])

    made = patent_sets.combine(
        by=by, organisation=by.organisation_id, name="丙", one=one, other=other, how=patent_sets.Join(how)
    )

    assert patent_work.one_set(by=by, number=int(made)).line.patents == left
    with pytest.raises(Faulty):
        patent_sets.combine(
            by=by, organisation=by.organisation_id, name="丙", one=one, other=other, how=patent_sets.Join.OR
        )
    with pytest.raises(Faulty, match="同一个专题"):
        patent_sets.combine(
            by=by, organisation=by.organisation_id, name="丁", one=one, other=one, how=patent_sets.Join(how)
        )


def test_another_bodys_set_is_told_like_none(town: city.City) -> None:
    number = set_of(town.seats[Role.PREPARER])
    other = town.seats[Role.CASE_OFFICER]
    to = {"by": other, "organisation": other.organisation_id, "number": number}

    for deed, inputs in (
        (patent_sets.screen, {"verdicts": {"CN209078969U": True}}),
        (patent_sets.tag, {"publication": "CN209078969U", "word": "演示"}),
        (patent_sets.remove, {"publications": ["CN209078969U"]}),
        (patent_sets.drop, {}),
    ):
        with pytest.raises(refusals.NotFound):
            deed(**to, **inputs)
    with pytest.raises(refusals.NotFound):
        patent_work.one_set(by=other, number=number)
    own = town.seats[Role.PREPARER]
    with pytest.raises(refusals.NotFound):
        patent_sets.remove(
            by=own, organisation=own.organisation_id, number=number, publications=["CN000000000A"]
        )


def test_a_correction_of_the_matrix_is_signed_moved_again_and_taken_back(town: city.City) -> None:
    preparer, legal = town.seats[Role.PREPARER], town.seats[Role.LEGAL_REPRESENTATIVE]
    to = {"organisation": preparer.organisation_id, "number": set_of(preparer), "phrase": " 降低  能耗"}

    patent_sets.correct(by=preparer, **to, effect="降低成本")
    patent_sets.correct(by=legal, **to, effect="非功效")
    [kept] = patent_work.corrections(by=preparer, number=to["number"])
    patent_sets.correct(by=preparer, **to, effect="")

    assert (kept.phrase, kept.effect, kept.by, kept.at) == ("降低 能耗", "非功效", legal.name, legal.at)
    assert patent_work.corrections(by=legal, number=to["number"]) == ()
    assert [
        (each.before.get("effect"), each.after.get("effect"))
        for each in Event.objects.filter(action="set.correct", refused="").order_by("pk")
    ] == [(None, "降低成本"), ("降低成本", "非功效"), ("非功效", None)]
    with pytest.raises(refusals.NotFound):
        patent_sets.correct(by=preparer, **to, effect="")
    with pytest.raises(Faulty):
        patent_sets.correct(by=preparer, **to, effect="没有")
    with pytest.raises(Faulty):
        patent_sets.correct(by=preparer, **to | {"phrase": " "}, effect="降低成本")
    other = town.seats[Role.CASE_OFFICER]
    with pytest.raises(refusals.NotFound):
        patent_sets.correct(by=other, **to | {"organisation": other.organisation_id}, effect="降低成本")


def test_tags_come_and_go_and_what_is_too_much_is_refused(town: city.City) -> None:
    by = town.seats[Role.PREPARER]
    number = set_of(by)
    to = {"by": by, "organisation": by.organisation_id, "number": number, "publication": "CN209078969U"}

    patent_sets.tag(**to, word=" 核心 ")
    tagged = patent_work.one_set(by=by, number=number, tag="核心")
    patent_sets.tag(**to, word="核心")

    assert (tagged.found, tagged.tags) == (1, (("核心", 1),))
    assert patent_work.one_set(by=by, number=number).tags == ()
    for word in ("", "字" * 31):
        with pytest.raises(Faulty):
            patent_sets.tag(**to, word=word)
    for name in ("", "字" * 61):
        with pytest.raises(Faulty):
            set_of(by, name)


def test_the_record_keeps_that_a_search_was_saved_and_not_what_is_looked_for(town: city.City) -> None:
    by = town.seats[Role.PREPARER]

    patent_searches.save(
        by=by, organisation=by.organisation_id, name="盯住", asked="q=秘密", hits=1, data_on=None, batch=1
    )

    event = Event.objects.get(action="search.save")
    assert "秘密" not in str(event.__dict__)
    with pytest.raises(refusals.NotFound):
        patent_searches.drop(
            by=town.seats[Role.CASE_OFFICER],
            organisation=town.seats[Role.CASE_OFFICER].organisation_id,
            search=SavedSearch.objects.get().pk,
        )


def test_a_search_is_saved_on_its_page_and_told_once_when_an_import_brings_more(
    town: city.City, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by = town.seats[Role.PREPARER]
    client = entered(by)
    saved_as = "q=TI%3D%E7%94%B5%E6%B1%A0"
    client.post(
        "/patents/saved/",
        {"do": "save", "name": "电池", "asked": "q=TI%3D电池&since=7&page=2", "key": "k1"},
    )
    put(home, [replace(BATTERY, publication="CN109996758A", application=""), CHAIR], "再来")
    indexing.reindex(home=home)
    page = client.get("/patents/saved/").content.decode()

    first, second = run(["patents", "alerts", "--json"]), run(["patents", "alerts", "--json"])

    assert (first, second) == (0, 0)
    assert '"told": 1' in capsys.readouterr().out
    [message] = Message.objects.filter(person_id=by.person_id, subject__contains="检索“电池”")
    assert "CN109996758A" in message.body
    assert "在“保存的检索”里删除这一条" in message.body
    assert message.link == f"/patents/?{saved_as}&since=1"
    assert "标为已读并查看专利" in client.get(f"/messages/{message.pk}/").content.decode()
    assert "有 1 件" in message.subject
    saved = SavedSearch.objects.get()
    assert (saved.hits, saved.batch, saved.told_batch, str(saved.data_on)) == (1, 1, 2, "2019-07-12")
    assert f'?{saved_as}&amp;since=1">1</a>' in page
    assert "存成检索" in client.get("/patents/", {"q": "TI=还没有的"}).content.decode()
    new = client.get("/patents/", {"q": "TI=电池", "since": "1"}).content.decode()
    assert "找到 1 件" in new
    assert "只看新增或有变化的" in new
    assert client.get("/patents/?q=a&since=x").status_code == 404
    narrower = client.get(f"/patents/?{saved_as}&since=2").content.decode()
    assert 'name="batch"' not in narrower, "nothing came after the last batch was shown"

    seen = {"do": "see", "search": saved.pk, "batch": "2", "key": "k2"}
    assert 'name="batch" value="2"' in new
    assert 'name="batch" value="2"' in page
    colleague = entered(town.seats[Role.LEGAL_REPRESENTATIVE])
    assert 'name="batch"' not in colleague.get("/patents/saved/").content.decode()
    assert colleague.post("/patents/saved/", seen).status_code == 409
    client.post("/patents/saved/", seen)
    client.post("/patents/saved/", seen | {"batch": "1", "key": "k3"})
    saved.refresh_from_db()
    assert (saved.hits, saved.batch, saved.told_batch) == (2, 2, 2)
    assert 'name="batch"' not in client.get("/patents/saved/").content.decode(), "the count starts from there"
    put(home, [replace(BATTERY, publication="CN109996759A", application="")], "又来")
    indexing.reindex(home=home)
    assert f'?{saved_as}&amp;since=2">1</a>' in client.get("/patents/saved/").content.decode()
    put(home, [replace(BATTERY, publication="CN109996760A", application="")], "还来")
    indexing.reindex(home=home)
    later = client.get(f"/patents/?{saved_as}&since=3").content.decode()
    assert f'href="?{saved_as}&amp;since=2" rel="nofollow">看上次看过以来的全部' in later
    assert 'name="batch"' not in later, "what one message tells of is not all that is new"


def test_a_search_is_for_who_saved_it_to_drop_and_replace_until_they_leave(
    town: city.City, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    by, colleague = town.seats[Role.LEGAL_REPRESENTATIVE], town.seats[Role.PREPARER]
    to = {"name": "盯住", "asked": "q=*", "hits": 1, "data_on": None, "batch": 1}
    patent_searches.save(by=by, organisation=by.organisation_id, **to)
    theirs = {"by": colleague, "organisation": colleague.organisation_id}
    number = SavedSearch.objects.get().pk

    with pytest.raises(patent_searches.SavedByAnother):
        patent_searches.drop(**theirs, search=number)
    with pytest.raises(Faulty, match="同名的检索"):
        patent_searches.save(**theirs, **to)
    patent_searches.save(by=by, organisation=by.organisation_id, **to | {"name": "再盯一条"})
    with django_assert_max_num_queries(2):
        lines = patent_work.searches(by=colleague)
    assert {(line.is_own, line.may_drop) for line in lines} == {(False, False)}

    SavedSearch.objects.get(pk=number).organisation.mandates.filter(person_id=by.person_id).update(
        ended_at=timezone.now(), ended_by=by.person_id
    )
    patent_searches.save(**theirs, **to)
    patent_searches.drop(**theirs, search=number)
    assert not SavedSearch.objects.filter(pk=number).exists()


def test_the_legal_representative_may_drop_what_a_colleague_saved(town: city.City) -> None:
    by, legal = town.seats[Role.PREPARER], town.seats[Role.LEGAL_REPRESENTATIVE]
    patent_searches.save(
        by=by, organisation=by.organisation_id, name="甲", asked="q=*", hits=0, data_on=None, batch=0
    )

    patent_searches.drop(by=legal, organisation=legal.organisation_id, search=SavedSearch.objects.get().pk)

    assert not SavedSearch.objects.exists()


def test_bringing_the_index_up_tells_by_itself_where_the_office_has_its_database(
    town: city.City, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    client = entered(town.seats[Role.PREPARER])
    client.post("/patents/saved/", {"do": "save", "name": "椅子", "asked": "q=TI%3D椅子", "key": "k1"})
    put(home, [CHAIR], "再来")
    without = run(["patents", "reindex", "--json"])
    nothing = Message.objects.filter(subject__contains="检索“椅子”").count()
    (home / "zhiyun.sqlite3").touch()

    done = run(["patents", "reindex"])

    assert (without, nothing, done) == (0, 0, 0)
    [first, second] = [
        line for line in capsys.readouterr().out.splitlines() if "told" in line or "条" in line
    ]
    assert '"told": null' in first
    assert "查了 1 条保存的检索，1 条有新增" in second
    assert Message.objects.filter(subject__contains="检索“椅子”有 1 件").count() == 1
    assert SavedSearch.objects.get().told_batch == 2


def test_who_no_longer_acts_for_the_body_is_told_nothing(town: city.City, home: Path) -> None:
    by = town.seats[Role.PREPARER]
    patent_searches.save(
        by=by, organisation=by.organisation_id, name="甲", asked="q=*", hits=0, data_on=None, batch=0
    )
    SavedSearch.objects.get().organisation.mandates.update(ended_at=timezone.now(), ended_by=by.person_id)

    told = alerting.tell(
        search=SavedSearch.objects.get().pk, batch=1, hits=2, titles=(), link="", at=timezone.now()
    )

    assert not told
    assert not Message.objects.filter(subject__contains="检索").exists()


def test_results_go_into_a_set_and_the_set_into_a_workbook(town: city.City, home: Path) -> None:
    client = entered(town.seats[Role.PREPARER])
    put_in = client.post("/patents/sets/put/", {"asked": "q=*", "name": "=全部", "key": "k1"})
    again = client.post(
        "/patents/sets/put/", {"publication": BATTERY.publication, "name": "=全部", "key": "k2"}
    )
    number = PatentSet.objects.get().pk
    address = f"/patents/sets/{number}/"
    screened = client.post(
        address, {"do": "screen", f"said-{BATTERY.publication}": "in", f"said-{PUMP.publication}": "out"}
    )

    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{address}export/").content))

    assert [each.status_code for each in (put_in, again, screened)] == [302, 302, 302]
    rows = [[cell.value for cell in row] for row in book["专题"].iter_rows(min_row=2)]
    assert {(row[0], row[5]) for row in rows} == {(BATTERY.publication, "相关"), (PUMP.publication, "不相关")}
    assert book["说明"]["B2"].data_type == "s"
    client.cookies["django_language"] = "en"
    english = openpyxl.load_workbook(io.BytesIO(client.get(f"{address}export/").content))
    head, *rows = [[cell.value for cell in row] for row in english["Set"].iter_rows()]
    assert head[:5] == ["Publication number", "Title", "Applicants", "Filing date", "Tags"]
    assert {(row[0], row[5]) for row in rows} == {
        (BATTERY.publication, "Belongs"),
        (PUMP.publication, "Does not belong"),
    }
    del client.cookies["django_language"]
    page = client.get(address).content.decode()
    assert "=全部" in page
    assert client.get(f"{address}?show=nonsense").status_code == 404


def test_enter_in_a_field_of_a_set_does_what_the_field_is_for(town: city.City) -> None:
    """Enter presses the first button, which saves the screening: a tag is added, a reason leads to its two buttons."""
    preparer, legal = town.seats[Role.PREPARER], town.seats[Role.LEGAL_REPRESENTATIVE]
    number = set_of(preparer)
    client, address = entered(preparer), f"/patents/sets/{number}/"
    patent_sets.screen(
        by=legal, organisation=legal.organisation_id, number=number, verdicts={"CN209078969U": False}
    )
    sent = {"do": "screen", "said-CN209078969U": "in", "word-CN109996757A": "核心", "key": "k1"}

    tagged = client.post(address, sent)
    again = client.post(address, sent)
    unsaid = client.post(address, {"do": "settle-in-CN209078969U", "why-CN209078969U": " ", "key": "k2"})
    reasoned = client.post(address, {"do": "screen", "why-CN209078969U": "同一种泵", "key": "k3"})

    found = patent_work.one_set(by=preparer, number=number)
    assert [each.status_code for each in (tagged, again, unsaid, reasoned)] == [302, 302, 400, 400]
    assert (found.tags, found.disputed) == ((("核心", 1),), 1)
    assert '<a href="#why-CN209078969U">理由：请写明为什么' in unsaid.content.decode()
    assert '<a href="#why-CN209078969U">理由：理由写了，还没有定' in reasoned.content.decode()
    assert 'value="同一种泵"' in reasoned.content.decode(), "nothing typed is lost"


def test_faults_are_told_on_the_page(town: city.City, home: Path) -> None:
    client = entered(town.seats[Role.PREPARER])

    unnamed = client.post("/patents/saved/", {"do": "save", "name": "", "asked": "q=TI%3D电池"})
    nowhere = client.post("/patents/sets/put/", {"asked": "q=*", "name": ""})
    same = client.post("/patents/sets/", {"name": "", "one": "1", "other": "2", "how": "or"})

    assert [each.status_code for each in (unnamed, nowhere, same)] == [400, 400, 400]
    assert "请写一个名称" in unnamed.content.decode()
    assert "TI=电池" in unnamed.content.decode()


def test_visitors_have_no_desk_of_patents(client: Client, home: Path) -> None:
    page = client.get("/patents/?q=*").content.decode()

    assert "保存检索" not in page
    assert client.get("/patents/sets/").status_code == 302
    assert engines.opened(home=home).batch() == "1"
