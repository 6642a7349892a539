"""Payment: accounts, orders under four eyes, files to the bank and receipts from it. Amounts in fen."""

from __future__ import annotations

import enum

from django.db import models
from django.db.models import F, Q


class AccountCooling(models.Model):
    """For how many working days a changed account of an applicant is not paid to; a bureau's newest rule holds."""

    issuer = models.ForeignKey("records.Organisation", models.PROTECT, related_name="account_coolings")
    workdays = models.PositiveIntegerField()
    because = models.CharField(max_length=300)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(workdays__gte=1, workdays__lte=60), name="cooling_of_days"),
            models.CheckConstraint(condition=~Q(because=""), name="cooling_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.issuer_id} {self.workdays}"


class BankAccount(models.Model):
    """An account a body wants to be paid to; a change cools until ``usable_from`` and is told to the old contact."""

    organisation = models.ForeignKey("records.Organisation", models.PROTECT, related_name="bank_accounts")
    holder = models.CharField(max_length=100)
    bank = models.CharField(max_length=100)
    number = models.CharField(max_length=40)
    replaces = models.OneToOneField(
        "self", models.PROTECT, related_name="replaced_by", null=True, blank=True, default=None
    )
    entered_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    usable_from = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(number__regex=r"^[0-9]{8,32}$"), name="account_of_digits"),
            models.CheckConstraint(condition=~Q(holder="") & ~Q(bank=""), name="account_named"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.bank}"


class BankAccountCheck(models.Model):
    """A second person of finance verified an account, or turned it down with a reason."""

    account = models.OneToOneField(BankAccount, models.PROTECT, related_name="check_by_second")
    entered_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    good = models.BooleanField()
    reason = models.TextField()
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(by=F("entered_by")), name="account_checked_by_a_second_person"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="account_checked_with_words"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.good}"


class PaymentStepKind(enum.StrEnum):
    """What happens to a payment order."""

    PREPARED = "prepared"
    APPROVED = "approved"
    SENT_BACK = "sent_back"
    SENT = "sent"
    PAID = "paid"
    PARTLY_PAID = "partly_paid"
    FAILED = "failed"
    CANCELLED = "cancelled"
    RETURNED = "returned"


class PaymentOrder(models.Model):
    """An order to pay one decision, or one tranche of it; where it stands is told by its steps."""

    reference = models.CharField(max_length=24, unique=True)
    application = models.ForeignKey("records.Application", models.PROTECT, related_name="payment_orders")
    decision = models.ForeignKey("records.Decision", models.PROTECT, related_name="payment_orders")
    tranche = models.ForeignKey(
        "records.Tranche", models.PROTECT, related_name="payment_orders", null=True, blank=True
    )
    repeats = models.OneToOneField(
        "self", models.PROTECT, related_name="repeated_by", null=True, blank=True, default=None
    )
    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="orders")
    amount_fen = models.BigIntegerField()
    purpose = models.CharField(max_length=100)
    prepared_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="order_of_something"),
        ]

    def __str__(self) -> str:
        return str(self.reference)


class PaymentApproval(models.Model):
    """A second person approved an order; never who prepared it, never who decided what it pays."""

    order = models.OneToOneField(PaymentOrder, models.PROTECT, related_name="approval")
    prepared_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    decided_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(by=F("prepared_by")), name="order_under_four_eyes"),
            models.CheckConstraint(condition=~Q(by=F("decided_by")), name="nobody_pays_what_they_decided"),
            models.CheckConstraint(
                condition=~Q(prepared_by=F("decided_by")), name="nobody_orders_what_they_decided"
            ),
        ]

    def __str__(self) -> str:
        return str(self.order_id)


class BankFile(models.Model):
    """A file to the bank or from it, by its SM3; the same file is never taken twice."""

    reference = models.CharField(max_length=24, unique=True)
    outgoing = models.BooleanField()
    name = models.CharField(max_length=120)
    sm3 = models.CharField(max_length=64)
    total_fen = models.BigIntegerField()
    lines = models.PositiveIntegerField()
    content = models.TextField()
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outgoing", "sm3"], name="bank_file_taken_once")]

    def __str__(self) -> str:
        return str(self.reference)


class PaymentStep(models.Model):
    """One step of an order; a bank's word carries its own number, which counts once."""

    order = models.ForeignKey(PaymentOrder, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=15)
    amount_fen = models.BigIntegerField(null=True, blank=True)
    bank_reference = models.CharField(max_length=60, blank=True)
    file = models.ForeignKey(BankFile, models.PROTECT, related_name="steps", null=True, blank=True)
    day = models.DateField()
    words = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in PaymentStepKind]), name="payment_step_of_a_kind"
            ),
            models.UniqueConstraint(
                fields=["bank_reference"], condition=~Q(bank_reference=""), name="bank_word_counts_once"
            ),
            models.UniqueConstraint(fields=["order"], condition=Q(kind="sent"), name="order_sent_once"),
            models.CheckConstraint(
                condition=Q(amount_fen=None) | Q(amount_fen__gt=0), name="payment_step_of_something"
            ),
        ]
        indexes = [models.Index(fields=["order", "-id"], name="steps_of_order")]

    def __str__(self) -> str:
        return f"{self.order_id} {self.kind}"
