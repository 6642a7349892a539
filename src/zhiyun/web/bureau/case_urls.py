"""Where the bureau looks at applications."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
