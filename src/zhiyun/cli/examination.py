"""What `zhiyun doctor` looks at on this machine; nothing is changed by looking."""

from __future__ import annotations

import enum
import locale
import os
import re
import shutil
import socket
import sqlite3
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from zhiyun.casework import measures
from zhiyun.gateways import holiday_notices
from zhiyun.kernel.refusal import Refusal

PYTHONS: Final = ((3, 11), (3, 14))
OLDEST_SQLITE: Final = (3, 31, 0)
PORT: Final = 8000
NOTICES_COME_OUT_IN: Final = 11
BROWSERS: Final = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
FONTS: Final = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:/Windows/Fonts",
)
HOME_FONTS: Final = (".fonts", ".local/share/fonts", "Library/Fonts", "AppData/Local/Microsoft/Windows/Fonts")
CHINESE_FONT: Final = re.compile(
    r"cjk|hans|wqy|wenquan|simsun|simfang|simhei|simkai|msyh|deng|pingfang|songti|heiti|kaiti|fangsong|stsong|stfang"
    r"|fandol|uming|ukai|droidsansfallback|lxgw|noto\w*sc-|^fz.*\.ttf",
    re.IGNORECASE,
)


class Mark(enum.Enum):
    """How one thing stands."""

    OK = "ok"
    MIND = "注意"
    MISSING = "缺"


class Check(NamedTuple):
    """One thing looked at: how it stands, what was found, and the one way to mend it."""

    mark: Mark
    what: str
    found: str
    mend: str = ""


def examine(*, home: Path, today: date) -> Iterator[Check]:
    """Look at everything zhiyun stands on."""
    yield python()
    yield database()
    yield data_directory(home)
    yield from holiday_years(home / "holidays", today)
    yield from readings(home / "measures", today)
    yield port(PORT)
    yield terminal()
    yield fonts()
    yield browser(home)


def python() -> Check:
    found = ".".join(map(str, sys.version_info[:3]))
    if PYTHONS[0] <= sys.version_info[:2] < PYTHONS[1]:
        return Check(Mark.OK, "Python", found)
    return Check(Mark.MISSING, "Python", found, "请安装 Python 3.11、3.12 或 3.13")


def database() -> Check:
    found = sqlite3.sqlite_version
    if tuple(map(int, found.split("."))) >= OLDEST_SQLITE:
        return Check(Mark.OK, "SQLite", found)
    return Check(Mark.MISSING, "SQLite", found, "请换用随附 SQLite 3.31 以上版本的 Python")


def data_directory(home: Path) -> Check:
    standing = home.absolute()
    while not standing.exists() and standing != standing.parent:
        standing = standing.parent
    if standing.is_dir() and os.access(standing, os.W_OK | os.X_OK):
        note = "可写" if home.is_dir() else "尚未建立，用到时自动建立"
        return Check(Mark.OK, "数据目录", f"{home.absolute()}，{note}")
    mend = f"请给 {standing} 写权限，或设 ZHIYUN_HOME 指向别处"
    return Check(Mark.MISSING, "数据目录", f"{home.absolute()}，不能写", mend)


def holiday_years(imported_dir: Path, today: date) -> Iterator[Check]:
    try:
        known = holiday_notices.load(imported_dir).known_years
    except Refusal as refusal:
        yield Check(
            Mark.MISSING, "节假日安排", str(refusal), "请删去有误的文件，重新 zhiyun workdays import 文件"
        )
        return
    span = f"{known[0]}年至{known[-1]}年"
    if gaps := sorted(set(range(known[0], known[-1])) - set(known)):
        span += f"，其中缺{'、'.join(map(str, gaps))}年"
    if today.year not in known:
        mend = "请执行 zhiyun workdays import 文件 导入，否则今年的公示期不能计算"
        yield Check(Mark.MISSING, "节假日安排", f"{span}，没有今年（{today.year}年）", mend)
    else:
        yield Check(Mark.OK, "节假日安排", span)
    yield _next_year(known, today)


def _next_year(known: tuple[int, ...], today: date) -> Check:
    year, what = today.year + 1, "下一年安排"
    if year in known:
        return Check(Mark.OK, what, f"{year}年已入库")
    if today.month < NOTICES_COME_OUT_IN:
        return Check(Mark.OK, what, f"{year}年未入库，通知一般在11月公布")
    mend = f"国务院办公厅公布后请执行 zhiyun workdays import 文件；此前{year}年的日子不能计算"
    return Check(Mark.MIND, what, f"{year}年未入库", mend)


def readings(loaded_dir: Path, today: date) -> Iterator[Check]:
    try:
        measure = measures.asked(registry=measures.known(measures_dir=loaded_dir), on=today)
    except Refusal as refusal:
        yield Check(Mark.MISSING, "施行中的办法", str(refusal), "zhiyun law validate 文件")
        return
    yield Check(Mark.OK, "施行中的办法", f"{measure.number}，{measure.in_force}")
    unconfirmed = sum(choice.reading.confirmed is None for choice in measure.readings)
    found = f"{len(measure.readings)}条，其中{unconfirmed}条未经{measure.answers.interpreter}确认"
    mend = "查看 zhiyun law readings，把标 ★ 的报请书面答复"
    yield Check(Mark.MIND, "口径", found, mend) if unconfirmed else Check(Mark.OK, "口径", found)


def port(number: int) -> Check:
    what = f"端口 {number}"
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", number))
        except OSError:
            return Check(Mark.MIND, what, "已被占用（也可能知运已在运行）", "换端口启动：PORT=8001 ./run")
    return Check(Mark.OK, what, "空闲")


def terminal() -> Check:
    encoding = locale.getpreferredencoding(do_setlocale=False)
    try:
        "知运〔2021〕".encode(encoding)
    except (LookupError, UnicodeEncodeError):
        return Check(
            Mark.MIND, "终端编码", f"{encoding}，显示不了中文", "请设 export LANG=C.UTF-8 后重开终端"
        )
    return Check(Mark.OK, "终端编码", encoding)


def fonts() -> Check:
    directories = [*map(Path, FONTS), *(Path.home() / name for name in HOME_FONTS)]
    files = (
        path for directory in directories if directory.is_dir() for path in directory.rglob("*.[toTO][tT]*")
    )
    found = next((path.name for path in files if CHINESE_FONT.search(path.name)), None)
    if found:
        return Check(Mark.OK, "中文字体", found)
    mend = "sudo apt install -y fonts-noto-cjk"
    return Check(Mark.MIND, "中文字体", "没有找到，打印或存成 PDF 时中文可能显示不出", mend)


def browser(home: Path) -> Check:
    named = os.environ.get("ZHIYUN_CHROMIUM")
    packaged = home / "browser" / "chromium"
    found = (
        named
        or next(filter(None, map(shutil.which, BROWSERS)), None)
        or (str(packaged) if packaged.exists() else None)
    )
    if found:
        return Check(Mark.OK, "测试用浏览器", found)
    return Check(
        Mark.MIND, "测试用浏览器", "没有找到 Chromium，只有跑测试才用到", "sudo apt install -y chromium"
    )
