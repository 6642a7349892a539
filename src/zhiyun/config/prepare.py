"""Before each start: a kept secret key, the tables, the collected static files. Safe to run again and again."""

import os
import secrets
from pathlib import Path

import django
from django.core.management import call_command

from zhiyun.config.environment import Environment, secret_key_file


def main() -> None:
    """This will make the installation named by the environment ready to serve."""
    home = Environment.read(os.environ).home
    home.mkdir(parents=True, exist_ok=True)
    keep_secret_key(secret_key_file(home))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhiyun.config.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def keep_secret_key(file: Path) -> None:
    """This will write a fresh key that only its owner can read, unless one is kept already."""
    if file.exists():
        return
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as opened:
        opened.write(secrets.token_urlsafe(64) + "\n")


if __name__ == "__main__":
    main()
