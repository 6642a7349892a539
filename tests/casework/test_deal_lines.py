"""The ledger: read as the applicant's own, kept line by line, and ruled on as if it had never been put away."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.casework import city
from tests.casework.intake.handed_in import csv_of, xlsx_of
from zhiyun import law
from zhiyun.casework import counted_application, rounds, table_workbooks
from zhiyun.casework.actions import ledgers
from zhiyun.casework.deal_lines import lines_of
from zhiyun.casework.facts import deals_of
from zhiyun.casework.intake import deals as intake
from zhiyun.casework.intake.owner import MOST_LINES, Owner
from zhiyun.casework.queries.ledgers import A_PAGE, LedgerView, deal, ledger, own_deals
from zhiyun.casework.refusals import NotAllowed, NotFound, Stale, WrongStage
from zhiyun.casework.roles import Role
from zhiyun.casework.snapshot import drawn
from zhiyun.kernel.finding import Outcome
from zhiyun.kernel.money import Money, Rate
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import Application, DealLine, Event, StatedFact, StepKind

NAME = "演示甲子知识产权运营有限公司"
OWNER = Owner(NAME, "91500000DEM003549R")
HEADER = ("编号", "业务类型", "到账日期", "到账金额")
ROW = ("D1", "许可", "2025-06-01", "100.00")


def read(*rows: Sequence[str], header: Sequence[str] = HEADER) -> Sequence[law.Deal]:
    return intake.read(stream=io.BytesIO(csv_of(header, *rows)), name="台账", owner=OWNER).deals


def faults(*rows: Sequence[str], header: Sequence[str] = HEADER) -> list[str]:
    with pytest.raises(Faulty) as refused:
        read(*rows, header=header)
    return [str(fault) for fault in refused.value.faults]


def licence(number: str = "D1", fen: int = 100_00, **said: object) -> law.Deal:
    told = {"related": False, "registered_on": date(2025, 3, 2), "rights": (f"ZL{number}",)}
    payments = (law.Payment(date(2025, 3, 5), fen),)
    return law.Deal(number, NAME, law.Kind.LICENCE, payments, **(told | said))  # type: ignore[arg-type]


def case(*steps: StepKind) -> tuple[city.City, Application]:
    town = city.city()
    its = city.application(town, city.call(town), *steps)
    StatedFact.objects.create(application=its, name="construction_funded", truth=False)
    return town, its


def replaced(town: city.City, its: Application, deals: Sequence[law.Deal], edition: int = 0) -> str:
    return ledgers.replace(by=town.by(Role.PREPARER), application=its.reference, edition=edition, deals=deals)


def seen(town: city.City, its: Application, **asked: object) -> LedgerView:
    return ledger(by=town.by(Role.PREPARER), reference=its.reference, **asked)  # type: ignore[arg-type]


# Whose ledger -------------------------------------------------------------------------------------------------


def test_the_applicant_is_filled_in_where_no_column_names_it() -> None:
    assert [deal.applicant for deal in read(ROW)] == [NAME]


@pytest.mark.parametrize("written", ["", NAME, " 演示甲子知识产权运营有限公司 ", "91500000dem003549r"])
def test_the_applicant_may_write_its_name_its_code_or_nothing(written: str) -> None:
    assert [deal.applicant for deal in read((*ROW, written), header=(*HEADER, "申报单位"))] == [NAME]


def test_another_applicants_deal_is_refused_in_its_cell() -> None:
    told = faults((*ROW, NAME), (*ROW, "演示乙丑中心"), header=(*HEADER, "申报单位"))

    [sentence] = told
    assert sentence.startswith("第 3 行「申报单位」：「演示乙丑中心」不是本单位；只能填报演示甲子")


def test_an_amount_only_an_officer_fixes_is_refused_and_an_empty_column_for_it_is_not() -> None:
    header = (*HEADER, "核定金额", "核定人", "核定日期", "核定理由")

    assert len(read((*ROW, "", "", "", ""), header=header)) == 1
    told = faults((*ROW, "900", "演示人员", "2026-01-01", "演示"), header=header)
    assert [fault.split("：")[0] for fault in told] == [
        "第 2 行「核定金额」",
        "第 2 行「核定人」",
        "第 2 行「核定日期」",
        "第 2 行「核定理由」",
    ]


@pytest.mark.parametrize(
    ("column", "longest"), [("编号", 60), ("转出方", 100), ("转入方", 100), ("登记号", 60)]
)
def test_texts_longer_than_can_be_kept_are_refused_in_their_cells(column: str, longest: int) -> None:
    header = ("业务类型", "到账日期", "到账金额", *dict.fromkeys(("编号", column)))

    def row(text: str) -> tuple[str, ...]:
        return ("许可", "2025-06-01", "1", *dict.fromkeys(("D1" if column != "编号" else text, text)))

    assert len(read(row("长" * longest), header=header)) == 1
    assert faults(row("长" * (longest + 1)), header=header) == [
        f"第 2 行「{column}」：有 {longest + 1} 个字，最多 {longest} 个，请写短一些"
    ]


def test_a_formula_in_a_ledger_is_refused() -> None:
    content = xlsx_of(HEADER, ("D1", "许可", "2025-06-01", "=100+1"))

    with pytest.raises(Faulty, match="此格是公式"):
        intake.read(stream=io.BytesIO(content), name="台账", owner=OWNER)


# Kept and read back ---------------------------------------------------------------------------------------------

texts = st.text(st.characters(exclude_categories=("C", "Z")), max_size=12)
days = st.none() | st.dates(date(1985, 1, 1), date(2999, 12, 31))
fen = st.none() | st.integers(0, 10**13)
decimals = st.builds(lambda n, d: Rate(Fraction(n, 10**d)), st.integers(1, 10**8), st.integers(6, 12))
payments = st.builds(law.Payment, days, fen, st.sampled_from(["CNY", "USD"]), st.none() | decimals)


@st.composite
def some_deals(draw: st.DrawFn) -> tuple[law.Deal, ...]:
    numbers = draw(st.lists(st.text("ABC123-甲子", min_size=1, max_size=6), unique=True, max_size=6))
    return tuple(
        law.Deal(
            deal=number,
            applicant=NAME,
            kind=draw(st.sampled_from(list(law.Kind))),
            payments=tuple(draw(st.lists(payments, min_size=1, max_size=3))),
            rights=tuple(draw(st.lists(texts.filter(bool), max_size=2, unique=True))),
            from_party=draw(texts),
            to_party=draw(texts),
            related=draw(st.none() | st.booleans()),
            contract_on=draw(days),
            contract_fen=draw(fen),
            registered_on=draw(days),
            registration_no=draw(texts),
            share=draw(st.none() | st.integers(0, 10_000).map(lambda n: Rate(Fraction(n, 10_000)))),
            also_funded_by=draw(st.none() | st.sampled_from(list(law.Level))),
        )
        for number in numbers
    )


@given(some_deals())
def test_deals_come_back_from_their_rows_as_they_were(ledger_of_one: tuple[law.Deal, ...]) -> None:
    lines = [
        {name: value.isoformat() if isinstance(value, date) else value for name, value in line.items()}
        for line in lines_of(deals=ledger_of_one)
    ]

    assert deals_of(applicant=NAME, lines=lines) == ledger_of_one
    assert [line["line"] for line in lines] == list(range(1, len(lines) + 1))
    assert all(len(line["rate"]) <= 40 and len(line["share"]) <= 40 for line in lines)


def sample() -> tuple[law.Deal, ...]:
    """Give one applicant's deals of the demonstration round, without amounts an officer fixed."""
    path = city.EXAMPLES / "round_2026" / "deals.csv"
    sheet = intake.read(stream=io.BytesIO(path.read_bytes()), name="台账")
    return tuple(deal._replace(appraisal=None) for deal in sheet.deals if deal.applicant == NAME)


@pytest.mark.django_db
def test_a_kept_ledger_is_ruled_on_exactly_as_the_file_was() -> None:
    town, its = case()
    ledger_of_one = sample()

    replaced(town, its, ledger_of_one)

    its.refresh_from_db()
    snapshot = drawn(application=its, version=its.call.current)
    pinned = city_pinned(its)
    occasion = pinned.occasion(applied_at=city.NOON, closes_at=city.CLOSES)
    found = counted_application.counted(snapshot=snapshot, pinned=pinned, occasion=occasion)
    window = occasion.performance
    assert window is not None
    straight = pinned.measure.count(ledger_of_one, window, round_=pinned.round_, barred={})
    assert len(ledger_of_one) > 20
    assert found.count.rulings == straight.rulings


def city_pinned(its: Application) -> rounds.Pinned:
    return rounds.pinned(version=its.call.current)


@pytest.mark.django_db
def test_a_ledger_kept_as_a_file_and_handed_in_again_is_the_same_ledger() -> None:
    town, its = case()
    odd = licence(
        "=1+1",
        123_45,
        from_party="@SUM(A1)",
        to_party="+演示",
        share=Rate(Fraction(1, 1600)),
        also_funded_by=law.Level.DISTRICT,
        related=None,
    )._replace(
        payments=(
            law.Payment(date(2025, 1, 2), 7_01, "USD", Rate(Fraction(71234, 10_000))),
            law.Payment(None, None),
        )
    )
    replaced(town, its, (*sample(), odd))
    kept = own_deals(by=town.by(Role.PREPARER), reference=its.reference)

    file = io.BytesIO()
    table_workbooks.write_ledger(target=file, deals=kept)

    book = openpyxl.load_workbook(io.BytesIO(file.getvalue()))
    types = {cell.data_type for row in book.worksheets[0].iter_rows() for cell in row if cell.value}
    assert types <= {"s", "n", "d"}
    owner = Owner(its.organisation.name, its.organisation.credit_code)
    assert tuple(intake.read(stream=file, name="台账", owner=owner).deals) == kept


# Saving ---------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_ledger_replaces_the_one_before_and_the_record_keeps_no_contents() -> None:
    town, its = case()
    replaced(town, its, [licence("D1"), licence("D2")])

    answer = replaced(town, its, [licence("D9", from_party="演示秘密公司")], edition=1)

    assert answer == "2"
    assert list(DealLine.objects.values_list("line", "deal")) == [(1, "D9")]
    event = Event.objects.filter(action="ledger.replace").order_by("-pk")[0]
    assert (event.before["lines"], event.after["lines"], event.after["deals"]) == (2, 1, 1)
    assert event.before["sm3"] != event.after["sm3"]
    assert event.cites == ["第十二条"]
    assert "演示秘密公司" not in str(event.after)


@pytest.mark.django_db
def test_the_digest_of_an_event_is_that_of_what_was_kept() -> None:
    town, its = case()
    replaced(town, its, [licence("D1")])
    replaced(town, its, [licence("D2")], edition=1)

    first, second = Event.objects.filter(action="ledger.replace").order_by("pk")

    assert first.after["sm3"] == second.before["sm3"]


@pytest.mark.django_db
def test_unsound_deals_are_refused_all_at_once_and_nothing_is_kept() -> None:
    town, its = case()
    appraisal = law.Appraisal(Money(1), "演示", date(2026, 1, 1), "演示")
    wrong = [
        licence("D1")._replace(applicant="演示乙丑中心"),
        licence("D2", appraisal=appraisal),
        licence("D3")._replace(payments=()),
        licence("D4"),
        licence("D4"),
        licence("D5", to_party="长" * 101),
    ]

    with pytest.raises(Faulty) as refused:
        replaced(town, its, wrong)

    assert [fault.place for fault in refused.value.faults] == [
        "业务「D1」",
        "业务「D2」",
        "业务「D3」",
        "业务「D4」",
        "业务「D5」",
    ]
    assert not DealLine.objects.exists()


@pytest.mark.django_db
def test_five_thousand_lines_are_kept_and_one_more_is_refused() -> None:
    town, its = case()
    many = licence("D1")._replace(payments=(law.Payment(date(2025, 3, 5), 100),) * MOST_LINES)

    replaced(town, its, [many])

    assert DealLine.objects.count() == MOST_LINES
    with pytest.raises(Faulty, match="最多 5,000 行"):
        replaced(town, its, [many, licence("D2")], edition=1)
    assert DealLine.objects.count() == MOST_LINES


@pytest.mark.django_db
def test_one_deal_is_added_changed_and_taken_out_without_moving_the_others() -> None:
    town, its = case()
    by = town.by(Role.PREPARER)
    replaced(town, its, [licence("D1"), licence("D2")])

    def numbers() -> list[tuple[str, int | None]]:
        return [
            (each.deal, each.payments[0].amount_fen) for each in own_deals(by=by, reference=its.reference)
        ]

    ledgers.put_deal(by=by, application=its.reference, edition=1, deal=licence("D3"))
    ledgers.put_deal(by=by, application=its.reference, edition=2, deal=licence("D1b", 5), instead_of="D1")
    assert numbers() == [("D1b", 5), ("D2", 100_00), ("D3", 100_00)]

    ledgers.remove_deal(by=by, application=its.reference, edition=3, number="D2")
    assert numbers() == [("D1b", 5), ("D3", 100_00)]


@pytest.mark.django_db
def test_a_deal_cannot_take_anothers_number_nor_the_place_of_one_that_is_not_there() -> None:
    town, its = case()
    by = town.by(Role.PREPARER)
    replaced(town, its, [licence("D1"), licence("D2")])

    with pytest.raises(Faulty, match="编号与另一笔业务相同"):
        ledgers.put_deal(by=by, application=its.reference, edition=1, deal=licence("D2"))
    with pytest.raises(Faulty, match="编号与另一笔业务相同"):
        ledgers.put_deal(by=by, application=its.reference, edition=1, deal=licence("D2"), instead_of="D1")
    with pytest.raises(NotFound):
        ledgers.put_deal(by=by, application=its.reference, edition=1, deal=licence("D5"), instead_of="D4")
    with pytest.raises(NotFound):
        ledgers.remove_deal(by=by, application=its.reference, edition=1, number="D4")


@pytest.mark.django_db
def test_who_may_not_change_a_ledger_is_refused_and_late_comers_too() -> None:
    town, its = case()
    with pytest.raises(NotFound):
        ledgers.replace(by=town.foreign_preparer, application=its.reference, edition=0, deals=[])
    with pytest.raises(NotAllowed):
        ledgers.replace(by=town.by(Role.AUDITOR), application=its.reference, edition=0, deals=[])
    late = town.by(Role.PREPARER, at=city.CLOSES)
    with pytest.raises(WrongStage):
        ledgers.replace(by=late, application=its.reference, edition=0, deals=[])
    with pytest.raises(NotFound):
        ledger(by=town.foreign_preparer, reference=its.reference)


@pytest.mark.django_db
def test_two_editors_of_one_ledger_do_not_overwrite_each_other() -> None:
    town, its = case()
    replaced(town, its, [licence("D1")])

    with pytest.raises(Stale):
        ledgers.remove_deal(
            by=town.by(Role.LEGAL_REPRESENTATIVE), application=its.reference, edition=0, number="D1"
        )


@pytest.mark.django_db
def test_a_construction_call_has_no_ledger() -> None:
    town = city.city()
    its = city.application(town, city.call(town, law.Benefit.INDUSTRY_CENTRE))

    with pytest.raises(NotFound):
        replaced(town, its, [licence("D1")])
    with pytest.raises(NotFound):
        seen(town, its)


# Counted live ---------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_every_deal_is_shown_with_what_counts_and_why() -> None:
    town, its = case()
    replaced(town, its, [licence("D1"), licence("D2", related=True), licence("D3", registered_on=None)])

    view = seen(town, its)

    assert [(each.number, each.counted, each.outcome) for each in view.listed] == [
        ("D1", Money(100_00), Outcome.MET),
        ("D2", Money(0), Outcome.NOT_MET),
        ("D3", Money(0), Outcome.NO_EVIDENCE),
    ]
    assert (view.claimed, view.counted, view.deals) == (Money(300_00), Money(100_00), 3)
    assert "关联交易不计入" in view.listed[1].because
    assert "A24" in view.listed[1].readings
    assert str(view.window) == str(city_pinned(its).round_.performance)
    assert view.barred is None


@pytest.mark.django_db
def test_deals_are_listed_page_by_page_and_by_what_became_of_them() -> None:
    town, its = case()
    replaced(town, its, [licence(f"D{n}", related=n >= A_PAGE) for n in range(A_PAGE + 2)])

    assert [len(seen(town, its, page=page).listed) for page in (0, 1, 2, 3)] == [50, 50, 2, 2]
    assert [seen(town, its, show=show).matching for show in ("all", "open", "met", "x")] == [52, 2, 50, 52]


@pytest.mark.django_db
def test_an_applicant_under_construction_sees_what_bars_it() -> None:
    town, its = case()
    StatedFact.objects.filter(application=its).update(truth=True)
    StatedFact.objects.create(application=its, name="task_book_signed_on", day=date(2025, 1, 10))
    replaced(town, its, [licence("D1")])

    view = seen(town, its)

    assert view.barred is not None
    assert view.barred.outcome is Outcome.NOT_MET
    assert view.counted == Money(0)


@pytest.mark.django_db
def test_a_deal_another_applicant_claims_too_is_counted_here_as_if_alone() -> None:
    town, its = case()
    other = city.application(town, its.call, of=town.other_applicant)
    replaced(town, its, [licence("D1")])
    before = seen(town, its)

    ledgers.replace(
        by=town.foreign_preparer,
        application=other.reference,
        edition=0,
        deals=[licence("D1")._replace(applicant=town.other_applicant.name)],
    )

    assert seen(town, its) == before
    assert before.counted == Money(100_00)


@pytest.mark.django_db
def test_one_deal_is_given_to_be_changed_and_another_applicants_is_not() -> None:
    town, its = case()
    by = town.by(Role.PREPARER)
    replaced(town, its, [licence("D1")])

    assert deal(by=by, reference=its.reference, number="D1") == licence("D1")
    assert deal(by=by, reference=its.reference) is None
    with pytest.raises(NotFound):
        deal(by=by, reference=its.reference, number="D2")
    with pytest.raises(NotFound):
        deal(by=town.foreign_preparer, reference=its.reference, number="D1")
