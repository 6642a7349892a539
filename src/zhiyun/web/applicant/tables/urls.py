"""The addresses of the table-like sections."""

from django.urls import URLPattern, path

from zhiyun.web.applicant.tables.deal import deal
from zhiyun.web.applicant.tables.ledger import ledger, ledger_template, own_ledger
from zhiyun.web.applicant.tables.roster import roster, roster_template

TABLES: list[URLPattern] = [
    path("<slug:reference>/roster/", roster, name="roster"),
    path("<slug:reference>/roster/template.xlsx", roster_template, name="roster-template"),
    path("<slug:reference>/deals/", ledger, name="deals"),
    path("<slug:reference>/deals/template.xlsx", ledger_template, name="ledger-template"),
    path("<slug:reference>/deals/own.xlsx", own_ledger, name="own-ledger"),
    path("<slug:reference>/deals/one/", deal, name="deal"),
]
