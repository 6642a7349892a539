"""Verification of a subsidy's ledger (Article 10, item 2): deal by deal, by one person, checked by another."""

from __future__ import annotations

import enum

from django.db import models
from django.db.models import F, Q


class Verdict(enum.StrEnum):
    """What becomes of a claimed deal."""

    COUNTED = "counted"
    REDUCED = "reduced"
    REJECTED = "rejected"


class DealVerdict(models.Model):
    """What one officer found of one deal of a submission; the newest holds. Amounts in fen.

    ``law_fen`` is what the law counted when it was written; ``counted_fen`` what shall count: never more than
    ``ceiling_fen``, the money the ledger shows.
    """

    submission = models.ForeignKey("records.Submission", models.PROTECT, related_name="verdicts")
    deal = models.CharField(max_length=60)
    verdict = models.CharField(max_length=10)
    law_fen = models.BigIntegerField()
    ceiling_fen = models.BigIntegerField()
    counted_fen = models.BigIntegerField()
    reason = models.TextField(blank=True)
    cites = models.CharField(max_length=80)
    readings = models.JSONField(default=list)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=[str(verdict) for verdict in Verdict]), name="verdict_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(verdict="counted") | ~Q(reason=""), name="less_is_counted_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(counted_fen__gte=0, counted_fen__lte=F("ceiling_fen")),
                name="counts_no_more_than_the_ledger",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="rejected") | Q(counted_fen=0), name="rejected_counts_nothing"
            ),
        ]
        indexes = [models.Index(fields=["submission", "deal", "-id"], name="verdicts_on_deal")]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.deal} {self.verdict}"


class VerdictCheck(models.Model):
    """A second person agrees to a verdict or sends it back; never the one who wrote it."""

    verdict = models.OneToOneField(DealVerdict, models.PROTECT, related_name="check_by_second")
    written_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    agrees = models.BooleanField()
    reason = models.TextField(blank=True)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(by=F("written_by")), name="verdict_checked_by_a_second_person"
            ),
            models.CheckConstraint(
                condition=Q(agrees=True) | ~Q(reason=""), name="verdict_sent_back_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict_id} {self.agrees}"


class Inquiry(models.Model):
    """A question to the applicant during verification, with a clock of working days."""

    application = models.ForeignKey("records.Application", models.PROTECT, related_name="inquiries")
    number = models.PositiveIntegerField()
    deal = models.CharField(max_length=60, blank=True)
    words = models.TextField()
    workdays = models.PositiveIntegerField()
    due_on = models.DateField()
    counted_by = models.JSONField(default=list)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="inquiry_numbered"),
            models.CheckConstraint(condition=~Q(words=""), name="inquiry_has_words"),
            models.CheckConstraint(condition=Q(workdays__gte=1, workdays__lte=60), name="inquiry_clock"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} 询问{self.number}"


class InquiryExtension(models.Model):
    """More time for an answer, given with a reason; the last one tells the day that holds."""

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="extensions")
    workdays = models.PositiveIntegerField()
    due_on = models.DateField()
    counted_by = models.JSONField(default=list)
    reason = models.TextField()
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="inquiry_extended_with_a_reason"),
            models.CheckConstraint(condition=Q(workdays__gte=1, workdays__lte=60), name="extension_clock"),
        ]

    def __str__(self) -> str:
        return f"{self.inquiry_id} {self.due_on}"


class InquiryDraft(models.Model):
    """What the applicant has written towards an answer and not sent: it may change, and outlives the last day."""

    inquiry = models.OneToOneField(Inquiry, models.PROTECT, related_name="draft")
    words = models.TextField(blank=True)
    files = models.JSONField(default=list)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.inquiry_id)


class InquiryAnswer(models.Model):
    """The applicant's answer, with files by their SM3."""

    inquiry = models.OneToOneField(Inquiry, models.PROTECT, related_name="answer")
    words = models.TextField()
    files = models.JSONField(default=list)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="answer_has_words")]

    def __str__(self) -> str:
        return str(self.inquiry_id)


class SharedRight(models.Model):
    """One deal claimed by several applicants of a year, settled once for all of them; the newest of a key holds.

    ``key`` names the deal by its registration or its rights; ``shares`` lists ``application, deal, share`` (exact
    ratio, together ≤ 1); ``evidence`` the claimants' signed agreement: ``application, title, sm3``.
    """

    issuer = models.ForeignKey("records.Organisation", models.PROTECT, related_name="+")
    year = models.PositiveIntegerField()
    key = models.CharField(max_length=200)
    shares = models.JSONField()
    evidence = models.JSONField(default=list)
    reason = models.TextField()
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="right_shared_with_a_reason")]
        indexes = [models.Index(fields=["issuer", "year", "key"], name="shared_rights")]

    def __str__(self) -> str:
        return str(self.key)


class PaperAgreement(models.Model):
    """A split agreement the claimants of one deal signed on paper, scanned by an officer; counts once a second person has
    held it against the original.

    ``key`` names the deal as `SharedRight.key` does; ``parties`` the references of the applications that signed.
    """

    call = models.ForeignKey("records.Call", models.PROTECT, related_name="paper_agreements")
    key = models.CharField(max_length=200)
    title = models.CharField(max_length=100)
    signed_on = models.DateField()
    parties = models.JSONField()
    sm3 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    entered_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="paper_agreement_titled")]
        indexes = [models.Index(fields=["call", "key"], name="paper_agreements_of_deal")]

    def __str__(self) -> str:
        return str(self.title)


class PaperAgreementCheck(models.Model):
    """A second person held the scan against the paper and found it right, or turned it down with a reason."""

    agreement = models.OneToOneField(PaperAgreement, models.PROTECT, related_name="check_by_second")
    entered_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    good = models.BooleanField()
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(by=F("entered_by")), name="paper_agreement_checked_by_a_second_person"
            ),
            models.CheckConstraint(
                condition=Q(good=True) | ~Q(reason=""), name="paper_agreement_turned_down_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.good}"


class VerificationProposal(models.Model):
    """An officer's proposal to close a ledger exactly as it stood, told by its SM3; the newest holds."""

    application = models.ForeignKey("records.Application", models.PROTECT, related_name="proposals")
    submission = models.ForeignKey("records.Submission", models.PROTECT, related_name="+")
    counted_fen = models.BigIntegerField()
    sm3 = models.CharField(max_length=64)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(counted_fen__gte=0), name="proposed_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.sm3[:12]}"


class Verification(models.Model):
    """A verified ledger, closed by two people: what counts for the decision. A later number supersedes."""

    application = models.ForeignKey("records.Application", models.PROTECT, related_name="verifications")
    number = models.PositiveIntegerField()
    submission = models.ForeignKey("records.Submission", models.PROTECT, related_name="verifications")
    counted_fen = models.BigIntegerField()
    lines = models.JSONField()
    sm3 = models.CharField(max_length=64)
    proposed_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="verification_numbered"),
            models.CheckConstraint(condition=Q(counted_fen__gte=0), name="verified_not_negative"),
            models.CheckConstraint(
                condition=~Q(by=F("proposed_by")), name="verification_closed_by_a_second_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} 核定{self.number}"
