"""The walk: one round from its accepted application to the bank's receipt, each stop at its hour of the story."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhiyun.casework.roles import Role
from zhiyun.web.demo.tour import Stop

NAME = "涪江"

WALK: tuple[Stop, ...] = (
    Stop(
        _("核定台账"),
        _("办法全额计入的三笔业务排在一张预览里，合计写在上面。"),
        Role.CASE_OFFICER,
        "/bureau/verification/{case}/count/",
        press=_("核定这 3 笔"),
    ),
    Stop(
        _("代表局签署判断"),
        _("办法留给人的问题，前几项已经签署，最后一项空着：打开它，选“符合”，写一句意见。"),
        Role.CASE_OFFICER,
        "/bureau/verification/{case}/#questions",
        press=_("签署这一项判断"),
    ),
    Stop(
        _("第二个人复核"),
        _("核定的人不能复核自己：另一位承办人看到同样的三笔。"),
        Role.CASE_OFFICER,
        "/bureau/verification/{case}/check/",
        press=_("同意这 3 笔的核定"),
        number=1,
    ),
    Stop(
        _("提请审结"),
        _("没有一样欠缺了，审结的按钮才出现；其间任何一笔变动，都要重新提请。"),
        Role.CASE_OFFICER,
        "/bureau/verification/{case}/#closing",
        press=_("提请审结台账"),
    ),
    Stop(
        _("审结"),
        _("由第二个人按提请的那一份审结，一分不差。"),
        Role.CASE_OFFICER,
        "/bureau/verification/{case}/#closing",
        press=_("审结这份台账"),
        number=1,
    ),
    Stop(
        _("提请局长办公会"),
        _("下周一的会上已有两个区域中心；把这一批也列入议程。"),
        Role.CASE_OFFICER,
        "/bureau/meetings/{meeting}/#agenda",
        press=_("提请审定这一批"),
    ),
    Stop(
        _("开会"),
        _("点名、法定人数、回避，逐件结论；每一批都可以按审核意见一致通过。"),
        Role.MEETING_SECRETARY,
        "/bureau/meetings/{meeting}/",
        press=_("宣布开会，两批各按‘其余各件按审核意见一致通过’，再宣布散会"),
        clock="2026-06-29T14:30:00",
    ),
    Stop(
        _("写纪要"),
        _("正文已按记录起草，金额按账上可用的数当场算出。"),
        Role.MEETING_SECRETARY,
        "/bureau/meetings/{meeting}/minutes/",
        press=_("保存这一版纪要"),
        clock="2026-06-29T17:00:00",
    ),
    Stop(
        _("审签纪要"),
        _("由轮次负责人审签：审定连同事实、口径、代码版本一起冻结，资金预留。"),
        Role.ROUND_MANAGER,
        "/bureau/meetings/{meeting}/minutes/",
        press=_("审签纪要，审定生效"),
        clock="2026-06-30T10:00:00",
    ),
    Stop(
        _("公示"),
        _("预览与公众将看到的一字不差；公示之前，任何地方都看不到。填上业务和监督两处联系方式。"),
        Role.MEETING_SECRETARY,
        "/bureau/notices/publish/{resolution}/",
        press=_("现在公示这份名单"),
        clock="2026-07-01T09:30:00",
    ),
    Stop(
        _("看公示"),
        _("最后一日怎样数出来、依据哪份放假安排、怎样提出异议，都写在公开的页面上。"),
        Role.LEGAL_REPRESENTATIVE,
        "/notices/{notice}/",
        body=NAME,
    ),
    Stop(
        _("确认"),
        _("最后一日过完、没有待办的异议，才能确认；确认的同时，补贴记为承诺。"),
        Role.ROUND_MANAGER,
        "/bureau/notices/{notice}/",
        press=_("确认这份名单"),
        clock="2026-07-09T09:30:00",
    ),
    Stop(
        _("编制支付指令"),
        _("账户已经核对；金额不能超过审定，参与审定的人不能办理。"),
        Role.FINANCE,
        "/bureau/payments/cases/{case}/",
        press=_("编制支付指令"),
        clock="2026-07-09T15:00:00",
    ),
    Stop(
        _("第二个人复核支付"),
        _("编制的人不能复核；复核之后，钱在账上记为在途。"),
        Role.FINANCE,
        "/bureau/payments/orders/{order}/approve/",
        press=_("复核支付指令"),
        number=1,
        clock="2026-07-09T16:00:00",
    ),
    Stop(
        _("送银行"),
        _("已复核的指令合成一份银行文件，每份指令只送一次。"),
        Role.FINANCE,
        "/bureau/payments/#to-send",
        press=_("生成银行文件"),
        clock="2026-07-10T09:30:00",
    ),
    Stop(
        _("导入银行回单"),
        _("先从本页下载演示银行的回单，再导入：逐行核对，同一份回单只记一次。"),
        Role.FINANCE,
        "/bureau/payments/receipts/",
        press=_("导入银行回单"),
        clock="2026-07-13T16:00:00",
    ),
    Stop(
        _("到账"),
        _("申报单位看到从受理到到账的每一步；公开的结果页写着谁、多少、依据哪一条。"),
        Role.LEGAL_REPRESENTATIVE,
        "/applications/{case}/",
        body=NAME,
    ),
)
"""Each press is there once those before it were pressed; where a stop is ahead of them, its desk says what is missing."""
