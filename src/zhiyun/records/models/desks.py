"""What makes a desk comfortable: words sent, views kept, and what was asked twice answered once."""

from __future__ import annotations

from django.db import models


class Done(models.Model):
    """An action already done under a key the form carried: asked again, it answers the same."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    answer = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="done_once")]

    def __str__(self) -> str:
        return f"{self.action} {self.key}"


class Message(models.Model):
    """A word to a person: shown at the desk, and sent by e-mail when a gateway is set up."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="messages")
    organisation = models.ForeignKey("records.Organisation", models.PROTECT, related_name="+", null=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    link = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "at"], name="messages_of_person")]

    def __str__(self) -> str:
        return str(self.subject)


class Letter(models.Model):
    """An e-mail to an address that need not be anybody's yet; its text goes once it is sent, for it holds a key."""

    to = models.CharField(max_length=150)
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    failed = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["sent_at", "at"], name="letters_to_send")]

    def __str__(self) -> str:
        return str(self.subject)


class SavedView(models.Model):
    """A list's filters under a name, kept by the person who uses it."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="saved_views")
    screen = models.CharField(max_length=30)
    name = models.CharField(max_length=50)
    query = models.CharField(max_length=1000)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "screen", "name"], name="view_named_once")]

    def __str__(self) -> str:
        return str(self.name)


class DemoClock(models.Model):
    """By how much a demonstration's clock runs ahead of the real one; production never reads it."""

    ahead_seconds = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.ahead_seconds}s"
