"""On-site assessments of a case (Article 9, item 2): planned, recorded, signed by account or on paper."""

from __future__ import annotations

from django.db import models


class SiteVisit(models.Model):
    """An on-site assessment planned for a case (Article 9, item 2: «视情开展现场评估»)."""

    application = models.ForeignKey("records.Application", models.PROTECT, related_name="site_visits")
    number = models.PositiveIntegerField()
    planned_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    why = models.TextField()
    checklist = models.JSONField()
    planned_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "number"], name="visit_numbered")]

    def __str__(self) -> str:
        return f"{self.application_id} 现场{self.number}"


class SiteRecord(models.Model):
    """What was seen on site: each point of the checklist, who was there, photographs by their SM3."""

    visit = models.OneToOneField(SiteVisit, models.PROTECT, related_name="record")
    visited_at = models.DateTimeField()
    findings = models.JSONField()
    attendees = models.JSONField()
    photographs = models.JSONField(default=list)
    written_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sm3 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.visit_id)


class SiteSignature(models.Model):
    """Somebody who was there signs the record of a visit."""

    record = models.ForeignKey(SiteRecord, models.PROTECT, related_name="signatures")
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    role = models.CharField(max_length=30)
    remark = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "by"], name="visit_signed_once")]

    def __str__(self) -> str:
        return f"{self.record_id} {self.by_id}"


class SiteScan(models.Model):
    """The record sheet signed on paper by people who were there and have no seat, kept as a scan and marked as one.

    ``signed_by`` lists the attendees' names that stand on the sheet.
    """

    record = models.ForeignKey(SiteRecord, models.PROTECT, related_name="scans")
    sm3 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    signed_by = models.JSONField()
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "sm3"], name="sheet_scanned_once")]

    def __str__(self) -> str:
        return f"{self.record_id} {self.name}"
