"""Calls for applications: versions that are drafted, approved by a second person, and then never changed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Call(models.Model):
    """One call of one bureau for one benefit; ``current`` is the published version in force.

    One that was never published can be discarded: it stays as it was, and nothing more is done with it.
    """

    reference = models.CharField(max_length=20, unique=True)
    issuer = models.ForeignKey("records.Organisation", models.PROTECT, related_name="calls")
    benefit = models.CharField(max_length=30)
    begun_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    current = models.ForeignKey(
        "records.CallVersion", models.PROTECT, related_name="+", null=True, blank=True, default=None
    )
    discarded_at = models.DateTimeField(null=True, blank=True)
    discarded_by = models.ForeignKey(
        "records.Person", models.PROTECT, related_name="+", null=True, blank=True
    )
    discarded_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(discarded_at=None, discarded_by=None, discarded_because="")
                | (Q(discarded_at__isnull=False, discarded_by__isnull=False) & ~Q(discarded_because="")),
                name="discarded_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(discarded_at=None) | Q(current=None), name="nothing_published_is_discarded"
            ),
        ]

    def __str__(self) -> str:
        return str(self.reference)


class CallVersion(models.Model):
    """What a call says. Open to editing until sent; once published a trigger keeps every word.

    ``overlay`` is the round's conditions, materials, kinds and performance span as `law.read_round` reads them,
    over the measure pinned by ``measure`` and ``measure_sha256``.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    measure = models.CharField(max_length=60)
    measure_sha256 = models.CharField(max_length=64)
    document = models.CharField(max_length=60)
    title = models.CharField(max_length=150)
    body = models.TextField(blank=True)
    contact = models.CharField(max_length=200, blank=True)
    overlay = models.TextField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    correction_workdays = models.PositiveIntegerField(default=5)
    change_note = models.CharField(max_length=500, blank=True)
    edition = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    edited_at = models.DateTimeField()
    sent_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+", null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+", null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="version_numbered"),
            models.UniqueConstraint(
                fields=["call"], condition=Q(published_at=None), name="one_version_in_hand"
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="call_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, approved_by=None)
                | Q(published_at__isnull=False, approved_by__isnull=False, sent_by__isnull=False),
                name="published_by_approval",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None)
                | (~Q(approved_by=F("sent_by")) & ~Q(approved_by=F("edited_by"))),
                name="approved_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(correction_workdays__gte=1, correction_workdays__lte=60), name="correction_clock"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} 第{self.number}版"


class CallAttachment(models.Model):
    """A file that belongs to a version of a call."""

    version = models.ForeignKey(CallVersion, models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=120)
    file = models.ForeignKey("records.StoredFile", models.PROTECT, related_name="+")
    added_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.name)
