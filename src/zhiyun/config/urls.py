"""All addresses of the site."""

from django.urls import include, path

urlpatterns = [path("", include("zhiyun.web.urls"))]
handler400 = "zhiyun.web.api.unanswered.unreadable"
handler404 = "zhiyun.web.api.unanswered.missing"
handler500 = "zhiyun.web.api.unanswered.broken"
