"""Names of applicants: split, told apart, grouped, decided by people, proposed to them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.structure.sources import ROOT
from zhiyun.ip import applicants, tables
from zhiyun.ip.applicants import FormerNames, Kind, Likeness, group_of, kind_of

LABELLED = ROOT / "benchmarks" / "quality" / "labelled" / "applicants_zh.csv"
AT = datetime(2026, 6, 15, 4, tzinfo=UTC)

ONE = [
    [
        "重庆长安汽车股份有限公司",
        "重庆市长安汽车有限公司",
        "重庆长安汽车股份有限公司 ",
        "重庆长安汽车股份有限公司技术分公司",
    ],
    ["国家电网公司", "国家电网有限公司", "国家电网有限公司信息通信分公司"],
    ["国网重庆市电力公司", "国网重庆市电力公司电力科学研究院", "国网重庆市电力公司忠县供电分公司"],
    ["中国电子科技集团公司第三十八研究所", "中国电子科技集团有限公司第三十八研究所"],
    ["哈尔滨工业大学", "哈尔滨工业大学（威海）", "哈尔滨工业大学深圳研究生院"],
    ["常熟开关制造有限公司", "常熟开关制造有限公司(原常熟开关厂)"],
    ["长江空间信息技术工程有限公司", "长江空间信息技术工程有限公司（武汉）"],
    ["惠普发展公司，有限责任合伙企业", "惠普发展公司有限责任合伙企业", "惠普发展公司"],
    ["株式会社LG化学", "ＬＧ化学株式会社"],
    ["陕西延长石油（集团）有限责任公司", "陕西延长石油集团有限责任公司"],
    ["广东欧珀移动通信有限公司", "OPPO广东移动通信有限公司"],
    ["重庆邮电学院", "重庆邮电大学"],
    ["SZ DJI TECHNOLOGY CO., LTD.", "SZ DJI Technology Co Ltd", "SZ DJI TECHNOLOGY Co. Ltd"],
    ["LFK Lenkflugkörpersysteme GmbH", "LFK-Lenkflugkoerpersysteme GmbH"],
    ["UNIV COLUMBIA", "Columbia University", "The University of Columbia"],
    ["Elwha LLC", "Elwha LLC, a limited liability company of the State of Delaware", "ELWHA L.L.C."],
    ["Robert Bosch GmbH", "ROBERT BOSCH G.M.B.H."],
    ["Siemens Aktiengesellschaft", "SIEMENS AG"],
    ["Mærsk Olie og Gas A/S", "MAERSK OLIE OG GAS AS"],
    ["Hansen M. Sheldon", "M SHELDON HANSEN"],
    ["현대자동차주식회사", "현대자동차 주식회사", "주식회사 현대자동차", "현대자동차(주)", "㈜현대자동차"],
    ["주식회사 LG화학", "LG화학"],
    ["혼다 기켄 고교 가부시키가이샤", "혼다 기켄 고교"],
    ["서울대학교 산학협력단", "서울대학교산학협력단", "서울대학교"],
    ["ООО «Газпром»", "Общество с ограниченной ответственностью «Газпром»", "Газпром, ОАО"],
    ["Société Générale", "SOCIETE GENERALE", "Socie\u0301te\u0301 Ge\u0301ne\u0301rale"],
]
APART = [
    ["重庆大学", "重庆大学附属肿瘤医院", "重庆大学城市科技学院", "重庆大学产业技术研究院"],
    ["中国石油化工股份有限公司", "中国石油化工集团有限公司", "中国石油化工股份有限公司（上海）石油有限公司"],
    ["京东方科技集团股份有限公司", "成都京东方光电科技有限公司", "北京京东方光电科技有限公司"],
    ["中国石油大学（北京）", "中国石油大学（华东）"],
    ["中国电子科技集团公司第十八研究所", "中国电子科技集团公司第三十八研究所", "中国电子科技集团公司"],
    ["平安科技（深圳）有限公司", "平安科技（北京）有限公司"],
    ["吉林省人民医院", "吉林市人民医院"],
    ["贵州省烟草公司毕节市公司", "贵州省烟草公司黔东南州公司"],
    ["国网浙江省电力有限公司", "国网浙江慈溪市供电有限公司"],
    ["浙江大学", "浙江大学城市学院", "浙江大学医学院附属第一医院"],
    ["Airbus Operations GmbH", "Airbus Defence and Space GmbH"],
    # Letters of every script tell: of Korean names once nothing was left, and all counted as one.
    ["현대자동차주식회사", "현대모비스 주식회사", "엘지전자 주식회사", "LG전자 주식회사", "주식회사 LG화학"],
    ["오충록", "주식회사", "한국에너지기술연구원"],
    ["주 지훈", "박 지훈"],
    ["Газпром", "Лукойл", "Йотта", "Иотта"],
    ["ガス", "カス"],
]


@pytest.mark.parametrize("names", ONE, ids=lambda names: names[0])
def test_names_of_one_organisation_share_a_key(names: list[str]) -> None:
    assert len({group_of(name).key for name in names}) == 1


@pytest.mark.parametrize("names", APART, ids=lambda names: names[0])
def test_names_of_different_organisations_have_keys_of_their_own(names: list[str]) -> None:
    assert len({group_of(name).key for name in names}) == len(names)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("李维农", Kind.PERSON),
        ("慕容红梅", Kind.PERSON),
        ("米洛斯·马尔科维奇", Kind.PERSON),
        ("A.尚穆加孙达拉姆", Kind.PERSON),
        ("王学军", Kind.PERSON),
        ("Kesler Morris P.", Kind.PERSON),
        ("华为技术有限公司", Kind.COMPANY),
        ("罗伯特·博世有限公司", Kind.COMPANY),
        ("泰顺县维能家庭农场", Kind.COMPANY),
        ("SZ DJI TECHNOLOGY CO LTD", Kind.COMPANY),
        ("重庆大学", Kind.UNIVERSITY),
        ("重庆电子工程职业学院", Kind.UNIVERSITY),
        ("Massachusetts Institute of Technology", Kind.INSTITUTE),
        ("University of Washington", Kind.UNIVERSITY),
        ("中国科学院重庆绿色智能技术研究院", Kind.INSTITUTE),
        ("中国科学院", Kind.INSTITUTE),
        ("哈尔滨工业大学无锡新材料研究院", Kind.INSTITUTE),
        ("重庆大学附属肿瘤医院", Kind.HOSPITAL),
        ("中国人民解放军63920部队", Kind.OTHER),
        ("重庆市气象局", Kind.OTHER),
        ("엘지전자 주식회사", Kind.COMPANY),
        ("은성화학(주)", Kind.COMPANY),
        ("주성엔지니어링", Kind.COMPANY),
        ("오충록", Kind.PERSON),
        ("김 철수", Kind.PERSON),
        ("주 지훈", Kind.PERSON),
        ("서울대학교 산학협력단", Kind.UNIVERSITY),
        ("한국에너지기술연구원", Kind.INSTITUTE),
        ("삼성서울병원", Kind.HOSPITAL),
        ("한국과학창의재단", Kind.OTHER),
        ("ООО «Газпром»", Kind.COMPANY),
        ("Иванов Иван Иванович", Kind.PERSON),
        ("Частное Акционерное Общество «Вентиляционные системы»", Kind.COMPANY),
        ("Зендер Груп Интернэшнл Аг", Kind.COMPANY),
        ("혼다 기켄 고교 가부시키가이샤", Kind.COMPANY),
        ("다니엘리 코루스 베뷔", Kind.COMPANY),
        ("アウディ アクチェンゲゼルシャフト", Kind.COMPANY),
        ("Korea Institute of Energy Research (에너지연)", Kind.INSTITUTE),
    ],
)
def test_a_name_tells_what_its_bearer_is(name: str, kind: Kind) -> None:
    assert kind_of(name) is kind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("华为技术有限公司;重庆大学", ("华为技术有限公司", "重庆大学")),
        ("华为技术有限公司；重庆大学；华为技术有限公司", ("华为技术有限公司", "重庆大学")),
        ("重庆大学、重庆长安汽车股份有限公司", ("重庆大学", "重庆长安汽车股份有限公司")),
        (
            "青岛市妇女儿童医院（青岛市妇幼保健院、青岛市残疾儿童医疗康复中心）",
            ("青岛市妇女儿童医院(青岛市妇幼保健院、青岛市残疾儿童医疗康复中心)",),
        ),
        ("惠普发展公司，有限责任合伙企业", ("惠普发展公司,有限责任合伙企业",)),
        ("THE BOEING COMPANY; Whelan David A.", ("THE BOEING COMPANY", "Whelan David A.")),
        ("重庆 大学 | ", ("重庆大学",)),
        (" ；; ", ()),
    ],
)
def test_co_applicants_are_split_in_their_order(text: str, names: tuple[str, ...]) -> None:
    assert applicants.split(text) == names


def test_a_branch_is_shown_by_its_whole_and_a_second_name_is_kept() -> None:
    branch = group_of("中国移动通信有限公司研究院")
    named_twice = group_of("江苏省肿瘤防治研究所（江苏省肿瘤医院）")

    assert (branch.name, branch.kind) == ("中国移动通信有限公司", Kind.COMPANY)
    assert (named_twice.name, named_twice.second_name) == ("江苏省肿瘤防治研究所", "江苏省肿瘤医院")


def test_a_group_is_shown_by_the_name_that_occurs_most() -> None:
    groups = [group_of(name) for name in ("国家电网公司", "国家电网有限公司", "国家电网有限公司", "重庆大学")]

    assert applicants.shown_names(groups) == {"国家电网": "国家电网有限公司", "重庆大学": "重庆大学"}


def test_an_office_brings_its_own_former_names() -> None:
    former = FormerNames.read(
        "# 名称：更名\n# 版本：1\n# 来源：公告\n# 许可：内部\nformer,current,since,source\n"
        "甲甲科技有限公司,乙乙科技有限公司,2010,公告\n乙乙科技有限公司,丙丙科技股份有限公司,2020,公告\n"
    )

    assert group_of("甲甲科技股份有限公司", former=former).name == "丙丙科技股份有限公司"
    assert FormerNames.shipped().edition.licence == "Apache-2.0"


def test_groups_that_may_be_one_are_proposed_with_a_reason() -> None:
    names = [
        "ZF腓德烈斯哈芬股份公司",
        "ZF腓特烈斯哈芬股份公司",
        "江苏省肿瘤医院",
        "江苏省肿瘤防治研究所（江苏省肿瘤医院）",
        "重庆金康新能源汽车有限公司",
        "重庆金康新能源汽车设计院有限公司",
        "常州市中医医院",
        "苏州市中医医院",
        "中铁一局集团建筑安装工程有限公司",
        "中铁十一局集团建筑安装工程有限公司",
        "南方医科大学",
        "南方医科大学南方医院",
        "张伟",
        "张玮",
    ]

    proposed = applicants.candidates(map(group_of, names), least=0.5)

    assert [(one.first.name, one.because) for one in proposed[:1]] == [
        ("江苏省肿瘤医院", Likeness.SECOND_NAME)
    ]
    assert {(one.first.name, one.because) for one in proposed} == {
        ("江苏省肿瘤医院", Likeness.SECOND_NAME),
        ("ZF腓德烈斯哈芬股份公司", Likeness.ONE_LETTER),
        ("重庆金康新能源汽车有限公司", Likeness.CONTAINED),
    }
    assert all(0.5 <= one.score <= 1 for one in proposed)


def test_daughters_named_by_provinces_are_no_slip_of_one_letter() -> None:
    names = ["演示移动通信集团山东有限公司", "演示移动通信集团山西有限公司", "演示移动通信集团出东有限公司"]

    proposed = applicants.candidates(map(group_of, names), least=0.0)

    found = {frozenset((one.first.name, one.second.name)): one for one in proposed}
    daughters, slip = found[frozenset(names[:2])], found[frozenset((names[0], names[2]))]
    assert (daughters.because, slip.because) == (Likeness.SAME_BRAND, Likeness.ONE_LETTER)


def test_the_labelled_sample_is_grouped_as_well_as_reported() -> None:
    table = tables.read(LABELLED.read_text(encoding="utf-8"), ("name", "group"))
    truth = {row["name"]: row["group"] for _, row in table.rows}
    keys: dict[str, set[str]] = {}
    for name, group in truth.items():
        keys.setdefault(group_of(name).key, set()).add(group)

    assert len(truth) == 894
    assert [groups for groups in keys.values() if len(groups) > 1] == []
    assert len(keys) - len(set(truth.values())) == 9


@given(st.text(max_size=40))
def test_whatever_is_written_is_split_and_grouped_the_same_again(text: str) -> None:
    names = applicants.split(text)

    assert all(applicants.clean(name) == name for name in names)
    assert [group_of(name) for name in names] == [group_of(f" {name} ") for name in names]
    assert all(group_of(name).key for name in names), "an empty key is everyone's"
