"""What is told on English pages: sections, refusals, what is lacking; every page is walked by `test_forms_in_english`."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.casework import city, filling
from tests.web.law_words import law_words
from tests.web.matrix import World
from tests.web.tongues import left_in_chinese, wrongly_said
from zhiyun import law
from zhiyun.casework.door import ACTIONS
from zhiyun.casework.roles import Role
from zhiyun.casework.rounds import pinned
from zhiyun.casework.sections import SectionKind, sections
from zhiyun.records.models import Application, Letter
from zhiyun.web import screen_words
from zhiyun.web.templatetags.tongue import marked, worded

pytestmark = pytest.mark.django_db

LAW_WORDS = frozenset(words for words in law_words() if len(words) > 1)


def in_english(client: Client) -> Client:
    client.cookies["django_language"] = "en"
    return client


def test_that_there_is_no_page_is_said_in_english(world: World) -> None:
    visitor = in_english(world.visitor(Role.PREPARER))

    answer = visitor.get(reverse("cases"))

    text = answer.content.decode()
    assert answer.status_code == 404
    assert [*wrongly_said(text), *left_in_chinese(text, LAW_WORDS)] == []


@pytest.mark.parametrize("benefit", [law.Benefit.PERFORMANCE_SUBSIDY, law.Benefit.MUNICIPAL_CENTRE])
def test_every_section_of_an_application_is_asked_for_in_english(world: World, benefit: law.Benefit) -> None:
    window = {"opens_at": city.OPENS, "closes_at": world.draft.call.current.closes_at}
    draft = filling.filled(city.application(world.town, city.call(world.town, benefit, **window)))
    visitor = in_english(world.visitor(Role.PREPARER))

    wrong = {}
    for name in _names(draft):
        address = reverse("section", args=[draft.reference, name])
        page = visitor.get(address).content.decode()
        wrong[name] = [*wrongly_said(page), *left_in_chinese(page, LAW_WORDS)]
        typed = {"do": "lines", "lines": "1", "line-1-code": "x", "line-1-head": "x", "founded_on": "never"}
        refused = visitor.post(address, {"edition": "1", "key": f"{name:_<30}", **typed})
        wrong[f"{name} refused"] = wrongly_said(refused.content.decode())

    assert {name: told for name, told in wrong.items() if told} == {}


def test_two_who_save_at_once_are_told_in_english(world: World) -> None:
    filling.filled(world.draft)
    address = reverse("section", args=[world.draft.reference, "particulars"])

    late = in_english(world.visitor(Role.PREPARER)).post(
        address, {"edition": "0", "key": "k" * 20, "address": "演示路"}
    )

    assert late.status_code == 409
    assert wrongly_said(late.content.decode()) == []


def test_what_an_application_lacks_is_told_in_english(world: World) -> None:
    visitor = in_english(world.visitor(Role.LEGAL_REPRESENTATIVE))

    page = visitor.get(reverse("submit", args=[world.draft.reference])).content.decode()

    assert "Not filled in: Contact email" in page
    assert wrongly_said(page) == []


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("/allocate/", {"do": "sample"}),
        ("/allocate/", {"text": "申报单位,运营金额\n演示甲,x\n"}),
        ("/count/", {"do": "sample", "year": "2025"}),
        ("/count/", {"text": "编号,x\n1,2\n", "year": "x"}),
        ("/estimate/municipal_centre/", {"applied_on": "2026-06-20", "full_time_staff": "-1"}),
        ("/estimate/performance_subsidy/", {"applied_on": "2026-06-20", "operating_amount": "500万元"}),
        ("/estimate/performance_subsidy/", {"applied_on": "2026-06-20", "operating_amount": "很多"}),
        (
            "/estimate/performance_subsidy/",
            {"applied_on": "2026-06-20", "full_time_staff": "3", "answered": "1"},
        ),
        ("/login/", {"email": "nobody@example.cn", "password": "wrong"}),
        ("/register/", {"email": "x"}),
        ("/verify/", {"code": "12345678901234567890"}),
    ],
)
def test_an_answer_to_the_public_is_given_in_english(address: str, sent: dict[str, str]) -> None:
    answer = in_english(Client()).post(address, sent)

    assert wrongly_said(answer.content.decode()) == []


def _names(draft: Application) -> list[str]:
    assert draft.call.current is not None
    return [each.name for each in sections(pinned=pinned(version=draft.call.current))]


def test_sections_that_are_no_condition_and_deeds_have_their_english(world: World) -> None:
    listed = sections(pinned=pinned(version=world.draft.call.current))
    titles = {each.title for each in listed if each.kind is not SectionKind.CONDITION}

    assert titles - set(screen_words.SECTIONS) == set()
    assert {each.words for each in ACTIONS.values()} - set(screen_words.DEEDS) == set()


def test_what_is_written_from_an_english_screen_is_written_in_chinese(world: World) -> None:
    visitor = in_english(world.visitor(Role.LEGAL_REPRESENTATIVE))

    sent = visitor.post(reverse("organisation-invite"), {"email": "new@example.cn", "key": "k" * 20})

    assert sent.status_code == 302
    letter = Letter.objects.get(to="new@example.cn")
    assert "经办人" in letter.body
    assert "Preparer" not in letter.body


def test_stretches_of_chinese_are_marked_with_their_figures_and_nothing_else_is() -> None:
    with translation.override("en"):
        assert (
            marked("Row 2, 合同金额（500 万元）") == 'Row 2, <span lang="zh-CN">合同金额（500 万元）</span>'
        )
        assert marked("<b>甲</b>") == '&lt;b&gt;<span lang="zh-CN">甲</span>&lt;/b&gt;'
        assert worded("运营业务台账") == "Ledger of operations"
        assert worded("") == ""
    assert marked("合同<金额>") == "合同&lt;金额&gt;"
    assert worded("运营业务台账") == "运营业务台账"


def test_a_word_of_the_law_left_in_chinese_is_found_unless_official_text_is_quoted() -> None:
    words = frozenset({"专职人员"})
    page = '<html lang="en"><body><main><p lang="zh-CN">专职人员</p>{}</main></body></html>'

    assert left_in_chinese(page.format(""), words) == ["专职人员"]
    assert (
        left_in_chinese(page.replace("<p ", '<p class="official" ').format("<p>Full-time staff</p>"), words)
        == []
    )
