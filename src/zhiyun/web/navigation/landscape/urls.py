"""Where landscapes are looked at and kept."""

from django.urls import path

from zhiyun.web.navigation.landscape import pages

urlpatterns = [
    path("", pages.landscape, name="landscape"),
    path("cell/", pages.cell, name="landscape-cell"),
    path("<slug:key>.csv", pages.table, name="landscape-table"),
]
