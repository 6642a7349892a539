"""All addresses of the site."""

from django.urls import include, path

urlpatterns = [path("", include("zhiyun.web.urls"))]
handler404 = "zhiyun.web.api.missing.missing"
