"""Numbers of patent documents, normalised so that equal documents have equal numbers.

`publication` names a document, ``CN109996757A``; `application` names the case it belongs to,
``CN201680087887.X``; `named` gives a publication number's parts. Every era of China's numbers is known, other
offices' are spelt one way. What cannot be a number is refused, with the digit that is wrong and what it should be.
"""

from zhiyun.ip.numbers.applications import application
from zhiyun.ip.numbers.publications import Publication, named, publication
from zhiyun.ip.numbers.refusals import (
    CheckDigitWrong,
    DamagedBySpreadsheet,
    KindMissing,
    NotANumber,
    PatentNumberGiven,
)
from zhiyun.ip.numbers.rights import right_of

__all__ = [
    "CheckDigitWrong",
    "DamagedBySpreadsheet",
    "KindMissing",
    "NotANumber",
    "PatentNumberGiven",
    "Publication",
    "application",
    "named",
    "publication",
    "right_of",
]
