"""What is like a need is kept by a body, and who kept it is told when an import brings something liker."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.casework import city
from tests.exchange.shelves import put
from tests.gateways.search_engine.corpus import BATTERY, CHAIR
from tests.web.matrix import entered
from zhiyun.casework.actions import patent_searches
from zhiyun.casework.roles import Role
from zhiyun.cli.program import run
from zhiyun.exchange.patents import engines, indexing, kept_likes
from zhiyun.exchange.patents.kept_likes import Sought
from zhiyun.records.models import Event, Message, PatentSet, SavedSearch

pytestmark = pytest.mark.django_db
NEED = "想找一种电池隔膜的涂覆工艺，耐热，\n适合动力电池。"
ANOTHER = replace(BATTERY, publication="CN109996758A", application="", family="")


def keep(client: Client, name: str = "隔膜需求", key: str = "k1", **asked: str) -> Any:
    sent = {"text": NEED, **asked}
    return client.post("/patents/similar/", {"do": "keep", "name": name, "key": key, **sent})


def came(home: Path, *patents: Any) -> None:
    put(home, list(patents), "再来")
    indexing.reindex(home=home)


def test_a_need_is_kept_and_who_kept_it_is_told_of_what_is_like_it(
    town: city.City, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by = town.seats[Role.PREPARER]
    client = entered(by)
    found = client.post("/patents/similar/", {"text": NEED}).content.decode()

    kept = keep(client, within="IPC=H01M")
    came(home, ANOTHER, CHAIR)
    line = client.get("/patents/saved/").content.decode()
    first, second = run(["patents", "alerts", "--json"]), run(["patents", "alerts", "--json"])

    assert "存成检索" in found
    assert kept.headers["Location"] == "/patents/saved/"
    saved = SavedSearch.objects.get()
    assert (saved.is_similar, saved.hits, saved.batch, saved.told_batch) == (True, 1, 1, 2)
    assert Sought.read(saved.asked) == Sought(text=NEED, within="IPC=H01M")
    assert f'<a href="/patents/similar/?kept={saved.pk}&amp;since=1">1</a>' in line
    assert "找相似： 想找一种电池隔膜的涂覆工艺，耐热， 适合动力电池。" in line
    assert "另有 1 个筛选条件" in line
    assert (first, second) == (0, 0)
    assert '"told": 1' in capsys.readouterr().out
    [message] = Message.objects.filter(person_id=by.person_id, subject__contains="隔膜需求")
    assert message.subject == "与“隔膜需求”最像的专利里有 1 件新增或者有变化的"
    assert "CN109996758A" in message.body
    assert "CN305246987S" not in message.body
    assert message.link == f"/patents/similar/?kept={saved.pk}&since=1"

    page = client.get(message.link).content.decode()
    assert "其中 1 件是新增或者有变化的" in page
    assert re.findall(r"新增或有变化</span> <a href=\"/patents/([^/]+)/", page) == ["CN109996758A"]
    assert 'name="batch" value="2"' in page
    seen = {"do": "see", "search": saved.pk, "batch": "2", "key": "k2"}
    assert client.post("/patents/saved/", seen).status_code == 302
    saved.refresh_from_db()
    assert (saved.hits, saved.batch) == (2, 2)
    again = client.get(f"/patents/similar/?kept={saved.pk}").content.decode()
    assert "这些里没有新增或者有变化的" in again
    assert 'name="batch"' not in again
    assert "新增或有变化</span>" not in again
    earlier = client.get(message.link).content.decode()
    assert "其中 1 件是新增或者有变化的" in earlier
    assert 'name="batch"' not in earlier, "that it was seen is said already"


def test_what_is_unlike_the_need_is_not_told(town: city.City, home: Path) -> None:
    client = entered(town.seats[Role.PREPARER])
    keep(client)
    came(home, CHAIR, ANOTHER)

    run(["patents", "alerts"])

    [message] = Message.objects.filter(subject__contains="隔膜需求")
    assert "有 1 件" in message.subject
    assert "CN305246987S" not in message.body


def test_what_a_later_message_tells_leads_to_all_that_is_new(town: city.City, home: Path) -> None:
    client = entered(town.seats[Role.PREPARER])
    keep(client)
    came(home, ANOTHER)
    came(home, replace(ANOTHER, publication="CN109996759A"))
    number = SavedSearch.objects.get().pk

    page = client.get(f"/patents/similar/?kept={number}&since=2").content.decode()
    legal = entered(town.seats[Role.LEGAL_REPRESENTATIVE])
    colleague = legal.get(f"/patents/similar/?kept={number}")
    theirs = legal.get(f"/patents/similar/?kept={number}&since=2").content.decode()

    assert "其中 1 件是新增或者有变化的" in page
    assert f'href="?kept={number}" rel="nofollow">看上次看过以来的全部' in page
    assert 'name="batch"' not in page, "what one message tells of is not all that is new"
    assert "看上次看过以来的全部" not in theirs
    assert "其中 2 件是新增或者有变化的" in colleague.content.decode()
    assert 'name="batch"' not in colleague.content.decode(), "who kept it is the one who is told"


def test_what_a_body_keeps_is_nobody_elses_to_open(town: city.City, home: Path) -> None:
    keep(entered(town.seats[Role.PREPARER]))
    number = SavedSearch.objects.get().pk
    by = town.seats[Role.CASE_OFFICER]
    patent_searches.save(
        by=by, organisation=by.organisation_id, name="查", asked="q=*", hits=0, data_on=None, batch=0
    )
    of_query = SavedSearch.objects.get(name="查").pk

    for client in (Client(), entered(by)):
        for other in (number, 99999, "x"):
            answer = client.get(f"/patents/similar/?kept={other}")
            assert answer.status_code == 404
            assert "隔膜" not in answer.content.decode()
    assert entered(by).get(f"/patents/similar/?kept={of_query}").status_code == 404, "it asks a query"


def test_of_a_file_its_text_is_kept_and_of_a_need_the_record_keeps_a_digest(
    town: city.City, home: Path
) -> None:
    client = entered(town.seats[Role.PREPARER])
    of_file = client.post(
        "/patents/similar/", {"document": SimpleUploadedFile("need.txt", NEED.encode())}
    ).content.decode()
    form = of_file.split('class="inline"', 1)[1].split("</form>", 1)[0]
    sent = {
        name: unescape(value)
        for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)
    }

    client.post("/patents/similar/", {**sent, "do": "keep", "name": "来自文件"})

    assert "涂覆工艺" in Sought.read(SavedSearch.objects.get().asked).text
    event = Event.objects.get(action="search.save")
    assert "涂覆" not in str(event.__dict__)


def test_a_name_that_is_wrong_is_said_beside_what_was_found(town: city.City, home: Path) -> None:
    client = entered(town.seats[Role.PREPARER])

    answer = keep(client, name=" ")

    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'href="#keep-name"' in page
    assert "请写一个名称" in page
    assert "CN109996757A" in page
    assert not SavedSearch.objects.exists()


def test_only_what_was_answered_is_kept_and_only_by_who_has_a_desk(town: city.City, home: Path) -> None:
    client = entered(town.seats[Role.PREPARER])

    assert keep(client, text="短").status_code == 400
    stranger = keep(Client())
    assert stranger.status_code == 400
    assert "没有保存：请先登录" in stranger.content.decode()
    assert "CN109996757A" in stranger.content.decode(), "what was found stays"
    assert not SavedSearch.objects.exists()


def test_no_more_are_kept_than_are_asked_again_in_time(town: city.City, home: Path) -> None:
    client, most = entered(town.seats[Role.PREPARER]), patent_searches.MOST_SIMILAR
    for number in range(most):
        keep(client, name=f"需求{number}", key=f"n{number}")

    refused = keep(client, name="再一条", key="more")
    replaced = keep(client, name="需求0", key="again", text=NEED + "还要便宜")

    assert refused.status_code == 400
    assert f"最多保存{most}条找相似的" in refused.content.decode()
    assert replaced.status_code == 302
    assert SavedSearch.objects.count() == most
    assert "还要便宜" in Sought.read(SavedSearch.objects.get(name="需求0").asked).text


def test_what_is_like_something_goes_into_a_set_that_says_so(town: city.City, home: Path) -> None:
    client = entered(town.seats[Role.PREPARER])
    page = client.get("/patents/similar/?number=CN109996757A&before_on=2030-01-01").content.decode()
    shown = re.findall(r'name="publication" value="([^"]+)"', page)

    client.post(
        "/patents/sets/put/",
        {"publication": [*shown, "CN1X", "CN109996757A"], "like": "CN109996757A", "set": "像的", "key": "k"},
    )

    made = PatentSet.objects.get()
    assert {each.publication for each in made.patents.all()} == {*shown, "CN109996757A"}
    assert made.origin == "与“CN109996757A”最像的"
    sent = {"publication": "", "asked": "q=PN%3DCN209078969U", "name": "查到的", "key": "k2"}
    client.post("/patents/sets/put/", sent)
    [pump] = PatentSet.objects.get(name="查到的").patents.all()
    assert pump.publication == "CN209078969U", "no number is named: what was asked goes in"
    unnamed = client.post(
        "/patents/sets/put/",
        {"publication": ["CN109996757A", "CN209078969U"], "like": "电池", "set": "", "key": "k3"},
    )
    again = unnamed.content.decode()
    assert unnamed.status_code == 400
    assert re.findall(r'name="publication" value="([^"]+)"', again) == ["CN109996757A", "CN209078969U"]
    assert 'name="like" value="电池"' in again


def test_news_of_a_search_are_not_those_of_a_need_written_alike(town: city.City, home: Path) -> None:
    client = entered(town.seats[Role.PREPARER])
    keep(client, number="CN109996757A", classes="A47C")
    assert Sought.read(SavedSearch.objects.get().asked) == Sought(number="CN109996757A"), "no text beside it"
    came(home, ANOTHER)

    page = client.get("/patents/?number=CN109996757A&since=1").content.decode()

    assert "CN109996758A" in page
    assert 'name="batch"' not in page


def test_all_that_narrows_a_need_narrows_it_again(home: Path) -> None:
    opened, sought = engines.opened(home=home), Sought(text=NEED + "水泵的泵体")

    def found(**narrowed: str) -> dict[str, int]:
        answered = kept_likes.answer(engine=opened, sought=replace(sought, **narrowed))
        return {each.patent.publication: each.by_classes for each in answered}

    assert found() == {"CN109996757A": 0, "CN209078969U": 0}
    assert found(within="IPC=H01M").keys() == {"CN109996757A"}
    assert found(before_on="2019-07-10").keys() == {"CN109996757A"}
    assert found(classes="H01M10/0525；H01M4/58")["CN109996757A"] > 0


@pytest.mark.parametrize(
    "sought",
    [
        Sought(text=NEED, classes="H01M", before_on="2020-01-02", within="申请人类型=高校 & 地区=重庆"),
        Sought(number="CN 109996757 A"),
    ],
)
def test_what_is_written_down_is_read_as_it_was(sought: Sought) -> None:
    assert Sought.read(sought.written()) == sought
