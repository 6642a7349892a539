"""The ledger: a book a pot and year, in which money only moves by transfers between two accounts (docs/adr/0011).

Everything here runs inside the transaction of the action that calls it. A book's row is locked before anything is
read from it; where several are needed they are locked in the order of their years. What is refused here with its
grounds the database would refuse too.
"""

from zhiyun.casework.ledger.balances import Balances, balances_of, balances_on, of_case, room
from zhiyun.casework.ledger.books import available, locked, opened, pot
from zhiyun.casework.ledger.changing import change_grant, is_moved
from zhiyun.casework.ledger.committing import commit, commit_grant, withdraw
from zhiyun.casework.ledger.paying import book_of_order, give_back, order, pay, unorder
from zhiyun.casework.ledger.payments_kept import payments_kept
from zhiyun.casework.ledger.posting import Entry, post, row_of
from zhiyun.casework.ledger.recoveries import recover, recovered
from zhiyun.casework.ledger.refusals import (
    AboveCap,
    AlreadyMoved,
    MoreThanDecided,
    NotAppropriated,
    NotEnoughOfCase,
    NotEnoughToWithdraw,
)
from zhiyun.casework.ledger.reserving import release, reserve
from zhiyun.casework.ledger.verifying import Difference, Verdict, verified

__all__ = [
    "AboveCap",
    "AlreadyMoved",
    "Balances",
    "Difference",
    "Entry",
    "MoreThanDecided",
    "NotAppropriated",
    "NotEnoughOfCase",
    "NotEnoughToWithdraw",
    "Verdict",
    "available",
    "balances_of",
    "balances_on",
    "book_of_order",
    "change_grant",
    "commit",
    "commit_grant",
    "give_back",
    "is_moved",
    "locked",
    "of_case",
    "opened",
    "order",
    "pay",
    "payments_kept",
    "post",
    "pot",
    "recover",
    "recovered",
    "release",
    "reserve",
    "room",
    "row_of",
    "unorder",
    "verified",
    "withdraw",
]
