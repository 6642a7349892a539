"""Entering and moving a demonstration."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
