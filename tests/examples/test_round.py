"""The demonstration round is made again byte for byte, and settles to the same yuan."""

import filecmp
import json
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from stdnum.cn import uscc

from examples import invented, make_round
from zhiyun import law
from zhiyun.casework import applicants, counting, documents, measures
from zhiyun.casework.intake import centres, claims, deals
from zhiyun.kernel.finding import Outcome
from zhiyun.kernel.money import Money, fen_text
from zhiyun.kernel.period import calendar_year
from zhiyun.kernel.refusal import Faulty

ROUND = Path(__file__).resolve().parents[2] / "examples" / "round_2026"
CITY = law.measure("cq_2021_65")
APPLIED_ON = date(2026, 6, 20)


def read_deals(name: str) -> deals.DealSheet:
    with (ROUND / name).open("rb") as stream:
        return deals.read(stream=stream, name=name)


def read_claims(name: str) -> law.Claims:
    with (ROUND / name).open("rb") as stream:
        return claims.read(stream=stream, name=name).claims


def call(name: str = "overlay_2026_demo.toml") -> law.Round:
    return measures.round_over(path=ROUND / name, measure=CITY)


@cache
def ledger() -> deals.DealSheet:
    return read_deals("deals.csv")


def task_books() -> Mapping[str, law.TaskBook]:
    with (ROUND / "centres.csv").open("rb") as stream:
        return centres.read(stream=stream, name="centres.csv", names=ledger().names).task_books


def counted(
    measure: law.Measure = CITY, *, round_: law.Round | None = None, books: Mapping[str, law.TaskBook] = {}
) -> law.Count:
    return counting.counted(
        measure=measure,
        deals=ledger().deals,
        window=calendar_year(2025),
        applied_on=APPLIED_ON,
        round_=round_,
        task_books=books,
    ).count


@cache
def settled() -> law.Count:
    return counted(round_=call(), books=task_books())


def grounds(count: law.Count) -> Counter[str]:
    return Counter(objection.ground.name for ruling in count.rulings for objection in ruling.objections)


def money(allocation: law.Allocation) -> tuple[str, str, str, str]:
    """Give total operating amount, entitlement, shares and what stays, in yuan."""
    entitlement = fen_text(int(allocation.total_entitlement))
    return (
        allocation.total_operating_amount.plain,
        entitlement,
        allocation.total_share.plain,
        allocation.unspent.plain,
    )


# Made again ---------------------------------------------------------------------------------------------------


def test_the_generator_makes_the_same_texts_again(tmp_path: Path) -> None:
    make_round.main(tmp_path)
    made = sorted(str(place.relative_to(tmp_path)) for place in tmp_path.rglob("*.*") if place.is_file())

    _, different, missing = filecmp.cmpfiles(tmp_path, ROUND, made, shallow=False)

    # A workbook's bytes hang on the library that packs it; what it says is compared below.
    assert [name for name in different if not name.endswith(".xlsx")] == []
    assert missing == []


@pytest.mark.parametrize("name", ["deals.xlsx", "deals_gb18030.csv"])
def test_other_spellings_of_the_ledger_say_the_same(name: str) -> None:
    assert read_deals(name).deals == ledger().deals


def test_the_workbook_of_claims_says_what_the_text_says() -> None:
    texts, workbook = read_claims("claims.csv"), read_claims("claims.xlsx")

    assert (list(workbook.applicants), list(workbook.amounts_fen)) == (
        list(texts.applicants),
        list(texts.amounts_fen),
    )


def test_workbooks_made_again_say_what_the_kept_ones_say(tmp_path: Path) -> None:
    make_round.main(tmp_path)

    with (tmp_path / "deals.xlsx").open("rb") as stream:
        assert deals.read(stream=stream, name="deals.xlsx").deals == ledger().deals


# Invented -----------------------------------------------------------------------------------------------------


def test_every_party_is_marked_as_a_demonstration_or_carries_an_invented_code() -> None:
    named = {name for deal in ledger().deals for name in (deal.applicant, deal.from_party, deal.to_party)}

    assert {name for name in named if "演示" not in name and name not in invented.CODES.values()} == set()


def test_invented_codes_have_right_check_digits_and_an_organisation_nobody_has() -> None:
    wrong = [code for code in invented.CODES.values() if not uscc.is_valid(code) or code[8:12] != "DEM0"]

    assert wrong == []


def test_patents_have_right_check_digits_and_serials_never_issued() -> None:
    weights = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
    patents = {right for deal in ledger().deals for right in deal.rights if "." in right}

    wrong = [
        patent
        for patent in patents
        if not re.fullmatch(r"20\d\d[12]99\d{5}\.[\dX]", patent)
        or "0123456789X"[sum(map(int.__mul__, map(int, patent[:12]), weights)) % 11] != patent[-1]
    ]

    assert len(patents) > 1000
    assert wrong == []


@pytest.mark.parametrize("place", sorted(ROUND.rglob("*.*")), ids=lambda place: place.name)
def test_every_file_says_that_it_is_a_demonstration(place: Path) -> None:
    if place.name == "overlay_2023.toml":
        # The one file about a real call: it must say how little of it is known.
        assert "没读到的列在 gaps 里" in place.read_text(encoding="utf-8")
    elif place.suffix == ".xlsx":
        assert "演示" in str(
            read_deals(place.name).deals if "deals" in place.name else read_claims(place.name)
        )
    else:
        encoding = "gb18030" if "gb18030" in place.name else "utf-8"
        assert "演示" in place.read_text(encoding=encoding)


# Settled ------------------------------------------------------------------------------------------------------


def test_what_applicants_claim_shares_the_pot_pro_rata() -> None:
    shared = CITY.allocate(read_claims("claims.csv"))

    assert (len(shared), shared.scaled) == (60, True)
    assert money(shared) == ("531208938.35", "10624178.76", "4999973.00", "27.00")


def test_what_really_counts_shares_the_pot_pro_rata() -> None:
    shared = CITY.allocate(settled().claims())

    assert shared.scaled
    assert money(shared) == ("392058746.56", "7841174.93", "4999968.00", "32.00")


def test_deals_fall_under_all_four_outcomes() -> None:
    assert Counter(law.outcome_of(ruling) for ruling in settled().rulings) == {
        Outcome.MET: 1147,
        Outcome.NOT_MET: 196,
        Outcome.NO_EVIDENCE: 116,
        Outcome.NEEDS_JUDGEMENT: 36,
    }


def test_grounds_are_heard_as_often_as_ever() -> None:
    assert grounds(settled()) == {
        "BARRED": 75,
        "OUTSIDE": 70,
        "RELATION_UNKNOWN": 58,
        "APPRAISAL": 50,
        "UNPAID": 40,
        "RELATED": 35,
        "UNREGISTERED": 14,
        "FUNDED": 11,
        "ROUND_TRIP": 5,
        "UNSPLIT": 5,
        "REPEATED": 2,
        "OVERSPLIT": 2,
        "DISAGREED": 2,
        "SELF": 1,
        "NO_RATE": 1,
    }


def test_every_ground_of_the_law_is_heard_once_at_least() -> None:
    heard = (
        grounds(settled())
        + grounds(counted())
        + grounds(counted(CITY.reading_as({"A1": "contract"})))
        + grounds(counted(CITY.reading_as({"A33": "renminbi_only"})))
    )

    assert {ground.name for ground in law.Ground} - heard.keys() == set()


def test_each_trap_is_ruled_as_the_readme_says() -> None:
    ruled = {
        (ruling.deal.deal, ruling.deal.applicant[2:4]): (
            Money(ruling.counted_fen).plain,
            *(o.ground.name for o in ruling.objections),
        )
        for ruling in settled().rulings
        if ruling.deal.deal.startswith("例")
    }

    assert ruled == {
        ("例01", "甲戌"): ("1800000.00",),
        ("例02", "乙亥"): ("400000.00",),
        ("例03", "甲戌"): ("0.00", "OUTSIDE"),
        ("例04", "乙亥"): ("0.00", "OUTSIDE"),
        ("例05", "乙亥"): ("100000.00",),
        ("例06", "丙子"): ("323289.00",),
        ("例07", "丙子"): ("0.00", "NO_RATE"),
        ("例08", "甲戌"): ("0.00", "SELF"),
        ("例09-1", "甲戌"): ("0.00", "ROUND_TRIP"),
        ("例09-2", "甲戌"): ("0.00", "ROUND_TRIP"),
        ("例10-1", "甲戌"): ("0.00", "ROUND_TRIP"),
        ("例10-2", "乙亥"): ("0.00", "ROUND_TRIP"),
        ("例10-3", "乙亥"): ("0.00", "ROUND_TRIP"),
        ("例11", "丙子"): ("0.00", "RELATED"),
        ("例12", "丙子"): ("0.00", "RELATION_UNKNOWN"),
        ("例13-1", "甲戌"): ("800000.00",),
        ("例13-2", "甲戌"): ("0.00", "REPEATED"),
        ("例14-1", "甲戌"): ("0.00", "UNSPLIT"),
        ("例14-2", "乙亥"): ("0.00", "UNSPLIT"),
        ("例15-1", "甲戌"): ("1800000.00",),
        ("例15-2", "乙亥"): ("1200000.00",),
        ("例16-1", "丙子"): ("0.00", "OVERSPLIT"),
        ("例16-2", "丁丑"): ("0.00", "OVERSPLIT"),
        ("例17-1", "丙子"): ("0.00", "DISAGREED"),
        ("例17-2", "丁丑"): ("0.00", "DISAGREED"),
        ("例18-1", "甲戌"): ("0.00", "UNSPLIT"),
        ("例18-2", "丙子"): ("0.00", "UNSPLIT"),
        ("例18-3", "丁丑"): ("0.00", "UNSPLIT"),
        ("例19", "丁丑"): ("350000.00",),
        ("例20-1", "丁丑"): ("200000.00",),
        ("例20-2", "丁丑"): ("0.00", "REPEATED"),
        ("例21", "丁丑"): ("0.00", "APPRAISAL"),
        ("例22", "丁丑"): ("45000.00",),
        ("例23", "丁丑"): ("12000.00",),
        ("例24", "丁丑"): ("1500000.00",),
        ("例25", "乙亥"): ("0.00", "UNREGISTERED"),
        ("例26", "乙亥"): ("0.00", "UNPAID"),
        ("例27", "乙亥"): ("0.00", "FUNDED"),
        ("例28", "乙亥"): ("200000.00",),
        ("例29", "丙子"): ("200000.00",),
        ("例30", "丙子"): ("200000.00",),
        ("例31", "甲戌"): ("200000.00",),
        ("例31", "乙亥"): ("200000.00",),
    }


def test_centres_not_yet_accepted_claim_nothing_and_accepted_ones_do() -> None:
    amounts = settled().by_applicant()

    assert {name[2:4]: bool(amounts[name]) for name in task_books()} == {
        "己卯": False,
        "庚辰": False,
        "癸未": False,
        "丙戌": True,
        "丁亥": True,
    }


# Other measures and calls -------------------------------------------------------------------------------------


def test_the_districts_own_measure_shares_a_smaller_pot_to_the_last_yuan() -> None:
    district = measures.derived(path=ROUND / "district_demo.toml", registry=law.REGISTRY)
    count = counted(district)
    shared = district.allocate(count.claims())

    assert shared.cap == Money(200_000_000)
    assert money(shared) == ("303275850.42", "3032758.50", "2000000.00", "0.00")
    assert next(choice for choice in shared.readings if choice.reading.id == "A9").is_confirmed


def test_the_2023_call_says_what_it_does_not_know_and_invents_nothing() -> None:
    real = call("overlay_2023.toml")

    assert (real.dated, real.opens_on, real.closes_on) == (None, None, None)
    assert real.performance == calendar_year(2022)
    assert real.kinds == {law.Kind.INSURANCE, law.Kind.EQUITY}
    assert [str(item.cites) for item in real.items] == [
        "2023年度申报通知第一条第1项",
        *["2023年度申报通知第一条第7项"] * 3,
    ]
    assert len(real.gaps) == 6


# Applicants' facts --------------------------------------------------------------------------------------------


def check(name: str, benefit: law.Benefit, round_: law.Round | None = None) -> Outcome:
    application = applicants.application(
        table=documents.json_table(path=ROUND / "facts" / f"{name}.json"), measure=CITY
    )
    occasion = application.occasion(on=APPLIED_ON, measure=CITY, benefit=benefit, round_=round_)
    return CITY.eligibility(benefit, application.facts, occasion, round_).outcome


@pytest.mark.parametrize(
    ("name", "municipal", "industry", "subsidy", "subsidy_in_the_round"),
    [
        ("clearly_eligible", Outcome.MET, Outcome.MET, Outcome.MET, Outcome.MET),
        ("one_person_short", Outcome.NOT_MET, Outcome.NOT_MET, Outcome.NOT_MET, Outcome.NOT_MET),
        ("penalty_within_two_years", Outcome.MET, Outcome.MET, Outcome.MET, Outcome.NOT_MET),
        ("in_construction", Outcome.MET, Outcome.MET, Outcome.NOT_MET, Outcome.NOT_MET),
        ("nothing_handed_in", *[Outcome.NO_EVIDENCE] * 4),
        ("co_built_centre", Outcome.NOT_MET, Outcome.NOT_MET, Outcome.MET, Outcome.MET),
    ],
)
def test_six_applicants_are_heard_on_all_three_benefits(
    name: str, municipal: Outcome, industry: Outcome, subsidy: Outcome, subsidy_in_the_round: Outcome
) -> None:
    heard = tuple(check(name, benefit) for benefit in law.Benefit)

    assert heard == (municipal, industry, subsidy)
    assert check(name, law.Benefit.PERFORMANCE_SUBSIDY, call()) is subsidy_in_the_round


def test_opinions_are_signed_on_every_question_the_measure_leaves_to_people() -> None:
    signed = {
        (opinion["article"], opinion["item"])
        for opinion in json.loads((ROUND / "facts" / "clearly_eligible.json").read_text(encoding="utf-8"))[
            "judgements"
        ]
    }
    asked = {
        (question.cites.article, question.cites.item)
        for benefit in law.Benefit
        for question in CITY.questions(benefit)
    }

    assert signed == asked


# Faults -------------------------------------------------------------------------------------------------------


def test_every_line_of_the_faulty_ledger_has_its_own_fault() -> None:
    with pytest.raises(Faulty) as refused:
        read_deals("deals_with_faults.csv")

    rows = [
        int(found[1]) for fault in refused.value.faults if (found := re.match(r"第 (\d+) 行", fault.place))
    ]
    messages = {re.sub(r"「[^」]*」|\d+", "", fault.message) for fault in refused.value.faults}

    assert rows == [row for row in range(2, 33) if row != 28]
    assert len(messages) >= 24
