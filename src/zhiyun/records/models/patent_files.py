"""Files of patents that somebody brought in; the patents themselves lie on the shelf (ADR 0013)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class PatentFile(models.Model):
    """A file as it came, kept under its SM3: a bureau brings it in once."""

    file = models.ForeignKey("records.StoredFile", models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    organisation = models.ForeignKey("records.Organisation", models.PROTECT, related_name="+")
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "file"], name="patent_file_once_a_bureau"),
            models.CheckConstraint(condition=~Q(name=""), name="patent_file_is_named"),
        ]

    def __str__(self) -> str:
        return self.name


class PatentReading(models.Model):
    """That reading it was begun, and what somebody said its columns are; again where it had broken off."""

    patent_file = models.ForeignKey(PatentFile, models.PROTECT, related_name="readings")
    columns = models.JSONField(default=dict)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.patent_file_id} {self.at:%Y-%m-%d}"
