"""An application while it is written: typed rows a section at a time, each section with its edition.

These rows may change until they are sealed; what counts afterwards is the snapshot in `Submission`.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class SectionEdition(models.Model):
    """How often a section was saved, and by whom last: the ground of a conflict notice between two editors.

    ``copied_from`` names the application its answers were taken over from, until somebody saves them as their own.
    """

    application = models.ForeignKey("records.Application", models.PROTECT, related_name="editions")
    section = models.CharField(max_length=40)
    edition = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    copied_from = models.CharField(max_length=20, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "section"], name="one_edition_a_section")
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.edition}"


class Particulars(models.Model):
    """Who applies and who answers questions; ``asked_fen`` is the construction funding asked for."""

    application = models.OneToOneField("records.Application", models.PROTECT, related_name="particulars")
    address = models.CharField(max_length=200, blank=True)
    founded_on = models.DateField(null=True, blank=True)
    contact_name = models.CharField(max_length=50, blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)
    contact_email = models.EmailField(max_length=150, blank=True)
    summary = models.TextField(blank=True)
    asked_fen = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(asked_fen=None) | Q(asked_fen__gte=0), name="draft_asks_no_less"
            ),
        ]

    def __str__(self) -> str:
        return str(self.application_id)


class StatedFact(models.Model):
    """One fact the law asks for, in the column of its kind; ``penalties`` lists what a count cannot say."""

    application = models.ForeignKey("records.Application", models.PROTECT, related_name="facts")
    name = models.CharField(max_length=40)
    truth = models.BooleanField(null=True)
    whole = models.PositiveIntegerField(null=True)
    day = models.DateField(null=True)
    penalties = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "name"], name="fact_stated_once"),
            models.CheckConstraint(
                condition=Q(truth__isnull=False, whole=None, day=None, penalties__isnull=True)
                | Q(truth=None, whole__isnull=False, day=None, penalties__isnull=True)
                | Q(truth=None, whole=None, day__isnull=False, penalties__isnull=True)
                | Q(truth=None, whole=None, day=None, penalties__isnull=False),
                name="fact_of_one_kind",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Narrative(models.Model):
    """What only people can tell: the applicant's words to a question the law leaves to judgement."""

    application = models.ForeignKey("records.Application", models.PROTECT, related_name="narratives")
    question = models.CharField(max_length=60)
    words = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "question"], name="question_told_once")]

    def __str__(self) -> str:
        return str(self.question)


class RosterLine(models.Model):
    """One person of the staff roster, by a code and never by name or identity number."""

    application = models.ForeignKey("records.Application", models.PROTECT, related_name="roster")
    line = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    post = models.CharField(max_length=50, blank=True)
    engagement = models.CharField(max_length=20)
    contract = models.BooleanField()
    insured_months = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "line"], name="roster_line_numbered")]

    def __str__(self) -> str:
        return str(self.code)


class BudgetLine(models.Model):
    """One head of Article 11 and the money planned for it, in fen."""

    application = models.ForeignKey("records.Application", models.PROTECT, related_name="budget")
    line = models.PositiveIntegerField()
    head = models.CharField(max_length=60)
    purpose = models.CharField(max_length=200, blank=True)
    public_fen = models.BigIntegerField()
    own_fen = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "line"], name="budget_line_numbered"),
            models.CheckConstraint(
                condition=Q(public_fen__gte=0, own_fen__gte=0), name="budget_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return str(self.head)


class CoBuilder(models.Model):
    """A partner of a centre built in cooperation, and its duties under the agreement."""

    application = models.ForeignKey("records.Application", models.PROTECT, related_name="co_builders")
    line = models.PositiveIntegerField()
    name = models.CharField(max_length=100)
    credit_code = models.CharField(max_length=18, blank=True)
    duties = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "line"], name="co_builder_numbered")]

    def __str__(self) -> str:
        return str(self.name)


class DealLine(models.Model):
    """One row of the ledger, a payment of a deal, as `casework.intake.deals` reads it; amounts in fen."""

    application = models.ForeignKey("records.Application", models.PROTECT, related_name="deal_lines")
    line = models.PositiveIntegerField()
    deal = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    rights = models.JSONField(default=list)
    from_party = models.CharField(max_length=100, blank=True)
    to_party = models.CharField(max_length=100, blank=True)
    related = models.BooleanField(null=True)
    contract_on = models.DateField(null=True)
    contract_fen = models.BigIntegerField(null=True)
    registered_on = models.DateField(null=True)
    registration_no = models.CharField(max_length=60, blank=True)
    money_on = models.DateField(null=True)
    money_fen = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3, default="CNY")
    rate = models.CharField(max_length=40, blank=True)
    share = models.CharField(max_length=40, blank=True)
    also_funded_by = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "line"], name="deal_line_numbered"),
            models.CheckConstraint(
                condition=(Q(money_fen=None) | Q(money_fen__gte=0))
                & (Q(contract_fen=None) | Q(contract_fen__gte=0)),
                name="deal_amounts_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deal} {self.line}"
