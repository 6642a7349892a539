"""Names of applicants: split, cleaned, told apart, and grouped under one name for each organisation.

A group is what a name's rules give (`group_of`), unless somebody decided otherwise: an `Aliases` table holds who put
which name into which group and when, and always goes before the rules. `candidates` proposes what to decide on.
"""

from zhiyun.ip.applicants.aliases import Alias, Aliases, NotAGroup
from zhiyun.ip.applicants.candidates import Candidate, Likeness, candidates
from zhiyun.ip.applicants.grouping import FormerNames, Group, group_of, shown_names
from zhiyun.ip.applicants.kinds import Kind, kind_of
from zhiyun.ip.applicants.written import clean, split

__all__ = [
    "Alias",
    "Aliases",
    "Candidate",
    "FormerNames",
    "Group",
    "Kind",
    "Likeness",
    "NotAGroup",
    "candidates",
    "clean",
    "group_of",
    "kind_of",
    "shown_names",
    "split",
]
