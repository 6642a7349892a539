"""Where landscapes are looked at and kept."""

from django.urls import path

from zhiyun.web.navigation.landscape import pages, reports

urlpatterns = [
    path("", pages.landscape, name="landscape"),
    path("cell/", pages.cell, name="landscape-cell"),
    path("sets/<int:patent_set>/corrections/", pages.correct, name="landscape-correct"),
    path("topic/", pages.topic, name="landscape-topic"),
    path("row/", pages.row, name="landscape-row"),
    path("compare/", pages.compare, name="landscape-compare"),
    path("report.pdf", reports.report_as_pdf, name="landscape-report"),
    path("report.docx", reports.report_as_word, name="landscape-report-docx"),
    path("<slug:key>.csv", pages.table, name="landscape-table"),
]
