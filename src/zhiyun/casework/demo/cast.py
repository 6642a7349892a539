"""Who lives in the demonstration: invented bodies and people, and the seats a visitor may take."""

from __future__ import annotations

from dataclasses import dataclass

from zhiyun.casework.roles import Role
from zhiyun.records.models import Mandate, Person

DOMAIN = "demo.invalid"
"""Every address of the demonstration ends so; `.invalid` can never receive mail (RFC 2606)."""

PASSWORD = "zhiyun-yanshi-2026"  # noqa: S105 - shown to every visitor; production refuses these people
"""What every invented person confirms with."""

CITY_BUREAU = ("演示市知识产权局", "11500000MB00000179")
DISTRICT_BUREAU = ("演示江北区知识产权局", "11500105MB0000027P")

APPLICANTS = (
    ("演示长江知识产权运营有限公司", "渝中区"),
    ("演示嘉陵专利技术转移中心", "江北区"),
    ("演示缙云科技成果转化研究院", "北碚区"),
    ("演示南山知识产权交易服务有限公司", "南岸区"),
    ("演示歌乐山专利导航服务有限公司", "沙坪坝区"),
    ("演示大渡口汽车产业运营中心", "大渡口区"),
    ("演示两江生物医药运营中心", "渝北区"),
    ("演示永川智能装备运营中心", "永川区"),
    ("演示巴山知识产权运营有限公司", "巴南区"),
    ("演示乌江技术交易服务有限公司", "涪陵区"),
    ("演示三峡综合知识产权运营中心", "万州区"),
    ("演示黔江特色农业运营中心", "黔江区"),
    ("演示合川网络安全运营中心", "合川区"),
    ("演示武陵知识产权服务有限公司", "武隆区"),
    ("演示大足专利交易有限公司", "大足区"),
    ("演示綦江技术转移有限公司", "綦江区"),
    ("演示涪江知识产权运营有限公司", "潼南区"),
    ("演示梁平陶瓷产业运营中心", "梁平区"),
    ("演示开州绿色食品产业运营中心", "开州区"),
)
"""Invented applicants and the districts they are registered in."""

BUREAU_STAFF = (
    (Role.CASE_OFFICER, "演示承办人甲"),
    (Role.CASE_OFFICER, "演示承办人乙"),
    (Role.ROUND_MANAGER, "演示轮次负责人"),
    (Role.MEETING_SECRETARY, "演示会议秘书"),
    (Role.FINANCE, "演示财务人员"),
    (Role.AUDITOR, "演示审计人员"),
    (Role.SYSTEM_ADMINISTRATOR, "演示系统管理员"),
    (Role.SECURITY_ADMINISTRATOR, "演示安全管理员"),
    (Role.AUDIT_ADMINISTRATOR, "演示审计管理员"),
    (Role.EXPERT, "演示专家"),
    (Role.EXPERT, "演示评审专家乙"),
    (Role.EXPERT, "演示评审专家丙"),
    (Role.CASE_OFFICER, "演示承办人丙"),
    (Role.ROUND_MANAGER, "演示轮次负责人乙"),
    (Role.FINANCE, "演示财务人员乙"),
    *((Role.EXPERT, f"演示评审专家{name}") for name in "丁戊己"),
)
"""Who is seated first comes first wherever one of a role is enough; the second is there for what takes two people."""

EXPERTS = (
    ("演示大学", "演示教授", "专利运营、知识产权金融"),
    ("演示会计师事务所", "演示注册会计师", "财务审计、知识产权金融"),
    ("演示律师事务所", "演示律师", "知识产权法律"),
    ("演示银行科技支行", "演示高级经济师", "知识产权金融、质押融资"),
    ("演示理工学院", "演示研究员", "技术转移、智能装备"),
    ("演示产业研究院", "演示高级工程师", "专利运营、生物医药"),
)
"""Employer, title and fields of each expert, in the order of `BUREAU_STAFF`."""


@dataclass(frozen=True, slots=True)
class Character:
    """A seat a visitor may take with one click."""

    mandate_id: int
    person_id: int
    role: Role
    name: str
    body: str


def characters() -> tuple[Character, ...]:
    """List the seats of the demonstration, applicants first."""
    held = (
        Mandate.objects.filter(ended_at=None, person__departed_at=None, person__email__endswith=f"@{DOMAIN}")
        .select_related("person", "organisation")
        .order_by("id")
    )
    return tuple(Character(m.pk, m.person_id, Role(m.role), m.person.name, m.organisation.name) for m in held)


def is_here() -> bool:
    """Say whether this installation holds anybody of the demonstration."""
    return Person.objects.filter(email__endswith=f"@{DOMAIN}").exists()
