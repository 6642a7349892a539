"""Where the public finds lists in notice, and objects to them."""

from django.urls import path

from zhiyun.web.public import notice_files, notices, objections

urlpatterns = [
    path("", notices.listing, name="notices"),
    path("feed.atom", notice_files.feed, name="notice-feed"),
    path("<slug:reference>/", notices.notice, name="notice"),
    path("<slug:reference>/list.json", notice_files.as_json, name="notice-json"),
    path("<slug:reference>/list.csv", notice_files.as_csv, name="notice-csv"),
    path("<slug:reference>/object/", objections.file, name="object"),
]
