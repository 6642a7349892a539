"""What people do with patents, which are files: searches kept under a name, sets, tags, and who screened what."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class SavedSearch(models.Model):
    """A query kept by a body, as the address asks it; ``batch`` and ``data_on`` say which data were looked at last.

    ``is_similar`` says that it asks for what is most like a text or a patent, as the form of find similar does, instead
    of what a query finds. ``told_batch`` is the batch up to which new hits were told.
    """

    organisation = models.ForeignKey("records.Organisation", models.PROTECT, related_name="saved_searches")
    name = models.CharField(max_length=60)
    asked = models.TextField()
    is_similar = models.BooleanField()
    hits = models.PositiveIntegerField()
    data_on = models.DateField(null=True, blank=True)
    batch = models.PositiveIntegerField()
    told_batch = models.PositiveIntegerField()
    saved_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="search_named_once"),
            models.CheckConstraint(condition=~Q(name=""), name="search_has_a_name"),
        ]

    def __str__(self) -> str:
        return str(self.name)


class PatentSet(models.Model):
    """A theme of a body (专题): patents by publication number, and where they come from, in words."""

    organisation = models.ForeignKey("records.Organisation", models.PROTECT, related_name="patent_sets")
    name = models.CharField(max_length=60)
    origin = models.TextField(blank=True)
    made_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="set_named_once"),
            models.CheckConstraint(condition=~Q(name=""), name="set_has_a_name"),
        ]

    def __str__(self) -> str:
        return str(self.name)


class SetPatent(models.Model):
    """A patent of a set, with what was seen of it when it came in."""

    set = models.ForeignKey(PatentSet, models.CASCADE, related_name="patents")
    publication = models.CharField(max_length=30)
    title = models.CharField(max_length=300)
    applicants = models.CharField(max_length=300, blank=True)
    filed_on = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["set", "publication"], name="patent_once_in_a_set")]

    def __str__(self) -> str:
        return str(self.publication)


class SetTag(models.Model):
    """A word somebody put to a patent of a set."""

    patent = models.ForeignKey(SetPatent, models.CASCADE, related_name="tags")
    word = models.CharField(max_length=30)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["patent", "word"], name="tagged_once"),
            models.CheckConstraint(condition=~Q(word=""), name="tag_is_a_word"),
        ]

    def __str__(self) -> str:
        return str(self.word)


class EffectCorrection(models.Model):
    """A phrase of abstracts that somebody who read it moved to another effect of a set's matrix, or out of it."""

    set = models.ForeignKey(PatentSet, models.CASCADE, related_name="effect_corrections")
    phrase = models.CharField(max_length=80)
    effect = models.CharField(max_length=20)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["set", "phrase"], name="phrase_corrected_once"),
            models.CheckConstraint(condition=~Q(phrase=""), name="correction_names_a_phrase"),
        ]

    def __str__(self) -> str:
        return f"{self.phrase} {self.effect}"


class Screened(models.Model):
    """What one person holds of a patent of a set: it belongs to the theme, or it does not."""

    patent = models.ForeignKey(SetPatent, models.CASCADE, related_name="screened")
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    belongs = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["patent", "by"], name="screened_once_by_a_person")]

    def __str__(self) -> str:
        return f"{self.patent_id} {self.belongs}"


class Settled(models.Model):
    """What holds of a patent of a set that people who screened it do not say alike, and why; their verdicts stay."""

    patent = models.ForeignKey(SetPatent, models.CASCADE, related_name="settled")
    belongs = models.BooleanField()
    because = models.CharField(max_length=200)
    by = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["patent"], name="settled_once"),
            models.CheckConstraint(condition=~Q(because=""), name="settled_for_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.patent_id} {self.belongs}"
