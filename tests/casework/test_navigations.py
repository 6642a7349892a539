"""Results of navigation: told in full or refused with all faults, corrected only by whose they are, used with proof."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.casework import city, navigating
from zhiyun.casework.actions import navigations
from zhiyun.casework.actor import Actor
from zhiyun.casework.navigations import Used, read_classes
from zhiyun.casework.queries import navigations as queries
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import Event, NavigationRecord, NavigationUse

pytestmark = pytest.mark.django_db
USE = Used(date(2026, 6, 10), "演示使用单位", "演示立项", "演示：引用。")


def _recorded(by: Actor, **changes: Any) -> str:
    return navigations.record(
        by=by, organisation=by.organisation_id, told=navigating.told(**changes), files=[navigating.REPORT]
    )


def _faults(refused: pytest.ExceptionInfo[Faulty]) -> list[str]:
    return [str(fault) for fault in refused.value.faults]


def test_a_result_is_on_file_with_its_classes_as_they_are_spelt_and_its_report() -> None:
    preparer = city.city().by(Role.PREPARER)

    reference = _recorded(preparer)

    row = NavigationRecord.objects.get()
    assert (row.reference, reference) == ("DH-2026-1", "DH-2026-1")
    assert (row.number, row.classes, row.files) == (
        1,
        ["H01M10/613", "B60L"],
        [{"name": "演示报告.pdf", "sm3": "7" * 64}],
    )
    event = Event.objects.get(action="navigation.record")
    assert event.chain_id == f"organisation:{preparer.organisation_id}"
    assert "散热" not in str(vars(event))


def test_all_that_is_wrong_with_a_result_is_told_at_once() -> None:
    preparer = city.city().by(Role.PREPARER)
    told = navigating.told(
        kind="galaxy",
        title=" ",
        industry="",
        classes="H01M、HXX、10/6",
        query="标题=(电池 AND",
        data_on=date(2026, 6, 16),
        summary="",
    )

    with pytest.raises(Faulty) as refused:
        navigations.record(by=preparer, organisation=preparer.organisation_id, told=told, files=[])

    found = [str(fault.place) for fault in refused.value.faults]
    assert found[:4] == ["类别", "成果名称", "所属产业", "成果摘要"]
    assert found[4].startswith("检索式 第")
    assert found[-4:] == ["国际分类号", "国际分类号", "数据截止日", "成果报告"]
    assert NavigationRecord.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("H01M 10/613", ("H01M10/613",)),
        ("H01M B60L", ("H01M", "B60L")),
        ("h01m，H01M；B60L\nB60L", ("H01M", "B60L")),
    ],
)
def test_classes_are_read_between_commas_and_blanks(typed: str, read: tuple[str, ...]) -> None:
    assert read_classes(typed=typed) == read


@pytest.mark.parametrize("typed", ["", " 、", "H01M、9"])
def test_what_is_no_class_is_refused(typed: str) -> None:
    with pytest.raises(Faulty) as refused:
        read_classes(typed=typed)

    assert all(line.startswith("国际分类号：") for line in _faults(refused))


def test_too_many_classes_are_refused_and_the_most_are_taken() -> None:
    symbols = [f"H01M{number}/00" for number in range(1, 52)]

    assert len(read_classes(typed="、".join(symbols[:50]))) == 50
    with pytest.raises(Faulty) as refused:
        read_classes(typed="、".join(symbols))

    assert _faults(refused) == ["国际分类号：最多50个，请写到大类或小类"]


def test_a_query_longer_than_anybody_reads_is_refused() -> None:
    preparer = city.city().by(Role.PREPARER)

    with pytest.raises(Faulty) as refused:
        _recorded(preparer, query="电" * 4001)

    assert _faults(refused) == ["检索式：请写明，不超过4000字"]


def test_a_correction_supersedes_with_its_reason_and_keeps_files_and_uses() -> None:
    town = city.city()
    legal = town.by(Role.LEGAL_REPRESENTATIVE)
    reference = _recorded(town.by(Role.PREPARER))
    navigations.add_use(by=legal, navigation=reference, files=[navigating.REPORT], used=USE)

    navigations.correct(
        by=legal,
        navigation=reference,
        seen=1,
        told=navigating.told(title="演示更正后"),
        because="名称写错",
    )

    page = queries.navigation(by=legal, reference=reference)
    assert (page.title, page.number, page.because) == ("演示更正后", 2, "名称写错")
    assert [file.name for file in page.files] == ["演示报告.pdf"]
    assert [use.used_for for use in page.uses] == ["演示立项"]
    assert [draft.number for draft in page.drafts] == [2, 1]


def test_a_correction_without_a_reason_is_refused() -> None:
    town = city.city()
    own = navigating.row(town.applicant)

    with pytest.raises(Faulty) as refused:
        navigations.correct(
            by=town.by(Role.PREPARER), navigation=own.reference, seen=1, told=navigating.TOLD, because=" "
        )

    assert _faults(refused) == ["更正原因：请写明，不超过200字"]


def test_who_corrects_what_was_corrected_meanwhile_is_told_so() -> None:
    town = city.city()
    first = navigating.row(town.applicant)
    navigating.corrected(first)

    with pytest.raises(navigations.CorrectedMeanwhile, match="已经有第2稿"):
        navigations.correct(
            by=town.by(Role.PREPARER),
            navigation=first.reference,
            seen=1,
            told=navigating.TOLD,
            because="演示",
        )

    assert NavigationRecord.objects.count() == 2


@pytest.mark.parametrize("deed", ["correct", "add_use"])
def test_nobody_touches_the_result_of_another_centre(deed: str) -> None:
    town = city.city()
    foreign = navigating.row(town.other_applicant)
    given: dict[str, Any] = {
        "correct": {"seen": 1, "told": navigating.TOLD, "because": "演示"},
        "add_use": {"files": [navigating.REPORT], "used": USE},
    }[deed]

    with pytest.raises(NotFound):
        getattr(navigations, deed)(by=town.by(Role.PREPARER), navigation=foreign.reference, **given)

    assert (NavigationRecord.objects.count(), NavigationUse.objects.count()) == (1, 0)


def test_all_that_is_wrong_with_a_use_is_told_at_once() -> None:
    town = city.city()
    own = navigating.row(town.applicant)

    with pytest.raises(Faulty) as refused:
        navigations.add_use(
            by=town.by(Role.PREPARER),
            navigation=own.reference,
            used=Used(date(2026, 5, 31), "", " ", ""),
            files=[],
        )

    assert _faults(refused) == [
        "使用单位：请写明，不超过100字",
        "用于哪项决策或项目：请写明，不超过200字",
        "怎样使用：请写明，不超过3000字",
        "使用日期：应在数据截止日2026-06-01至今天之间",
        "使用证明：请附上文件",
    ]


@pytest.mark.parametrize(
    ("used_on", "is_taken"),
    [
        (date(2026, 5, 31), False),
        (date(2026, 6, 1), True),
        (date(2026, 6, 15), True),
        (date(2026, 6, 16), False),
        (None, False),
    ],
)
def test_a_use_lies_between_the_data_and_today(used_on: date | None, is_taken: bool) -> None:
    town = city.city()
    own = navigating.row(town.applicant)
    given = {"by": town.by(Role.PREPARER), "navigation": own.reference, "files": [navigating.REPORT]}

    if is_taken:
        navigations.add_use(**given, used=replace(USE, used_on=used_on))
    else:
        with pytest.raises(Faulty):
            navigations.add_use(**given, used=replace(USE, used_on=used_on))

    assert NavigationUse.objects.count() == int(is_taken)


def test_the_public_sees_only_the_newest_draft_and_only_where_that_is_public() -> None:
    town = city.city()
    shown, hidden, taken_back = (navigating.row(town.applicant, is_public=public) for public in (1, 0, 1))
    navigating.used(shown)
    newest = navigating.corrected(shown, title="演示新稿")
    navigating.corrected(taken_back, is_public=False)

    listed = queries.in_public()

    assert [(line.reference, line.title, line.used) for line in listed.lines] == [
        (newest.reference, "演示新稿", 1)
    ]
    for row in (hidden, taken_back):
        with pytest.raises(NotFound):
            queries.one_in_public(reference=row.reference)
        with pytest.raises(NotFound):
            queries.file_in_public(reference=row.reference, place=1)


def test_the_public_is_not_told_who_used_a_result_nor_who_put_it_on_file() -> None:
    town = city.city()
    shown = navigating.row(town.applicant)
    navigating.used(shown)

    page = queries.one_in_public(reference=shown.reference)

    assert (page.used, page.uses, page.by, page.drafts) == (1, (), "", ())


def test_the_bureau_sees_all_and_a_centre_its_own() -> None:
    town = city.city()
    own, foreign = (navigating.row(of, is_public=False) for of in (town.applicant, town.other_applicant))

    seen = {
        role: {line.reference for line in queries.listed(by=town.by(role)).lines}
        for role in (Role.CASE_OFFICER, Role.AUDITOR, Role.PREPARER)
    }

    both = {own.reference, foreign.reference}
    assert seen == {Role.CASE_OFFICER: both, Role.AUDITOR: both, Role.PREPARER: {own.reference}}
    with pytest.raises(NotFound):
        queries.listed(by=town.by(Role.EXPERT))


def test_a_list_is_narrowed_by_class_and_by_words() -> None:
    town = city.city()
    officer = town.by(Role.CASE_OFFICER)
    battery = navigating.row(town.applicant)
    crop = navigating.row(town.other_applicant, kind="region", title="演示柑橘育种专利导航")

    assert [line.reference for line in queries.listed(by=officer, kind="region").lines] == [crop.reference]
    assert [line.reference for line in queries.listed(by=officer, words="动力电池").lines] == [
        battery.reference
    ]
    assert queries.listed(by=officer, words="没有").total == 0


def test_files_are_given_to_who_may_open_the_result() -> None:
    town = city.city()
    own = navigating.row(town.applicant, is_public=False)
    use = navigating.used(own)
    asked = {"reference": own.reference, "place": 1}

    for role in (Role.PREPARER, Role.CASE_OFFICER):
        by = town.by(role)
        assert queries.kept_file(by=by, of="report", row=own.pk, **asked)[1] == "演示报告.pdf"
        assert queries.kept_file(by=by, of="proof", row=use.pk, **asked)[1] == "演示证明.pdf"
    for wrong in ({"of": "report", "row": own.pk, "place": 2}, {"of": "letter", "row": own.pk}):
        with pytest.raises(NotFound):
            queries.kept_file(by=town.by(Role.PREPARER), **asked | wrong)
    other = navigating.row(town.applicant)
    with pytest.raises(NotFound):
        queries.kept_file(by=town.by(Role.PREPARER), of="report", row=other.pk, **asked)
