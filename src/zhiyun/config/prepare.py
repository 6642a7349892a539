"""Before each start: a free port, a kept secret key, the tables, the collected static files.

Safe to run again and again.
"""

import errno
import os
import secrets
import socket
import sys
from pathlib import Path

import django
from django.core.management import call_command

from zhiyun.config.environment import Environment, secret_key_file


def main() -> None:
    """Make the installation named by the environment ready to serve; exit with a sentence when it cannot be."""
    if fault := port_fault(os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))):
        sys.exit(fault)
    home = Environment.read(os.environ).home
    home.mkdir(parents=True, exist_ok=True)
    keep_secret_key(secret_key_file(home))
    if faults := Environment.read(os.environ).production_faults():
        sys.exit("\n".join(["不能以正式方式启动：", *faults]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhiyun.config.settings")
    django.setup()
    # Checked here, so that a fault stops the start instead of every page.
    call_command("migrate", interactive=False, skip_checks=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if fault := settle_demonstration():
        sys.exit(fault)


def settle_demonstration() -> str | None:
    """Found the demonstration where there shall be one; tell, in Chinese, when production meets one."""
    # The tables can be asked only now that Django is set up.
    from django.conf import settings  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from zhiyun.casework import demo  # noqa: PLC0415
    from zhiyun.exchange.patents import engines, founding  # noqa: PLC0415
    from zhiyun.gateways import holiday_notices  # noqa: PLC0415
    from zhiyun.gateways.safekeeping import Store  # noqa: PLC0415

    if settings.DEMO:
        calendar = holiday_notices.load(settings.ENVIRONMENT.home / "holidays")
        founding.found(home=settings.HOME)
        demo.found(
            store=Store(settings.FILES),
            calendar=calendar,
            real=timezone.now(),
            patents=engines.opened(home=settings.HOME),
        )
        return None
    if demo.is_here():
        return (
            "这个数据目录里有演示人员和演示申报，不能用于正式或非演示运行。"
            "请换一个空的 ZHIYUN_HOME（或另一个数据库）后再启动。"
        )
    return None


def port_fault(host: str, port: int) -> str | None:
    """Tell, in Chinese, why no server can listen there and what to do; None when one can."""
    try:
        socket.create_server((host, port)).close()
    except OSError as fault:
        if fault.errno == errno.EADDRINUSE:
            return f"端口 {port} 已被别的程序占用（也许知运已经在运行）。换一个端口：PORT={port + 1} ./run"
        return f"不能在 {host}:{port} 上提供服务：{fault.strerror}。请检查 HOST 和 PORT。"
    return None


def keep_secret_key(file: Path) -> None:
    """Write a fresh key that only its owner can read, unless one is kept already."""
    if file.exists():
        return
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as opened:
        opened.write(secrets.token_urlsafe(64) + "\n")


if __name__ == "__main__":
    main()
