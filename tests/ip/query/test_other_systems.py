"""What people type who come from other systems: taken where it can mean one thing, else answered with our way of it."""

from __future__ import annotations

import pytest

from zhiyun.ip.query import Misread, Plain, read, spelled


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("TIABC=(锂电池 AND 隔膜)", '"锂电池" AND "隔膜"'),
        ("TA_ALL:(锂电池)", "TA=锂电池"),
        ("TAC_ALL:(锂电池)", '"锂电池"'),
        ("ＴＩ＝（锂电池　ＡＮＤ　隔膜）", "TI=锂电池 AND TI=隔膜"),
        ("标题＝“锂离子电池”", "TI=锂离子电池"),
        ("AU=演示", "IN=演示"),
        ("authority:(CN)", "CY=CN"),
        ("国家/地区=CN", "CY=CN"),
        ("PT=2", "TYPE=UTILITY"),
        ("AN=2019%", "AN=2019*"),
        ("PN=CN1099+", "PN=CN1099*"),
        ("ZL201680087887.X", "PN=201680087887X OR AN=201680087887X"),
        ("IPC=H01M10/05-10/0587", "IPC=H01M10/05:H01M10/0587"),
        ("IPC=H01M10/05:10/0587", "IPC=H01M10/05:H01M10/0587"),
        ("IC=H01M10/05-H01M10/0587", "IPC=H01M10/05:H01M10/0587"),
        ("IPC=H01M10/052+", "IPC=H01M10/052"),
        ("申请日>20200101", "AD=2020-01-02:"),
        ("申请年=2015:2020", "AD=2015-01-01:2020-12-31"),
        ("AD=20150101-20201231", "AD=2015-01-01:2020-12-31"),
        ("AD=2015.01.01-2020.12.31", "AD=2015-01-01:2020-12-31"),
        ("AD=201501-202012", "AD=2015-01-01:2020-12-31"),
        ("AD=2019-03", "AD=2019-03-01:2019-03-31"),
        ("申请日:[20150101 TO 20201231]", "AD=2015-01-01:2020-12-31"),
        ("锂电池 near/5 隔膜", "(锂电池 NEAR/5 隔膜)"),
        ("锂电池 NEAR5 隔膜", "(锂电池 NEAR/5 隔膜)"),
        ("锂电池 $W5 隔膜", "(锂电池 NEAR/5 隔膜)"),
        ("锂电池 $PRE5 隔膜", "(锂电池 W/5 隔膜)"),
        ("锂电池 and 隔膜", '"锂电池" AND "隔膜"'),
        ("锂电池 and not 隔膜", '"锂电池" AND NOT "隔膜"'),
    ],
)
def test_what_can_mean_one_thing_is_taken(typed: str, taken: str) -> None:
    query = read(typed)

    assert spelled(query, in_codes=True) == taken
    assert read(taken) == query


@pytest.mark.parametrize(
    ("typed", "at", "until", "said"),
    [
        ("申请人/重庆大学", 0, 8, "请写 申请人=重庆大学"),
        ("IC/H01M10/0525", 0, 14, "请写 国际分类=H01M10/0525"),
        ("锂电池/TI", 0, 6, "请写 标题=锂电池"),
        ("隔膜 AND PA/重庆大学", 7, 14, "请写 申请人=重庆大学"),
        ("申请人=重庆大学；重庆邮电大学", 4, 15, "申请人=(重庆大学 OR 重庆邮电大学)"),
        ("PA=重庆大学、重庆邮电大学", 3, 14, "申请人=(重庆大学 OR 重庆邮电大学)"),
        ("TI=锂电池;钠电池", 3, 10, "标题=(锂电池 OR 钠电池)"),
        ("2015:2020", 0, 9, "请写 申请日=2015:2020"),
        ("锂电池 AND 2015:2020", 8, 17, "请写 申请日=2015:2020"),
        ("锂电池 -隔膜", 4, 7, "请写 NOT 隔膜"),
        ("(锂电池+钠电池)*隔膜", 9, 12, "请写 AND 或者 OR"),
        ("锂?池", 0, 3, "只能在词尾用 *"),
        ("锂电池 $WS 隔膜", 4, 7, "请写明相隔几个词"),
        ("主分类号=H01M", 0, 5, "请写 国际分类=H01M"),
        ("IPC-MAIN=H01M", 0, 9, "请写 国际分类=H01M"),
        ("TACD_ALL:(电池)", 0, 9, "请写 全文=电池"),
        ("AGC=某某", 0, 4, "没有代理机构"),
        ("被引次数>10", 0, 5, "不按数量查"),
        ("优先权号=US123", 0, 5, "请写 优先权日=2019"),
        ("FI=H01M", 0, 3, "没有这一种分类"),
        ("XY_ALL:(电池)", 0, 7, "没有「XY_ALL」这个字段"),
        ("AN:(重庆大学)", 4, 8, "请写 申请人=重庆大学"),
        ("（锂电池 AND 隔膜", 0, 1, "没有配对的右括号"),
        ("锂电池 AND 隔膜 OR", 13, 13, "没有写完"),
    ],
)
def test_what_cannot_is_answered_at_its_place_with_our_way_of_it(
    typed: str, at: int, until: int, said: str
) -> None:
    with pytest.raises(Misread) as misread:
        read(typed)

    [spot] = misread.value.spots
    [fault] = misread.value.faults
    assert (spot.at, spot.until) == (at, until)
    assert said in str(fault.message)


@pytest.mark.parametrize(
    "typed",
    [
        "尼龙/PA 复合材料", "PA/PE 复合膜", "AD/DA 转换", "IN/OUT 接口", "标准 5N 高纯镓", "2015-2020年的电池", "search and rescue 方法",
        "温度>100", "TI/AL 合金", "锂电池、隔膜", "比例：1", "什么是锂电池?", "-20℃ 电解液", "a method and a device, not only for cells",
    ],
)  # fmt: skip
def test_words_that_only_look_like_it_stay_words(typed: str) -> None:
    assert isinstance(read(typed), Plain)


def test_what_is_quoted_is_looked_for_as_it_stands() -> None:
    assert spelled(read('PA="重庆大学、重庆邮电大学" AND "锂电池/TI"'), in_codes=True) == (
        'PA="重庆大学、重庆邮电大学" AND "锂电池/TI"'
    )


@pytest.mark.parametrize(
    "typed", ["TI=b " + "a" * 90_000 + "=1", "TI=" + "锂;" * 20_000, "IPC=" + "H01M10/05-" * 5_000, "PA=" + "锂、" * 20_000, "AD=" + "1-" * 9_000, "TI=" + "锂?" * 9_000]
)  # fmt: skip
def test_a_fault_says_of_a_long_value_only_its_beginning(typed: str) -> None:
    with pytest.raises(Misread) as misread:
        read(typed)

    assert len(str(misread.value)) < 400
