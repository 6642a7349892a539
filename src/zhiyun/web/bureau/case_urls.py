"""Where the bureau looks at applications."""

from django.urls import path

from zhiyun.web.bureau import case, case_answers, cases

urlpatterns = [
    path("", cases.cases, name="cases"),
    path("board/", cases.board, name="case-board"),
    path("accept/", cases.accept_many, name="cases-accept"),
    path("<str:reference>/", case.case, name="case"),
    path("<str:reference>/accept/", case.accept, name="case-accept"),
    path("<str:reference>/return/", case_answers.return_for_correction, name="case-return"),
    path("<str:reference>/refuse/", case_answers.refuse, name="case-refuse"),
]
