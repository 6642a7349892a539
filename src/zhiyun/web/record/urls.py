"""Where the record is read."""

from django.urls import URLPattern, path

from zhiyun.web.record import reading

urlpatterns: list[URLPattern] = [
    path("", reading.events, name="record"),
    path("roots/", reading.roots, name="record-roots"),
    path("chains/<str:name>/", reading.chain, name="record-chain"),
]
