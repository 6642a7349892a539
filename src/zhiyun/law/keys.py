"""The catalogue of facts: every key a condition may ask for, in the office's words."""

from __future__ import annotations

from datetime import date

from zhiyun.law.facts import Key, Penalties
from zhiyun.law.staff import Roster

# Who applies
IN_CHONGQING = Key("registered_in_chongqing", bool, "是否在重庆市内注册或登记设立")
LEGAL_PERSON = Key("legal_person", bool, "是否具有独立法人资格")
MARKET_ENTITY = Key("market_entity", bool, "是否为市场主体")
MUNICIPAL_CENTRE = Key("municipal_centre", bool, "是否为市级知识产权运营中心")

# Credit
DISHONEST = Key("on_dishonest_list", bool, "是否列入失信名单")
ABNORMAL = Key("on_abnormal_list", bool, "是否列入经营异常名录")
FUND_FRAUD = Key("fund_fraud_decided", bool, "近期是否被认定骗取、冒领、截留、挪用财政资金")
PENALTIES = Key("penalties", Penalties, "行政处罚（决定日）")

# Team
STAFF_COUNT = Key("full_time_staff", int, "专职从事知识产权运营或相关服务的人员数", "人")
ROSTER = Key("staff", Roster, "专职人员名册")

# Papers and functions
PLATFORM_ENTITY = Key("platform_entity_proof", bool, "是否已提交组建或推动组建平台运行法人实体的证明")
OPERATION_RULES = Key("operation_rules", bool, "是否已提交知识产权运营工作制度")
WORK_PLAN = Key("work_plan", bool, "是否已提交完整的知识产权运营工作方案")
CONSTRUCTION_PLAN = Key(
    "construction_plan", bool, "是否已提交建设方案（运营规划、战略布局、目标任务、工作举措）"
)
MANAGEMENT_RULES = Key("management_rules", bool, "是否已提交管理制度、服务内容和流程")
BENEFIT_SHARING = Key("benefit_sharing_rules", bool, "是否已提交运营参与各方收益分配机制")
OPERATING_FUNDS = Key("operating_funds_proof", bool, "是否已提交维持运营中心运行的保障经费证明")
ONLINE_FUNCTIONS = Key("online_functions", bool, "是否具备基于互联网技术的线上线下联动运营服务功能")
CO_BUILT = Key("co_built", bool, "是否以合作方式共建")
AGREEMENT_SIGNED = Key("cooperation_agreement", bool, "与合作方是否签订了合作协议")
DUTIES_FIXED = Key("duties_fixed", bool, "合作协议是否明确各自承担的职责和任务")
RESERVE_SYSTEM = Key("reserve_system", bool, "是否具备知识产权收储的线上线下系统功能")
MATCHING_SYSTEM = Key("matching_system", bool, "是否具备交易撮合的线上线下系统功能")
VALUATION_SYSTEM = Key("valuation_system", bool, "是否具备评估评价的线上线下系统功能")
TYPICAL_CASES = Key("typical_cases", int, "第八条第6项所列运营业务的典型案例数", "件")

# Construction
CENTRE_FUNDED = Key("construction_funded", bool, "是否获得过知识产权运营中心建设资助立项")
SIGNED_ON = Key("task_book_signed_on", date, "任务书签订日")
CONFIRMED_ON = Key("confirmed_on", date, "公示无异议确认日")
FIRST_PAID_ON = Key("first_paid_on", date, "建设资助首次拨付日")
ENDS_ON = Key("construction_last_on", date, "任务书载明的建设期最后一日")
LENGTH_APPROVED = Key("length_approved", bool, "建设期超过常规年限的，是否经批准")
ACCEPTED_ON = Key("accepted_on", date, "验收合格通知日")
FIRST_FAILED_ON = Key("first_failed_on", date, "首次验收不合格通知日")
SECOND_FAILED_ON = Key("second_failed_on", date, "再次验收不合格通知日")

# Conduct of a funded project
SEPARATE_ACCOUNTS = Key("separate_accounts", bool, "项目经费是否独立核算")
EARMARKED = Key("earmarked", bool, "项目经费是否专款专用")
OPEN_TO_INSPECTION = Key("open_to_inspection", bool, "是否接受市知识产权局、市财政局等部门的监督检查")

KEYS = tuple(value for value in list(globals().values()) if isinstance(value, Key))
BY_NAME = {key.name: key for key in KEYS}
