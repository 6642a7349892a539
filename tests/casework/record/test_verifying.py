"""Whatever is changed in an exported record is found, and named by its line."""

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.casework.record import written
from zhiyun.casework.canonical import canonical
from zhiyun.casework.verifying import verified

EVENTS = st.tuples(st.sampled_from(["application:SB-1", "application:SB-2", "security"]), st.integers(0, 9))
DAYS = st.lists(st.lists(EVENTS, max_size=4), min_size=1, max_size=4).filter(any)

THREE_DAYS: written.Days = [[("a", 1), ("b", 1), ("a", 2)], [("a", 3), ("b", 2)], [("b", 3)]]


def line_of(lines: list[str], kind: str, **values: object) -> int:
    """Give the index of the line of a kind with these values."""
    return next(
        index
        for index, line in enumerate(lines)
        if json.loads(line) | {"kind": kind} | values == json.loads(line)
    )


def faults(lines: list[str], root: str = "") -> list[str]:
    """Verify and list what was found, as told."""
    return [str(fault) for fault in verified(lines=lines, root=root).faults]


def edited(line: str, **values: object) -> str:
    """Change values of a line and spell it as an export does."""
    return canonical(value=json.loads(line) | values)


@given(DAYS)
def test_a_record_as_it_was_written_is_whole(days: written.Days) -> None:
    lines = written.lines(days)
    roots = [json.loads(line)["sm3"] for line in lines if json.loads(line)["kind"] == "root"]

    verdict = verified(lines=lines, root=roots[0] if roots else "")

    assert (verdict.faults, verdict.warnings) == ((), ())
    assert verdict.events == sum(map(len, days))
    assert verdict.covered == sum(map(len, days[:-1])) if roots else verdict.covered == 0
    assert verdict.root == (roots[-1] if roots else "")


@given(DAYS, st.data())
def test_any_character_changed_in_any_line_is_found(days: written.Days, data: st.DataObject) -> None:
    lines = written.lines(days)
    index = data.draw(st.integers(1, len(lines) - 1))
    place = data.draw(st.integers(0, len(lines[index]) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda one: one != lines[index][place]))

    lines[index] = lines[index][:place] + other + lines[index][place + 1 :]

    assert faults(lines) != []


@given(DAYS, st.data())
def test_any_line_removed_is_found(days: written.Days, data: st.DataObject) -> None:
    lines = written.lines(days)

    del lines[data.draw(st.integers(0, len(lines) - 1))]

    assert faults(lines) != []


@given(DAYS, st.data())
def test_any_two_lines_exchanged_are_found(days: written.Days, data: st.DataObject) -> None:
    lines = written.lines(days)
    one, other = data.draw(st.tuples(st.integers(0, len(lines) - 1), st.integers(0, len(lines) - 1)))
    assume(lines[one] != lines[other])

    lines[one], lines[other] = lines[other], lines[one]

    assert faults(lines) != []


@given(DAYS, st.data())
def test_any_line_repeated_anywhere_is_found(days: written.Days, data: st.DataObject) -> None:
    lines = written.lines(days)
    again = lines[data.draw(st.integers(0, len(lines) - 1))]

    lines.insert(data.draw(st.integers(0, len(lines))), again)

    assert faults(lines) != []


@given(DAYS, st.data())
def test_a_file_cut_off_anywhere_is_found(days: written.Days, data: st.DataObject) -> None:
    lines = written.lines(days)

    kept = lines[: data.draw(st.integers(0, len(lines) - 1))]

    assert faults(kept) != []


@given(DAYS, DAYS)
def test_a_record_rewritten_as_a_whole_is_found_by_a_root_kept_elsewhere(
    days: written.Days, others: written.Days
) -> None:
    kept = verified(lines=written.lines(days, sealed_days=len(days))).root
    rewritten = written.lines(others, sealed_days=len(others))
    assume(verified(lines=rewritten).root != kept)
    assume(kept not in "".join(rewritten))

    assert faults(rewritten) == []
    assert len(faults(rewritten, root=kept)) == 1
    assert "另处保存的日根" in faults(rewritten, root=kept)[0]


def test_a_changed_event_is_named_by_chain_and_place() -> None:
    lines = written.lines(THREE_DAYS)
    place = line_of(lines, "event", chain="a", seq=2)
    lines[place] = edited(lines[place], after={"figure": 7})

    assert faults(lines) == [f"第{place + 1}行：链「a」第2条（demo.act）的内容与它的 SM3 不符，内容被改过"]


def test_a_removed_event_is_named_once_and_what_follows_is_not_blamed() -> None:
    lines = written.lines(THREE_DAYS)
    place = line_of(lines, "event", chain="a", seq=2)
    del lines[place]

    assert faults(lines) == [
        f"第{place + 1}行：链「a」第3条（demo.act）不在应在的位置，应是第2条：有事件被删、加或换了位置",
        f"第{place + 1}行：链「a」第3条（demo.act）没有接着上一条：有事件被改、删、加或换了位置",
        f"第{len(lines)}行：抬头、结束行与实有的日根、链、事件数不一致：有行被删或后加",
        f"第{len(lines) + 1}行：第1个日根记有链「a」的第2条，文件里没有这一条",
    ]


def test_a_chain_rewritten_to_its_end_is_caught_by_its_root() -> None:
    forged = written.lines([[("a", 1), ("b", 1), ("a", 9)], [("a", 3), ("b", 2)], [("b", 3)]])
    lines = written.lines(THREE_DAYS)
    lines = [line for line in forged if '"kind":"root"' not in line]
    lines[1:1] = [line for line in written.lines(THREE_DAYS) if '"kind":"root"' in line]

    assert [fault.split("：", 1)[1] for fault in faults(lines)] == [
        "链「a」第2条（demo.act）不是第1个日根所记的那一条，被改写过",
        "链「a」第3条（demo.act）不是第2个日根所记的那一条，被改写过",
    ]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"length": 2}, "链「a」应有2条，实有3条"),
        ({"head": "0" * 64}, "链「a」的末条不是它所记的末条"),
        ({"name": "c"}, "链「a」第1条（demo.act）不在自己的链里，是后加的或换过位置"),
    ],
)
def test_a_chain_that_says_another_length_or_end_is_named(values: dict[str, object], told: str) -> None:
    lines = written.lines(THREE_DAYS)
    place = line_of(lines, "chain", name="a")
    lines[place] = edited(lines[place], **values)

    assert told in "\n".join(faults(lines))


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"day": "2026-06-09"}, "第1个日根（2026-06-09）的内容与它的 SM3 不符，内容被改过"),
        ({"sm3": "0" * 64}, "第2个日根（2026-06-02）没有接着上一个日根"),
        ({"number": 2}, "第2个日根（2026-06-01）不在应在的位置，应是第1个"),
        ({"heads": {"a": [0, ""]}}, "第1个日根（2026-06-01）里链「a」没有变长，日根被改过"),
        ({"heads": []}, "第1个日根（2026-06-01）没有列出各链的位置，被改过"),
    ],
)
def test_a_changed_root_is_named(values: dict[str, object], told: str) -> None:
    lines = written.lines(THREE_DAYS)
    place = line_of(lines, "root", number=1)
    lines[place] = edited(lines[place], **values)

    assert told in "\n".join(faults(lines))


def test_columns_added_or_left_out_are_named() -> None:
    lines = written.lines(THREE_DAYS)
    place = line_of(lines, "event", chain="b", seq=1)
    lines[place] = edited(lines[place], note="演示")

    assert faults(lines)[0] == f"第{place + 1}行：少了或多了栏目，这一行被改过"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{",
        "[]",
        '{"kind":"note"}',
        '{"a":1,"a":2}',
        '{"kind":NaN}',
        pytest.param("\ud800", id="surrogate"),
        pytest.param("1" * 5000, id="long"),
    ],
)
def test_lines_that_are_no_part_of_a_record_are_faults_and_nothing_worse(line: str) -> None:
    lines = written.lines(THREE_DAYS)
    lines.insert(3, line)

    assert faults(lines)[0].startswith("第4行：")


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        (":1,", ": 1,"),
        ('"kind":"event"', '"kind":"event","kind":"event"'),
        ("链".encode("unicode_escape").decode(), "链"),
    ],
    ids=["spaced", "doubled", "escaped"],
)
def test_another_spelling_of_the_same_line_is_found(there: str, instead: str) -> None:
    lines = written.lines([[("链", 1)]], sealed_days=0)
    place = line_of(lines, "event", seq=1)
    if there not in lines[place]:
        there, instead = instead, there
    lines[place] = lines[place].replace(there, instead, 1)

    assert faults(lines)[0] == f"第{place + 1}行：写法与导出的不同，这一行被改过"


def test_a_clock_that_went_back_is_told_and_is_no_fault() -> None:
    record = written.lines([[("a", 1)], [], [], [("b", 1)]])
    event = json.loads(record[line_of(record, "event", chain="a", seq=1)])
    from datetime import timedelta

    rows = [event]
    written._append(rows, "a", written.FIRST - timedelta(days=1, microseconds=1), 2)
    written._append(rows, "a", written.FIRST - timedelta(days=2, microseconds=1), 3)

    verdict = verified(lines=written.whole([], {"a": rows}))

    assert verdict.faults == ()
    assert [str(one) for one in verdict.warnings] == [
        "第4行：链「a」第2条（demo.act）早于上一条一天以上，服务器的时钟曾被拨回"
    ]


def test_a_root_known_from_elsewhere_is_looked_for_whatever_the_case_of_its_letters() -> None:
    lines = written.lines(THREE_DAYS)
    kept = json.loads(lines[line_of(lines, "root", number=1)])["sm3"]

    assert faults(lines, root=kept.upper()) == []
    assert len(faults(lines, root="0" * 64)) == 1
