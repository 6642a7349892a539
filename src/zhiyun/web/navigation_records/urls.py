"""Where results of navigation are: the centre's desk, the bureau's, and everyone's beside the patents."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from zhiyun.web.navigation_records import bureau, centre, handing_over, public


class Number(IntConverter):
    """A row or a file's place; no number a database could not hold."""

    regex = "[1-9][0-9]{0,8}"


register_converter(Number, "navigation_number")

FILE = "<slug:reference>/files/<slug:of>/<navigation_number:row>/<navigation_number:place>/"

centre_urls = [
    path("", centre.listing, name="navigations"),
    path("record/", centre.record, name="navigation-record"),
    path("report/", handing_over.report, name="navigation-report"),
    path("<slug:reference>/", centre.navigation, name="navigation"),
    path("<slug:reference>/correct/", centre.correct, name="navigation-correct"),
    path("<slug:reference>/use/", centre.use, name="navigation-use"),
    path(FILE, centre.file, name="navigation-file"),
]
bureau_urls = [
    path("", bureau.listing, name="bureau-navigations"),
    path("<slug:reference>/", bureau.navigation, name="bureau-navigation"),
    path(FILE, bureau.file, name="bureau-navigation-file"),
]
public_urls = [
    path("", public.listing, name="public-navigations"),
    path("<slug:reference>/", public.navigation, name="public-navigation"),
    path("<slug:reference>/files/<navigation_number:place>/", public.file, name="public-navigation-file"),
]
