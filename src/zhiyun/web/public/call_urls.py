"""Where the public finds calls."""

from django.urls import path

from zhiyun.web.public import call_feeds, calls

urlpatterns = [
    path("", calls.listing, name="calls"),
    path("feed.atom", call_feeds.feed, name="call-feed"),
    path("calls.json", call_feeds.listing, name="calls-json"),
    path("<slug:reference>/", calls.call, name="call"),
    path("<slug:reference>/attachments/<int:number>/", calls.attachment, name="call-attachment"),
]
