"""The guided tour: where to go, as whom, and what to see there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhiyun.casework.demo import Character
from zhiyun.casework.roles import Role


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop: a visitor becomes ``role`` of a body (the first whose name holds ``body``) and opens ``address``."""

    title: str | Promise
    see: str | Promise
    role: Role
    address: str
    body: str = ""

    def who(self, people: Iterable[Character]) -> Character | None:
        """Find whose seat the stop is seen from."""
        return next((one for one in people if one.role is self.role and self.body in one.body), None)


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
)
