"""The text of a PDF, read by PDFium in a process of its own.

A PDF is a program of strangers for a reader written in C++: the process has none of the server's secrets in its
environment, may use so much memory and so many seconds, opens no file, and ends with the document.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import BinaryIO, Final

from zhiyun.gateways.document_texts.bounds import Bounds

PATIENCE_SECONDS: Final = 10
"""How long a document may wait for its turn, and then for being read."""
BOUNDS: Final = Bounds()
_ONE_AT_A_TIME: Final = threading.Lock()
_NEEDED: Final = ("PATH", "LANG", "LC_ALL", "TMPDIR")
_COMMAND: Final = (sys.executable, "-I", "-m", "zhiyun.gateways.document_texts")


class NotRead(Exception):
    """A PDF that could not be read: its reader had no time, or ended before its end, as ``code`` says."""

    def __init__(self, code: int | None = None) -> None:
        super().__init__(code)
        self.code = code


def pdf_text(
    stream: BinaryIO, *, most: int, patience_seconds: float = PATIENCE_SECONDS, bounds: Bounds = BOUNDS
) -> str:
    """Give the first ``most`` characters of a PDF's pages, one document at a time; raises `NotRead`.

    A PDF of pictures gives no characters.
    """
    if not _ONE_AT_A_TIME.acquire(timeout=patience_seconds):
        raise NotRead
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module, and a number of ours
            [*_COMMAND, *map(str, (most, *bounds))],
            input=stream.read(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _NEEDED if name in os.environ},
            timeout=patience_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotRead from None
    finally:
        _ONE_AT_A_TIME.release()
    if done.returncode:
        raise NotRead(done.returncode)
    return done.stdout.decode()
