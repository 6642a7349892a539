"""Where a bureau brings in patents."""

from django.urls import path

from zhiyun.web.bureau import patent_files

urlpatterns = [
    path("", patent_files.listing, name="bureau-patents"),
    path("bring/", patent_files.upload, name="bureau-patents-upload"),
    path("<slug:sm3>/", patent_files.file, name="bureau-patent-file"),
    path("<slug:sm3>/not-understood.csv", patent_files.misread, name="bureau-patent-misread"),
]
