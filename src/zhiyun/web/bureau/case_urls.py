"""Where the bureau looks at applications."""

from django.urls import path

from zhiyun.web.bureau import case, case_answers, case_files, case_views, cases

urlpatterns = [
    path("", cases.cases, name="cases"),
    path("waiting/<str:call>/<slug:stage>/", cases.waiting, name="cases-waiting"),
    path("board/", cases.board, name="case-board"),
    path("accept/", cases.accept_many, name="cases-accept"),
    path("export/", case_files.export, name="case-export"),
    path("views/", case_views.views, name="case-views"),
    path("<str:reference>/", case.case, name="case"),
    path("<str:reference>/accept/", case.accept, name="case-accept"),
    path("<str:reference>/return/", case_answers.return_for_correction, name="case-return"),
    path("<str:reference>/refuse/", case_answers.refuse, name="case-refuse"),
    path("<str:reference>/pack/", case_files.pack, name="case-pack"),
    path("<str:reference>/deals/", case_files.deals, name="case-deals"),
]
