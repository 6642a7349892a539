"""What cannot be read is answered with every fault at its place, quickly."""

from __future__ import annotations

import pytest

from zhiyun.ip.query import Everything, Misread, Spot, TooDeep, TooLong, TooManyClauses, read


def faults_of(written: str) -> list[str]:
    with pytest.raises(Misread) as refused:
        read(written)
    assert len(refused.value.spots) == len(refused.value.faults)
    return [str(fault) for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("标提=电池", "第1个字：没有「标提」这个字段，是不是标题？"),
        ("foo=电池", "第1个字：没有「foo」这个字段，请从标题、摘要、申请人、国际分类、申请日等字段中选"),
        ("TI=", "第1个字：「TI」后面没有写要找的内容，请写如 标题=电池"),
        ("(TI=a", "第1个字：这个左括号「(」没有配对的右括号，请补上"),
        ("TI=a)", "第5个字：多了一个右括号「)」，请删去，或者在前面补上左括号"),
        ("TI=a OR", "第8个字：检索式到这里没有写完，请补上要找的词，或者删去末尾的运算符"),
        ("TI=a AND OR TI=b", "第10个字：「OR」前面缺少要找的词，请补上，或者删去它"),
        ("TI=()", "第4个字：括号里是空的，请写出要找的词，或者删去括号"),
        ('TI="a b', "第4个字：引号没有配对，请在短语末尾补上引号"),
        ("TI=a*", "第4个字：「a*」太宽：* 前面至少2个字"),
        ("TI=b*t", "第4个字：「b*t」：只能在词尾用 *，请把中间的 * 和 ? 去掉，或者用 OR 列出"),
        ("TI=/a.*b/", "第4个字：不提供正则表达式，请改用词尾的 *，或者用 OR 列出几个词"),
        ("TI=，", "第4个字：「,」里没有可检索的字，请写出要找的词"),
        ("TI>a", "第4个字：「标题」不比大小，请用等号；只有日期可以写大于、小于"),
        ("AD=2019-13", "第4个字：「2019-13」不是日期，请写如 2019、2019-03、2019-03-05，或者一段 2019:2021"),
        ("AD=9999", "第4个字：「9999」不是日期，请写如 2019、2019-03、2019-03-05，或者一段 2019:2021"),
        ("AD=2021:2019", "第4个字：日期的起点在终点之后：「2021:2019」，请对调"),
        ("IPC=Z99", "第5个字：「Z99」不是分类号，请写如 H04L、H04L9/00，或者一段 H04L9/00:H04L9/40"),
        ("IPC=H04L:G06F", "第5个字：分类号的起点「H04L」在终点「G06F」之后"),
        ("PN=电池", "第4个字：「电池」不是号码，请写如 CN109996757A、201680087887.X 或 CN1099*"),
        ("PN=CN1", "第4个字：号码「CN1」太短，至少4位"),
        ("类型=商标", "第4个字：没有「商标」这种类型，请从发明、发明申请、发明授权、实用新型、外观设计中选"),
        ("国别=火星", "第4个字：「火星」不是国别，请写两个字母，如 CN、US、EP、WO"),
        ("KIND=BB", "第6个字：「BB」不是文献种类，请写如 A、B、U、S、B2"),
        ("LOC=鞋", "第5个字：「鞋」不是外观设计分类，请写如 12 或 12-08"),
        ("申请人组=——", "第6个字：「——」里没有可检索的字，请写出要找的词"),
        ("a NEAR b", "第3个字：请写明相隔几个词，如 NEAR/5（不分先后）或 W/5（先后有序）"),
        ("a NEAR/99 b", "第1个字：相隔99个词太远，最多50个，请改用 AND"),
        ("TI=a NEAR/3 AB=b", "第1个字：相隔几个词的两边须在同一个字段里，请写如 标题=(电池 NEAR/5 隔膜)"),
        ("泵 NEAR/3 电池", "第1个字：相隔几个词的两边至少要有两个汉字，请写长一些，或者改用 AND"),
        ("a NEAR/3 (b AND c)", "第1个字：NEAR、W 的两边只能是词、短语，或者用 OR 连起来的几个词；AND、NOT 请写在外面"),
    ],
)  # fmt: skip
def test_each_fault_says_where_what_and_how_to_mend_it(written: str, fault: str) -> None:
    assert faults_of(written) == [fault]


def test_near_is_not_multiplied_without_end() -> None:
    five = " OR ".join(f"w{number}" for number in range(5))

    assert faults_of(f"({five}) NEAR/3 ({five})") == [
        "第1个字：相隔几个词的两边组合起来超过16对，请减少其中的词，或者改用 AND"
    ]


def test_several_faults_are_told_at_once_in_their_order() -> None:
    assert [fault.split("：")[0] for fault in faults_of("AD=20191301 OR (IPC=XX AND PN=？")] == [
        "第4个字",
        "第16个字",
        "第21个字",
        "第31个字",
    ]


def test_the_place_is_the_whole_of_what_is_wrong() -> None:
    with pytest.raises(Misread) as refused:
        read("标题=电池 AND IPC=H04L 9/00 TO 无")

    assert refused.value.spots == (Spot(14, 28),)


def test_ten_thousand_clauses_are_refused() -> None:
    with pytest.raises(TooManyClauses) as refused:
        read(" OR ".join(["TI=a"] * 10_000))

    assert str(refused.value) == "检索式超过2000个条件，请分成几次检索，或者用分类号、通配符合并"


def test_two_thousand_clauses_are_not() -> None:
    assert len(read(" OR ".join(["TI=a"] * 2_000)).parts) == 2_000  # type: ignore[union-attr]


@pytest.mark.parametrize("costly", ["TI=abc*", "AD=2019", "IPC=H01M:H01P", "a W/9 b", "abc* W/0 b"])
def test_what_costs_an_engine_more_counts_for_more(costly: str) -> None:
    with pytest.raises(TooManyClauses):
        read(" OR ".join([costly] * 201))


@pytest.mark.parametrize("opening", ["(", "NOT ", "TI=(", "!"])
def test_fifty_one_levels_are_refused(opening: str) -> None:
    with pytest.raises(TooDeep) as refused:
        read(opening * 51 + "TI=a")

    assert str(refused.value) == "括号套了50层以上，请拆开后再试"


def test_fifty_levels_are_not() -> None:
    assert read("(" * 50 + "TI=a" + ")" * 50) == read("TI=a")


def test_what_nobody_writes_is_refused_by_its_length() -> None:
    with pytest.raises(TooLong) as refused:
        read("a" * 100_001)

    assert str(refused.value) == "检索式有100001个字，最多100000个，请缩短后再试；大批号码请存为专题"


def test_at_most_ten_faults_are_looked_for() -> None:
    assert len(faults_of("TI=a" + ")" * 9_000)) == 10


@pytest.mark.parametrize(
    "bomb",
    ["(a|a)*b*", "AB=.{1,9999}*", "TI=/(.*a){25}/", "PN=CN.*", "aa[a-z]{1,99}*", "ab.*.*.*.*.*", "*", "TI=*"],
)
def test_a_regular_expression_is_no_query(bomb: str) -> None:
    """Signs are no letters to look for, and a star stands at the end of a word; a star alone is everything."""
    if bomb == "*":
        assert read(bomb) == Everything()
        return
    with pytest.raises(Misread):
        read(bomb)
