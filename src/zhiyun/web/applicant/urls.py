"""An applicant's applications, and everything about one of them."""

from django.urls import URLPattern, path

from zhiyun.web.applicant import handing_in, listing, overview, sections
from zhiyun.web.applicant.tables.urls import TABLES

urlpatterns: list[URLPattern] = [
    *TABLES,
    path("", listing.applications, name="applications"),
    path("begin/<slug:call>/", listing.begin, name="begin"),
    path("<slug:reference>/", overview.application, name="application"),
    path("<slug:reference>/copy/", overview.copy_last, name="copy-last"),
    path("<slug:reference>/submit/", handing_in.submit, name="submit"),
    path("<slug:reference>/receipt/", handing_in.receipt, name="receipt"),
    path("<slug:reference>/<slug:name>/", sections.section, name="section"),
]
