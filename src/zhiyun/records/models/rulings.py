"""What every ruling on a proposal about a grant has, whatever it rules on."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Ruling(models.Model):
    """A second person lets a proposal hold (``good``), or turns it down with a reason.

    Each kind names its ``proposal``; that ``proposed_by`` is its author is held by `records.copied_names`.
    """

    grant = models.ForeignKey("records.Grant", models.PROTECT, related_name="%(class)ss")
    proposed_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    good = models.BooleanField()
    reason = models.TextField(blank=True)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    day = models.DateField()
    at = models.DateTimeField()

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(condition=~Q(by=F("proposed_by")), name="%(class)s_by_a_second_person"),
            models.CheckConstraint(
                condition=Q(good=True) | ~Q(reason=""), name="%(class)s_turned_down_with_a_reason"
            ),
        )
