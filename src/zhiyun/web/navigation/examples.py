"""Queries to begin with, in the page's language; each finds something among the patents that come with zhiyun."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SEARCHES: Final[Mapping[str, tuple[str, ...]]] = {
    "zh": (
        "新能源汽车 电池 散热",
        "申请人=重庆大学 AND 类型=发明",
        "IPC=H01M AND 申请日=2018:",
        "标题=(机器人 OR 机械臂) NOT 标题=夹具",
        "申请人类型=高校 AND 地区=重庆",
        "地区=重庆市渝北区",
    ),
    "en": (
        "battery cooling",
        "PA=重庆大学 AND TYPE=invention",
        "IPC=H01M AND AD=2018:",
        "TI=(机器人 OR 机械臂) NOT TI=夹具",
        "AT=UNIVERSITY AND RG=Chongqing",
        'RG="Yubei District, Chongqing"',
    ),
}
LEARNED: Final[Mapping[str, str]] = {
    "zh": "申请人类型=(高校 OR 科研单位)",
    "en": "AT=(UNIVERSITY OR INSTITUTE)",
}
"""What universities and institutes hold, which a patent's page seeks what is like it among."""
LEARNED_HERE: Final[Mapping[str, str]] = {
    "zh": f"{LEARNED['zh']} AND 地区=重庆",
    "en": f"{LEARNED['en']} AND RG=Chongqing",
}
"""What a firm of Chongqing asks that seeks whom to work with."""
LANDSCAPES: Final[Mapping[str, tuple[str, ...]]] = {
    "zh": ("IPC=H01M", "地区=重庆", "TI=机器人 AND AD>=2017"),
    "en": ("IPC=H01M", "RG=Chongqing", "TI=机器人 AND AD>=2017"),
}
