"""Where in a document a rule stands."""

from __future__ import annotations

from dataclasses import dataclass

_DIGITS = "零一二三四五六七八九"


def chinese_number(number: int) -> str:
    """Write 1 to 99 as an article's number is written: ``13`` is ``十三``.

    >>> [chinese_number(n) for n in (6, 10, 13, 20, 23)]
    ['六', '十', '十三', '二十', '二十三']
    """
    if not 1 <= number <= 99:
        raise ValueError(f"article numbers run from 1 to 99, not {number}")
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else _DIGITS[tens] + "十")
    return head + (_DIGITS[ones] if ones else "")


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """An article, and where needed one of its items, of a measure or a round's notice.

    >>> str(Citation(8, 3)), str(Citation(13)), str(Citation(7, document="申报通知"))
    ('第八条第3项', '第十三条', '申报通知第七条')
    """

    article: int
    item: int | None = None
    document: str = ""

    def __str__(self) -> str:
        item = "" if self.item is None else f"第{self.item}项"
        return f"{self.document}第{chinese_number(self.article)}条{item}"
