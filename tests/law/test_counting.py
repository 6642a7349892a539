"""What a deal alone counts for: its kind, its registration, its money and day, its parties and its other money."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.world import (
    MEASURE,
    MET,
    NEEDS_JUDGEMENT,
    NO_EVIDENCE,
    NOT_MET,
    book,
    count,
    counted_yuan,
    day,
    deal,
    grounds_in,
    grounds_of,
    ids,
    occasion,
    paid,
    percent,
    pledge,
    rule_on,
    yuan_of,
)
from zhiyun import law
from zhiyun.kernel.finding import Outcome
from zhiyun.kernel.money import Money, wan, yuan
from zhiyun.kernel.period import Period, calendar_year
from zhiyun.law.counting import placed_on
from zhiyun.law.deals import Objection

Kind, Level, Ground = law.Kind, law.Level, law.Ground
REGISTERED = {Kind.PLEDGE: "质权登记", Kind.TRANSFER: "转让登记（手续合格通知书）", Kind.LICENCE: "许可备案"}
NAMED = (Kind.PLEDGE, Kind.TRANSFER, Kind.LICENCE, Kind.TRADE, Kind.SECURITISATION, Kind.INVESTMENT)
DRAWN = (paid("2025-06-20", "18000000"), paid("2026-02-10", "12000000"))


def listing(*kinds: Kind, registration: str | None = None) -> law.Round:
    """A call that lists kinds besides the measure's."""
    assert MEASURE.answers.look_back is not None
    entries: list[dict[str, object]] = [{"kind": kind.value, "cites": "通知第二条"} for kind in kinds]
    if registration is not None:
        entries = [entry | {"registration": registration} for entry in entries]
    table: dict[str, object] = {
        "round": {
            "id": "2023",
            "title": "演示",
            "measure": MEASURE.id,
            "benefit": "performance_subsidy",
            "document": "通知",
            "dated": day("2023-06-30"),
        },
        "kinds": entries,
    }
    return law.read_round(table, look_back=MEASURE.answers.look_back)


def of_kind(kind: Kind, **said: Any) -> law.Deal:
    registered = {"registered_on": day("2025-02-01")} if kind in REGISTERED else {}
    return deal(kind=kind, **registered, **said)


# Kinds ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", NAMED, ids=lambda kind: kind.value)
def test_a_kind_the_article_names_counts(kind: Kind) -> None:
    ruling = rule_on(of_kind(kind))

    assert (ruling.counted_fen, ruling.objections, law.outcome_of(ruling)) == (wan(100).fen, (), MET)
    assert law.because(ruling) == "计入1,000,000.00元"


@pytest.mark.parametrize("kind", REGISTERED, ids=lambda kind: kind.value)
def test_a_kind_that_must_be_registered_waits_for_its_registration(kind: Kind) -> None:
    ruling = rule_on(deal(kind=kind))

    assert ruling.objections == (Objection(Ground.UNREGISTERED, REGISTERED[kind]),)
    assert (ruling.counted_fen, law.outcome_of(ruling)) == (0, NO_EVIDENCE)
    assert law.because(ruling) == f"缺{REGISTERED[kind]}日期，未登记的不计入；请补交登记或备案证明"


def test_unregistered_and_unpaid_are_told_together() -> None:
    assert grounds_of(rule_on(deal("1", "甲", paid("2025-03-01", None), kind=Kind.PLEDGE))) == [
        "UNREGISTERED",
        "UNPAID",
    ]
    assert grounds_of(rule_on(deal("1", "甲", paid(None, "100"), kind=Kind.PLEDGE))) == [
        "UNREGISTERED",
        "UNPAID",
    ]


@pytest.mark.parametrize("kind", [Kind.EQUITY, Kind.INSURANCE], ids=lambda kind: kind.value)
@pytest.mark.parametrize(
    ("reading", "in_round", "counts"),
    [
        ("round_lists", False, False),
        ("round_lists", True, True),
        ("never", True, False),
        ("always", False, True),
        ("always", True, True),
    ],
)
def test_a_kind_only_other_texts_name_counts_as_read(
    kind: Kind, reading: str, in_round: bool, counts: bool
) -> None:
    other = Kind.INSURANCE if kind is Kind.EQUITY else Kind.EQUITY
    round_ = listing(kind) if in_round else listing(other)

    ruling = rule_on(deal(kind=kind), {"A5": reading}, round_=round_)

    assert ruling.counted_fen == (wan(100).fen if counts else 0)
    if not counts:
        assert (grounds_of(ruling), law.outcome_of(ruling)) == (["KIND"], NOT_MET)
        assert law.because(ruling) == (
            f"业务类型「{kind.words}」不在补贴范围；如本轮通知列有该类型，请附通知条款申诉"
        )


def test_a_kind_only_other_texts_name_does_not_count_without_a_call() -> None:
    assert grounds_of(rule_on(deal(kind=Kind.EQUITY))) == ["KIND"]


def test_a_call_can_ask_a_kind_for_a_registration() -> None:
    round_ = listing(Kind.EQUITY, registration="工商变更登记")

    waiting = rule_on(deal(kind=Kind.EQUITY), round_=round_)
    registered = rule_on(deal(kind=Kind.EQUITY, registered_on=day("2025-02-01")), round_=round_)

    assert waiting.objections == (Objection(Ground.UNREGISTERED, "工商变更登记"),)
    assert registered.counted_fen == wan(100).fen


def test_a_call_that_asks_for_no_registration_leaves_the_measures_own_standing() -> None:
    ruling = rule_on(deal(kind=Kind.PLEDGE), round_=listing(Kind.EQUITY, registration="工商变更登记"))

    assert ruling.objections == (Objection(Ground.UNREGISTERED, "质权登记"),)


def test_kinds_are_called_in_the_offices_words() -> None:
    assert {kind.value: kind.words for kind in Kind} == {
        "pledge": "质押融资",
        "transfer": "转让",
        "licence": "许可",
        "trade": "其他交易",
        "brand": "商标品牌培育推广",
        "securitisation": "证券化",
        "investment": "投融资",
        "equity": "作价入股",
        "insurance": "保险",
    }


# Brand cultivation ------------------------------------------------------------------------------------------------

APPRAISED = law.Appraisal(yuan(300_000), "演示审核员", day("2026-07-01"), "仅推广服务部分")


def test_brand_cultivation_counts_nothing_until_a_person_has_fixed_its_amount() -> None:
    ruling = rule_on(deal(kind=Kind.BRAND))

    assert (grounds_of(ruling), ruling.counted_fen, law.outcome_of(ruling)) == (
        ["APPRAISAL"],
        0,
        NEEDS_JUDGEMENT,
    )
    assert (
        law.because(ruling) == "商标品牌培育推广的金额待审核人员核定，核定前计0；请提交有偿服务合同和成效说明"
    )


def test_brand_cultivation_counts_the_amount_a_person_fixed_and_names_the_person() -> None:
    ruling = rule_on(deal(kind=Kind.BRAND, appraisal=APPRAISED))

    assert (ruling.counted_fen, ruling.readings) == (yuan(300_000).fen, ("A4",))
    assert law.because(ruling) == "计入300,000.00元；金额由演示审核员2026-07-01核定：仅推广服务部分"


@pytest.mark.parametrize(
    ("payments", "grounds"),
    [
        ((paid("2024-12-31", "1"),), ["OUTSIDE"]),
        ((paid("2024-12-31", "1"), paid("2025-01-01", "1")), []),
        ((paid(None, "1"),), ["UNPAID"]),
    ],
)
def test_brand_cultivation_still_needs_its_money_in_the_year(
    payments: tuple[law.Payment, ...], grounds: list[str]
) -> None:
    assert grounds_of(rule_on(deal("1", "甲", *payments, kind=Kind.BRAND, appraisal=APPRAISED))) == grounds


def test_brand_cultivation_outside_the_year_tells_its_latest_day_and_the_missing_amount_too() -> None:
    outside = deal("1", "甲", paid("2024-06-01", "1"), paid("2024-02-01", "1"), kind=Kind.BRAND)

    ruling = rule_on(outside)

    assert ruling.objections == (
        Objection(Ground.OUTSIDE, "归入日期为2024-06-01"),
        Objection(Ground.APPRAISAL),
    )


def test_brand_cultivation_may_be_read_to_count_what_was_received() -> None:
    by_receipts = {"A4": "contract_received"}

    assert rule_on(deal(kind=Kind.BRAND), by_receipts).counted_fen == wan(100).fen
    ruling = rule_on(deal(kind=Kind.BRAND, appraisal=APPRAISED), by_receipts)
    assert law.because(ruling) == "计入1,000,000.00元"


def test_a_persons_amount_counts_for_brand_cultivation_only() -> None:
    ruling = rule_on(deal(appraisal=APPRAISED))

    assert law.because(ruling) == "计入1,000,000.00元"


# Money and days ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "yuan_counted"), [(2024, "0.00"), (2025, "18000000.00"), (2026, "12000000.00"), (2027, "0.00")]
)
def test_a_partly_drawn_loan_counts_each_drawdown_in_its_own_year(year: int, yuan_counted: str) -> None:
    assert counted_yuan(count(pledge("1", "甲", *DRAWN), window=calendar_year(year))) == [yuan_counted]


def test_a_drawdown_left_out_is_told() -> None:
    assert law.because(rule_on(pledge("1", "甲", *DRAWN))) == (
        "计入18,000,000.00元；2笔款项中有1笔不在业绩期间或缺凭证日期金额，未计入"
    )


@pytest.mark.parametrize("gap", [paid(None, "100"), paid("2025-07-01", None)])
@pytest.mark.parametrize("gap_first", [True, False])
def test_a_payment_without_day_or_amount_is_left_out_and_told(gap: law.Payment, gap_first: bool) -> None:
    good = paid("2025-03-01", "500")
    ruling = rule_on(deal("1", "甲", *((gap, good) if gap_first else (good, gap))))

    assert ruling.readings == ("A3",)
    assert ruling.counted_fen == yuan(500).fen
    assert law.because(ruling).endswith("；2笔款项中有1笔不在业绩期间或缺凭证日期金额，未计入")


def test_several_payments_of_one_year_are_added_up() -> None:
    ruling = rule_on(deal("1", "甲", paid("2025-03-01", "500.01"), paid("2025-12-31", "0.99")))

    assert (ruling.counted_fen, law.because(ruling)) == (50_100, "计入501.00元")


@pytest.mark.parametrize("payments", [(paid(None, "100"),), (paid("2025-07-01", None),), (paid(None, None),)])
def test_a_deal_nobody_paid_counts_nothing(payments: tuple[law.Payment, ...]) -> None:
    ruling = rule_on(deal("1", "甲", *payments))

    assert (grounds_of(ruling), law.outcome_of(ruling)) == (["UNPAID"], NO_EVIDENCE)
    assert law.because(ruling) == "缺到款日期或金额，未到款的不计入；请补交放款凭证或收款回单"


@pytest.mark.parametrize(
    ("on", "counts"),
    [("2024-12-31", False), ("2025-01-01", True), ("2025-12-31", True), ("2026-01-01", False)],
)
def test_the_years_first_and_last_day_count(on: str, counts: bool) -> None:
    ruling = rule_on(deal("1", "甲", paid(on, "100")))

    assert ruling.counted_fen == (10_000 if counts else 0)
    if not counts:
        assert ruling.objections == (Objection(Ground.OUTSIDE, f"归入日期为{on}"),)
        assert law.outcome_of(ruling) is NOT_MET
        assert law.because(ruling) == f"归入日期为{on}，不在本次业绩期间内；可在相应年度申报"


@pytest.mark.parametrize(
    ("dated_by", "money", "registered", "day_placed"),
    [
        ("later", "2025-03-01", "2025-04-01", "2025-04-01"),
        ("later", "2025-04-01", "2025-03-01", "2025-04-01"),
        ("registration", "2025-03-01", "2025-04-01", "2025-04-01"),
        ("registration", "2025-04-01", "2025-03-01", "2025-03-01"),
        ("money", "2025-03-01", "2025-04-01", "2025-03-01"),
        ("money", "2025-04-01", "2025-03-01", "2025-04-01"),
        ("later", "2025-03-01", None, "2025-03-01"),
        ("registration", "2025-03-01", None, "2025-03-01"),
        ("money", "2025-03-01", None, "2025-03-01"),
    ],
)
def test_money_is_placed_by_the_day_the_reading_names(
    dated_by: str, money: str, registered: str | None, day_placed: str
) -> None:
    registered_on = None if registered is None else day(registered)

    assert placed_on(day(money), registered_on, dated_by) == day(day_placed)


@pytest.mark.parametrize(
    ("registered", "money", "counted_under"),
    [
        ("2024-12-31", "2025-01-01", {"later", "money"}),
        ("2025-12-31", "2026-01-01", {"registration"}),
        ("2026-01-01", "2025-12-31", {"money"}),
        ("2025-01-01", "2024-12-31", {"later", "registration"}),
    ],
)
def test_a_registered_kind_is_placed_as_read(registered: str, money: str, counted_under: set[str]) -> None:
    one = pledge("1", "甲", paid(money, "100"), registered_on=day(registered))

    counted = {key for key in ("later", "registration", "money") if rule_on(one, {"A3": key}).counted_fen}

    assert counted == counted_under


def test_a_kind_without_registration_is_placed_by_its_money_whatever_else_was_registered() -> None:
    one = deal(registered_on=day("2026-05-01"))

    assert [rule_on(one, {"A3": key}).counted_fen for key in ("later", "registration", "money")] == [
        wan(100).fen
    ] * 3


# Contract amounts, where so read ----------------------------------------------------------------------------------

CONTRACT = {"A1": "contract"}


@pytest.mark.parametrize(
    ("readings", "year", "yuan_counted"),
    [
        (CONTRACT, 2025, "30000000.00"),
        (CONTRACT, 2026, "0.00"),
        ({**CONTRACT, "A3": "registration"}, 2025, "30000000.00"),
        ({**CONTRACT, "A3": "registration"}, 2026, "0.00"),
        ({**CONTRACT, "A3": "money"}, 2025, "30000000.00"),
    ],
)
def test_a_contract_counts_whole_and_once(readings: dict[str, str], year: int, yuan_counted: str) -> None:
    loan = pledge("1", "甲", *reversed(DRAWN), contract_fen=wan(3000).fen)

    assert counted_yuan(count(loan, readings=readings, window=calendar_year(year))) == [yuan_counted]


@pytest.mark.parametrize(("dated_by", "year"), [("later", 2026), ("registration", 2026), ("money", 2025)])
def test_a_contract_is_placed_as_read(dated_by: str, year: int) -> None:
    one = pledge("1", "甲", registered_on=day("2026-02-01"), contract_fen=wan(3000).fen)
    readings = {**CONTRACT, "A3": dated_by}

    counted = [y for y in (2025, 2026) if rule_on(one, readings, window=calendar_year(y)).counted_fen]

    assert counted == [year]


def test_a_contract_of_a_kind_without_registration_is_placed_by_its_money() -> None:
    one = deal(registered_on=day("2026-05-01"), contract_fen=wan(3000).fen)

    counted = [
        rule_on(one, {**CONTRACT, "A3": key}).counted_fen for key in ("later", "registration", "money")
    ]

    assert counted == [wan(3000).fen] * 3


def test_a_contract_registered_and_never_paid_counts_only_where_registration_places_it() -> None:
    unpaid = pledge("1", "甲", paid(None, None), contract_fen=wan(3000).fen)

    assert grounds_of(rule_on(unpaid, CONTRACT)) == ["UNPAID"]
    assert rule_on(unpaid, {**CONTRACT, "A3": "registration"}).counted_fen == wan(3000).fen
    assert grounds_of(rule_on(deal("1", "甲", paid(None, None)), {**CONTRACT, "A3": "registration"})) == [
        "UNPAID"
    ]


def test_a_contract_counted_with_no_payment_line_at_all() -> None:
    bare = pledge(contract_fen=wan(3000).fen)._replace(payments=())

    assert rule_on(bare, {**CONTRACT, "A3": "registration"}).counted_fen == wan(3000).fen


def test_a_contract_without_an_amount_is_missing_evidence_beside_its_day() -> None:
    inside, outside = (
        pledge("1", "甲"),
        pledge("1", "甲", paid("2024-06-01", "1"), registered_on=day("2024-06-01")),
    )

    assert law.because(rule_on(inside, CONTRACT)) == "缺合同金额，无法按合同计算；请补填合同金额"
    assert rule_on(outside, CONTRACT).objections == (
        Objection(Ground.OUTSIDE, "归入日期为2024-06-01"),
        Objection(Ground.NO_CONTRACT),
    )


def test_a_contract_in_foreign_currency_is_turned_at_the_first_payments_rate() -> None:
    one = deal(
        "1",
        "甲",
        paid("2025-06-01", "60", "USD", "7.2"),
        paid("2025-03-01", "40", "USD", "7.1"),
        contract_fen=yuan(100).fen,
    )

    assert rule_on(one, CONTRACT).counted_fen == yuan(710).fen


# Foreign currency -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "rate", "fen"),
    [("100000.01", "7.1234", 71_234_007), ("0.01", "7.1234", 7), ("0.01", "0.99", 0), ("100", "0.048", 480)],
)
def test_foreign_money_is_turned_at_its_own_rate_down_to_the_fen(amount: str, rate: str, fen: int) -> None:
    assert rule_on(deal("1", "甲", paid("2025-03-03", amount, "USD", rate))).counted_fen == fen


def test_each_foreign_payment_is_rounded_down_by_itself() -> None:
    one = deal("1", "甲", paid("2025-03-03", "0.01", "USD", "7.5"), paid("2025-03-04", "0.01", "USD", "7.5"))

    assert rule_on(one).counted_fen == 14


def test_foreign_money_without_a_rate_is_missing_evidence_and_the_deal_waits() -> None:
    ruling = rule_on(deal("1", "甲", paid("2025-03-03", "100", "USD"), paid("2025-03-04", "100")))

    assert ruling.objections == (Objection(Ground.NO_RATE, "USD"),)
    assert (ruling.counted_fen, law.outcome_of(ruling)) == (0, NO_EVIDENCE)
    assert law.because(ruling) == "USD业务缺折算汇率；请补填到账日人民币汇率中间价"


def test_foreign_money_outside_the_year_needs_no_rate() -> None:
    assert (
        rule_on(deal("1", "甲", paid("2024-03-03", "100", "USD"), paid("2025-03-04", "100"))).counted_fen
        == 10_000
    )


def test_foreign_money_may_be_read_not_to_count() -> None:
    ruling = rule_on(deal("1", "甲", paid("2025-03-03", "100", "HKD", "0.9")), {"A33": "renminbi_only"})

    assert (ruling.objections, law.outcome_of(ruling)) == ((Objection(Ground.FOREIGN, "HKD"),), NOT_MET)
    assert law.because(ruling) == "HKD业务按所选口径不计入"


# Parties ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "ground", "outcome", "because"),
    [
        (
            {"related": True},
            "RELATED",
            NOT_MET,
            "关联交易不计入（代码 GL）；认为不属关联的，可提交股权和任职材料申诉",
        ),
        (
            {"related": None},
            "RELATION_UNKNOWN",
            NO_EVIDENCE,
            "未说明双方是否关联，暂不计入；请补填“是否关联”并附说明",
        ),
        (
            {"from_party": "甲", "to_party": "甲"},
            "SELF",
            NOT_MET,
            "双方为同一主体「甲」，属自我交易，不计入（代码 ZJ）；名称有误的请更正后申诉",
        ),
    ],
)
def test_deals_among_friends_do_not_count_unless_so_read(
    said: dict[str, Any], ground: str, outcome: Outcome, because: str
) -> None:
    ruling = rule_on(deal(**said))
    counted = rule_on(deal(**said), {"A24": "included"})

    assert (grounds_of(ruling), law.outcome_of(ruling), law.because(ruling)) == ([ground], outcome, because)
    assert counted.counted_fen == wan(100).fen
    assert law.because(counted).endswith("，按所选口径计入")
    assert "A24" in ids(law.readings_of(counted, MEASURE.readings))


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ({"related": True}, "属关联交易，按所选口径计入"),
        ({"related": None}, "未说明双方是否关联，按所选口径计入"),
        ({"from_party": "甲", "to_party": "甲", "related": True}, "双方为同一主体，按所选口径计入"),
    ],
)
def test_what_lets_such_a_deal_pass_is_told(said: dict[str, Any], note: str) -> None:
    assert law.because(rule_on(deal(**said), {"A24": "included"})) == f"计入1,000,000.00元；{note}"


def test_strangers_need_no_note() -> None:
    stranger = deal(from_party="甲", to_party="丁")

    assert rule_on(stranger, {"A24": "included"}) == rule_on(stranger) == law.Ruling(stranger, wan(100).fen)


def test_parties_left_blank_are_not_one_and_the_same() -> None:
    assert rule_on(deal(from_party="", to_party="")).objections == ()
    assert rule_on(deal(from_party="甲", to_party="")).objections == ()


# Other public money -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", Level, ids=lambda level: level.value)
def test_a_deal_the_city_paid_for_already_is_not_paid_for_again(level: Level) -> None:
    ruling = rule_on(deal(also_funded_by=level))
    strict = rule_on(deal(also_funded_by=level), {"A25": "all_blocked"})

    refused = f"同一业务已获{level.value}财政资金支持，不重复补贴；认为不属同一费用的可申诉"
    noted = f"计入1,000,000.00元；该业务已获{level.value}财政资金支持，请核对是否同一费用"
    assert law.because(ruling) == (refused if level is Level.CITY else noted)
    assert (law.because(strict), law.outcome_of(strict)) == (refused, NOT_MET)
    assert "A25" in ids(law.readings_of(ruling, MEASURE.readings))


# Who may not claim at all -----------------------------------------------------------------------------------------


def test_a_barred_applicants_deals_count_nothing_and_say_why() -> None:
    bar = MEASURE.bar(book(), occasion("2024-06-20"))

    counted = count(deal("1", "甲"), deal("2", "乙"), barred={"甲": bar})

    assert grounds_in(counted) == [["BARRED"], []]
    assert counted.by_applicant() == {"甲": Money(0), "乙": wan(100)}
    assert (
        law.because(counted.rulings[0])
        == f"{bar.because}；认为建设期或验收日期有误的，可提交任务书和验收通知申诉"
    )
    assert law.outcome_of(counted.rulings[0]) is NOT_MET
    assert ids(law.readings_of(counted.rulings[0], counted.readings)) == [
        "A1",
        "A2",
        "A3",
        "A15",
        "A16",
        "A14",
        "A28",
    ]


# All grounds ------------------------------------------------------------------------------------------------------


def test_every_ground_against_a_deal_is_told_and_the_gravest_decides() -> None:
    worst = deal(
        "1",
        "甲",
        paid("2025-03-01", "100", "USD"),
        kind=Kind.EQUITY,
        related=None,
        from_party="丁",
        to_party="丁",
        also_funded_by=Level.CITY,
        share=percent("101"),
    )

    ruling = rule_on(worst)

    assert grounds_of(ruling) == ["KIND", "RELATION_UNKNOWN", "SELF", "FUNDED", "OVERSPLIT", "NO_RATE"]
    assert law.outcome_of(ruling) is NOT_MET
    assert law.because(ruling) == "；".join(map(str, ruling.objections))


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ({"related": None, "kind": Kind.BRAND}, NO_EVIDENCE),
        ({"related": True, "kind": Kind.BRAND}, NOT_MET),
        ({"kind": Kind.BRAND}, NEEDS_JUDGEMENT),
        ({"related": None, "share": percent("101")}, NOT_MET),
        ({}, MET),
    ],
)
def test_a_rulings_outcome_is_its_gravest_grounds(said: dict[str, Any], outcome: Outcome) -> None:
    assert law.outcome_of(rule_on(deal(**said))) is outcome


@pytest.mark.parametrize("ground", Ground, ids=lambda ground: ground.name)
def test_a_ground_is_a_sentence_with_an_outcome_and_its_readings(ground: law.Ground) -> None:
    text = ground.value

    assert ground.outcome in (NOT_MET, NO_EVIDENCE, NEEDS_JUDGEMENT)
    assert text.sentence.count("{}") == 1
    assert set(text.readings) <= MEASURE.terms.readings.keys()
    assert text.readings != ()
    assert text.article == (14 if ground is Ground.BARRED else 12)


# Readings, totals and the window ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "extra"),
    [
        (deal(), []),
        (deal(share=percent("50")), ["A23"]),
        (deal("1", "甲", paid("2025-03-03", "1", "USD", "7")), ["A33"]),
        (deal(kind=Kind.BRAND, appraisal=APPRAISED), ["A4"]),
        (deal(kind=Kind.EQUITY), ["A5"]),
        (deal(kind=Kind.INSURANCE), ["A5"]),
        (deal(related=True), ["A24"]),
        (deal(also_funded_by=Level.DISTRICT), ["A25"]),
    ],
)
def test_a_ruling_names_the_readings_it_rests_on(one: law.Deal, extra: list[str]) -> None:
    counted = count(one)

    assert ids(law.readings_of(counted.rulings[0], counted.readings)) == ["A1", "A2", "A3", *extra]


def test_a_count_names_every_reading_of_counting() -> None:
    assert ids(count(deal()).readings) == ["A1", "A2", "A3", "A4", "A5", "A23", "A24", "A25", "A33"]


def test_a_lone_share_counts_its_part_and_says_so() -> None:
    ruling = rule_on(deal("1", "甲", paid("2025-03-03", "0.99"), share=percent("60")))

    assert (ruling.counted_fen, law.because(ruling)) == (59, "计入0.59元（按60%分配）")
    assert law.because(rule_on(deal(share=percent("100")))) == "计入1,000,000.00元"


@pytest.mark.parametrize(("share", "grounds"), [("100", []), ("100.01", ["OVERSPLIT"])])
def test_a_lone_share_is_at_most_the_whole(share: str, grounds: list[str]) -> None:
    ruling = rule_on(deal(share=percent(share)))

    assert grounds_of(ruling) == grounds
    if grounds:
        assert law.because(ruling) == "各方填报的分配比例合计100.01%，超过100%，不予计入；请重新签署分配协议"


def test_totals_stand_in_the_order_applicants_first_appear_and_nobody_is_left_out() -> None:
    counted = count(
        deal("1", "乙"),
        deal("1", "甲", paid("2025-05-01", "5")),
        deal("2", "乙"),
        deal("3", "丙", related=True),
    )

    assert counted.by_applicant() == {"乙": wan(200), "甲": yuan(5), "丙": Money(0)}
    assert list(counted.by_applicant()) == ["乙", "甲", "丙"]
    assert counted.claims() == law.Claims(("乙", "甲", "丙"), (wan(200).fen, 500, 0))
    assert [ruling.deal.applicant for ruling in counted.rulings] == ["乙", "甲", "乙", "丙"]


def test_an_empty_ledger_counts_nothing() -> None:
    assert (count().rulings, count().by_applicant()) == ((), {})


def test_a_round_pays_for_the_period_its_reading_names() -> None:
    closes = day("2026-06-30")

    periods = {
        key: MEASURE.reading_as({"A2": key}).performance_period(2026, closes)[0]
        for key in ("previous_calendar_year", "twelve_months_to_closing", "round_year")
    }

    assert periods == {
        "previous_calendar_year": calendar_year(2025),
        "twelve_months_to_closing": Period(day("2025-06-30"), closes),
        "round_year": calendar_year(2026),
    }


def test_a_count_keeps_its_window() -> None:
    assert count(deal()).window == calendar_year(2025)


def test_what_counts_becomes_a_claim_to_the_fen() -> None:
    counted = count(deal("1", "甲", paid("2025-05-01", "49.99")))

    assert [line.share for line in MEASURE.allocate(counted.claims())] == [Money(0)]
    assert yuan_of("49.99") == counted.by_applicant()["甲"]
