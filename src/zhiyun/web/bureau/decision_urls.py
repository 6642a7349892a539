"""Where the bureau's decisions are read, computed again and asked what if."""

from django.urls import path

from zhiyun.web.bureau import decisions

urlpatterns = [
    path("", decisions.listing, name="decisions"),
    path("<str:reference>/", decisions.decision, name="decision"),
    path("<str:reference>/what-if/", decisions.what_if, name="decision-what-if"),
]
