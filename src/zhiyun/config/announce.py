"""Says where to look, but only once the server really answers; what is learned beside it begins then."""

import os
import sys
import time
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from typing import Final

from zhiyun.exchange.patents.beside import lives

PATIENCE_SECONDS: Final = 60.0
PAUSE_SECONDS: Final = 0.1


def main() -> None:
    """Wait for the server, whose process id is the first argument, and print its address."""
    server = int(sys.argv[1])
    host, port = os.environ["HOST"], os.environ["PORT"]
    address = f"http://{_reachable(host)}:{port}"
    known_as = os.environ.get("ZHIYUN_ALLOWED_HOSTS", "").split(",")[0].strip().removeprefix(".")
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while lives(process=server) and time.monotonic() < give_up_at:
        if _answers(_reachable(host), int(port), known_as):
            _learn(server)
            print(
                f"知运已启动：{address} （按 Ctrl-C 停止）  zhiyun is running; Ctrl-C stops it.", flush=True
            )
            return
        time.sleep(PAUSE_SECONDS)
    if lives(process=server):
        print(f"服务器在运行，但 {address} 没有正常应答，请看上面的报错。", file=sys.stderr, flush=True)


def _learn(server: int) -> None:
    """Go on with what is learned from the patents, now that nobody waits for the first page.

    Before its address is said: as soon as it is, Ctrl-C may come.
    """
    from zhiyun.config.environment import Environment  # noqa: PLC0415 - the server is asked sooner without it
    from zhiyun.exchange.patents import learning  # noqa: PLC0415 - as above

    learning.begin(home=Environment.read(os.environ).home, server=server)


def _reachable(host: str) -> str:
    # A server that listens everywhere is looked at from here.
    return "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104 - compared, never listened on


def _answers(host: str, port: int, known_as: str) -> bool:
    """Ask for the first page under the name the site is known by; a redirect is an answer and is not followed."""
    connection = HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/", headers={"Host": known_as} if known_as else {})
        return connection.getresponse().status < HTTPStatus.INTERNAL_SERVER_ERROR
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    main()
