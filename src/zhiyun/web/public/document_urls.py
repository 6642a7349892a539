"""Where issued documents are shown and verified."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
