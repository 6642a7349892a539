"""Names of applicants: split, cleaned, told apart, and grouped under one name for each organisation.

A group is what a name's rules give (`group_of`); what people decided takes names out of it and puts groups under
others (`Counting`).
`candidates` proposes what to decide on.
"""

from zhiyun.ip.applicants.candidates import Candidate, Likeness, candidates
from zhiyun.ip.applicants.grouping import FormerNames, Group, group_of, own_key, shown_names
from zhiyun.ip.applicants.kinds import KIND_RULES, Kind, kind_of
from zhiyun.ip.applicants.merging import Counting, Decision, Verdict, at_odds, merged
from zhiyun.ip.applicants.written import clean, split

__all__ = [
    "KIND_RULES",
    "Candidate",
    "Counting",
    "Decision",
    "FormerNames",
    "Group",
    "Kind",
    "Likeness",
    "Verdict",
    "at_odds",
    "candidates",
    "clean",
    "group_of",
    "kind_of",
    "merged",
    "own_key",
    "shown_names",
    "split",
]
