"""Where programs ask."""

from django.urls import path

from zhiyun.web.api import described, patents

urlpatterns = [
    path("", described.entrance, name="api"),
    path("openapi.json", described.described, name="openapi"),
    path("patents/", patents.listing, name="api-patents"),
    path("patents/<slug:publication>/", patents.one, name="api-patent"),
    path("patents/<slug:publication>/similar/", patents.similar, name="api-patent-similar"),
]
