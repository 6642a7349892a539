"""Where the public finds results."""

from django.urls import path

from zhiyun.web.public import results

urlpatterns = [
    path("", results.listing, name="results"),
    path("<slug:reference>/", results.result, name="result"),
    path("<slug:reference>/result.json", results.as_json, name="result-json"),
    path("<slug:reference>/result.csv", results.as_csv, name="result-csv"),
]
