"""What may be written after an option, each refused in Chinese with how to write it."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Final

import click

from zhiyun.kernel.citation import chinese_number
from zhiyun.kernel.days import NotADay, read_day
from zhiyun.kernel.money import Money, Rate
from zhiyun.kernel.money_text import NotMoney, read_money

EARLIEST_YEAR: Final = 1985
LATEST_YEAR: Final = 2999

_PERCENT: Final = re.compile(r"(\d{1,3})(?:\.(\d{1,6}))?\s*[%％]", re.ASCII)


class Day(click.ParamType[date]):
    """A day: ``2026-09-24``, ``2026/9/24`` or ``2026年9月24日``."""

    name = "日期"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            day = read_day(str(value))
        except NotADay:
            self.fail(f"「{value}」不是真实存在的日期，请写成 2026-09-24 的样式", param, ctx)
        if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
            self.fail(f"「{value}」的年份不在 {EARLIEST_YEAR} 至 {LATEST_YEAR} 之间，请核对", param, ctx)
        return day


class Whole(click.ParamType[int]):
    """A whole number between two bounds, both allowed."""

    def __init__(self, name: str, least: int, most: int) -> None:
        self.name = name
        self.least = least
        self.most = most

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value).strip()
        if not (text.isascii() and text.isdigit() and len(text) <= 9):
            self.fail(f"「{value}」不是整数，请填 {self.least} 到 {self.most} 之间的整数", param, ctx)
        if not self.least <= int(text) <= self.most:
            self.fail(f"{text} 超出范围，请填 {self.least} 到 {self.most} 之间的整数", param, ctx)
        return int(text)


class Yuan(click.ParamType[Money]):
    """An amount as people write it: ``5000000``, ``5,000,000.00`` or ``500万元``."""

    name = "金额"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Money:
        if isinstance(value, Money):
            return value
        try:
            return read_money(str(value))
        except NotMoney as refusal:
            self.fail(str(refusal), param, ctx)


class Percent(click.ParamType[Rate]):
    """A yearly rate in percent: ``3.65%``."""

    name = "年利率"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Rate:
        if isinstance(value, Rate):
            return value
        found = _PERCENT.fullmatch(str(value).strip())
        if found is None:
            self.fail(f"「{value}」请写成百分比，如 3.65%", param, ctx)
        digits = found[2] or ""
        return Rate(Fraction(int(found[1] + digits), 100 * 10 ** len(digits)))


class Paid(click.ParamType[tuple[date, Money, Money | None]]):
    """A payment and, where told, what of it is unspent: ``2023-05-10=180万元/30万元``."""

    name = "日期=金额"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[date, Money, Money | None]:
        if isinstance(value, tuple):
            return value
        day, sign, amounts = str(value).partition("=")
        if not sign:
            self.fail(f"「{value}」请写成 日期=金额，如 2023-05-10=180万元", param, ctx)
        paid, slash, unspent = amounts.partition("/")
        amount = YUAN.convert(paid, param, ctx)
        left = YUAN.convert(unspent, param, ctx) if slash else None
        if left is not None and left > amount:
            self.fail(f"「{value}」未用金额大于拨付金额，请核对", param, ctx)
        return DAY.convert(day, param, ctx), amount, left


class Tried(click.ParamType[tuple[str, str]]):
    """A reading and the alternative to try, ``A9=largest_remainder``; whether both exist is the measure's to say."""

    name = "口径=读法"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        reading, sign, alternative = str(value).partition("=")
        if not (reading.strip() and sign and alternative.strip()):
            self.fail(
                f"「{value}」请写成 口径=读法，如 A9=largest_remainder（全部口径见 zhiyun law readings）",
                param,
                ctx,
            )
        return reading.strip(), alternative.strip()


class OneOf(click.ParamType[str]):
    """One of a few words, each with its Chinese meaning; either is understood."""

    def __init__(self, name: str, meanings: dict[str, str]) -> None:
        self.name = name
        self.meanings = meanings

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text = str(value).strip()
        found = [word for word, meaning in self.meanings.items() if text in (word, meaning)]
        if not found:
            known = "、".join(f"{word}（{meaning}）" for word, meaning in self.meanings.items())
            self.fail(f"没有「{value}」，可用的有：{known}", param, ctx)
        return found[0]


class ArticleNumber(click.ParamType[int]):
    """An article's number: ``13``, ``十三`` or ``第十三条``."""

    name = "条号"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value).strip().removeprefix("第").removesuffix("条")
        numbers = {chinese_number(number): number for number in range(1, 100)}
        numbers |= {str(number): number for number in range(1, 100)}
        if text not in numbers:
            self.fail(f"「{value}」不是条号，请写成 13 或第十三条", param, ctx)
        return numbers[text]


class InFile(click.ParamType[Path]):
    """A file to read: there, and a file."""

    name = "文件"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(str(value))
        if path.is_dir():
            self.fail(f"「{path}」是文件夹，请写到其中的文件", param, ctx)
        if not path.exists():
            self.fail(f"找不到文件「{path}」，请核对路径和文件名", param, ctx)
        return path


class OutFile(click.ParamType[Path]):
    """A file of a kind to write, in a directory that is there."""

    def __init__(self, suffix: str) -> None:
        self.suffix = suffix
        self.name = f"文件{suffix}"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(str(value))
        if path.suffix.lower() != self.suffix:
            self.fail(f"「{path}」请以 {self.suffix} 结尾", param, ctx)
        if path.is_dir():
            self.fail(f"「{path}」是文件夹，请写到其中的文件", param, ctx)
        if not path.parent.is_dir():
            self.fail(f"文件夹「{path.parent}」不存在，请先建立或换一个位置", param, ctx)
        return path


DAY: Final = Day()
YEAR: Final = Whole("年度", EARLIEST_YEAR, LATEST_YEAR)
YUAN: Final = Yuan()
PERCENT: Final = Percent()
PAID: Final = Paid()
ARTICLE: Final = ArticleNumber()
TRIED: Final = Tried()
IN_FILE: Final = InFile()
OUT_FILE: Final = OutFile(".xlsx")
OUT_LINES: Final = OutFile(".jsonl")
