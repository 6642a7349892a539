"""Where the record is read."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
