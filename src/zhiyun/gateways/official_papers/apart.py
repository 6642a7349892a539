"""Papers set in a process of their own, which ends with them.

The typesetter keeps what it has laid out: after some long papers a server's process would hold hundreds of megabytes
and never give them back. A process apart gives everything back, can be stopped when it takes too long, and has none
of the server's secrets in its environment.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from typing import Final

from zhiyun.gateways.official_papers.paper import Paper
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said

PATIENCE_SECONDS: Final = 25
"""How long a paper may wait for its turn, and then for being set; twice this is less than a server waits."""

_ONE_AT_A_TIME: Final = threading.Lock()
_NEEDED: Final = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR")
_COMMAND: Final = (sys.executable, "-I", "-m", "zhiyun.gateways.official_papers")


class TooManyPapers(Refusal):
    """So many papers are wanted that this one could not be set in time."""

    def __init__(self) -> None:
        super().__init__(Said("现在下载文书的人很多，这一份还没有排好版。请过一会儿再下载。"))


def pdf_apart(paper: Paper, *, patience_seconds: float = PATIENCE_SECONDS) -> bytes:
    """Set a paper as `pdf` does, apart and one at a time; refuses with `TooManyPapers` what takes too long."""
    if not _ONE_AT_A_TIME.acquire(timeout=patience_seconds):
        raise TooManyPapers
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module, no word of it from outside
            _COMMAND,
            input=pickle.dumps(paper),
            stdout=subprocess.PIPE,
            env={name: os.environ[name] for name in _NEEDED if name in os.environ},
            timeout=patience_seconds,
            check=True,
        )
    except subprocess.TimeoutExpired:
        raise TooManyPapers from None
    finally:
        _ONE_AT_A_TIME.release()
    return done.stdout
