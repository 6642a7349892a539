"""The three powers: accounts, rules and logs."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
