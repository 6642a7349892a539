"""Where the bureau publishes lists, handles objections and confirms."""

from django.urls import path

from zhiyun.web.bureau import notice_objections, notices

urlpatterns = [
    path("", notices.board, name="bureau-notices"),
    path("publish/<slug:reference>/", notices.publish, name="bureau-publish"),
    path("objections/", notice_objections.listing, name="bureau-objections"),
    path("objections/<slug:reference>/", notice_objections.objection, name="bureau-objection"),
    path(
        "objections/<slug:reference>/files/<int:number>/",
        notice_objections.objection_file,
        name="bureau-objection-file",
    ),
    path("<slug:reference>/", notices.notice, name="bureau-notice"),
    path("<slug:reference>/take-down/", notice_objections.take_down, name="bureau-take-down"),
]
