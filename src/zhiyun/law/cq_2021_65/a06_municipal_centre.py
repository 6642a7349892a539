"""第六条　申请市级综合性知识产权运营中心建设经费资助，应同时具备以下条件：

1.申请单位为重庆市内注册、具有独立法人资格的单位，信用良好；

2.申请建设主体与相关区县（园区）、市内外运营机构组建或推动组建平台运行的法人实体，建立了规范的治理结构和高效的运行机制；

3.组建了专门的运营团队，人员配备稳定，结构合理，专职从事知识产权运营或相关服务的人员不少于15人；

4.具备提供基于互联网技术的线上线下联动的知识产权运营服务功能，能协同整合高等院校、科研院所、产业龙头企业等创新资源，具有较强的行业特色服务和市场化服务能力；

5.具备较为完善的知识产权运营业态，制定了系统的知识产权运营工作制度，具备完整的知识产权运营工作方案；

6.具备整合技术、资本、人才等资源，搭建平台+机构+产业+资本服务链条的能力，建立了开放运营机制；

7.具备开展知识产权交易撮合、转让许可、质押融资、评估评价、证券化、投融资等资本化运营能力；

8.以合作方式共建的，申报方与相关合作方签订了合作协议，已明确各自承担的职责和任务。
"""

from __future__ import annotations

from zhiyun.kernel.said import Said
from zhiyun.kernel.terms import Number
from zhiyun.law import keys
from zhiyun.law.applicants import CO_BUILDING, standing
from zhiyun.law.conditions import Evidenced, Holds, Item, Judged, Staffed
from zhiyun.law.cq_2021_65.readings import A11, A21, A22
from zhiyun.law.rule import cite

STAFF = Number(6, "staff", 15, "15人", "专职人员最少人数", least=1, most=1000)

ITEMS = (
    Item(
        cite(__name__, 1),
        "市内注册、独立法人、信用良好",
        standing(Said("在重庆市内注册"), A11),
    ),
    Item(
        cite(__name__, 2),
        "平台运行法人实体与治理",
        (
            Evidenced(keys.PLATFORM_ENTITY, "组建或推动组建平台运行法人实体的证明"),
            Judged("治理结构是否规范、运行机制是否高效"),
        ),
    ),
    Item(
        cite(__name__, 3),
        "专门运营团队",
        (Staffed(STAFF, A21, A22), Judged("运营团队人员配备是否稳定、结构是否合理")),
    ),
    Item(
        cite(__name__, 4),
        "线上线下联动的服务功能",
        (
            Holds(
                keys.ONLINE_FUNCTIONS,
                Said("具备线上线下联动的运营服务功能"),
                Said("不具备线上线下联动的运营服务功能"),
            ),
            Judged(
                "能否协同整合高等院校、科研院所、产业龙头企业等创新资源，行业特色和市场化服务能力是否较强"
            ),
        ),
    ),
    Item(
        cite(__name__, 5),
        "运营业态、工作制度与工作方案",
        (
            Evidenced(keys.OPERATION_RULES, "知识产权运营工作制度"),
            Evidenced(keys.WORK_PLAN, "知识产权运营工作方案"),
            Judged("运营业态是否较为完善、工作制度是否系统、工作方案是否完整"),
        ),
    ),
    Item(
        cite(__name__, 6),
        "平台+机构+产业+资本服务链条",
        (Judged("是否具备整合技术、资本、人才等资源搭建服务链条的能力，是否建立开放运营机制"),),
    ),
    Item(
        cite(__name__, 7),
        "资本化运营能力",
        (Judged("是否具备交易撮合、转让许可、质押融资、评估评价、证券化、投融资等资本化运营能力"),),
    ),
    Item(
        cite(__name__, 8),
        "共建的合作协议",
        (CO_BUILDING,),
    ),
)
