"""Expert review of construction funding (Article 9, item 2): phases, panels, conflicts, sheets, visits, opinions.

What a person signs is a row that is never changed: a score sheet, a judgement, an opinion, a declared conflict.
"""

from __future__ import annotations

import enum

from django.db import models
from django.db.models import F, Q


class ReviewScheme(models.Model):
    """How a call's applications are scored, as data; a new number replaces the one before until panels are drawn.

    ``criteria`` lists ``code, words, cites, most`` (whole points), ``weight`` (whole per cent), ``reason_needed``;
    ``joining`` says how scores become one: ``reading`` (the measure's own, A35) and what marks an outlier.
    """

    call = models.ForeignKey("records.Call", models.PROTECT, related_name="review_schemes")
    number = models.PositiveIntegerField()
    criteria = models.JSONField()
    joining = models.JSONField(default=dict)
    passing_points = models.PositiveIntegerField(null=True, blank=True)
    written_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "number"], name="scheme_numbered")]

    def __str__(self) -> str:
        return f"{self.call_id} 方案{self.number}"


class ReviewPhase(models.Model):
    """A span of a call's review: who sees what when. ``blind`` hides applicants from experts, and their files.

    ``scoring`` lets experts sign sheets, ``scores_open`` lets them see the others' once they have signed their own.
    """

    call = models.ForeignKey("records.Call", models.PROTECT, related_name="review_phases")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=40)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    blind = models.BooleanField()
    scoring = models.BooleanField()
    scores_open = models.BooleanField()
    set_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="phase_numbered"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="phase_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Panel(models.Model):
    """A panel drawn by lot: the same ``seed`` over the same ``pool`` gives the same panel again.

    ``pool`` lists everyone who could be drawn, in the order drawn from, ``rules`` the constraints.
    """

    reference = models.CharField(max_length=20, unique=True)
    call = models.ForeignKey("records.Call", models.PROTECT, related_name="panels")
    scheme = models.ForeignKey(ReviewScheme, models.PROTECT, related_name="panels")
    name = models.CharField(max_length=40)
    seed = models.CharField(max_length=64)
    pool = models.JSONField()
    rules = models.JSONField()
    drawn_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.name)


class PanelSeat(models.Model):
    """An expert on a panel, from when until when; who replaces whom is named."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="seats")
    expert = models.ForeignKey("records.Person", models.PROTECT, related_name="panel_seats")
    chairs = models.BooleanField(default=False)
    replaces = models.OneToOneField(
        "self", models.PROTECT, related_name="replaced_by", null=True, blank=True, default=None
    )
    seated_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    left_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["panel", "expert"], name="seated_once"),
            models.UniqueConstraint(
                fields=["panel"], condition=Q(chairs=True, left_at=None), name="one_chair_a_panel"
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | ~Q(left_because=""), name="leaves_a_panel_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.panel_id} {self.expert_id}"


class Assignment(models.Model):
    """One application given to one expert; ended at once by recusal, and then another's instead of it."""

    application = models.ForeignKey("records.Application", models.PROTECT, related_name="assignments")
    expert = models.ForeignKey("records.Person", models.PROTECT, related_name="assignments")
    panel = models.ForeignKey(Panel, models.PROTECT, related_name="assignments")
    replaces = models.OneToOneField(
        "self", models.PROTECT, related_name="replaced_by", null=True, blank=True, default=None
    )
    assigned_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "expert"], condition=Q(ended_at=None), name="assigned_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | ~Q(ended_because=""), name="assignment_ends_with_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["expert", "ended_at"], name="assignments_of_expert")]

    def __str__(self) -> str:
        return f"{self.application_id} → {self.expert_id}"


class ExpertInterest(models.Model):
    """A tie an expert has, or had, to a body: holds shares, worked, advised, is kin of its people."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="interests")
    body = models.CharField(max_length=100)
    credit_code = models.CharField(max_length=18, blank=True)
    tie = models.CharField(max_length=20)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    told_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(tie__in=["shareholding", "employment", "advising", "kinship", "other"]),
                name="interest_of_a_kind",
            ),
            models.CheckConstraint(condition=~Q(body=""), name="interest_names_a_body"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.tie} {self.body}"


class ConflictDeclaration(models.Model):
    """What a person says of their own ties to one application, before they may open its files.

    ``named`` says whether the applicant was named to them: what is declared blind does not open what is not.
    """

    application = models.ForeignKey("records.Application", models.PROTECT, related_name="declarations")
    person = models.ForeignKey("records.Person", models.PROTECT, related_name="declarations")
    conflicted = models.BooleanField()
    named = models.BooleanField()
    words = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(conflicted=False) | ~Q(words=""), name="conflict_declared_with_words"
            ),
        ]
        indexes = [models.Index(fields=["application", "person"], name="declarations_on_case")]

    def __str__(self) -> str:
        return f"{self.application_id} {self.person_id} {self.conflicted}"


class ConflictRuling(models.Model):
    """A derived or suspected conflict pinned or dismissed with a reason; the newest one holds."""

    application = models.ForeignKey("records.Application", models.PROTECT, related_name="conflict_rulings")
    person = models.ForeignKey("records.Person", models.PROTECT, related_name="conflict_rulings")
    ground = models.CharField(max_length=40)
    pinned = models.BooleanField()
    reason = models.TextField()
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="conflict_ruled_with_a_reason"),
            models.CheckConstraint(condition=~Q(by=F("person")), name="nobody_rules_on_own_conflict"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.person_id} {self.ground}"


class SheetDraft(models.Model):
    """A score sheet while it is written; only its expert sees it."""

    application = models.ForeignKey("records.Application", models.PROTECT, related_name="sheet_drafts")
    expert = models.ForeignKey("records.Person", models.PROTECT, related_name="sheet_drafts")
    content = models.JSONField(default=dict)
    edition = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "expert"], name="one_draft_sheet")]

    def __str__(self) -> str:
        return f"{self.application_id} {self.expert_id}"


class ScoreSheet(models.Model):
    """A signed score sheet: points and reasons by criterion, and an answer to each question of the measure.

    ``hundredths`` is the weighted total in hundredths of a point; a later number supersedes, nothing is changed.
    """

    application = models.ForeignKey("records.Application", models.PROTECT, related_name="score_sheets")
    expert = models.ForeignKey("records.Person", models.PROTECT, related_name="score_sheets")
    phase = models.ForeignKey(ReviewPhase, models.PROTECT, related_name="sheets")
    scheme = models.ForeignKey(ReviewScheme, models.PROTECT, related_name="sheets")
    number = models.PositiveIntegerField()
    points = models.JSONField()
    answers = models.JSONField()
    remark = models.TextField(blank=True)
    hundredths = models.PositiveIntegerField()
    at = models.DateTimeField()
    sm3 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "expert", "number"], name="sheet_numbered"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.expert_id} 第{self.number}份"


class SignedJudgement(models.Model):
    """A signed answer to one question the measure leaves to people; nothing else fills it. The newest holds.

    ``article, item, document`` are the question's citation; ``on_behalf`` says whose answer it is.
    """

    application = models.ForeignKey("records.Application", models.PROTECT, related_name="judgements")
    article = models.PositiveIntegerField()
    item = models.PositiveIntegerField(null=True)
    document = models.CharField(max_length=100, blank=True)
    asks = models.TextField()
    met = models.BooleanField()
    opinion = models.TextField()
    on_behalf = models.CharField(max_length=20)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=100)
    role = models.CharField(max_length=30)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(opinion=""), name="judged_with_an_opinion"),
            models.CheckConstraint(
                condition=Q(on_behalf__in=["panel", "bureau", "meeting"]), name="judged_on_behalf"
            ),
        ]
        indexes = [models.Index(fields=["application", "-id"], name="judgements_of_case")]

    def __str__(self) -> str:
        return f"{self.application_id} {self.asks}"


class PanelOpinion(models.Model):
    """What a panel says of an application; it holds once every seated expert has signed or dissented.

    ``score_text`` is the joined score as an exact ratio ``numerator/denominator`` in points; ``proposed_fen`` what the
    panel proposes; ``answers`` its common answer to each question of the measure.
    """

    application = models.ForeignKey("records.Application", models.PROTECT, related_name="opinions")
    panel = models.ForeignKey(Panel, models.PROTECT, related_name="opinions")
    number = models.PositiveIntegerField()
    supports = models.BooleanField()
    proposed_fen = models.BigIntegerField()
    words = models.TextField()
    score_text = models.CharField(max_length=60)
    answers = models.JSONField()
    written_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="opinion_numbered"),
            models.CheckConstraint(condition=Q(proposed_fen__gte=0), name="proposal_not_negative"),
            models.CheckConstraint(condition=~Q(words=""), name="opinion_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} 意见{self.number}"


class OpinionSignature(models.Model):
    """An expert signs a panel's opinion, or dissents with words."""

    opinion = models.ForeignKey(PanelOpinion, models.PROTECT, related_name="signatures")
    expert = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    agrees = models.BooleanField()
    dissent = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["opinion", "expert"], name="opinion_signed_once"),
            models.CheckConstraint(condition=Q(agrees=True) | ~Q(dissent=""), name="dissent_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.opinion_id} {self.expert_id}"


class Tie(enum.StrEnum):
    """How an expert is, or was, tied to a body."""

    SHAREHOLDING = "shareholding"
    EMPLOYMENT = "employment"
    ADVISING = "advising"
    KINSHIP = "kinship"
    OTHER = "other"
