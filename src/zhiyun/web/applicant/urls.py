"""The applicant's addresses."""

from django.urls import URLPattern, path

from zhiyun.web.applicant.tables.roster import roster, roster_template

TABLES: list[URLPattern] = [
    path("<slug:reference>/roster/", roster, name="roster"),
    path("<slug:reference>/roster/template.xlsx", roster_template, name="roster-template"),
]

urlpatterns: list[URLPattern] = [*TABLES]
