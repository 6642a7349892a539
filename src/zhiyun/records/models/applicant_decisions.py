"""What people hold of the names of applicants: a patent knows only names, and one organisation has several."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class ApplicantDecision(models.Model):
    """A signed decision about two groups of applicants, by their keys, with the names that were seen.

    Unless they are held apart, the first counts under the second. Of one pair the last row is valid.
    """

    organisation = models.ForeignKey("records.Organisation", models.PROTECT, related_name="+")
    first = models.CharField(max_length=300)
    second = models.CharField(max_length=300)
    first_name = models.CharField(max_length=300)
    second_name = models.CharField(max_length=300)
    verdict = models.CharField(max_length=10)
    because = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(first="") & ~Q(second="") & ~Q(first=F("second")),
                name="applicant_decision_about_two",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["same", "former", "apart"]), name="applicant_decision_says_what"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.verdict} {self.second_name}"
