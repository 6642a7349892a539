"""Where patents are searched, read and compared."""

from django.urls import path

from zhiyun.web.navigation import patent, search, similar

urlpatterns = [
    path("", search.search, name="patents"),
    path("export/", search.export, name="patent-export"),
    path("language/", search.language, name="patent-language"),
    path("similar/", similar.similar, name="patent-similar"),
    path("<slug:publication>/", patent.patent, name="patent"),
]
