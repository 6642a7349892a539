"""`zhiyun people` and `zhiyun mail` on an installation of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.casework import city
from tests.cli.conftest import Ask
from tests.gateways.postbox import postbox

CODE = city.credit_code(990009)
NAMED = ("--system", "a@example.cn", "--security", "b@example.cn", "--audit", "c@example.cn")


PUBLIC = {"ZHIYUN_PRODUCTION": "1", "ZHIYUN_ALLOWED_HOSTS": "zhiyun.example.cn"}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Prepare an empty installation that serves the public, to be copied."""
    home = tmp_path_factory.mktemp("prepared")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ZHIYUN_")}
    subprocess.run(
        [sys.executable, "-m", "zhiyun.config.prepare"],
        env=kept | PUBLIC | {"ZHIYUN_HOME": str(home), "PORT": "0"},
        check=True,
    )
    return home


@pytest.fixture
def installation(prepared: Path, tmp_path: Path) -> dict[str, str]:
    """Give an empty installation that serves the public, and say how commands reach it."""
    shutil.copytree(prepared, tmp_path / "home")
    return PUBLIC | {"ZHIYUN_HOME": str(tmp_path / "home")}


def test_an_empty_installation_prints_three_links_once(
    ask_program: Ask, installation: dict[str, str]
) -> None:
    found = ("people", "first-administrators", "--bureau", "演示市知识产权局", "--credit-code", CODE, *NAMED)

    answer = ask_program(*found, "--json", **installation)
    told = ask_program(*found, **installation)

    links = answer.json["links"]
    assert [each["role"] for each in links] == [
        "system_administrator",
        "security_administrator",
        "audit_administrator",
    ]
    assert len({each["link"] for each in links}) == 3
    assert all(each["link"].startswith("https://zhiyun.example.cn/invitations/") for each in links)
    assert "安全管理员  b@example.cn" in told.out
    assert not set(told.out.split()) & {each["link"] for each in links}


def test_faults_of_founding_are_listed_together(ask_program: Ask, installation: dict[str, str]) -> None:
    answer = ask_program(
        *("people", "first-administrators", "--bureau", "a.b", "--credit-code", "1"),
        *("--system", "a", "--security", "a", "--audit", "c@example.cn"),
        **installation,
    )

    assert answer.code == 2
    for fault in ("不能含有.", "应当是18位", "三个人分任", "不是电子邮箱"):
        assert fault in answer.err


def test_mail_without_a_server_says_what_to_set(ask_program: Ask, installation: dict[str, str]) -> None:
    for named in ({}, {"ZHIYUN_SMTP": "mail.example.cn"}):
        answer = ask_program("mail", "send", **installation, **named)
        assert answer.code == 3
        assert "ZHIYUN_SMTP" in answer.err


def test_mail_is_sent_on_command(ask_program: Ask, installation: dict[str, str]) -> None:
    with postbox() as box:
        answer = ask_program("mail", "send", "--json", **installation, ZHIYUN_SMTP=box.address)

    assert (answer.code, answer.json) == (0, {"sent": 0, "failed": 0, "because": None})
