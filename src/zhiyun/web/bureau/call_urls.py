"""Where the bureau writes and approves calls."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
