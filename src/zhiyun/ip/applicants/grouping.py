"""One group for each applicant: a key that equal applicants share, and a name to show."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from zhiyun.ip import tables
from zhiyun.ip.applicants import chinese, latin
from zhiyun.ip.applicants.kinds import Kind, kind_of
from zhiyun.ip.applicants.written import LONGEST, clean, is_chinese
from zhiyun.ip.tables import Edition

REMEMBERED = 50_000
"""Few applicants file most patents: their names are worked out once."""
COLUMNS = ("former", "current", "since", "source")
OWN = "(另计)"


@dataclass(frozen=True, slots=True)
class Group:
    """An applicant as it is counted.

    Attributes:
        key: What equal applicants share; made for comparing, not for reading.
        name: The organisation's own, a branch's or campus's being that of its whole; of those that share a key one is
            shown, see `shown_names`.
        kind: A person, a firm, …; persons of one name may be several people.
        second_name: What stands in brackets after the name, when it is another name of the same.
    """

    key: str
    name: str
    kind: Kind
    second_name: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class FormerNames:
    """Names that organisations bore before, to those they bear now."""

    edition: Edition
    current: Mapping[str, str]

    @staticmethod
    @cache
    def shipped() -> FormerNames:
        """Give the renamings that come with zhiyun."""
        return _former(tables.shipped("zhiyun.ip.applicants", "former_names.csv", COLUMNS))

    @staticmethod
    def read(text: str) -> FormerNames:
        """Read an office's own table; refuses with all of its faults."""
        return _former(tables.read(text, COLUMNS))


def group_of(name: str, *, former: FormerNames | None = None, apart: Collection[str] = ()) -> Group:
    """Give an applicant's group by its present name and the rules.

    ``apart`` are keys of names that people took out of the group the rules give (`own_key`): such a name is a group of
    its own, and so are its branches, unless they were taken out themselves.
    """
    shown = clean(name)
    if apart:
        for group in _owns(shown):
            if group.key in apart:
                return group
    return _by_rules(shown, former or FormerNames.shipped())


@lru_cache(REMEMBERED)
def _owns(shown: str) -> tuple[Group, ...]:
    """Give the groups that a name would be of if it, or the whole that it is a branch of, were taken out."""
    names = (shown, chinese.whole(shown) if is_chinese(shown) else shown)
    return tuple(Group(own_key(own), own, kind_of(own)) for own in dict.fromkeys(names))


def own_key(name: str) -> str:
    """Give the key of a name that people took out of its group: no rule gives it."""
    return f"{clean(name).upper()}{OWN}"


@lru_cache(REMEMBERED)
def _by_rules(shown: str, former: FormerNames) -> Group:
    if len(shown) > LONGEST:
        return Group(shown, shown, Kind.OTHER)
    present = former.current.get(_key(shown), shown)
    kind = kind_of(present)
    if kind is Kind.PERSON or not is_chinese(present):
        return Group(_key(present), present, kind)
    return Group(_key(present), chinese.whole(present), kind, chinese.second_name(shown)[1])


def shown_names(groups: Iterable[Group]) -> dict[str, str]:
    """Choose one name for each key: the one that occurs most, then the shortest, then the first in order."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for group in groups:
        counted[group.key][group.name] += 1
    return {
        key: min(names, key=lambda name: (-names[name], len(name), name)) for key, names in counted.items()
    }


def _key(name: str) -> str:
    kind = kind_of(name)
    if is_chinese(name):
        return name.replace(" ", "") if kind is Kind.PERSON else chinese.core(chinese.whole(name)).upper()
    words = latin.core(name)
    # A person's family name stands first in one office's data and last in another's.
    return " ".join(sorted(set(words)) if kind is Kind.PERSON else sorted(words)) or name.upper()


def _former(table: tables.Table) -> FormerNames:
    current = {_key(row["former"]): row["current"] for _, row in table.rows}
    # A name may have changed twice.
    return FormerNames(
        table.edition, {former: current.get(_key(now), now) for former, now in current.items()}
    )
