"""Coming in, one's own account, seats and the desk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
