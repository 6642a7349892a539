"""Entering and moving a demonstration; where there is none, these addresses do not exist."""

from django.urls import URLPattern, path

from zhiyun.web.demo import city

urlpatterns: list[URLPattern] = [
    path("", city.city, name="demo"),
    path("enter/", city.enter, name="demo-enter"),
    path("bank/", city.bank, name="demo-bank"),
    path("clock/", city.clock, name="demo-clock"),
]
