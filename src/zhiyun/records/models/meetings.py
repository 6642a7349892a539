"""The bureau's meeting (局长办公会, Articles 9 and 10, item 3) and what it decided."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Meeting(models.Model):
    """A meeting of the bureau's leaders; ``opened_at`` and ``closed_at`` come once each.

    ``quorum`` is what the ``measure`` needs under ``reading`` (or more), as it was read when the meeting was convened.
    """

    reference = models.CharField(max_length=20, unique=True)
    issuer = models.ForeignKey("records.Organisation", models.PROTECT, related_name="meetings")
    title = models.CharField(max_length=100)
    held_at = models.DateTimeField()
    place = models.CharField(max_length=100)
    quorum = models.PositiveIntegerField()
    measure = models.CharField(max_length=40, blank=True)
    reading = models.CharField(max_length=60, blank=True)
    convened_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    convened_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quorum__gte=1), name="quorum_of_one_at_least"),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(opened_at__isnull=False), name="closed_after_it_opened"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class MeetingMember(models.Model):
    """Who sits in a meeting; ``person`` is None for a leader without a login. ``present`` is None until told."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="members")
    name = models.CharField(max_length=50)
    post = models.CharField(max_length=50)
    person = models.ForeignKey("records.Person", models.PROTECT, related_name="+", null=True, blank=True)
    presides = models.BooleanField(default=False)
    votes = models.BooleanField(default=True)
    present = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "name", "post"], name="member_once_a_meeting"),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(presides=True), name="one_presides_a_meeting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.post}）"


class AgendaItem(models.Model):
    """One call's applications brought to a meeting; ``revises`` names the resolution it sits on again, ``because`` why."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    call = models.ForeignKey("records.Call", models.PROTECT, related_name="agenda_items")
    revises = models.ForeignKey(
        "records.Resolution", models.PROTECT, related_name="sat_on_again", null=True, blank=True, default=None
    )
    because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(revises=None) | ~Q(because=""), name="sat_on_again_with_a_reason"
            ),
            models.UniqueConstraint(fields=["meeting", "position"], name="item_in_its_place"),
            models.UniqueConstraint(fields=["meeting", "call"], name="call_once_a_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.position}"


class AgendaCase(models.Model):
    """One application under an item, with what the office proposes; amounts in fen."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="cases")
    application = models.ForeignKey("records.Application", models.PROTECT, related_name="agenda_cases")
    position = models.PositiveIntegerField()
    proposed_fen = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "application"], name="case_once_an_item"),
            models.CheckConstraint(
                condition=Q(proposed_fen=None) | Q(proposed_fen__gte=0), name="agenda_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.application_id}"


class MeetingRecusal(models.Model):
    """A member stands aside on one case, and says why."""

    member = models.ForeignKey(MeetingMember, models.PROTECT, related_name="recusals")
    case = models.ForeignKey(AgendaCase, models.PROTECT, related_name="recusals")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "case"], name="recused_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="recused_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.case_id}"


class Conclusion(models.Model):
    """What the meeting said of one case: support or not, how much, by consensus or by votes; the newest holds.

    ``supported_fen`` is the meeting's own amount (construction); a subsidy's is computed for the whole round.
    ``departs_because`` is needed where it says otherwise than the panel's or the verification's opinion.
    """

    case = models.ForeignKey(AgendaCase, models.PROTECT, related_name="conclusions")
    supports = models.BooleanField()
    supported_fen = models.BigIntegerField(null=True, blank=True)
    by_consensus = models.BooleanField()
    votes_for = models.PositiveIntegerField(default=0)
    votes_against = models.PositiveIntegerField(default=0)
    abstained = models.PositiveIntegerField(default=0)
    departs = models.BooleanField()
    departs_because = models.TextField(blank=True)
    words = models.TextField(blank=True)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(departs=False) | ~Q(departs_because=""), name="departs_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(supported_fen=None) | Q(supported_fen__gte=0), name="conclusion_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(by_consensus=True) | Q(votes_for__gte=1) | Q(votes_against__gte=1),
                name="voted_where_no_consensus",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.supports}"


class Vote(models.Model):
    """How one member voted on one case."""

    conclusion = models.ForeignKey(Conclusion, models.PROTECT, related_name="votes")
    member = models.ForeignKey(MeetingMember, models.PROTECT, related_name="votes_cast")
    choice = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conclusion", "member"], name="votes_once"),
            models.CheckConstraint(
                condition=Q(choice__in=["for", "against", "abstain"]), name="vote_of_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.choice}"


class Minutes(models.Model):
    """The minutes of a meeting, version by version."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes")
    number = models.PositiveIntegerField()
    words = models.TextField()
    written_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="minutes_numbered")]

    def __str__(self) -> str:
        return f"{self.meeting_id} 纪要{self.number}"


class MinutesApproval(models.Model):
    """A second person approves the minutes; only then does what they say take effect."""

    minutes = models.OneToOneField(Minutes, models.PROTECT, related_name="approval")
    written_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(by=F("written_by")), name="minutes_approved_by_a_second_person"
            ),
        ]

    def __str__(self) -> str:
        return str(self.minutes_id)


class Resolution(models.Model):
    """A whole call decided at once: frozen with its facts, the measure's words, the code, readings and grounds.

    ``pot_fen`` is what could be shared, ``frozen`` everything `zhiyun replay` needs, ``sm3`` its seal. A resolution
    that ``supersedes`` another takes its place; the earlier one stays and stays linked.
    """

    reference = models.CharField(max_length=20, unique=True)
    call = models.ForeignKey("records.Call", models.PROTECT, related_name="resolutions")
    number = models.PositiveIntegerField()
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="resolutions", null=True, blank=True)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, related_name="superseded_by", null=True, blank=True, default=None
    )
    because = models.TextField(blank=True)
    year = models.PositiveIntegerField()
    pot_fen = models.BigIntegerField()
    measure = models.CharField(max_length=60)
    measure_sha256 = models.CharField(max_length=64)
    code_version = models.CharField(max_length=40)
    readings = models.JSONField(default=list)
    sm3 = models.CharField(max_length=64)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # The last column: lists must not wade through contents.
    frozen = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="resolution_numbered"),
            models.UniqueConstraint(
                fields=["call"], condition=Q(supersedes=None), name="call_first_decided_once"
            ),
            models.CheckConstraint(condition=Q(pot_fen__gte=0), name="pot_not_negative"),
            models.CheckConstraint(
                condition=Q(supersedes=None) | ~Q(because=""), name="superseded_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.reference)


class Decision(models.Model):
    """What a resolution gives one applicant, with the tree of grounds; ``amount_fen`` is 0 where nothing is given."""

    reference = models.CharField(max_length=24, unique=True)
    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="decisions")
    application = models.ForeignKey("records.Application", models.PROTECT, related_name="decisions")
    supported = models.BooleanField()
    verified_fen = models.BigIntegerField(null=True, blank=True)
    entitled_fen = models.BigIntegerField(null=True, blank=True)
    amount_fen = models.BigIntegerField()
    reason = models.TextField(blank=True)
    sm3 = models.CharField(max_length=64)
    at = models.DateTimeField()
    finding = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["resolution", "application"], name="decided_once_a_resolution"),
            models.CheckConstraint(
                condition=Q(supported=True, amount_fen__gte=0) | Q(supported=False, amount_fen=0),
                name="nothing_for_the_unsupported",
            ),
            models.CheckConstraint(
                condition=Q(supported=True) | ~Q(reason=""), name="declined_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(entitled_fen=None) | Q(amount_fen__lte=F("entitled_fen")),
                name="no_more_than_the_entitlement",
            ),
        ]

    def __str__(self) -> str:
        return str(self.reference)
