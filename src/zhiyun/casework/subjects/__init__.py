"""The things actions change: how each is found and locked, where it stands, and in which chain it is told.

One module an area. A new kind of thing is listed in `SUBJECTS`, in `docs.generate_powers` and in
`tests.casework.standings`, which puts it in each of its stages.
"""

from zhiyun.casework.subjects.cases import APPLICATION, CALL, VERSION
from zhiyun.casework.subjects.changes import CHANGE
from zhiyun.casework.subjects.commitments import TASK_BOOK
from zhiyun.casework.subjects.construction import CONSTRUCTION
from zhiyun.casework.subjects.meetings import MEETING
from zhiyun.casework.subjects.money import BANK_ACCOUNT, PAYMENT_ORDER
from zhiyun.casework.subjects.navigations import NAVIGATION
from zhiyun.casework.subjects.notices import LIST, NOTICE, OBJECTION, QUESTION
from zhiyun.casework.subjects.people import INVITATION, ONESELF, ORGANISATION, PERSON, REGISTER
from zhiyun.casework.subjects.reviews import ASSIGNMENT, PANEL, VISIT

SUBJECTS = (
    APPLICATION,
    CALL,
    VERSION,
    ORGANISATION,
    PERSON,
    ONESELF,
    INVITATION,
    REGISTER,
    TASK_BOOK,
    CONSTRUCTION,
    CHANGE,
    ASSIGNMENT,
    PANEL,
    VISIT,
    MEETING,
    BANK_ACCOUNT,
    PAYMENT_ORDER,
    LIST,
    NOTICE,
    OBJECTION,
    QUESTION,
    NAVIGATION,
)

__all__ = [
    "APPLICATION",
    "ASSIGNMENT",
    "BANK_ACCOUNT",
    "CALL",
    "CHANGE",
    "CONSTRUCTION",
    "INVITATION",
    "LIST",
    "MEETING",
    "NAVIGATION",
    "NOTICE",
    "OBJECTION",
    "ONESELF",
    "ORGANISATION",
    "PANEL",
    "PAYMENT_ORDER",
    "PERSON",
    "QUESTION",
    "REGISTER",
    "SUBJECTS",
    "TASK_BOOK",
    "VERSION",
    "VISIT",
]
