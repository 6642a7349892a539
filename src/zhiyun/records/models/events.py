"""The record: every action as a row of a chain that cannot be rewritten unseen."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Chain(models.Model):
    """One chain of events and where it ends; locked while an event is added."""

    name = models.CharField(max_length=80, primary_key=True)
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.name} {self.length}"


class Event(models.Model):
    """Who did what, in which role, when, what it was before and after, by which article and reading.

    ``sm3`` covers every other column and the event before, as `casework.record` writes it.
    """

    chain = models.ForeignKey(Chain, models.PROTECT, related_name="events")
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    person = models.ForeignKey("records.Person", models.PROTECT, related_name="+", null=True)
    person_name = models.CharField(max_length=50, blank=True)
    role = models.CharField(max_length=30)
    organisation = models.ForeignKey("records.Organisation", models.PROTECT, related_name="+", null=True)
    organisation_name = models.CharField(max_length=100, blank=True)
    address = models.CharField(max_length=45, blank=True)
    action = models.CharField(max_length=60)
    refused = models.CharField(max_length=300, blank=True)
    subject = models.CharField(max_length=80, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    cites = models.JSONField(default=list)
    readings = models.JSONField(default=list)
    previous = models.CharField(max_length=64, blank=True)
    sm3 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain", "seq"], name="event_in_its_place"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="events_count_from_one"),
        ]
        indexes = [
            models.Index(fields=["at"], name="events_in_time"),
            models.Index(fields=["person", "at"], name="events_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.chain_id}#{self.seq} {self.action}"


class RootedChain(models.Model):
    """How long a chain was at the last root that covers it: what a root need not ask all earlier roots for.

    It has no key to its chain, because sealing must never wait for who is adding an event to one.
    """

    name = models.CharField(max_length=80, primary_key=True)
    length = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.name} {self.length}"


class DailyRoot(models.Model):
    """One hash over where every chain that grew had come to; each root covers the one before."""

    number = models.PositiveBigIntegerField(unique=True)
    day = models.DateField()
    made_at = models.DateTimeField()
    heads = models.JSONField()
    previous = models.CharField(max_length=64, blank=True)
    sm3 = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["day", "-number"], name="roots_of_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.sm3[:12]}"
