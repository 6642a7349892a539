"""Where experts judge."""

from django.urls import path

from zhiyun.web.expert import desk, files, opinion, sheet

urlpatterns = [
    path("", desk.desk, name="expert-desk"),
    path("interests/", desk.interests, name="expert-interests"),
    path("interests/<int:interest>/withdraw/", desk.withdraw_interest, name="expert-interest-withdraw"),
    path("<str:reference>/", files.case, name="expert-case"),
    path("<str:reference>/declare/", files.declare, name="expert-declare"),
    path("<str:reference>/files/<int:number>/", files.download, name="expert-file"),
    path("<str:reference>/sheet/", sheet.sheet, name="expert-sheet"),
    path("<str:reference>/sheet/sign/", sheet.sign, name="expert-sign"),
    path("<str:reference>/opinion/", opinion.opinion, name="expert-opinion"),
]
