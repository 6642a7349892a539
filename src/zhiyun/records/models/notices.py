"""The public notice of five working days, objections to it, and its confirmation (Articles 9 and 10, item 4)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Publication(models.Model):
    """A resolution's list made public, at this very instant: there is none that waits to be found.

    ``content`` is all its words, ``sm3`` their seal; days and their sources are computed once, here. A list that
    ``supersedes`` another follows an upheld objection or days counted anew ``because`` of a holiday notice.
    """

    reference = models.CharField(max_length=20, unique=True)
    resolution = models.ForeignKey("records.Resolution", models.PROTECT, related_name="publications")
    supersedes = models.OneToOneField(
        "self", models.PROTECT, related_name="superseded_by", null=True, blank=True, default=None
    )
    because = models.TextField(blank=True)
    published_at = models.DateTimeField()
    workdays = models.PositiveIntegerField()
    first_counted_on = models.DateField()
    last_on = models.DateField()
    counted_by = models.JSONField(default=list)
    sm3 = models.CharField(max_length=64)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    # The last column: lists must not wade through contents.
    content = models.JSONField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_counted_on")), name="notice_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(supersedes=None) | ~Q(because=""), name="list_superseded_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.reference)


class Objection(models.Model):
    """A signed objection of a unit or a person; who it is from is kept from the objected party.

    ``tracking`` is the SM3 of the code only the objector has. ``about`` is None where it is against the list.
    """

    reference = models.CharField(max_length=20, unique=True)
    tracking = models.CharField(max_length=64, unique=True)
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="objections")
    about = models.ForeignKey(
        "records.Application", models.PROTECT, related_name="objections", null=True, blank=True
    )
    from_unit = models.BooleanField()
    name = models.CharField(max_length=100)
    identity = models.CharField(max_length=40, blank=True)
    contact = models.CharField(max_length=150)
    words = models.TextField()
    files = models.JSONField(default=list)
    received_at = models.DateTimeField()
    taken_down_by = models.ForeignKey(
        "records.Person", models.PROTECT, related_name="+", null=True, blank=True
    )
    workdays = models.PositiveIntegerField()
    answer_by = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(contact=""), name="no_anonymous_objection"),
            models.CheckConstraint(condition=~Q(words=""), name="objection_has_words"),
        ]

    def __str__(self) -> str:
        return str(self.reference)


class ObjectionQuestion(models.Model):
    """The substance of an objection in the handler's own words, put to the party objected to; never whose it is."""

    objection = models.ForeignKey(Objection, models.PROTECT, related_name="questions")
    application = models.ForeignKey("records.Application", models.PROTECT, related_name="objection_questions")
    words = models.TextField()
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    workdays = models.PositiveIntegerField()
    answer_by = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["objection", "application"], name="party_asked_once"),
            models.CheckConstraint(condition=~Q(words=""), name="party_asked_something"),
        ]

    def __str__(self) -> str:
        return f"{self.objection_id} {self.application_id}"


class ObjectionReply(models.Model):
    """What the party objected to says to the substance."""

    question = models.OneToOneField(ObjectionQuestion, models.PROTECT, related_name="reply")
    words = models.TextField()
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="party_replied_something")]

    def __str__(self) -> str:
        return str(self.question_id)


class ObjectionAnswer(models.Model):
    """How an objection was handled, by someone who did not decide (``decided_by`` repeats who did).

    ``outcome``: ``upheld``, ``partly_upheld``, ``dismissed`` or ``inadmissible``; ``effect`` says, where upheld, what
    becomes of the applicant it is ``about``: ``removed``, or ``changed`` to ``verified_fen`` (a subsidy's operating
    amount, a centre's funding). ``words`` are the reasons, to the objector.
    """

    objection = models.OneToOneField(Objection, models.PROTECT, related_name="answer")
    outcome = models.CharField(max_length=20)
    words = models.TextField()
    about = models.ForeignKey(
        "records.Application", models.PROTECT, related_name="+", null=True, blank=True, default=None
    )
    effect = models.CharField(max_length=20, blank=True)
    verified_fen = models.BigIntegerField(null=True, blank=True)
    decided_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["upheld", "partly_upheld", "dismissed", "inadmissible"]),
                name="objection_answered_in_a_kind",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="objection_answered_with_words"),
            models.CheckConstraint(
                condition=~Q(by=F("decided_by")), name="objection_answered_by_who_did_not_decide"
            ),
            models.CheckConstraint(
                condition=Q(
                    outcome__in=["upheld", "partly_upheld"],
                    effect="removed",
                    about__isnull=False,
                    verified_fen=None,
                )
                | Q(
                    outcome__in=["upheld", "partly_upheld"],
                    effect="changed",
                    about__isnull=False,
                    verified_fen__gte=0,
                )
                | Q(outcome__in=["dismissed", "inadmissible"], effect="", about=None, verified_fen=None),
                name="upheld_with_an_effect",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.objection_id} {self.outcome}"


class Confirmation(models.Model):
    """A list confirmed after its last day with nothing open: only now may it be committed and paid."""

    publication = models.OneToOneField(Publication, models.PROTECT, related_name="confirmation")
    day = models.DateField()
    last_on = models.DateField()
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(day__gt=F("last_on")), name="confirmed_after_the_last_day"),
        ]

    def __str__(self) -> str:
        return str(self.publication_id)
