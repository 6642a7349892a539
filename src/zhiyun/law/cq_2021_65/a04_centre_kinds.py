"""第四条　知识产权运营中心分为市级综合性知识产权运营中心、产业或区域知识产权运营中心。"""

from __future__ import annotations

from zhiyun.law.construction import Benefit

CENTRE_KINDS = {
    Benefit.MUNICIPAL_CENTRE: "市级综合性知识产权运营中心",
    Benefit.INDUSTRY_CENTRE: "产业或区域知识产权运营中心",
}
