"""Words of screens for what the cleaning of patents tells as values."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhiyun.ip.applicants import Kind
from zhiyun.ip.patent import Right
from zhiyun.ip.places import Unsaid

KINDS: Final[dict[Kind, Promise]] = {
    Kind.PERSON: pgettext_lazy("one applicant", "个人"),
    Kind.COMPANY: pgettext_lazy("one applicant", "企业"),
    Kind.UNIVERSITY: pgettext_lazy("one applicant", "高校"),
    Kind.INSTITUTE: pgettext_lazy("one applicant", "科研单位"),
    Kind.HOSPITAL: pgettext_lazy("one applicant", "医疗机构"),
    Kind.OTHER: pgettext_lazy("one applicant", "其他组织"),
}
RIGHTS: Final[dict[Right, Promise]] = {
    Right.INVENTION: _("发明"),
    Right.UTILITY_MODEL: _("实用新型"),
    Right.DESIGN: _("外观设计"),
}
NO_DISTRICT: Final[dict[Unsaid, Promise]] = {
    Unsaid.EMPTY: _("没有地址"),
    Unsaid.FOREIGN: _("境外地址"),
    Unsaid.BEYOND: _("港澳台地址只认到地区"),
    Unsaid.UNKNOWN: _("地址开头不是认识的省市"),
    Unsaid.CITY_NOT_SAID: _("地址没有写到市"),
    Unsaid.NOT_SAID: _("地址没有写到区县"),
    Unsaid.ZONE: _("开发区、新区不是行政区划，可能跨区"),
    Unsaid.DIVIDED: _("原区县已经撤销，分入几个区县"),
    Unsaid.WITHOUT_DISTRICTS: _("该市不设区县"),
}
