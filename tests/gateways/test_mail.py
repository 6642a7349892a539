"""Mail is plain text, goes to one address, and never grows a second header."""

from __future__ import annotations

import pytest

from tests.gateways.postbox import postbox
from zhiyun.gateways.mail import NotSmtp, NotTaken, Server, composed


@pytest.mark.parametrize(
    ("address", "server"),
    [
        (
            "smtps://a%40b:p%2Fw@mail.example.cn/?from=z@example.cn",
            Server("mail.example.cn", 465, "z@example.cn", "a@b", "p/w", speaks_tls=True),
        ),
        ("smtp://mail.example.cn/?from=z@example.cn", Server("mail.example.cn", 587, "z@example.cn")),
        ("smtp://127.0.0.1:25/?from=z@example.cn", Server("127.0.0.1", 25, "z@example.cn")),
    ],
)
def test_a_server_is_read_from_its_address(address: str, server: Server) -> None:
    assert Server.read(address) == server


@pytest.mark.parametrize(
    "address",
    [
        "",
        "mail.example.cn",
        "http://mail.example.cn/?from=z@example.cn",
        "smtp://mail.example.cn/",
        "smtp:///?from=z@e",
    ],
)
def test_what_names_no_server_or_no_sender_is_refused(address: str) -> None:
    with pytest.raises(NotSmtp):
        Server.read(address)


def test_a_mail_arrives_as_plain_chinese_text() -> None:
    with postbox() as box:
        Server.read(box.address).send(
            to="a@example.cn", subject="【知运】邀请", body="第一行\n\n<b>不是标记</b>"
        )

    [mail] = box.mails
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content() == "第一行\n\n<b>不是标记</b>\n"
    assert (mail["Subject"], mail["To"], mail["From"]) == (
        "【知运】邀请",
        "a@example.cn",
        "zhiyun@example.cn",
    )
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Reply-To"] is None


@pytest.mark.parametrize("broken", ["a\r\nBcc: b@example.cn", "a\nBcc: b@example.cn", "a\rBcc: b"])
def test_no_header_becomes_two_attack_38(broken: str) -> None:
    for header in ("to", "subject", "sender"):
        given = {"to": "a@example.cn", "subject": "s", "sender": "z@example.cn"} | {header: broken}
        with pytest.raises(ValueError, match=r"newline|linefeed|CR|line"):
            composed(**given, body="")


def test_a_mail_not_taken_says_why() -> None:
    with postbox(refuses="nobody") as box:
        server = Server.read(box.address)
        with pytest.raises(NotTaken, match="550"):
            server.send(to="nobody@example.cn", subject="s", body="b")
    with pytest.raises(NotTaken, match="ConnectionRefused"):
        server.send(to="a@example.cn", subject="s", body="b")
    with pytest.raises(NotTaken, match="ValueError"):
        server.send(to="a\n@example.cn", subject="s", body="b")


def test_a_server_elsewhere_is_spoken_to_in_secret_or_not_at_all() -> None:
    # 127.0.0.2 is this machine under another name; the postbox knows no TLS, so nothing is said to it.
    with postbox(host="127.0.0.2") as box:
        server = Server("127.0.0.2", box.server_address[1], "z@example.cn", "user", "secret")
        with pytest.raises(NotTaken, match="STARTTLS"):
            server.send(to="a@b.cn", subject="s", body="b")

    assert box.mails == []
