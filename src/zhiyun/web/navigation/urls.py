"""Where patents are searched, read and compared."""

from django.urls import path

from zhiyun.web.navigation import applicants, patent, saved, search, sets, similar

urlpatterns = [
    path("", search.search, name="patents"),
    path("export/", search.export, name="patent-export"),
    path("language/", search.language, name="patent-language"),
    path("similar/", similar.similar, name="patent-similar"),
    path("applicants/", applicants.applicants, name="patent-applicants"),
    path("saved/", saved.searches, name="saved-searches"),
    path("sets/", sets.sets, name="patent-sets"),
    path("sets/put/", saved.put, name="patent-set-put"),
    path("sets/<int:patent_set>/", sets.one, name="patent-set"),
    path("sets/<int:patent_set>/export/", sets.export, name="patent-set-export"),
    path("<slug:publication>/", patent.patent, name="patent"),
]
