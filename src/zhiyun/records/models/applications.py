"""Applications: each step of the procedure is a row, and what was submitted is sealed."""

from __future__ import annotations

import enum

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Application(models.Model):
    """One organisation's application under one call; where it stands is told by its steps.

    ``last_step`` and ``last_submission`` repeat the newest of its rows so that long lists need not look for them:
    triggers write them (`records.told_by_rows`), and refuse whatever else anyone would write there.
    """

    reference = models.CharField(max_length=20, unique=True)
    call = models.ForeignKey("records.Call", models.PROTECT, related_name="applications")
    organisation = models.ForeignKey("records.Organisation", models.PROTECT, related_name="applications")
    begun_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    last_step = models.CharField(max_length=20, blank=True, default="", editable=False)
    last_submission = models.ForeignKey(
        "records.Submission", models.PROTECT, related_name="+", null=True, default=None, editable=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "organisation"], name="one_application_a_call"),
        ]
        indexes = [models.Index(fields=["call", "last_step"], name="applications_by_last_step")]

    def __str__(self) -> str:
        return str(self.reference)


class StepKind(enum.StrEnum):
    """The steps of an application, in the order of the procedure; what is decided shows outside once published."""

    BEGUN = "begun"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    RESUBMITTED = "resubmitted"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    REVIEWED = "reviewed"
    DECIDED = "decided"
    PUBLISHED = "published"
    DECLINED = "declined"
    CONFIRMED = "confirmed"
    COMMITTED = "committed"
    PAID = "paid"

    @property
    def label(self) -> str:
        """The office's word."""
        return str(_STEP_WORDS[self])


_STEP_WORDS = {
    StepKind.BEGUN: pgettext_lazy("step", "开始填报"),
    StepKind.SUBMITTED: _("提交"),
    StepKind.WITHDRAWN: _("撤回"),
    StepKind.RETURNED: _("要求补正"),
    StepKind.RESUBMITTED: _("补正后提交"),
    StepKind.ACCEPTED: _("受理"),
    StepKind.REFUSED: _("不予受理"),
    StepKind.REVIEWED: _("审核完毕"),
    StepKind.DECIDED: _("局长办公会审定"),
    StepKind.PUBLISHED: _("列入公示名单"),
    StepKind.DECLINED: _("决定不予支持"),
    StepKind.CONFIRMED: _("公示期满，予以确认"),
    StepKind.COMMITTED: _("双方签订任务书"),
    StepKind.PAID: _("资金拨付完毕"),
}


class ApplicationStep(models.Model):
    """One step, by whom and when; the last one tells where the application stands."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    role = models.CharField(max_length=30)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["application", "-id"], name="steps_of_application")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in StepKind]), name="step_of_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.kind}"


class Submission(models.Model):
    """Everything as submitted, sealed by its SM3; the columns beside the snapshot are what lists and sums need.

    ``number`` counts what was handed in: 1 first, one more after a correction or after a withdrawal before closing;
    the last one holds. Amounts in fen; ``asked_fen`` is the construction
    funding asked for, ``claimed_fen`` the operating amount of the ledger, ``counted_fen`` what the law counted.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="submissions")
    number = models.PositiveIntegerField()
    call_version = models.ForeignKey("records.CallVersion", models.PROTECT, related_name="submissions")
    at = models.DateTimeField()
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    undertaking = models.TextField()
    seal = models.CharField(max_length=64)
    outcome = models.CharField(max_length=20)
    not_met = models.PositiveIntegerField()
    missing = models.PositiveIntegerField()
    to_judge = models.PositiveIntegerField()
    papers = models.PositiveIntegerField()
    deals = models.PositiveIntegerField(default=0)
    staff_count = models.PositiveIntegerField(null=True, blank=True)
    asked_fen = models.BigIntegerField(null=True, blank=True)
    claimed_fen = models.BigIntegerField(null=True, blank=True)
    counted_fen = models.BigIntegerField(null=True, blank=True)
    # The last column: SQLite reads a row's columns in order, and a list must not wade through contents.
    snapshot = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="submission_numbered"),
            models.CheckConstraint(
                condition=Q(asked_fen=None) | Q(asked_fen__gte=0), name="asked_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(claimed_fen=None) | Q(claimed_fen__gte=0), name="claimed_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(counted_fen=None) | Q(counted_fen__gte=0), name="counted_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} 第{self.number}次提交"


class CorrectionNotice(models.Model):
    """The one return for correction: the day it is due, and how that day was counted."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="correction")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    workdays = models.PositiveIntegerField()
    due_on = models.DateField()
    counted_by = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.application_id} {self.due_on}"


class CorrectionSection(models.Model):
    """One section that reopens, and why."""

    notice = models.ForeignKey(CorrectionNotice, models.PROTECT, related_name="sections")
    section = models.CharField(max_length=40)
    reason = models.TextField()
    cites = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "section"], name="section_reopened_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_a_reason"),
        ]

    def __str__(self) -> str:
        return str(self.section)


class FirstLook(models.Model):
    """The officer's answer to a submission: accepted, or refused with every ground."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="first_look")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+")
    accepted = models.BooleanField()
    at = models.DateTimeField()
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    cites = models.JSONField(default=list)
    grounds = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(accepted=True) | ~Q(reason=""), name="refused_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {'受理' if self.accepted else '不予受理'}"
