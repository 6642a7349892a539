"""What a user calls a file: shown and offered for download, never believed and never a path."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from zhiyun.kernel.said import Said

LONGEST: Final = 120
"""Characters of a safe name."""
LONGEST_BYTES: Final = 240
"""In UTF-8; a file system takes 255."""
UNNAMED: Final = "未命名"
_LONGEST_ENDING: Final = 16

_SEPARATORS: Final = re.compile(r"[/\\]")
_FORBIDDEN: Final = re.compile(r'[<>:"|?*]')
_DEVICE: Final = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)")
_DROPPED: Final = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Control, format (the marks that turn the writing direction among them), surrogates, separators of lines."""
ACTIVE: Final = frozenset(
    [
        "apk",
        "app",
        "asp",
        "aspx",
        "bat",
        "chm",
        "cmd",
        "cpl",
        "dll",
        "dmg",
        "docm",
        "dotm",
        "exe",
        "hta",
        "htm",
        "html",
        "iso",
        "jar",
        "js",
        "jse",
        "jsp",
        "lnk",
        "mht",
        "mhtml",
        "msi",
        "php",
        "pif",
        "ps1",
        "pptm",
        "reg",
        "scr",
        "shtml",
        "svg",
        "url",
        "vb",
        "vbe",
        "vbs",
        "wsf",
        "wsh",
        "xhtml",
        "xlam",
        "xlsb",
        "xlsm",
        "xltm",
        "xml",
    ]
)
"""Endings of what runs or carries script; not those that are also ends of web addresses or stock codes."""


def safe_name(name: str) -> str:
    """Give a name that can be shown, logged and put in an archive; it keeps its ending and is never empty.

    Folders before it, control and direction characters go; what some system forbids becomes ``_``.
    """
    name = unicodedata.normalize("NFC", _without_hidden(name))
    # No sign of a path may be left, whatever normalising makes of it.
    name = _SEPARATORS.split(name.rstrip(" ./\\"))[-1]
    name = _FORBIDDEN.sub("_", re.sub(r"\s+", " ", name)).strip(" .")
    if _DEVICE.match(name):
        name = f"_{name}"
    return _shortened(name) or UNNAMED


def ending(name: str) -> str:
    """Give what follows the last dot of a safe name, in lower case; empty when there is none."""
    stem, dot, last = name.rpartition(".")
    return last.lower() if stem and dot else ""


def name_faults(name: str) -> list[Said]:
    """List what is wrong with a name as it came, whatever the file holds."""
    faults = []
    kinds = {unicodedata.category(character) for character in name}
    if any(unicodedata.bidirectional(character) in _DIRECTIONS for character in name):
        faults.append(Said("文件名里有改变文字方向的字符，看到的扩展名可能是假的；请重新命名后再上传"))
    elif kinds & _DROPPED:
        faults.append(Said("文件名里有看不见的控制字符，请重新命名后再上传"))
    inner = [part.strip().lower() for part in safe_name(name).split(".")[1:-1]]
    if hidden := [part for part in inner if part in ACTIVE]:
        faults.append(Said("文件名有双重扩展名（.%(ending)s），请重新命名后再上传", ending=hidden[-1]))
    return faults


_DIRECTIONS: Final = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def _without_hidden(name: str) -> str:
    return "".join(
        " " if character in "\t\n\r" else character
        for character in name
        if character in "\t\n\r" or unicodedata.category(character) not in _DROPPED
    )


def _shortened(name: str) -> str:
    if len(name) <= LONGEST and len(name.encode()) <= LONGEST_BYTES:
        return name
    stem, dot, last = name.rpartition(".")
    tail = dot + last if stem and len(last) <= _LONGEST_ENDING else ""
    head = name.removesuffix(tail)[: LONGEST - len(tail)]
    while len((head + tail).encode()) > LONGEST_BYTES:
        head = head[:-1]
    return head.rstrip(" .") + tail
