"""What the table-like sections have beside their own page: files to keep, and the form of one deal."""

from django.urls import URLPattern, path

from zhiyun.web.applicant.tables.deal import deal
from zhiyun.web.applicant.tables.ledger import ledger_template, own_ledger
from zhiyun.web.applicant.tables.roster import roster_template

TABLES: list[URLPattern] = [
    path("<slug:reference>/roster/template.xlsx", roster_template, name="roster-template"),
    path("<slug:reference>/deals/template.xlsx", ledger_template, name="ledger-template"),
    path("<slug:reference>/deals/own.xlsx", own_ledger, name="own-ledger"),
    path("<slug:reference>/deals/one/", deal, name="deal"),
]
