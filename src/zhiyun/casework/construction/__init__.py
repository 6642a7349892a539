"""A centre from its task book to its acceptance: half-year reports (16), acceptance, grace, revocation, recovery (15).

What a day means is asked of the law on the grant's dates; nothing here decides it.
"""

from zhiyun.casework.construction.standing import (
    TO_ACCEPT,
    ConstructionStage,
    attempt_of,
    book_of,
    hear,
    stage_of,
)

__all__ = [
    "TO_ACCEPT",
    "ConstructionStage",
    "attempt_of",
    "book_of",
    "hear",
    "stage_of",
]
