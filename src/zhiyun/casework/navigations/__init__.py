"""What came of navigating patents: what a record must tell, and in which classes it is filed."""

from zhiyun.casework.navigations.kinds import NavigationKind
from zhiyun.casework.navigations.telling import (
    LONGEST_QUERY,
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    LONGEST_WORDS,
    Told,
    faults_of_query,
    read_classes,
)

__all__ = [
    "LONGEST_QUERY",
    "LONGEST_SUMMARY",
    "LONGEST_TITLE",
    "LONGEST_WORDS",
    "NavigationKind",
    "Told",
    "faults_of_query",
    "read_classes",
]
