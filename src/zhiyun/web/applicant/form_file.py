"""The application as a file: what the applicant checks, prints and keeps."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from zhiyun.casework.queries import application_forms
from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.gateways import official_papers
from zhiyun.web import downloads, guards
from zhiyun.web.seats import actor_of


@guards.desk(*APPLICANT_ROLES)
def application_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the whole application as PDF, as it stands or as it was sealed."""
    form = application_forms.application_form(by=actor_of(request), reference=reference)
    return downloads.kept(
        content=official_papers.pdf_apart(form.laid_out(is_demo=settings.DEMO)),
        name=f"申报书-{form.reference}.pdf",
        plain=f"application-{form.reference}.pdf",
        media_type=downloads.PDF,
    )
