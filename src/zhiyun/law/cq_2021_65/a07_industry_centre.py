"""第七条　申请产业或区域知识产权运营中心建设经费资助，应同时具备以下条件：

1.申请单位为重庆市内注册、具有独立法人资格的单位，信用良好；

2.所属产业或区域知识产权基础良好，产业领域或区域相关企业、研发和服务机构聚集，具备一定的规模优势；

3.专职从事知识产权运营或相关服务人员10人以上；

4. 有科学可行的建设方案，有明确的运营规划、战略布局、目标任务和切实可行的工作举措；

5.有科学的管理制度、规范的知识产权运营服务内容和流程、完善的运营参与各方收益分配机制等；

6. 有一定的知识产权运营基础和转移转化能力，有维持运营中心运行的保障经费；

7.以合作方式共建的，申请单位应与合作方签订合作协议，明确各自承担的职责和任务。
"""

from __future__ import annotations

from zhiyun.kernel.said import Said
from zhiyun.kernel.terms import Number
from zhiyun.law import keys
from zhiyun.law.applicants import CO_BUILDING, standing
from zhiyun.law.conditions import Evidenced, Item, Judged, Staffed
from zhiyun.law.cq_2021_65.readings import A11, A21, A22, A34
from zhiyun.law.rule import cite

STAFF = Number(7, "staff", 10, "10人", "专职人员最少人数", least=1, most=1000)

ITEMS = (
    Item(
        cite(__name__, 1),
        "市内注册、独立法人、信用良好",
        standing(Said("在重庆市内注册"), A11),
    ),
    Item(
        cite(__name__, 2),
        "产业或区域基础",
        (Judged("所属产业或区域知识产权基础是否良好，相关企业、研发和服务机构是否聚集并具备一定规模优势"),),
    ),
    Item(cite(__name__, 3), "专职人员", (Staffed(STAFF, A21, A22, above=A34),)),
    Item(
        cite(__name__, 4),
        "建设方案",
        (
            Evidenced(keys.CONSTRUCTION_PLAN, "建设方案"),
            Judged("建设方案是否科学可行，运营规划、战略布局、目标任务是否明确，工作举措是否切实可行"),
        ),
    ),
    Item(
        cite(__name__, 5),
        "管理制度、服务内容和收益分配",
        (
            Evidenced(keys.MANAGEMENT_RULES, "管理制度、服务内容和流程"),
            Evidenced(keys.BENEFIT_SHARING, "运营参与各方收益分配机制"),
            Judged("管理制度是否科学，服务内容和流程是否规范，收益分配机制是否完善"),
        ),
    ),
    Item(
        cite(__name__, 6),
        "运营基础与保障经费",
        (
            Evidenced(keys.OPERATING_FUNDS, "维持运营中心运行的保障经费证明"),
            Judged("是否有一定的知识产权运营基础和转移转化能力"),
        ),
    ),
    Item(
        cite(__name__, 7),
        "共建的合作协议",
        (CO_BUILDING,),
    ),
)
