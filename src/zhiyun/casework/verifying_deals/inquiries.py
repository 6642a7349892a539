"""Questions to the applicant and their clocks: the day that holds is that of the last extension."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from zhiyun.records.models import Application, Inquiry, InquiryExtension


def with_last_day(*, applications: Collection[Application] | QuerySet[Application]) -> QuerySet[Inquiry]:
    """Give the inquiries of applications, each with ``last_day``, the day that holds."""
    extended = InquiryExtension.objects.filter(inquiry=OuterRef("pk")).order_by("-id").values("due_on")[:1]
    rows = Inquiry.objects.filter(application__in=applications)
    return rows.annotate(last_day=Coalesce(Subquery(extended), "due_on")).order_by("number")


def open_inquiries(*, application: Application, on: date) -> tuple[int, ...]:
    """Number the inquiries that are not answered and whose last day has not passed."""
    rows = with_last_day(applications=[application]).filter(answer=None, last_day__gte=on)
    return tuple(rows.values_list("number", flat=True))
