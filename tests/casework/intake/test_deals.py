"""A ledger of operations: its columns, its rows joined to deals, and every contradiction in it."""

from datetime import date
from fractions import Fraction

import pytest

from tests.casework.intake.handed_in import PLAIN_DEAL, csv_of, ledger, ledger_faults, ledger_of, xlsx_of
from zhiyun import law
from zhiyun.kernel.money import Money, Rate, percent
from zhiyun.kernel.refusal import Faulty

CODES = ("11500000MB185477XR", "11500000MB1679342T")


def deal(**changes: str) -> law.Deal:
    """Read the one deal of a ledger of one row."""
    [only] = ledger(ledger_of(changes)).deals
    return only


def test_every_column_of_the_contract_reaches_the_law() -> None:
    header = (
        "deal,applicant,kind,right,from_party,to_party,related,contract_on,contract_amount,registered_on,"
        "registration_no,money_on,money_amount,currency,rate,share,also_funded_by,judged_amount,judged_by,"
        "judged_on,judged_reason"
    )
    row = (
        "D1,演示甲公司,transfer,ZL201810123456.7;注123,11500000mb185477xr,演示乙公司,否,2025-05-01,"
        "20.00,2025-05-10,y 2025-1,2025-06-01,10.00,usd,7.1234,60,区县,30.00,张某,2026-01-05,按合同，有成效"
    )

    [read] = ledger(f"{header}\n{row}".encode()).deals

    assert read == law.Deal(
        deal="D1",
        applicant="演示甲公司",
        kind=law.Kind.TRANSFER,
        payments=(law.Payment(date(2025, 6, 1), 1000, "USD", Rate(Fraction(71234, 10000))),),
        rights=("201810123456.7", "注123"),
        from_party="11500000MB185477XR",
        to_party="演示乙公司",
        related=False,
        contract_on=date(2025, 5, 1),
        contract_fen=2000,
        registered_on=date(2025, 5, 10),
        registration_no="Y2025-1",
        share=percent(60),
        also_funded_by=law.Level.DISTRICT,
        appraisal=law.Appraisal(Money(3000), "张某", date(2026, 1, 5), "按合同，有成效"),
    )


def test_what_is_left_blank_is_nothing_that_counts() -> None:
    assert deal(到账日期="", 到账金额="") == law.Deal(
        "D1", "演示甲公司", law.Kind.PLEDGE, (law.Payment(None, None),)
    )


def test_english_and_chinese_headers_give_the_same_deals() -> None:
    english = ("deal", "applicant", "kind", "money_on", "money_amount")
    row = tuple(PLAIN_DEAL.values())

    assert ledger(csv_of(english, row)).deals == ledger(csv_of(tuple(PLAIN_DEAL), row)).deals


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("pledge", "质押融资"),
        ("transfer", "转让"),
        ("licence", "许可"),
        ("trade", "其他交易"),
        ("brand", "商标品牌培育推广"),
        ("securitisation", "证券化"),
        ("investment", "投融资"),
        ("equity", "作价入股"),
        ("insurance", "保险"),
    ],
)
def test_kinds_go_by_code_and_by_words(kind: str, words: str) -> None:
    assert [deal(业务类型=text).kind for text in (kind, kind.upper(), words, f" {words} ")] == [
        law.Kind(kind)
    ] * 4


def test_an_unknown_kind_is_told_the_known_ones() -> None:
    [fault] = ledger_faults(ledger_of({"业务类型": "许可转让"}))

    assert fault.startswith(
        "第 2 行「业务类型」：「许可转让」不是业务类型；可用的有：质押融资（pledge）、转让（transfer）"
    )
    assert fault.endswith("保险（insurance）")


@pytest.mark.parametrize(
    ("written", "related"),
    [
        ("是", True),
        ("否", False),
        ("", None),
        ("不详", None),
        ("Yes", True),
        ("NO", False),
        ("非关联", False),
    ],
)
def test_whether_parties_are_related_may_stay_unknown(written: str, related: bool | None) -> None:
    assert deal(是否关联=written).related is related


@pytest.mark.parametrize(
    ("written", "share"),
    [
        ("", None),
        ("60", Rate(Fraction(60, 100))),
        ("60%", Rate(Fraction(60, 100))),
        ("６０％", Rate(Fraction(60, 100))),
        ("33.33", Rate(Fraction(3333, 10000))),
        ("0.6%", Rate(Fraction(6, 1000))),
        ("1%", Rate(Fraction(1, 100))),
        ("0", Rate(Fraction(0))),
        ("100", Rate(Fraction(1))),
    ],
)
def test_a_share_is_percent(written: str, share: Rate | None) -> None:
    assert deal(份额=written).share == share


@pytest.mark.parametrize("written", ["100.01", "110%", "-1", "0.6", "1", "一半", "60/100", "6e1"])
def test_a_share_that_is_none_or_may_be_meant_otherwise_is_refused(written: str) -> None:
    [fault] = ledger_faults(ledger_of({"份额": written}))

    assert fault.startswith(f"第 2 行「份额」：「{written}」")


def test_a_share_shown_as_percent_in_a_workbook_is_that_percent() -> None:
    import io

    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([*PLAIN_DEAL, "份额"])
    sheet.append([*PLAIN_DEAL.values(), 0.6])
    sheet["F2"].number_format = "0%"
    target = io.BytesIO()
    book.save(target)

    [read] = ledger(target.getvalue()).deals

    assert read.share == percent(60)


@pytest.mark.parametrize(
    "written", ["2025-06-01", "2025/6/1", "2025.6.1", "2025年6月1日", "20250601", "２０２５-6-1"]
)
def test_a_day_may_be_written_in_every_common_way(written: str) -> None:
    assert deal(到账日期=written).payments[0].on == date(2025, 6, 1)


@pytest.mark.parametrize("day", [date(1985, 1, 1), date(2999, 12, 31)])
def test_the_first_and_the_last_day_a_ledger_may_speak_of_are_read(day: date) -> None:
    assert deal(到账日期=day.isoformat()).payments[0].on == day


def test_a_day_of_a_workbook_is_that_day() -> None:
    [read] = ledger(xlsx_of(tuple(PLAIN_DEAL), ("D1", "甲", "保险", date(2025, 6, 1), 100))).deals

    assert read.payments == (law.Payment(date(2025, 6, 1), 10_000),)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2025-02-30", "「2025-02-30」这一天不存在，请核对"),
        ("20251301", "「20251301」这一天不存在，请核对"),
        ("25-06-01", "「25-06-01」不是日期，请写成 2025-06-01 的样式"),
        ("2025-06", "「2025-06」不是日期，请写成 2025-06-01 的样式"),
        ("06/01/2025", "「06/01/2025」不是日期，请写成 2025-06-01 的样式"),
        ("2025-6/1", "「2025-6/1」不是日期，请写成 2025-06-01 的样式"),
        ("45809", "「45809」不是日期，像是表格软件的日期序号，请把该列设为日期格式"),
        ("0225-06-01", "「0225-06-01」的年份不在 1985 至 2999 之间，请核对"),
        ("3000-01-01", "「3000-01-01」的年份不在 1985 至 2999 之间，请核对"),
        ("1984-12-31", "「1984-12-31」的年份不在 1985 至 2999 之间，请核对"),
    ],
)
def test_what_is_no_day_is_a_fault_of_its_cell(written: str, said: str) -> None:
    assert ledger_faults(ledger_of({"到账日期": written})) == [f"第 2 行「到账日期」：{said}"]


@pytest.mark.parametrize(
    ("written", "currency"),
    [
        ("", "CNY"),
        ("人民币", "CNY"),
        ("RMB", "CNY"),
        ("usd", "USD"),
        ("美元", "USD"),
        ("港币", "HKD"),
        ("ＥＵＲ", "EUR"),
    ],
)
def test_currencies_go_by_code_and_by_name(written: str, currency: str) -> None:
    assert deal(币种=written).payments[0].currency == currency


@pytest.mark.parametrize(
    ("written", "said"), [("718.42", "大得不合常理"), ("0", "不是汇率"), ("7%", "不是汇率")]
)
def test_a_rate_that_cannot_be_is_refused(written: str, said: str) -> None:
    [fault] = ledger_faults(ledger_of({"币种": "USD", "汇率": written}))

    assert fault.startswith(f"第 2 行「汇率」：「{written}」{said}")


def test_a_rate_beside_renminbi_is_a_contradiction_unless_it_is_one() -> None:
    assert deal(汇率="1.0000").payments[0].rate == Rate(Fraction(1))
    assert ledger_faults(ledger_of({"汇率": "7.1"})) == [
        "第 2 行「汇率」：人民币业务不用汇率；如果是外币，请填写币种"
    ]


def test_foreign_money_written_in_renminbi_is_a_contradiction() -> None:
    said = "不知是哪种钱；请只写外币的数字（列名不带万元）"

    assert ledger_faults(ledger_of({"币种": "USD", "到账金额": "5万元"})) == [
        f"第 2 行「到账金额」：币种是 USD，金额里写了人民币单位，{said}"
    ]
    renamed = ledger_of({"币种": "USD"}).replace("到账金额".encode(), "到账金额（万元）".encode())
    assert ledger_faults(renamed) == [f"第 2 行「到账金额（万元）」：币种是 USD，列名的单位是万元，{said}"]


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("", None),
        ("无", None),
        ("市级", law.Level.CITY),
        ("区级", law.Level.DISTRICT),
        ("国家级", law.Level.CENTRAL),
        ("中央、市级", law.Level.CITY),
        ("中央;区县", law.Level.DISTRICT),
    ],
)
def test_of_several_public_moneys_the_gravest_is_told(written: str, level: law.Level | None) -> None:
    assert deal(已获其他财政支持=written).also_funded_by is level


@pytest.mark.parametrize(
    ("written", "rights"),
    [
        ("", ()),
        ("ZL201810123456.7", ("201810123456.7",)),
        ("zl 2018 1 0123456.7", ("201810123456.7",)),
        ("2018101234567", ("201810123456.7",)),
        ("CN201810123456.7；ZL201810123456.7", ("201810123456.7",)),
        ("CN108765432A", ("CN108765432A",)),
        ("第 12345678 号", ("第12345678号",)),
        ("A、B，C;D", ("A", "B", "C", "D")),
        ("A;2018101234567", ("A", "201810123456.7")),
        ("附ZL201810123456.7", ("附ZL201810123456.7",)),
        ("ZL2018101234567890", ("ZL2018101234567890",)),
    ],
)
def test_one_right_is_one_however_it_is_written(written: str, rights: tuple[str, ...]) -> None:
    assert deal(知识产权号=written).rights == rights


def test_rights_on_lines_of_their_own_in_one_cell_are_several() -> None:
    content = ledger_of({"知识产权号": "@"}).replace(b"@", b'"ZL201810123456.7\nZL201910123456.7"')

    [read] = ledger(content).deals

    assert read.rights == ("201810123456.7", "201910123456.7")


def test_rights_run_together_are_refused() -> None:
    assert ledger_faults(ledger_of({"知识产权号": "ZL201810123456.7 ZL201910123456.7"})) == [
        "第 2 行「知识产权号」：像是几个号连在了一起，多个知识产权号请用分号隔开"
    ]


def test_a_number_that_lost_its_last_digits_in_a_workbook_is_refused() -> None:
    header, row = (*PLAIN_DEAL, "登记号"), (*PLAIN_DEAL.values(), 2025000000000001)

    [fault] = ledger_faults(xlsx_of(header, row))

    assert fault.startswith("第 2 行「登记号」：是超过15位的数字，表格软件已经把末尾几位改成了0")


def test_a_firm_keeps_the_spelling_it_was_first_met_in() -> None:
    rows = [
        {"申报单位": "演示（集团）公司", "转出方": "11500000mb185477xr"},
        {"编号": "D2", "申报单位": "演示(集团) 公司", "转入方": "演示(集团)公司", "转出方": CODES[0]},
    ]

    read = ledger(ledger_of(*rows)).deals

    assert [(each.applicant, each.from_party, each.to_party) for each in read] == [
        ("演示（集团）公司", CODES[0], ""),
        ("演示（集团）公司", CODES[0], "演示（集团）公司"),
    ]


def test_a_code_that_is_a_persons_number_is_refused_as_such() -> None:
    [fault] = ledger_faults(ledger_of({"转出方": "11010519491231002X"}))

    assert fault == "第 2 行「转出方」：像是身份证号码，不要写在台账里，请改填姓名"


def test_rows_of_one_number_are_one_deal_with_several_payments() -> None:
    rows = [
        {"到账金额": "1.00", "知识产权号": "A"},
        {"编号": "D2", "到账金额": "5.00"},
        {"到账金额": "2.00", "到账日期": "2026-02-01"},
    ]

    first, second = ledger(ledger_of(*rows)).deals

    assert (first.deal, first.rights, [payment.amount_fen for payment in first.payments]) == (
        "D1",
        ("A",),
        [100, 200],
    )
    assert (second.deal, [payment.amount_fen for payment in second.payments]) == ("D2", [500])


def test_one_number_of_two_applicants_is_two_deals() -> None:
    rows = [{}, {"申报单位": "演示乙公司"}, {}, {"申报单位": "演示乙公司"}]

    read = ledger(ledger_of(*rows)).deals

    assert [(each.applicant, len(each.payments)) for each in read] == [("演示甲公司", 2), ("演示乙公司", 2)]


def test_what_a_deal_is_may_be_told_in_any_of_its_rows() -> None:
    rows = [{"份额": "", "登记号": ""}, {"份额": "60", "登记号": ""}, {"份额": "", "登记号": "Y1"}]

    [read] = ledger(ledger_of(*rows)).deals

    assert (read.share, read.registration_no, len(read.payments)) == (percent(60), "Y1", 3)


def test_every_disagreement_between_rows_of_one_deal_is_told() -> None:
    columns = ("知识产权号", "是否关联", "合同金额", "登记日期", "份额", "已获其他财政支持")
    first = dict(zip(columns, ("A;B", "否", "1.00", "2025-01-01", "60", "市级"), strict=True))
    second = dict(zip(columns, ("A", "是", "2.00", "2025-01-02", "40", "区县"), strict=True))

    faults = ledger_faults(ledger_of(first, second | {"业务类型": "转让"}))

    mend = "；同一笔业务各行应相同，后面的行可以留空"
    told = "与同一编号的前面各行（首见第 2 行）不一致：前面是"
    assert faults == [
        f"第 3 行「业务类型」：{told}「质押融资」，这里是「转让」{mend}",
        f"第 3 行「知识产权号」：{told}「A;B」，这里是「A」{mend}",
        f"第 3 行「是否关联」：{told}「否」，这里是「是」{mend}",
        f"第 3 行「合同金额」：{told}「1.00元」，这里是「2.00元」{mend}",
        f"第 3 行「登记日期」：{told}「2025-01-01」，这里是「2025-01-02」{mend}",
        f"第 3 行「份额」：{told}「60%」，这里是「40%」{mend}",
        f"第 3 行「已获其他财政支持」：{told}「市级」，这里是「区县」{mend}",
    ]


def test_an_appraisal_is_told_completely_or_not_at_all() -> None:
    part = {"核定金额": "5.00", "核定人": "张某", "核定日期": "", "核定理由": ""}

    assert ledger_faults(ledger_of(part)) == [
        "第 2 行：核定内容不全，缺核定日期、核定理由；核定的金额、人、日期、理由要么都填，要么都不填"
    ]


def test_missing_columns_are_named() -> None:
    [fault] = ledger_faults(csv_of(("编号", "申报单位"), ("D1", "甲")))

    assert fault == (
        "台账：缺少「业务类型」（kind）、「到账日期」（money_on）、「到账金额」（money_amount）列；现有的列：编号、申报单位"
    )


def test_a_column_nearly_named_like_one_of_ours_is_pointed_out() -> None:
    sheet = ledger(ledger_of({"知识产权号码": "A", "电话": ""}))

    assert sheet.remarks == (
        "没有用到的列：知识产权号码、电话",
        "「知识产权号码」没有用到；如果就是「知识产权号」，请改成这个列名",
    )


def test_a_hidden_column_we_would_read_is_refused() -> None:
    import io

    import openpyxl

    book = openpyxl.Workbook()
    book.active.append([*PLAIN_DEAL, "份额", "备注"])
    book.active.append([*PLAIN_DEAL.values(), 60, ""])
    for letter in "FG":
        book.active.column_dimensions[letter].hidden = True
    target = io.BytesIO()
    book.save(target)

    assert ledger_faults(target.getvalue()) == ["台账「Sheet」：「份额」列被隐藏了，请取消隐藏，核对后再试"]


def test_a_deal_of_ten_thousand_payments_is_joined() -> None:
    content = ledger_of(*({"知识产权号": "A"} for _ in range(20_000)))

    [read] = ledger(content).deals

    assert len(read.payments) == 20_000


def test_a_hundred_thousand_bad_rows_are_told() -> None:
    bad = {"业务类型": "运营", "到账日期": "去年", "到账金额": "一百", "转出方": "\x07", "份额": "110"}
    content = ledger_of(*(bad | {"编号": f"D{row}"} for row in range(100_000)))

    with pytest.raises(Faulty) as refusal:
        ledger(content)

    assert (len(refusal.value.faults), refusal.value.count) == (200, 500_000)
    assert refusal.value.faults[-1].place == "第 41 行「份额」"
