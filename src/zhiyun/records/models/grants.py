"""The task book (任务书, Article 9, item 5): negotiated in versions, signed by both, then it binds."""

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


class TaskBookVersion(models.Model):
    """One version of a task book, from one side; ``content`` is all it says, ``sm3`` its seal.

    content: goals, indicators (words, target, unit, evidence, due_on), budget (head, public_fen, own_fen), tranches
    (number, amount_fen, trigger, due_on), begins, last_on, approved_length, change and recovery clauses, interest.
    """

    task_book = models.ForeignKey(TaskBook, models.PROTECT, related_name="versions")
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


class Tranche(models.Model):
    """A part of a grant: what must have happened before it is paid, and when it falls due."""

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="tranches")
    number = models.PositiveIntegerField()
    amount_fen = models.BigIntegerField()
    trigger = models.CharField(max_length=200)
    due_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grant", "number"], name="tranche_numbered"),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="tranche_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.grant_id} 第{self.number}笔"


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
