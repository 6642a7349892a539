"""A set of thirty patents screened by two people who differ: agreement, settling, what is kept, and the workbook."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.test import Client

from tests.casework import city
from tests.web.matrix import entered
from tests.web.test_patent_sets import set_of
from zhiyun.casework.actions import patent_sets
from zhiyun.casework.navigating.seen import SeenPatent
from zhiyun.casework.queries import patent_work, set_recall
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.ip import screening
from zhiyun.ip.screening import Order
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import Event, PatentSet, Settled

pytestmark = pytest.mark.django_db
THIRTY = [SeenPatent(f"CN1000000{at:02d}A", f"演示{at}", "演示甲", None) for at in range(30)]
NAMES = [each.publication for each in THIRTY]
YES_OF_ONE, YES_OF_OTHER = NAMES[:20], NAMES[2:24]
"""They differ on six: 0, 1 and 20 to 23."""


@pytest.fixture
def town() -> city.City:
    return city.city()


def screen(client: Client, address: str, yes: list[str]) -> None:
    for page in (1, 2):
        shown = client.get(f"{address}?page={page}").content.decode()
        said = {f"said-{name}": "in" if name in yes else "out" for name in NAMES if f'id="{name}"' in shown}
        client.post(f"{address}?page={page}", {"do": "screen", "key": f"{page}", **said})


def sheet(client: Client, address: str) -> list[list[Any]]:
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{address}export/").content))
    return [[cell.value for cell in row] for row in book["专题"].iter_rows()]


def test_two_people_differ_settle_keep_what_is_relevant_and_the_workbook_says_what_the_page_does(
    town: city.City,
) -> None:
    one, other = town.seats[Role.PREPARER], town.seats[Role.LEGAL_REPRESENTATIVE]
    first, second = entered(one), entered(other)
    address = f"/patents/sets/{set_of(one, patents=THIRTY)}/"
    screen(first, address, YES_OF_ONE)
    assert "另有 1 人筛查过" in second.get(address).content.decode()
    assert {row[6] for row in sheet(second, address)[1:]} == {""}, "nobody sees before they said"
    screen(second, address, YES_OF_OTHER)

    page = first.get(address).content.decode()
    assert ">30</td>" in page
    assert ">24</td>" in page
    assert "0.53" in page, "κ of 18 yes and 6 no alike of 20 and 22 yes: (0.8 - 0.5778) / 0.4222"
    refused = first.post(address, {"do": "conclude", "name": "演示相关的", "key": "c"})
    assert refused.status_code == 400
    assert "还有6件有分歧没有定" in refused.content.decode()
    for at in (0, 1, 20, 21, 22, 23):
        how = "in" if at < 2 else "out"
        sent = {"do": f"settle-{how}-{NAMES[at]}", f"why-{NAMES[at]}": "演示：看了权利要求", "key": f"s{at}"}
        assert first.post(f"{address}?show=disputed", sent).status_code == 302

    after = second.get(f"{address}?show=disputed").content.decode()
    assert after.count("演示：看了权利要求") == 6
    assert "其中 6 件已经定下来" in after
    assert "0.53" in second.get(address).content.decode(), "settling changes nobody's verdict"
    made = first.post(address, {"do": "conclude", "name": "演示相关的", "key": "d"})
    assert [each.publication for each in _members(one, made["Location"])] == NAMES[:20]
    head, *rows = sheet(first, address)
    assert head[5:] == [f"{one.name}：筛查", f"{other.name}：筛查", "结论", "定下来的理由"]
    assert [row[0] for row in rows] == NAMES
    yes = {True: "相关", False: "不相关"}
    assert [row[5:8] for row in rows] == [
        [yes[name in YES_OF_ONE], yes[name in YES_OF_OTHER], yes[name in NAMES[:20]]] for name in NAMES
    ]
    assert rows[0][8].startswith("演示：看了权利要求（")
    assert Event.objects.filter(action="set.settle", refused="").count() == 6


def _members(by: Any, address: str) -> tuple[patent_work.Member, ...]:
    return patent_work.one_set(by=by, number=int(address.rstrip("/").rpartition("/")[2])).members


def test_only_a_difference_is_settled_by_who_screened_and_for_a_reason(town: city.City) -> None:
    one, other = town.seats[Role.PREPARER], town.seats[Role.LEGAL_REPRESENTATIVE]
    number = set_of(one)
    name = "CN209078969U"
    to = {"organisation": one.organisation_id, "number": number, "publication": name, "belongs": True}

    with pytest.raises(Faulty, match="请先说自己"):
        patent_sets.settle(by=one, because="演示", **to)
    patent_sets.screen(by=one, organisation=one.organisation_id, number=number, verdicts={name: True})
    with pytest.raises(Faulty, match="没有分歧"):
        patent_sets.settle(by=one, because="演示", **to)
    patent_sets.screen(by=other, organisation=one.organisation_id, number=number, verdicts={name: False})
    with pytest.raises(Faulty, match="请写明为什么"):
        patent_sets.settle(by=one, because=" ", **to)
    patent_sets.settle(by=one, because="演示", **to)
    patent_sets.settle(by=other, because="演示：再看", **to | {"belongs": False})
    told = Event.objects.filter(action="set.settle", refused="").order_by("pk").last()
    assert told is not None
    assert (told.before["belongs"], told.before["because"]) == (True, "演示")
    assert (told.after["belongs"], told.after["because"]) == (False, "演示：再看")

    row = Settled.objects.get()
    assert (row.belongs, row.because, row.by_id) == (False, "演示：再看", other.person_id)
    with pytest.raises(Faulty, match="还没有认为相关的"):
        patent_sets.conclude(by=one, organisation=one.organisation_id, number=number, name="演示新")


def test_what_was_ticked_is_kept_whichever_button_is_pressed(town: city.City) -> None:
    by = town.seats[Role.PREPARER]
    number = set_of(by)
    name = "CN209078969U"

    sent = {"do": f"tag-{name}", f"word-{name}": "核心", f"said-{name}": "in", "key": "k"}
    entered(by).post(f"/patents/sets/{number}/", sent)

    [member] = patent_work.one_set(by=by, number=number, tag="核心").members
    assert (member.publication, member.own) == (name, True)


def test_sets_keep_their_tags_when_they_become_one_and_never_hold_too_much(
    town: city.City, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = town.seats[Role.PREPARER]
    one, other = set_of(by, "甲", THIRTY[:20]), set_of(by, "乙", THIRTY[10:])
    to = {"by": by, "organisation": by.organisation_id}
    patent_sets.tag(**to, number=one, publication=NAMES[12], word="核心")
    patent_sets.tag(**to, number=other, publication=NAMES[12], word="核心")
    patent_sets.tag(**to, number=other, publication=NAMES[13], word="外围")

    made = patent_sets.combine(**to, name="丙", one=one, other=other, how=patent_sets.Join.AND)

    page = patent_work.one_set(by=by, number=int(made), page=9)
    assert (page.tags, page.page, len(page.members)) == ((("外围", 1), ("核心", 1)), 1, 10)
    monkeypatch.setattr(patent_sets, "MOST_PATENTS", 25)
    with pytest.raises(Faulty, match="合起来有30件"):
        patent_sets.combine(**to, name="丁", one=one, other=other, how=patent_sets.Join.OR)
    assert PatentSet.objects.count() == 3


FORTY = [
    SeenPatent(f"CN1099990{at:02d}A", "锂电池隔膜" if at % 2 else "办公椅", "演示甲", None)
    for at in range(40)
]


def _likely(by: Any, number: int, **asked: Any) -> list[str]:
    page = patent_work.one_set(by=by, number=number, order=Order.LIKELY, **asked)
    return [each.publication for each in page.members]


def test_what_is_like_what_the_reader_held_for_relevant_comes_first(town: city.City) -> None:
    """What a colleague said sways nobody: it teaches them alone."""
    by, colleague = town.seats[Role.PREPARER], town.seats[Role.LEGAL_REPRESENTATIVE]
    number = set_of(by, patents=FORTY)
    to = {"organisation": by.organisation_id, "number": number}
    by_number = [each.publication for each in FORTY]
    like = [each.publication for each in FORTY[10:] if each.title == "锂电池隔膜"]
    patent_sets.screen(by=by, **to, verdicts={each.publication: "锂" in each.title for each in FORTY[:9]})
    assert _likely(by, number) == by_number[:25], "four of a kind teach nothing"
    assert "现在仍按号码" in entered(by).get(f"/patents/sets/{number}/?order=likely").content.decode()

    patent_sets.screen(by=by, **to, verdicts={FORTY[9].publication: True})

    assert _likely(by, number)[:15] == like
    assert _likely(by, number, show="unscreened")[:15] == like
    assert _likely(by, number, show="in") == [each.publication for each in FORTY[:10] if "锂" in each.title]
    assert _likely(colleague, number) == by_number[:25]
    page = entered(by).get(f"/patents/sets/{number}/?show=unscreened&order=likely").content.decode()
    assert "次序由您说的 5 件相关、5 件不相关按题名里的字词推测" in page
    assert 'href="?show=unscreened&amp;order=likely&amp;page=2' in page
    assert 'href="?show=in&amp;order=likely"' in page
    assert 'href="?show=unscreened&amp;order=lot#members"' in page


def test_the_first_ones_drawn_say_how_precise_the_set_is(town: city.City) -> None:
    by = town.seats[Role.PREPARER]
    number = set_of(by, patents=FORTY)
    to = {"by": by, "organisation": by.organisation_id, "number": number}
    drawn = screening.drawn(names=[each.publication for each in FORTY], lot=f"set {number}")
    page = patent_work.one_set(by=by, number=number, order=Order.BY_LOT)
    assert [each.publication for each in page.members] == drawn[:25]
    patent_sets.screen(**to, verdicts={name: at % 5 > 0 for at, name in enumerate(drawn[:29])})
    patent_sets.screen(**to, verdicts={drawn[30]: True})
    few = entered(by).get(f"/patents/sets/{number}/?order=lot").content.decode()
    assert "从头看 30 件，就估算全部里相关的占多少；已看过前 29 件" in few

    patent_sets.screen(**to, verdicts={drawn[29]: True, drawn[30]: None, drawn[31]: True})
    shown = entered(by).get(f"/patents/sets/{number}/?order=lot").content.decode()

    assert "抽签次序的前 30 件您都看过，24 件相关：查准率 80.0%，全部的大概在 62.7% 到 90.5% 之间" in shown
    assert "次序由抽签定" in shown
    patent_sets.screen(**to, verdicts=dict.fromkeys(drawn[30:], False))
    whole = entered(by).get(f"/patents/sets/{number}/").content.decode()
    assert "抽签次序的前 40 件您都看过，24 件相关：查准率 60.0%，全部看过" in whole
    assert entered(by).get(f"/patents/sets/{number}/?order=other").status_code == 404


def test_how_much_of_what_is_known_a_set_holds_and_what_it_lacks(town: city.City) -> None:
    """A publication of the application and the announcement of its grant are one invention."""
    by, stranger = town.seats[Role.PREPARER], town.seats[Role.CASE_OFFICER]
    number = set_of(by, patents=FORTY[:10])
    granted = [SeenPatent(each.publication[:-1] + "B", each.title, "", None) for each in FORTY[8:10]]
    strange = SeenPatent("X-1", "演示", "", None)
    known = set_of(by, "已知相关的", [*FORTY[9:12], *granted, strange])
    empty = set_of(by, "空的", [])
    foreign = set_of(stranger, "别家的")

    found = set_recall.recall(by=by, number=number, known=known)
    assert found is not None
    assert (found.held.checked, found.held.counted, found.lacking) == (5, 2, 3)
    assert [each.publication for each in found.missing] == [
        FORTY[10].publication,
        FORTY[11].publication,
        "X-1",
    ]
    page = entered(by).get(f"/patents/sets/{number}/?known={known}").content.decode()
    assert "里的 5 件，本专题有 2 件：查全率 40.0%，大概在 11.8% 到 76.9% 之间" in page
    assert f'href="/patents/{FORTY[10].publication}/"' in page
    assert f'href="/patents/landscape/?set={number}&amp;known={known}"' in page
    assert set_recall.recall(by=by, number=number, known=number) is None, "it holds itself whatever it lacks"
    for idle in (empty, number):
        assert (
            "那个专题是空的，或者就是本专题"
            in entered(by).get(f"/patents/sets/{number}/?known={idle}").content.decode()
        )
    for asked in ((number, foreign), (foreign, known)):
        with pytest.raises(NotFound):
            set_recall.recall(by=by, number=asked[0], known=asked[1])
    assert entered(by).get(f"/patents/sets/{number}/?known={foreign}").status_code == 404
