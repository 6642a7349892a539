"""The guided tour: where to go, as whom, and what to see there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.demo import Character
from zhiyun.casework.roles import Role


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop: a visitor becomes ``role`` of a body (whose name holds ``body``) and opens ``address``.

    ``number`` counts those who hold the role from 0; ``address`` may name a place of the walk in braces; ``press`` is the
    button to press there; ``clock`` an ISO instant of Chongqing to which the clock is moved first, if it is earlier.
    """

    title: str | Promise
    see: str | Promise
    role: Role
    address: str
    body: str = ""
    press: str | Promise = ""
    number: int = 0
    clock: str = ""

    def who(self, people: Iterable[Character]) -> Character | None:
        """Find whose seat the stop is seen from."""
        held = [one for one in people if one.role is self.role and self.body in one.body]
        return held[self.number] if self.number < len(held) else None

    def where(self, places: Mapping[str, str]) -> str:
        """Give where the stop leads; as long as what it names is not there yet, the list on which it will be."""
        try:
            return self.address.format(**places)
        except KeyError:
            parts = self.address.partition("{")[0].strip("/").split("/")
            return f"/{'/'.join(parts[:2])}/"

    @property
    def at(self) -> datetime | None:
        """When the stop plays, in Chongqing."""
        return datetime.fromisoformat(self.clock).replace(tzinfo=SHANGHAI) if self.clock else None


STOPS: tuple[Stop, ...] = (
    Stop(
        _("看申报通知"),
        _("两项事项都在申报：条件、材料、证据要求逐条写明依据，开放和截止精确到秒，按服务器时间。"),
        Role.PREPARER,
        "/calls/",
    ),
    Stop(
        _("经办人填报"),
        _("一份填到一半的补贴申报：还缺什么、哪一条要，逐项写着；台账逐笔计算；两个人同时改会提醒。"),
        Role.PREPARER,
        "/applications/",
        "长江",
    ),
    Stop(
        _("法定代表人提交"),
        _("核对、承诺、提交，拿到列明每个文件和指纹的回执。截止之前，谁也打不开已提交的申报。"),
        Role.LEGAL_REPRESENTATIVE,
        "/applications/",
        "嘉陵",
    ),
    Stop(
        _("承办人初审"),
        _("上一轮已经截止：清单、进度、每一件的材料核对和逐条结论摆在证据旁边；受理、要求补正或不予受理。"),
        Role.CASE_OFFICER,
        "/bureau/cases/",
    ),
    Stop(
        _("专家评审"),
        _("抽签的专家组正在评一个产业中心：一份评分表已经签署，一名专家申明关系后回避、按同一抽签序列递补。"),
        Role.EXPERT,
        "/expert/",
    ),
    Stop(
        _("评审进度"),
        _("两份评分相差很远，标为离群；谁抽中、谁回避、谁递补，种子和理由都在。"),
        Role.ROUND_MANAGER,
        "/bureau/review/",
    ),
    Stop(
        _("两家申报同一笔业务"),
        _("核定台账：逐笔摆在凭证旁边，一笔质押由两家申报，分配比例裁定一次、对两家都有效。"),
        Role.CASE_OFFICER,
        "/bureau/verification/calls/{shared}/",
    ),
    Stop(
        _("公示期间的异议"),
        _("年初批公示到6月29日，有人提出异议：没有参加审定的承办人在办，被异议单位看不到是谁。"),
        Role.CASE_OFFICER,
        "/bureau/notices/",
        number=2,
    ),
    Stop(
        _("被异议单位说明"),
        _("问的是事，不露提出的人；期限哪天到、怎样数出来，写在问题旁边。"),
        Role.LEGAL_REPRESENTATIVE,
        "/applications/{objected}/objections/",
        "武陵",
    ),
    Stop(
        _("任务书和第二笔拨付"),
        _("上年度立项的市级中心：第一笔已到账，第二笔的条件已核实，支付指令等第二个人复核。"),
        Role.FINANCE,
        "/bureau/payments/",
        number=1,
    ),
    Stop(
        _("上年度的账"),
        _("2025年的账：五家应补超过500万元，按比例分到元；一笔退汇后重拨；每一分都有两边。"),
        Role.AUDITOR,
        "/bureau/ledger/",
    ),
    Stop(
        _("公开的结果"),
        _("谁、多少、依据哪一条、怎样算出；任何人都能用公开的数再算一遍。"),
        Role.PREPARER,
        "/results/",
    ),
    Stop(
        _("按补正通知修改"),
        _("只有通知列出的部分可以改，哪天到期、按哪份放假安排数出来，都写着。"),
        Role.PREPARER,
        "/applications/",
        "大渡口",
    ),
    Stop(
        _("第二个人复核才发布"),
        _("一份起草好的申报通知等着复核：和上一版哪里不同，发布后会发生什么。"),
        Role.ROUND_MANAGER,
        "/bureau/calls/",
    ),
    Stop(
        _("审计人员看记录"),
        _("谁在什么时候以什么身份做了什么，前后各是什么；每一条都连着上一条的指纹，改不了。"),
        Role.AUDITOR,
        "/record/",
    ),
    Stop(
        _("查真实的专利"),
        _(
            "随附的是一期真实公报：检索式逐条解释，按申请人、分类、区县筛选，为什么找到标在原文里；“画成图景”出图和报告。"
        ),
        Role.CASE_OFFICER,
        "/patents/?q=IPC%3DH01M+AND+%E6%A0%87%E9%A2%98%3D%E7%94%B5%E6%B1%A0",
    ),
    Stop(
        _("一家企业的需求"),
        _(
            "中心替一家企业存下的需求，找重庆高校院所里最像的专利：像在哪些词、哪些分类；新读入的排进来了，会告诉中心。"
        ),
        Role.PREPARER,
        "/patents/similar/?kept={need}",
        "嘉陵",
    ),
    Stop(
        _("两个人筛查一个专题"),
        _(
            "两人各说相关不相关，自己说了才看得到别人的；一致到什么程度、查准率、哪几件有分歧，都写着；一件已经写明理由定下来。"
        ),
        Role.LEGAL_REPRESENTATIVE,
        "/patents/sets/{set}/?show=disputed",
        "长江",
    ),
    Stop(
        _("图景和分析报告"),
        _(
            "这个专题的趋势、申请人、分类、技术功效矩阵：每张图写明检索式和缺什么，矩阵的格能打开、能改；一键写成报告。"
        ),
        Role.PREPARER,
        "/patents/landscape/?set={set}",
        "长江",
    ),
)
