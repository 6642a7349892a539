"""E-mails in plain text: each says who it is for, why it came, what to do, and until when; links lead to us alone."""

from __future__ import annotations

from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.records.models import Letter, Person

SIGNATURE = "\n\n知运　知识产权运营资助与补贴申报平台\n这是系统自动发出的邮件，请不要回复。"
NOT_ME = "如果不是您本人的操作，不用理会这封邮件，什么也不会发生。"


def write(*, to: str, subject: str, body: str, by: Actor) -> None:
    """Lay a letter ready for sending, inside the caller's transaction."""
    one_line = " ".join(subject.split())
    Letter.objects.create(to=to, subject=f"【知运】{one_line}"[:200], body=body + SIGNATURE, at=by.at)


def tell_of_change(*, person: Person, what: str, by: Actor) -> None:
    """Tell a person that something about their account was changed, at the address known before."""
    at = by.at.astimezone(SHANGHAI)
    write(
        to=person.email,
        subject=f"您的账户已变更：{what}",
        body=(
            f"{person.name}：\n\n{at:%Y年%m月%d日%H:%M}，您在知运的账户{what}。"
            "别处已登录的页面已经退出。\n\n如果不是您本人的操作，请立即联系市知识产权局的安全管理员。"
        ),
        by=by,
    )
