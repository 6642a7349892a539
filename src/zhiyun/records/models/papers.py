"""Files: what was handed in, in versions, and what the office issued."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class StoredFile(models.Model):
    """A file in safekeeping, named by its SM3."""

    sm3 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=20)
    media_type = models.CharField(max_length=100)

    def __str__(self) -> str:
        return str(self.sm3)[:12]


class Paper(models.Model):
    """One proof an applicant handed in; it may serve several questions and have several versions."""

    application = models.ForeignKey("records.Application", models.PROTECT, related_name="papers")
    title = models.CharField(max_length=120)
    added_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.title)


class PaperVersion(models.Model):
    """One file of a proof; a mended file is a new version and the old one stays."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    verdict = models.CharField(max_length=20)
    added_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="paper_version_numbered"),
            models.CheckConstraint(condition=~Q(verdict="infected"), name="nothing_infected_is_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.name} v{self.number}"


class PaperUse(models.Model):
    """What a proof proves: a material of the checklist, a fact the law asks for, a deal, a partner."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="uses")
    place = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "place"], name="used_once_in_a_place")]

    def __str__(self) -> str:
        return str(self.place)


class NumberSequence(models.Model):
    """The last number given to a kind of document in a year."""

    kind = models.CharField(max_length=30)
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "year"], name="one_sequence_a_year")]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}"


class IssuedPaper(models.Model):
    """A document the office or the system issued: its words, their SM3, and a code anyone may verify it by."""

    kind = models.CharField(max_length=30)
    number = models.CharField(max_length=60, unique=True)
    code = models.CharField(max_length=32, unique=True)
    application = models.ForeignKey(
        "records.Application", models.PROTECT, related_name="issued", null=True, blank=True
    )
    call_version = models.ForeignKey(
        "records.CallVersion", models.PROTECT, related_name="issued", null=True, blank=True
    )
    content = models.JSONField()
    content_sm3 = models.CharField(max_length=64)
    issued_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.number)
