"""Writes `powers.md`, who may do what at which stage, from the door's own table: ``python -m docs.generate_powers``."""

from __future__ import annotations

import importlib
import os
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django

PAGE = Path(__file__).resolve().parent / "powers.md"
PREFACE = """<!-- 由 python -m docs.generate_powers 从代码生成，请勿手工修改 -->
# 权限表：谁，对什么，在哪个阶段，能办什么

一切改动只有一个入口（`casework/door.py`）。入口依次问：身份是否还在任、这一身份能否办这件事、这一对象此人能否知道、有无应回避的关系、对象是否处在能办的阶段、要紧的事是否刚刚再次确认过本人。都过了才轮到办法本身。表里没有的，一律不能办；对不能知道的对象，回答与不存在时相同。

“全部阶段”指这一对象的任何阶段，仍以此人能看见为限。“再次确认”的，要在十分钟内重新输入过密码和动态码。测试逐格核对本表：每个动作、每个身份、每个阶段都真的办一遍（`tests/casework/test_powers.py`）。
"""


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """Give the page as it should stand."""
    return "\n".join([PREFACE, *_by_subject(), "", *_by_role(), ""])


def load_actions() -> None:
    """Import every module of actions, so that the door knows them all."""
    from zhiyun.casework import actions  # noqa: PLC0415 - tables exist once Django is set up

    for module in pkgutil.walk_packages(actions.__path__, f"{actions.__name__}."):
        importlib.import_module(module.name)


def _by_subject() -> Iterator[str]:
    from zhiyun.casework.door import ACTIONS  # noqa: PLC0415 - tables exist once Django is set up
    from zhiyun.casework.roles import Role  # noqa: PLC0415

    load_actions()
    known = {subject: words for words, subject in _subjects()}
    for subject in sorted(
        {each.subject for each in ACTIONS.values()}, key=lambda one: list(known).index(one)
    ):
        yield f"\n## 对象：{known[subject]}\n"
        yield "| 动作 | 代码 | 身份 | 阶段 | 依据 | 再次确认 |"
        yield "|---|---|---|---|---|---|"
        for name, each in sorted(ACTIONS.items()):
            if each.subject is subject:
                who = (
                    "任何人"
                    if each.roles == set(Role)
                    else "、".join(r.label for r in Role if r in each.roles)
                )
                where = "、".join(
                    subject.stage_words(stage) for stage in subject.stages if stage in each.stages
                )
                cites, again = "、".join(each.cites), "是" if each.is_sensitive else ""
                yield f"| {each.words} | `{name}` | {who} | {where or '全部阶段'} | {cites} | {again} |"


def _subjects() -> Iterator[tuple[str, Any]]:
    """Give every kind of thing with the office's word for it; one without a word here is an error on purpose."""
    from zhiyun.casework import subjects  # noqa: PLC0415 - tables exist once Django is set up

    yield "申报通知", subjects.CALL
    yield "申报通知的一版", subjects.VERSION
    yield "申报件", subjects.APPLICATION
    yield "专家承担的评审件", subjects.ASSIGNMENT
    yield "专家组", subjects.PANEL
    yield "现场评估", subjects.VISIT
    yield "单位", subjects.ORGANISATION
    yield "他人的账户", subjects.PERSON
    yield "自己的账户", subjects.ONESELF
    yield "邀请", subjects.INVITATION
    yield "注册", subjects.REGISTER
    yield "审定的名单", subjects.LIST
    yield "公示", subjects.NOTICE
    yield "异议", subjects.OBJECTION
    yield "请被异议单位说明的事项", subjects.QUESTION
    yield "任务书", subjects.TASK_BOOK
    yield "建设中的中心", subjects.CONSTRUCTION
    yield "变更协议", subjects.CHANGE
    yield "局长办公会", subjects.MEETING
    yield "收款账户", subjects.BANK_ACCOUNT
    yield "支付指令", subjects.PAYMENT_ORDER
    yield "专利导航成果", subjects.NAVIGATION


def _by_role() -> Iterator[str]:
    from zhiyun.casework.door import ACTIONS  # noqa: PLC0415 - tables exist once Django is set up
    from zhiyun.casework.roles import Role  # noqa: PLC0415

    yield "## 各身份能办的事\n"
    yield "不含每个人对自己账户能办的事（登录、动态码等，即上表中“任何人”能办的）。\n"
    yield "| 身份 | 能办 |"
    yield "|---|---|"
    for role in Role:
        own = [
            each.words
            for _, each in sorted(ACTIONS.items())
            if role in each.roles and each.roles != set(Role)
        ]
        yield f"| {role.label} | {'、'.join(own) or '（只能查看）'} |"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhiyun.config.settings")
    django.setup()
    main()
