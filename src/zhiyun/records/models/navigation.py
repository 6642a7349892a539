"""What came of navigating patents, as a centre puts it on file, and the proofs that somebody used it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

NAVIGATION_KINDS = ("region", "industry", "enterprise", "university")
"""The four classes in which the national platform files such work (国知办函运字〔2023〕571号)."""


class NavigationRecord(models.Model):
    """A result of navigating patents as it is on file; a corrected one is another row with the next number.

    A correction keeps the reference and ``supersedes`` the row before it ``because`` of a reason;
    ``superseded_of`` is whose that row is. ``data_on`` is the day up to which patents were in the data.
    ``sm3`` seals all that is told, files included.
    """

    reference = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    organisation = models.ForeignKey(
        "records.Organisation", models.PROTECT, related_name="navigation_records"
    )
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    industry = models.CharField(max_length=200)
    classes = models.JSONField()
    query = models.TextField()
    data_on = models.DateField()
    summary = models.TextField()
    files = models.JSONField()
    is_public = models.BooleanField()
    supersedes = models.OneToOneField(
        "self", models.PROTECT, related_name="superseded_by", null=True, blank=True, default=None
    )
    superseded_of = models.ForeignKey(
        "records.Organisation", models.PROTECT, related_name="+", null=True, blank=True, default=None
    )
    because = models.TextField(blank=True)
    sm3 = models.CharField(max_length=64)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    day = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reference", "number"], name="navigation_numbered"),
            models.CheckConstraint(condition=Q(kind__in=NAVIGATION_KINDS), name="navigation_of_a_kind"),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(industry="") & ~Q(query="") & ~Q(summary=""),
                name="navigation_told_in_full",
            ),
            models.CheckConstraint(
                condition=~Q(classes=[]) & ~Q(files=[]), name="navigation_with_classes_and_a_report"
            ),
            models.CheckConstraint(
                condition=Q(data_on__lte=F("day")), name="navigation_on_data_there_already_was"
            ),
            models.CheckConstraint(
                condition=Q(number=1, supersedes=None, superseded_of=None, because="")
                | (Q(number__gt=1) & ~Q(supersedes=None) & ~Q(superseded_of=None) & ~Q(because="")),
                name="navigation_corrected_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(supersedes=None) | Q(superseded_of=F("organisation")),
                name="navigation_corrected_by_whose_it_is",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} 第{self.number}稿"


class NavigationUse(models.Model):
    """A decision or a project that used a result, with its proof; only what is true is added, nothing taken away.

    ``data_on`` is that of the record it is on: nothing is used before there was the data it rests on.
    """

    record = models.ForeignKey(NavigationRecord, models.PROTECT, related_name="uses")
    data_on = models.DateField()
    used_on = models.DateField()
    user = models.CharField(max_length=100)
    used_for = models.CharField(max_length=200)
    words = models.TextField()
    files = models.JSONField()
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    day = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(user="") & ~Q(used_for="") & ~Q(words=""), name="navigation_use_told_in_full"
            ),
            models.CheckConstraint(condition=~Q(files=[]), name="navigation_use_with_a_proof"),
            models.CheckConstraint(
                condition=Q(used_on__gte=F("data_on")) & Q(used_on__lte=F("day")),
                name="navigation_used_between_its_data_and_now",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record_id} {self.used_on}"
