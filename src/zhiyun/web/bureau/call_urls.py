"""Where the bureau writes and approves calls."""

from django.urls import path

from zhiyun.web.bureau import call_drafts, calls

urlpatterns = [
    path("", calls.listing, name="bureau-calls"),
    path("<slug:reference>/", calls.workbench, name="bureau-call"),
    path("<slug:reference>/draft/", call_drafts.draft, name="bureau-call-draft"),
    path("<slug:reference>/preview/", calls.preview, name="bureau-call-preview"),
    path("<slug:reference>/approve/", call_drafts.approve, name="bureau-call-approve"),
    path("<slug:reference>/attachments/<int:number>/", calls.attachment, name="bureau-call-attachment"),
]
