"""Where an applicant can be registered: Chongqing's 38 districts and counties, and zones that administer their own.

Source: https://www.cq.gov.cn (行政区划), 26 districts, 8 counties, 4 autonomous counties.
"""

from __future__ import annotations

from typing import Final

DISTRICTS: Final = (
    *(
        "万州区",
        "黔江区",
        "涪陵区",
        "渝中区",
        "大渡口区",
        "江北区",
        "沙坪坝区",
        "九龙坡区",
        "南岸区",
        "北碚区",
    ),
    *("渝北区", "巴南区", "长寿区", "江津区", "合川区", "永川区", "南川区", "綦江区", "大足区", "璧山区"),
    *("铜梁区", "潼南区", "荣昌区", "开州区", "梁平区", "武隆区"),
    *("城口县", "丰都县", "垫江县", "忠县", "云阳县", "奉节县", "巫山县", "巫溪县"),
    *("石柱土家族自治县", "秀山土家族苗族自治县", "酉阳土家族苗族自治县", "彭水苗族土家族自治县"),
    *("两江新区", "重庆高新区", "万盛经开区"),
)
