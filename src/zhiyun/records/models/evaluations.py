"""The yearly evaluation of a funded centre (Article 17): what an officer proposes, and a second person's ruling."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from zhiyun.kernel.period import Period
from zhiyun.records.models.rulings import Ruling

BEST = 10_000
"""A hundred points in hundredths."""


class Evaluation(models.Model):
    """A centre's span scored by dimension (``lines``: dimension, weight, score, words), and its conclusion."""

    grant = models.ForeignKey("records.Grant", models.PROTECT, related_name="evaluations")
    covers_from = models.DateField()
    covers_to = models.DateField()
    lines = models.JSONField()
    total_hundredths = models.IntegerField()
    passed = models.BooleanField()
    opinion = models.TextField()
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    day = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(covers_to__gte=F("covers_from")), name="evaluation_covers_days"
            ),
            models.CheckConstraint(condition=Q(day__gt=F("covers_to")), name="evaluated_when_it_is_over"),
            models.CheckConstraint(
                condition=Q(total_hundredths__gte=0) & Q(total_hundredths__lte=BEST),
                name="evaluated_within_a_hundred_points",
            ),
            models.CheckConstraint(condition=~Q(opinion=""), name="evaluated_with_an_opinion"),
        ]

    def __str__(self) -> str:
        return f"{self.grant_id} {self.covers_from} {self.points}"

    @property
    def period(self) -> Period:
        """The span it is about."""
        return Period(self.covers_from, self.covers_to + timedelta(days=1))

    @property
    def points(self) -> str:
        """The weighted score in points, two places."""
        return f"{self.total_hundredths // 100}.{self.total_hundredths % 100:02}"


class EvaluationRuling(Ruling):
    """A second person approves an evaluation, and it is told; or turns it down with a reason."""

    proposal = models.OneToOneField(Evaluation, models.PROTECT, related_name="ruling")
    covers_from = models.DateField()
    passed = models.BooleanField()

    class Meta:
        constraints = [
            *Ruling.Meta.constraints,
            models.UniqueConstraint(
                fields=["grant", "covers_from"], condition=Q(good=True), name="evaluated_once_a_span"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.good}"
