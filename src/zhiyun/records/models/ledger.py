"""The ledger: double entry in fen, a book a pot and year, transfers that only come (see docs/adr/0011)."""

from __future__ import annotations

import enum

from django.db import models
from django.db.models import F, Q


class Account(enum.StrEnum):
    """Where a pot's money stands. Every transfer takes from one account and puts into another."""

    APPROPRIATION = "appropriation"
    AVAILABLE = "available"
    RESERVED = "reserved"
    COMMITTED = "committed"
    ORDERED = "ordered"
    PAID = "paid"
    RETURNED = "returned"
    RECEIVABLE = "receivable"
    RECOVERY = "recovery"
    INTEREST = "interest"
    INTEREST_DUE = "interest_due"
    TREASURY = "treasury"


class TransferKind(enum.StrEnum):
    """What a transfer does; each kind has its two accounts."""

    APPROPRIATE = "appropriate"
    WITHDRAW = "withdraw"
    RESERVE = "reserve"
    RELEASE = "release"
    COMMIT = "commit"
    COMMIT_AHEAD = "commit_ahead"
    DECOMMIT = "decommit"
    ORDER = "order"
    UNORDER = "unorder"
    PAY = "pay"
    RETURN = "return"
    NET_RETURN = "net_return"
    RECOVER = "recover"
    RECOVERED = "recovered"
    NET_RECOVERY = "net_recovery"
    SETTLE = "settle"
    CHARGE_INTEREST = "charge_interest"
    INTEREST_PAID = "interest_paid"


SIDES = {
    TransferKind.APPROPRIATE: (Account.APPROPRIATION, Account.AVAILABLE),
    TransferKind.WITHDRAW: (Account.AVAILABLE, Account.APPROPRIATION),
    TransferKind.RESERVE: (Account.AVAILABLE, Account.RESERVED),
    TransferKind.RELEASE: (Account.RESERVED, Account.AVAILABLE),
    TransferKind.COMMIT: (Account.RESERVED, Account.COMMITTED),
    TransferKind.COMMIT_AHEAD: (Account.AVAILABLE, Account.COMMITTED),
    TransferKind.DECOMMIT: (Account.COMMITTED, Account.AVAILABLE),
    TransferKind.ORDER: (Account.COMMITTED, Account.ORDERED),
    TransferKind.UNORDER: (Account.ORDERED, Account.COMMITTED),
    TransferKind.PAY: (Account.ORDERED, Account.PAID),
    TransferKind.RETURN: (Account.PAID, Account.RETURNED),
    TransferKind.NET_RETURN: (Account.RETURNED, Account.AVAILABLE),
    TransferKind.RECOVER: (Account.RECOVERY, Account.RECEIVABLE),
    TransferKind.RECOVERED: (Account.RECEIVABLE, Account.TREASURY),
    TransferKind.NET_RECOVERY: (Account.PAID, Account.AVAILABLE),
    TransferKind.SETTLE: (Account.RECEIVABLE, Account.RECOVERY),
    TransferKind.CHARGE_INTEREST: (Account.INTEREST, Account.INTEREST_DUE),
    TransferKind.INTEREST_PAID: (Account.INTEREST_DUE, Account.TREASURY),
}
"""Of each kind, the account it takes from and the account it puts into."""


class YearBook(models.Model):
    """One pot of one bureau in one year. The balances repeat the transfers: triggers write them and nobody else can.

    ``cap_fen`` is the measure's yearly cap (None where a reading leaves a pot uncapped): what is reserved, committed,
    ordered and paid never exceeds it, and what is reserved, ordered or paid never exceeds what was appropriated.
    """

    issuer = models.ForeignKey("records.Organisation", models.PROTECT, related_name="year_books")
    pot = models.CharField(max_length=30)
    year = models.PositiveIntegerField()
    cap_fen = models.BigIntegerField(null=True, blank=True)
    opened_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    length = models.PositiveBigIntegerField(default=0, editable=False)
    appropriated_fen = models.BigIntegerField(default=0, editable=False)
    reserved_fen = models.BigIntegerField(default=0, editable=False)
    committed_fen = models.BigIntegerField(default=0, editable=False)
    ordered_fen = models.BigIntegerField(default=0, editable=False)
    paid_fen = models.BigIntegerField(default=0, editable=False)
    returned_fen = models.BigIntegerField(default=0, editable=False)
    receivable_fen = models.BigIntegerField(default=0, editable=False)
    interest_due_fen = models.BigIntegerField(default=0, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "pot", "year"], name="one_book_a_year"),
            models.CheckConstraint(
                condition=Q(reserved_fen__gte=0)
                & Q(committed_fen__gte=0)
                & Q(ordered_fen__gte=0)
                & Q(paid_fen__gte=0)
                & Q(returned_fen__gte=0)
                & Q(receivable_fen__gte=0)
                & Q(interest_due_fen__gte=0)
                & Q(appropriated_fen__gte=0),
                name="no_balance_below_nothing",
            ),
            models.CheckConstraint(
                condition=Q(cap_fen=None)
                | Q(
                    cap_fen__gte=F("reserved_fen")
                    + F("committed_fen")
                    + F("ordered_fen")
                    + F("paid_fen")
                    + F("returned_fen")
                ),
                name="never_above_the_cap",
            ),
            models.CheckConstraint(
                condition=Q(
                    appropriated_fen__gte=F("reserved_fen")
                    + F("ordered_fen")
                    + F("paid_fen")
                    + F("returned_fen")
                ),
                name="never_above_the_appropriation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pot} {self.year}"


class Appropriation(models.Model):
    """Money a budget document gives to a book or takes out of it, as finance entered it; a second person checks it."""

    book = models.ForeignKey(YearBook, models.PROTECT, related_name="appropriations")
    withdraws = models.BooleanField(default=False)
    amount_fen = models.BigIntegerField()
    document = models.CharField(max_length=80)
    words = models.CharField(max_length=200, blank=True)
    entered_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="appropriation_of_something"),
            models.CheckConstraint(condition=~Q(document=""), name="appropriated_by_a_document"),
        ]

    def __str__(self) -> str:
        return f"{self.book_id} {self.document}"


class AppropriationCheck(models.Model):
    """A second person found an appropriation right, and it was booked; or turned it down with a reason."""

    appropriation = models.OneToOneField(Appropriation, models.PROTECT, related_name="check_by_second")
    entered_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    good = models.BooleanField()
    reason = models.CharField(max_length=300)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(by=F("entered_by")), name="appropriation_checked_by_a_second_person"
            ),
            models.CheckConstraint(
                condition=Q(good=True) | ~Q(reason=""), name="appropriation_turned_down_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appropriation_id} {self.good}"


class Transfer(models.Model):
    """Money from one account of a book to another: who, when, for which case, by which article.

    ``sm3`` covers every other column and the transfer before, as `casework.ledger` writes it.
    """

    book = models.ForeignKey(YearBook, models.PROTECT, related_name="transfers")
    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=15)
    taken_from = models.CharField(max_length=15)
    put_into = models.CharField(max_length=15)
    amount_fen = models.BigIntegerField()
    day = models.DateField()
    application = models.ForeignKey(
        "records.Application", models.PROTECT, related_name="transfers", null=True, blank=True
    )
    decision = models.ForeignKey(
        "records.Decision", models.PROTECT, related_name="transfers", null=True, blank=True
    )
    tranche = models.ForeignKey(
        "records.Tranche", models.PROTECT, related_name="transfers", null=True, blank=True
    )
    order = models.ForeignKey(
        "records.PaymentOrder", models.PROTECT, related_name="transfers", null=True, blank=True
    )
    cites = models.CharField(max_length=80)
    words = models.CharField(max_length=300)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    previous = models.CharField(max_length=64, blank=True)
    sm3 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "seq"], name="transfer_in_its_place"),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="transfer_of_something"),
            models.CheckConstraint(condition=~Q(words=""), name="transfer_says_why"),
            models.CheckConstraint(
                condition=Q(
                    *(
                        Q(kind=str(kind), taken_from=str(source), put_into=str(target))
                        for kind, (source, target) in SIDES.items()
                    ),
                    _connector=Q.OR,
                ),
                name="transfer_between_its_accounts",
            ),
        ]
        indexes = [models.Index(fields=["application", "kind"], name="transfers_of_case")]

    def __str__(self) -> str:
        return f"{self.book_id}#{self.seq} {self.kind}"
