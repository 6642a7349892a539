"""Numbers of patent documents: every era of China's, the usual offices', and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiyun.ip import numbers
from zhiyun.ip.numbers.check_digit import check_digit
from zhiyun.ip.patent import Right
from zhiyun.kernel.refusal import Refusal

PUBLICATIONS = {
    "cn 109996757 a": "CN109996757A",
    "ＣＮ１０９９９６７５７Ａ": "CN109996757A",
    "209078969U": "CN209078969U",
    "CN305246987S": "CN305246987S",
    "CN100998275C": "CN100998275C",
    "CN 85 1 00001 A": "CN85100001A",
    "GK85100001": "CN85100001A",
    "SD85100001": "CN85100001B",
    "GG85200001": "CN85200001U",
    "CN 1030001A": "CN1030001A",
    "CN2131635Y": "CN2131635Y",
    "CN3012543D": "CN3012543D",
    "CN101234567B9": "CN101234567B9",
    "US 10,123,456 B2": "US10123456B2",
    "US2016/0123456 A1": "US20160123456A1",
    "US2016123456A1": "US20160123456A1",
    "US5,123,456": "US5123456A",
    "USD812345S1": "USD812345S1",
    "EP 123456 B1": "EP0123456B1",
    "WO 99/12345 A1": "WO1999012345A1",
    "WO0112345A1": "WO2001012345A1",
    "WO2016/123456A1": "WO2016123456A1",
    "JP2016-12345A": "JP2016012345A",
    "特開平5-12345": "JPH0512345A",
    "特開2016-123456号公報": "JP2016123456A",
    "JPH05012345A": "JPH0512345A",
    "特許第6123456号": "JP6123456B2",
    "KR10-2016-0123456A": "KR20160123456A",
    "KR101234567B1": "KR101234567B1",
    "DE 10 2016 123 456 A1": "DE102016123456A1",
    "TWI123456B": "TWI123456B",
    "SG11202005456XA": "SG11202005456XA",
    "IN2014DN06871A": "IN2014DN06871A",
}
APPLICATIONS = {
    "201680087887X": "CN201680087887.X",
    "ZL 2016 8 0087887.X": "CN201680087887.X",
    "ＺＬ２０１６８００８７８８７．ｘ": "CN201680087887.X",
    "CN201710601862": "CN201710601862.3",
    "专利号：ZL201710601862.3": "CN201710601862.3",
    "95115608.X": "CN95115608.X",
    "95115608": "CN95115608.X",
    "85 1 00001": "CN85100001.0",
    "98812345": "CN98812345.2",
    "03112345.7": "CN03112345.7",
    "PCT/CN2016/080878": "PCT/CN2016/080878",
    "pct/cn99/123": "PCT/CN1999/000123",
    "US15/360,203": "US15360203",
    "EP16812345.6": "EP16812345",
    "特願2016-123456": "JP2016123456",
}


@pytest.mark.parametrize(("written", "spelt"), PUBLICATIONS.items())
def test_a_publication_number_is_spelt_one_way(written: str, spelt: str) -> None:
    assert numbers.publication(written) == spelt


@pytest.mark.parametrize(("written", "spelt"), APPLICATIONS.items())
def test_an_application_number_is_spelt_one_way_and_carries_its_check_digit(written: str, spelt: str) -> None:
    assert numbers.application(written) == spelt


@pytest.mark.parametrize(
    ("written", "reason", "says"),
    [
        ("CN109996757", numbers.KindMissing, "末尾加上A、B、C之一"),
        ("US10123456", numbers.KindMissing, "A1、B2"),
        ("CN109996757U", numbers.NotANumber, "第1位是1（发明），末尾的字母应为A、B、C之一，不是U"),
        ("CN85200001A", numbers.NotANumber, "第3位是2（实用新型），末尾的字母应为U、Y之一"),
        ("CN4030001A", numbers.NotANumber, "第1位是4，应为1（发明）、2（实用新型）或3（外观设计）"),
        ("CN89100001A", numbers.NotANumber, "前两位应为85至88"),
        ("CN10999675A", numbers.NotANumber, "有8位数字"),
        ("CN1099967571A", numbers.NotANumber, "有10位数字"),
        ("GK85200001", numbers.NotANumber, "第3位数字应为1"),
        ("ZL201680087887.X", numbers.PatentNumberGiven, "是专利号"),
        ("201680087887", numbers.PatentNumberGiven, "是申请号"),
        ("109996757.0", numbers.DamagedBySpreadsheet, "请写作“109996757”"),
        ("1.09997E+08", numbers.DamagedBySpreadsheet, "无法还原"),
        ("XX12345A", numbers.NotANumber, "“XX”不是任何专利局"),
        ("US-B-123", numbers.KindMissing, "A1、B2"),
        ("US12345-67-Z-8-Q", numbers.NotANumber, "不是公开（公告）号"),
        ("公开号", numbers.NotANumber, "不是公开（公告）号"),
        (" \u200b", numbers.NotANumber, "没有填写"),
        ("1" * 41, numbers.NotANumber, "太长"),
    ],
)
def test_what_is_no_publication_number_is_refused_with_what_is_wrong(
    written: str, reason: type[Refusal], says: str
) -> None:
    with pytest.raises(reason, match=says) as refused:
        numbers.publication(written)

    assert type(refused.value) is reason


@pytest.mark.parametrize(
    ("written", "reason", "says"),
    [
        ("ZL201810123456.7", numbers.CheckDigitWrong, "第13位（校验位）是7，按前12位应为5"),
        ("95115608.1", numbers.CheckDigitWrong, "第9位（校验位）是1，按前8位应为X"),
        ("201740601862", numbers.NotANumber, "第5位是“4”"),
        ("00412345", numbers.NotANumber, "第3位是“4”"),
        ("97812345", numbers.NotANumber, "应为1、2、3之一"),
        ("199910123456", numbers.NotANumber, "“1999”不可能"),
        ("84100001", numbers.NotANumber, "“84”不可能"),
        ("2016800878", numbers.NotANumber, "有10位"),
        ("2.01811E+11", numbers.DamagedBySpreadsheet, "无法还原"),
        ("201810123456.0", numbers.DamagedBySpreadsheet, "请写作“201810123456.5”"),
        ("2017106018623.0", numbers.DamagedBySpreadsheet, "请写作“2017106018623”"),
        ("3112345.7", numbers.DamagedBySpreadsheet, "请写作“03112345.7”"),
        ("20168008788XX", numbers.NotANumber, "不是申请号"),
        ("EP-", numbers.NotANumber, "不是申请号"),
    ],
)
def test_what_is_no_application_number_is_refused_with_the_digit_that_is_wrong(
    written: str, reason: type[Refusal], says: str
) -> None:
    with pytest.raises(reason) as refused:
        numbers.application(written)

    assert type(refused.value) is reason
    assert says in str(refused.value)


NEW = st.builds(
    "{}{}{:07d}".format, st.integers(2003, 2099), st.sampled_from("12389"), st.integers(0, 9_999_999)
)
OLD = st.builds(
    "{:02d}{}{:05d}".format,
    st.integers(85, 99) | st.integers(0, 3),
    st.sampled_from("123"),
    st.integers(0, 99_999),
)


@given(NEW | OLD)
def test_spelling_an_application_number_again_changes_nothing(digits: str) -> None:
    spelt = numbers.application(digits)

    assert numbers.application(spelt) == spelt
    assert numbers.application(spelt.removeprefix("CN").replace(".", "").lower()) == spelt


@given(NEW | OLD, st.data())
def test_one_digit_miscopied_is_always_found(digits: str, data: st.DataObject) -> None:
    # The weights are prime to 11, so no single digit can change unseen.
    place = data.draw(st.integers(0, len(digits) - 1))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != digits[place]]))
    miscopied = digits[:place] + other + digits[place + 1 :]

    with pytest.raises(numbers.NotANumber):
        numbers.application(f"{miscopied}.{check_digit(digits)}")


@given(
    st.sampled_from(["1A", "1B", "1C", "2U", "2Y", "3S", "3D"]),
    st.sampled_from([6, 8]),
    st.integers(0, 99_999_999),
    st.sampled_from(["CN{}", "cn {}", "ＣＮ－{}", "{}", " CN{} "]),
)
def test_a_chinese_publication_number_is_read_however_it_is_written(
    kind: str, width: int, serial: int, written: str
) -> None:
    whole = f"{kind[0]}{serial % 10**width:0{width}d}{kind[1]}"

    spelt = numbers.publication(written.format(whole))

    assert spelt == f"CN{whole}" == numbers.publication(spelt)


@given(st.text(max_size=45))
def test_whatever_is_written_is_a_number_or_refused(text: str) -> None:
    for read in (numbers.publication, numbers.application):
        try:
            spelt = read(text)
        except Refusal:
            continue

        assert read(spelt) == spelt


def test_the_kind_tells_the_right() -> None:
    told = {
        one: numbers.right_of(named.office, named.kind)
        for one in ("CN1A", "CN109996757B", "CN209078969U", "CN305246987S", "CN3012543D", "CN2131635Y")
        if (named := numbers.named(one.replace("CN1A", "CN1030001A")))
    }

    assert told == {
        "CN1A": Right.INVENTION,
        "CN109996757B": Right.INVENTION,
        "CN209078969U": Right.UTILITY_MODEL,
        "CN305246987S": Right.DESIGN,
        "CN3012543D": Right.DESIGN,
        "CN2131635Y": Right.UTILITY_MODEL,
    }
    assert numbers.right_of("US", "S1") is Right.DESIGN
    assert numbers.right_of("GB", "D0") is Right.INVENTION
    assert numbers.right_of("DE", "U1") is Right.UTILITY_MODEL
