"""Tables that come with zhiyun and tables an office brings: where they come from, and what is wrong with them."""

import pytest

from zhiyun.ip import tables
from zhiyun.kernel.refusal import Faulty

WHOLE = "# 名称：试表\n# 版本：1\n# 来源：某公告\n# 许可：公有\nsymbol,field\nA61K,16\n\nA61P,16\n"


def test_a_table_says_where_it_comes_from_and_at_which_line_each_row_stands() -> None:
    table = tables.read("\ufeff" + WHOLE, ("symbol", "field"))

    assert table.edition == tables.Edition("试表", "1", "某公告", "公有")
    assert table.rows == [(6, {"symbol": "A61K", "field": "16"}), (8, {"symbol": "A61P", "field": "16"})]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (WHOLE.replace("# 来源：某公告\n", ""), ["开头：请在表头之前加一行“# 来源：……”"]),
        (WHOLE.replace("# 许可：公有", "# 许可："), ["开头：请在表头之前加一行“# 许可：……”"]),
        (WHOLE.replace("symbol", "code"), ["第5行：缺列：symbol"]),
        (WHOLE.replace("A61K,16", "A61K"), ["第6行：有1格，应有2格"]),
        (WHOLE.partition("A61K")[0], ["行数：一行也没有"]),
        (
            "",
            [f"开头：请在表头之前加一行“# {one}：……”" for one in tables.HEADINGS]
            + ["第1行：缺列：symbol、field"],
        ),
    ],
)
def test_all_faults_of_a_table_are_told_at_once(wrong: str, told: list[str]) -> None:
    with pytest.raises(Faulty) as refused:
        tables.read(wrong, ("symbol", "field"))

    assert list(map(str, refused.value.faults)) == told


def test_no_more_faults_are_listed_than_a_person_reads() -> None:
    with pytest.raises(Faulty) as refused:
        tables.read(WHOLE + "x\n" * 150, ("symbol", "field"))

    assert (len(refused.value.faults), refused.value.count) == (100, 150)


def test_no_more_rows_are_read_than_the_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 1)

    with pytest.raises(Faulty, match="超过1行"):
        tables.read(WHOLE, ("symbol", "field"))
