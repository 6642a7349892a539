"""How one kind of cell is read: carefully one by one, or many at once with the same result."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Generic, Protocol, TypeVar

from zhiyun.gateways.tables import Unreadable
from zhiyun.kernel.quoting import CONTROL, quoted
from zhiyun.kernel.said import Said

Value = TypeVar("Value")
Read_co = TypeVar("Read_co", covariant=True)

MISSING: Final = Said("没有填写，请补上")


class Slip(ValueError):
    """What is wrong with one cell and how to mend it; an empty one is reported elsewhere."""

    def __init__(self, said: Said) -> None:
        super().__init__(said)
        self.said = said


class CellReader(Protocol[Read_co]):
    """Reads the cells of one column.

    ``blank`` is what a column that is not there means in every row.
    """

    @property
    def blank(self) -> Read_co: ...

    def careful(self, cell: str) -> Read_co:
        """Read one cell; raises `Slip`."""
        ...

    def bulk(self, cells: Sequence[str]) -> Sequence[Read_co] | None:
        """Read all cells at once exactly as `careful` would, or give ``None`` when any needs care."""
        ...


def shown(*, text: str) -> Said:
    """Quote a cell's content, shortened."""
    return quoted(text)


def checked(*, cell: str) -> str:
    """Give the cell's text without white space around it; refuses unreadable cells and control characters."""
    if isinstance(cell, Unreadable):
        raise Slip(cell.why)
    found = CONTROL.search(cell)
    if found is not None:
        raise Slip(Said("含有看不见的控制字符（U+%(code)s），请删去后重新输入", code=f"{ord(found[0]):04X}"))
    return cell.strip()


class Remembered(dict[str, Value]):
    """What cells of equal text mean, worked out once; at most ``most`` of them are kept."""

    def __init__(self, work_out: Callable[[str], Value], *, most: int = 200_000) -> None:
        super().__init__()
        self._work_out = work_out
        self._most = most

    def __missing__(self, text: str) -> Value:
        value = self._work_out(text)
        if len(self) < self._most:
            self[text] = value
        return value


class Texts:
    """A column of free words, kept as written but for white space around them and line ends inside."""

    blank = ""

    def careful(self, cell: str) -> str:
        return " ".join(checked(cell=cell).splitlines())

    def bulk(self, cells: Sequence[str]) -> Sequence[str] | None:
        return list(map(str.strip, cells)) if "".join(cells).isprintable() else None


class Words(Texts):
    """A column of words of bounded length, looked at one by one."""

    def __init__(self, *, longest: int, required: bool = False) -> None:
        self._longest = longest
        self._required = required

    def careful(self, cell: str) -> str:
        words = super().careful(cell)
        if not words and self._required:
            raise Slip(MISSING)
        if len(words) > self._longest:
            raise Slip(
                Said(
                    "有 %(count)s 个字，最多 %(longest)s 个，请写短一些",
                    count=len(words),
                    longest=self._longest,
                )
            )
        return words

    def bulk(self, cells: Sequence[str]) -> None:
        return None


class Repeating(Generic[Value]):
    """A column whose few texts repeat, such as days and kinds: each text is read once."""

    def __init__(self, read: Callable[[str], Value], *, blank: Value, required: bool = False) -> None:
        self.blank = blank
        self._read = read
        self._required = required
        self._known = Remembered(self.careful)

    def careful(self, cell: str) -> Value:
        text = checked(cell=cell)
        if text:
            return self._read(text)
        if self._required:
            raise Slip(MISSING)
        return self.blank

    def bulk(self, cells: Sequence[str]) -> Sequence[Value] | None:
        try:
            return list(map(self._known.__getitem__, cells))
        except Slip:
            return None


def one_of(*, text: str, names: Mapping[str, Value], listed: Sequence[str], what: Said) -> Value:
    """Give what ``text`` names; refuses an unknown name with the ``listed`` ones."""
    if text not in names:
        raise Slip(
            Said(
                "%(text)s不是%(what)s；可用的有：%(listed)s",
                text=shown(text=text),
                what=what,
                listed=tuple(listed),
            )
        )
    return names[text]
