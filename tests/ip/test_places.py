"""Addresses to province, city and district."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.structure.sources import ROOT
from zhiyun.ip import places, tables
from zhiyun.ip.places import Unsaid, name_of, place

LABELLED = ROOT / "benchmarks" / "quality" / "labelled" / "addresses.csv"
SAID = {
    "400044重庆市沙坪坝区沙正街174号": ("重庆市", "沙坪坝区"),
    "重庆沙坪坝区沙正街174号": ("重庆市", "沙坪坝区"),
    "重庆市重庆市渝北区回兴街道": ("重庆市", "渝北区"),
    "405200重庆市梁平县梁山街道": ("重庆市", "梁平区"),
    "402776重庆市璧山县青杠街道": ("重庆市", "璧山区"),
    "重庆市开县文峰街道": ("重庆市", "开州区"),
    "重庆市万盛区万东镇": ("重庆市", "綦江区"),
    "重庆市双桥经开区双星路17号": ("重庆市", "大足区"),
    "重庆市石柱县南宾镇": ("重庆市", "石柱土家族自治县"),
    "409900重庆市秀山土家族苗族自治县中和街道": ("重庆市", "秀山土家族苗族自治县"),
    "１０００９５北京市海淀区白家疃": ("北京市", "海淀区"),
    "北京市宣武区广安门内大街": ("北京市", "西城区"),
    "上海市浦东新区张江": ("上海市", "浦东新区"),
    "江苏省宜兴市高塍镇": ("江苏省", "无锡市", "宜兴市"),
    "深圳市南山区高新园": ("广东省", "深圳市", "南山区"),
    "义乌市北苑街道": ("浙江省", "金华市", "义乌市"),
    "吉林省吉林市龙潭区": ("吉林省", "吉林市", "龙潭区"),
    "内蒙古呼和浩特市赛罕区": ("内蒙古自治区", "呼和浩特市", "赛罕区"),
    "江苏省南京市江宁科学园弘景大道": ("江苏省", "南京市", "江宁区"),
    "山东省莱芜市莱城区": ("山东省", "济南市", "莱芜区"),
    "湖北省仙桃市干河街道": ("湖北省", "仙桃市", "仙桃市"),
    "辽宁省本溪市桓仁满族自治县向阳乡": ("辽宁省", "本溪市", "桓仁满族自治县"),
    "辽宁省朝阳市双塔区": ("辽宁省", "朝阳市", "双塔区"),
    "浙江省绍兴市滨海新城上虞区沥海镇": ("浙江省", "绍兴市", "上虞区"),
    "江苏省南通市海安高新技术产业开发区": ("江苏省", "南通市", "海安市"),
}
UNSAID = {
    "": Unsaid.EMPTY,
    "400000": Unsaid.EMPTY,
    "日本国大阪府堺市": Unsaid.FOREIGN,
    "美国新泽西州": Unsaid.FOREIGN,
    "中国台湾新竹市": Unsaid.BEYOND,
    "某某路1号": Unsaid.UNKNOWN,
    "401122重庆市北部新区金渝大道9号": Unsaid.ZONE,
    "重庆市两江新区汇金路16号": Unsaid.ZONE,
    "重庆市高新技术开发区": Unsaid.ZONE,
    "400060重庆市经开区回龙路68号": Unsaid.ZONE,
    "浙江省杭州市江干区九环路九号": Unsaid.DIVIDED,
    "广东省东莞市长安镇": Unsaid.WITHOUT_DISTRICTS,
    "湖南省长沙市学院路": Unsaid.NOT_SAID,
    "江苏省南京市江宁路5号": Unsaid.NOT_SAID,
    "江苏省南京路5号": Unsaid.CITY_NOT_SAID,
    "河南省新乡市人民东路甲2号新乡市环境保护监测站": Unsaid.NOT_SAID,
    "陕西省西咸新区沣西新城": Unsaid.CITY_NOT_SAID,
}


@pytest.mark.parametrize(("address", "names"), SAID.items())
def test_an_address_is_placed_where_it_says(address: str, names: tuple[str, ...]) -> None:
    found = place(address)

    told = tuple(name for code in (found.province, found.city, found.district) if (name := name_of(code)))
    assert (told, found.because) == (names, None)


@pytest.mark.parametrize(("address", "because"), UNSAID.items())
def test_an_address_that_names_no_district_says_why(address: str, because: Unsaid) -> None:
    found = place(address)

    assert (found.district, found.because) == ("", because)


PROVINCES = tuple(
    f"{each}0000" for each in (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55))
) + tuple(f"{each}0000" for each in (*range(61, 66), 71, 81, 82))


def test_a_zone_keeps_the_city_it_lies_in() -> None:
    assert place("四川省成都市高新区高鹏大道10号") == places.Place("510000", "510100", "", Unsaid.ZONE)
    assert place("重庆市两江新区") == places.Place("500000", "500100", "", Unsaid.ZONE)
    assert place("重庆市忠县忠州街道") == places.Place("500000", "500200", "500233")


def test_taiwan_hong_kong_and_macao_are_known_as_regions() -> None:
    assert [place(one).province for one in ("中国台湾", "中国香港九龙", "澳门")] == [
        "710000",
        "810000",
        "820000",
    ]


def test_the_name_of_a_region_is_parted_into_its_division_and_what_it_says_besides() -> None:
    assert [
        places.divided(each)
        for each in (
            "重庆市渝北区龙溪街道",
            "重庆市两江新区渝北区龙溪街道",
            "重庆市两江新区",
            "本溪市本溪满族自治县",
            "渝北区",
        )
    ] == [
        ("500112", ("龙溪街道",)),
        ("500112", ("两江新区", "龙溪街道")),
        ("500000", ("两江新区",)),
        ("210521", ()),
        ("", ()),
    ]
    assert places.named_so("江北区") == ("330205", "500105")


def test_an_english_name_alone_may_be_another_place() -> None:
    assert places.divided("Wuxi") == ("", ()), "a county here, a city in Jiangsu"
    assert places.named_so("wuxi county") == places.named_so("Wuxi") == ("500238",)


def test_every_province_and_every_district_of_chongqing_has_an_english_name_by_which_it_is_found() -> None:
    named = {code: places.english_name_of(code) for code in (*PROVINCES, *places.chongqing_districts())}

    assert all(named.values())
    assert len(set(named.values())) == len(named)
    assert named["500108"] == "Nan'an District"
    placed = {code: name if code in PROVINCES else f"{name}, Chongqing" for code, name in named.items()}
    assert {code: places.divided(name) for code, name in placed.items()} == {
        code: (code, ()) for code in named
    }
    for said in ("Yubei, Chongqing", "YUBEI DISTRICT, CHONGQING", " yubei district, chongqing"):
        assert places.divided(said) == ("500112", ()), said
    assert places.divided("Youyang, Chongqing") == ("500242", ())
    assert places.english_name_of("330106") == "", "others stay Chinese"


def test_chongqing_has_38_districts_and_each_finds_itself() -> None:
    districts = places.chongqing_districts()

    assert len(districts) == 38
    assert {code: place(f"重庆市{name}某路1号").district for code, name in districts.items()} == {
        code: code for code in districts
    }


def test_the_labelled_sample_is_placed_as_read() -> None:
    table = tables.read(LABELLED.read_text(encoding="utf-8"), ("address", "district"))

    wrong = [
        row["address"]
        for _, row in table.rows
        if (found := place(row["address"]))
        and (found.province, found.city, found.district) != (row["province"], row["city"], row["district"])
    ]

    assert (len(table.rows), wrong) == (200, [])


def test_the_table_of_divisions_says_where_it_comes_from() -> None:
    assert places.edition().licence == "WTFPL"


@given(st.text(max_size=40))
def test_whatever_is_written_is_placed_nowhere_or_within_its_own_province(address: str) -> None:
    found = place(address)

    assert (found.district == "") == (found.because is not None)
    assert found.district[:2] in ("", found.province[:2])
    assert found.city[:2] in ("", found.province[:2])
