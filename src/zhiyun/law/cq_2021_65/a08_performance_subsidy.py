"""第八条　申报知识产权中心运营绩效补贴，应同时具备以下条件：

1.在重庆市范围内注册或登记设立，具有独立法人资格，信用良好；

2.有合理的人员配备，专职从事知识产权运营或相关服务的工作人员不少于5人；

3.发展方向明确，运营模式清晰，已建立可持续运营机制；

4.建立了科学的管理制度，规范的知识产权运营服务内容和流程，完善的运营参与各方收益分配机制等；

5.具备知识产权收储或交易撮合或评估评价等线上线下系统功能，拥有与运营规模相适应的运营场地；

6.开展知识产权运营活动并具有良好成效，拥有知识产权质押融资、交易许可、商标品牌培育推广、证券化、投融资、作价入股等运营业务的典型案例。
"""

from __future__ import annotations

from zhiyun.kernel.said import Said
from zhiyun.kernel.terms import Number
from zhiyun.law import keys
from zhiyun.law.applicants import standing
from zhiyun.law.conditions import AnyHolds, CasesShown, Evidenced, Item, Judged, Staffed
from zhiyun.law.cq_2021_65.readings import A11, A21
from zhiyun.law.rule import cite

STAFF = Number(8, "staff", 5, "5人", "专职人员最少人数", least=1, most=1000)

ITEMS = (
    Item(
        cite(__name__, 1),
        "市内注册、独立法人、信用良好",
        standing(Said("在重庆市范围内注册或登记设立"), A11),
    ),
    Item(cite(__name__, 2), "人员配备", (Staffed(STAFF, A21), Judged("人员配备是否合理"))),
    Item(
        cite(__name__, 3),
        "发展方向与运营机制",
        (Judged("发展方向是否明确，运营模式是否清晰，是否已建立可持续运营机制"),),
    ),
    Item(
        cite(__name__, 4),
        "管理制度、服务内容和收益分配",
        (
            Evidenced(keys.MANAGEMENT_RULES, "管理制度、服务内容和流程"),
            Evidenced(keys.BENEFIT_SHARING, "运营参与各方收益分配机制"),
            Judged("管理制度是否科学，服务内容和流程是否规范，收益分配机制是否完善"),
        ),
    ),
    Item(
        cite(__name__, 5),
        "系统功能与运营场地",
        (
            AnyHolds(
                (keys.RESERVE_SYSTEM, keys.MATCHING_SYSTEM, keys.VALUATION_SYSTEM),
                Said("具备收储、交易撮合、评估评价之一的线上线下系统功能"),
                Said("收储、交易撮合、评估评价的系统功能均不具备"),
            ),
            Judged("运营场地是否与运营规模相适应"),
        ),
    ),
    Item(
        cite(__name__, 6),
        "成效与典型案例",
        (CasesShown(keys.TYPICAL_CASES), Judged("知识产权运营活动是否具有良好成效")),
    ),
)
