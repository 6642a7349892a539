"""Names lead nowhere, credit codes are checked twice."""

from __future__ import annotations

import pytest

from tests.casework import city
from zhiyun.casework.plain_names import (
    body_name_faults,
    credit_code_faults,
    masked,
    person_name_faults,
)


def test_an_invented_code_has_both_checks_right() -> None:
    assert credit_code_faults(code=city.credit_code(7)) == []


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda code: code[:-1], "应当是18位"),
        (lambda code: code + "0", "应当是18位"),
        (lambda code: code[:-1] + ("1" if code[-1] != "1" else "2"), "校验位不对"),
        (lambda code: code.replace("9", "I", 1), "校验位不对"),
    ],
)
def test_a_wrong_code_is_told_where(spoil: object, told: str) -> None:
    [fault] = credit_code_faults(code=spoil(city.credit_code(7)))

    assert told in fault.message


def test_a_code_whose_inside_is_wrong_is_refused_though_its_last_character_is_right() -> None:
    from stdnum.cn import uscc

    right = city.credit_code(7)
    inner = right[:16] + ("1" if right[16] != "1" else "2")
    code = inner + uscc.calc_check_digit(inner)

    [fault] = credit_code_faults(code=code)

    assert uscc.is_valid(code)
    assert "第9至17位" in fault.message


@pytest.mark.parametrize("name", ["张三", "买买提·吐尔逊", "Anne-Marie O'Neil", "演示 人员"])
def test_a_name_is_a_name(name: str) -> None:
    assert person_name_faults(name=name) == []


@pytest.mark.parametrize(
    "name",
    [
        "",
        "  ",
        "张三\r\nBcc: x",
        "点此 http://evil.example",
        "evil.example",
        "<b>张三</b>",
        "张" * 51,
        "a@b",
        "张\u202e三",
    ],
)
def test_what_would_lead_somewhere_is_no_name_attack_38(name: str) -> None:
    assert person_name_faults(name=name) != []
    assert body_name_faults(name=name * 2) != []


def test_a_body_may_carry_digits_and_brackets() -> None:
    assert body_name_faults(name="演示（重庆）第3知识产权运营有限公司") == []


def test_the_record_keeps_too_little_of_an_address_to_write_to() -> None:
    assert masked(email="zhangsan@example.cn") == "zh***@example.cn"
