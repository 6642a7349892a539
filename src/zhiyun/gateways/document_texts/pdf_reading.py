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

PATIENCE_SECONDS: Final = 10
"""How long a document may wait for its turn, and then for being read."""
MOST_SECONDS_AT_WORK: Final = 5
MOST_MEMORY: Final = 768 * 1024 * 1024
"""Bytes of address space; PDFium with its fonts maps about 150 MB before it reads anything."""
MOST_PAGES: Final = 200
"""Pages read; the text asked for is found long before, unless they are pictures."""

_ONE_AT_A_TIME: Final = threading.Lock()
_NEEDED: Final = ("PATH", "LANG", "LC_ALL", "TMPDIR")
_COMMAND: Final = (sys.executable, "-I", "-m", "zhiyun.gateways.document_texts")


class NotRead(Exception):
    """A PDF that could not be read: its reader broke down, was stopped at a bound, or had no time."""


def pdf_text(stream: BinaryIO, *, most: int, patience_seconds: float = PATIENCE_SECONDS) -> str:
    """Give the first ``most`` characters of a PDF's pages, one document at a time; raises `NotRead`.

    A PDF of pictures gives no characters.
    """
    if not _ONE_AT_A_TIME.acquire(timeout=patience_seconds):
        raise NotRead
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module, and a number of ours
            [*_COMMAND, str(most)],
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
        raise NotRead
    return done.stdout.decode()
