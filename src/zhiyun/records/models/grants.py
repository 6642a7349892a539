"""The task book (任务书, Article 9, item 5): negotiated in versions, signed by both, then it binds.

What is signed is never edited. A change agreement 变更协议 is negotiated in further versions of the same book, signed by
both, and from then on its version is the one in force.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class TaskBook(models.Model):
    """One supported centre's task book, under the decision it carries out."""

    reference = models.CharField(max_length=20, unique=True)
    application = models.OneToOneField("records.Application", models.PROTECT, related_name="task_book")
    decision = models.ForeignKey("records.Decision", models.PROTECT, related_name="task_books")
    begun_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.reference)


class ChangeAgreement(models.Model):
    """A change of a task book in force that one side asks for, with its reason; negotiated in versions of the book."""

    reference = models.CharField(max_length=30, unique=True)
    task_book = models.ForeignKey(TaskBook, models.PROTECT, related_name="agreements")
    number = models.PositiveIntegerField()
    side = models.CharField(max_length=10)
    reason = models.TextField()
    begun_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task_book", "number"], name="change_numbered"),
            models.CheckConstraint(condition=Q(side__in=["bureau", "applicant"]), name="change_of_a_side"),
            models.CheckConstraint(condition=~Q(reason=""), name="change_with_a_reason"),
        ]

    def __str__(self) -> str:
        return str(self.reference)


class ChangeEnd(models.Model):
    """A change that came to nothing: taken back by who asked for it, or turned down by the other side."""

    agreement = models.OneToOneField(ChangeAgreement, models.PROTECT, related_name="end")
    side = models.CharField(max_length=10)
    words = models.TextField()
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(side__in=["bureau", "applicant"]), name="change_ended_by_a_side"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="change_ended_with_words"),
        ]

    def __str__(self) -> str:
        return str(self.agreement_id)


class TaskBookVersion(models.Model):
    """One version of a task book, from one side; ``content`` is all it says, ``sm3`` its seal.

    ``agreement`` is the change it is negotiated under; None for what led to the task book itself.

    content: goals, indicators (words, target, unit, evidence, due_on), budget (head, public_fen, own_fen), tranches
    (number, amount_fen, trigger, due_on), begins, last_on, approved_length, change and recovery clauses, interest.
    """

    task_book = models.ForeignKey(TaskBook, models.PROTECT, related_name="versions")
    agreement = models.ForeignKey(
        ChangeAgreement, models.PROTECT, related_name="versions", null=True, blank=True
    )
    number = models.PositiveIntegerField()
    side = models.CharField(max_length=10)
    content = models.JSONField()
    note = models.TextField(blank=True)
    sm3 = models.CharField(max_length=64)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task_book", "number"], name="task_book_version_numbered"),
            models.CheckConstraint(
                condition=Q(side__in=["bureau", "applicant"]), name="task_book_of_two_sides"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_book_id} 第{self.number}版"


class TaskBookSignature(models.Model):
    """One side signs one version; both sides on the same version bind."""

    version = models.ForeignKey(TaskBookVersion, models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=10)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=50)
    seal = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "side"], name="signed_once_a_side"),
            models.CheckConstraint(condition=Q(side__in=["bureau", "applicant"]), name="signed_by_a_side"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.side}"


class Grant(models.Model):
    """A task book in force: the days of the construction period, with which the bar of Article 14 begins."""

    version = models.OneToOneField(TaskBookVersion, models.PROTECT, related_name="grant")
    application = models.OneToOneField("records.Application", models.PROTECT, related_name="grant")
    signed_on = models.DateField()
    starts_on = models.DateField()
    last_on = models.DateField()
    approved_length = models.CharField(max_length=200, blank=True)
    amount_fen = models.BigIntegerField()
    readings = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("starts_on")), name="construction_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="grant_of_something"),
        ]

    def __str__(self) -> str:
        return str(self.application_id)


class GrantChange(models.Model):
    """A change agreement both sides have signed: the last day and the sum of the grant from then on."""

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="changes")
    version = models.OneToOneField(TaskBookVersion, models.PROTECT, related_name="grant_change")
    signed_on = models.DateField()
    last_on = models.DateField()
    approved_length = models.CharField(max_length=200, blank=True)
    amount_fen = models.BigIntegerField()
    readings = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("signed_on")), name="changed_before_construction_ends"
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="changed_grant_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.grant_id} {self.signed_on}"


class Tranche(models.Model):
    """A part of a grant: what must have happened before it is paid, and when it falls due.

    ``change`` is the change it came by; one that a change ended has a `TrancheEnd`.
    """

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="tranches")
    change = models.ForeignKey(GrantChange, models.PROTECT, related_name="tranches", null=True, blank=True)
    number = models.PositiveIntegerField()
    amount_fen = models.BigIntegerField()
    trigger = models.CharField(max_length=200)
    due_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["grant", "number"], condition=Q(change=None), name="tranche_numbered"
            ),
            models.UniqueConstraint(fields=["change", "number"], name="changed_tranche_numbered"),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="tranche_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.grant_id} 第{self.number}笔"


class TrancheEnd(models.Model):
    """A tranche no longer agreed since a change came into force; nothing of it had been paid or ordered."""

    tranche = models.OneToOneField(Tranche, models.PROTECT, related_name="end")
    change = models.ForeignKey(GrantChange, models.PROTECT, related_name="ended")

    def __str__(self) -> str:
        return str(self.tranche_id)


class TrancheRelease(models.Model):
    """An officer states that a tranche's trigger has happened, on which evidence; checked before it is paid."""

    tranche = models.OneToOneField(Tranche, models.PROTECT, related_name="release")
    words = models.TextField()
    files = models.JSONField(default=list)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="released_with_words")]

    def __str__(self) -> str:
        return str(self.tranche_id)
