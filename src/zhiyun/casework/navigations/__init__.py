"""What came of navigating patents: what a record must tell, and in which classes it is filed."""

from zhiyun.casework.navigations.kinds import NavigationKind
from zhiyun.casework.navigations.reports import WrittenReport
from zhiyun.casework.navigations.telling import (
    LONGEST_WORDS,
    Told,
    Used,
    faults_of_words,
    read_classes,
)

__all__ = [
    "LONGEST_WORDS",
    "NavigationKind",
    "Told",
    "Used",
    "WrittenReport",
    "faults_of_words",
    "read_classes",
]
