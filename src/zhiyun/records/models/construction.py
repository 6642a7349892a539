"""A funded centre after its task book is in force: half-year reports, acceptances, and what is ordered back."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from zhiyun.records.models.rulings import Ruling

ATTEMPTS = (1, 2)
"""Article 15 knows a first acceptance and, after the grace year, a second; no third."""


class HalfYearReport(models.Model):
    """One hand-in of a centre's report on a span (Article 16); a mended one is another row with the next number.

    ``due_on`` is the last day as the law counted it when it came, None where no holiday notice reached it.
    """

    grant = models.ForeignKey("records.Grant", models.PROTECT, related_name="reports")
    covers_from = models.DateField()
    covers_to = models.DateField()
    due_on = models.DateField(null=True)
    number = models.PositiveIntegerField()
    progress = models.TextField()
    results = models.TextField()
    spending = models.TextField()
    plan = models.TextField()
    files = models.JSONField(default=list)
    sm3 = models.CharField(max_length=64)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    day = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["grant", "covers_from", "number"], name="half_year_report_numbered"
            ),
            models.CheckConstraint(condition=Q(covers_to__gte=F("covers_from")), name="report_covers_days"),
            models.CheckConstraint(
                condition=~Q(progress="") & ~Q(results="") & ~Q(spending="") & ~Q(plan=""),
                name="report_of_four_parts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grant_id} {self.covers_from} 第{self.number}稿"


class ReportLook(models.Model):
    """The bureau has looked at a report: noted, or sent back to be mended with words."""

    report = models.OneToOneField(HalfYearReport, models.PROTECT, related_name="look")
    good = models.BooleanField()
    words = models.TextField(blank=True)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(good=True) | ~Q(words=""), name="report_sent_back_with_words")
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.good}"


class AcceptanceRequest(models.Model):
    """A centre asks for its acceptance: what it says it has done, on which files."""

    grant = models.ForeignKey("records.Grant", models.PROTECT, related_name="acceptance_requests")
    attempt = models.PositiveIntegerField()
    words = models.TextField()
    files = models.JSONField(default=list)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    day = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grant", "attempt"], name="acceptance_asked_once"),
            models.CheckConstraint(
                condition=Q(attempt__in=ATTEMPTS), name="asked_for_one_of_two_acceptances"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="acceptance_asked_with_words"),
        ]

    def __str__(self) -> str:
        return f"{self.grant_id} 第{self.attempt}次"


class AcceptanceProposal(models.Model):
    """An officer's conclusion on an acceptance, with the record of the visit where there was one."""

    grant = models.ForeignKey("records.Grant", models.PROTECT, related_name="acceptance_proposals")
    attempt = models.PositiveIntegerField()
    passed = models.BooleanField()
    opinion = models.TextField()
    inspected_on = models.DateField(null=True, blank=True)
    inspected = models.TextField(blank=True)
    files = models.JSONField(default=list)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(attempt__in=ATTEMPTS), name="one_of_two_acceptances"),
            models.CheckConstraint(condition=~Q(opinion=""), name="acceptance_with_an_opinion"),
            models.CheckConstraint(
                condition=Q(inspected_on=None, inspected="") | (~Q(inspected_on=None) & ~Q(inspected="")),
                name="visit_with_its_day_and_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grant_id} 第{self.attempt}次 {self.passed}"


class AcceptanceRuling(Ruling):
    """A second person approves a conclusion, and on ``day`` it is told; or turns it down with a reason."""

    proposal = models.OneToOneField(AcceptanceProposal, models.PROTECT, related_name="ruling")
    attempt = models.PositiveIntegerField()
    passed = models.BooleanField()

    class Meta:
        constraints = [
            *Ruling.Meta.constraints,
            models.UniqueConstraint(
                fields=["grant", "attempt"], condition=Q(good=True), name="accepted_or_failed_once_an_attempt"
            ),
            models.CheckConstraint(condition=Q(attempt__in=ATTEMPTS), name="ruled_on_one_of_two_acceptances"),
        ]

    def __str__(self) -> str:
        return f"{self.grant_id} 第{self.attempt}次 {self.good}"


class RecoveryProposal(models.Model):
    """An officer proposes to order back what the law says: principal and interest in fen, due on a day."""

    grant = models.ForeignKey("records.Grant", models.PROTECT, related_name="recovery_proposals")
    amount_fen = models.BigIntegerField()
    interest_fen = models.BigIntegerField(default=0)
    due_on = models.DateField()
    words = models.TextField(blank=True)
    finding = models.JSONField()
    readings = models.JSONField(default=list)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    day = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_fen__gt=0) & Q(interest_fen__gte=0), name="recovery_of_something"
            ),
            models.CheckConstraint(
                condition=Q(due_on__gt=F("day")), name="recovery_due_after_it_is_proposed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grant_id} {self.amount_fen}"

    @property
    def total_fen(self) -> int:
        """What is ordered back, with its interest."""
        return self.amount_fen + self.interest_fen


class RecoveryRuling(Ruling):
    """A second person issues the order to recover, once for a grant; or turns the proposal down with a reason."""

    proposal = models.OneToOneField(RecoveryProposal, models.PROTECT, related_name="ruling")

    class Meta:
        constraints = [
            *Ruling.Meta.constraints,
            models.UniqueConstraint(fields=["grant"], condition=Q(good=True), name="recovered_by_one_order"),
        ]

    def __str__(self) -> str:
        return f"{self.grant_id} {self.good}"


class RecoveryReceipt(models.Model):
    """Money that came in on an order to recover: a bank's number is booked once."""

    ruling = models.ForeignKey(RecoveryRuling, models.PROTECT, related_name="receipts")
    amount_fen = models.BigIntegerField()
    received_on = models.DateField()
    bank_reference = models.CharField(max_length=60, unique=True)
    words = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="recovered_something"),
            models.CheckConstraint(condition=~Q(bank_reference=""), name="recovered_by_a_bank_number"),
        ]

    def __str__(self) -> str:
        return f"{self.ruling_id} {self.amount_fen}"
