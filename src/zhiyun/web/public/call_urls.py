"""Where the public finds calls."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
