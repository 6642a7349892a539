"""Where the bureau works on funded centres; each is known by the reference of its application."""

from django.urls import path

from zhiyun.web.bureau import construction, evaluations

urlpatterns = [
    path("", construction.constructions_, name="constructions"),
    path("<slug:reference>/", construction.construction, name="bureau-construction"),
    path("<slug:reference>/reports/<paper:number>/", construction.look, name="report-look"),
    path("<slug:reference>/acceptance/", construction.conclude, name="acceptance-conclude"),
    path("<slug:reference>/acceptance/approve/", construction.approve, name="acceptance-approve"),
    path("<slug:reference>/evaluations/<paper:number>/", evaluations.propose, name="evaluation-propose"),
    path("<slug:reference>/evaluations/approve/", evaluations.approve, name="evaluation-approve"),
    path("<slug:reference>/recovery/", construction.propose, name="recovery-propose"),
    path("<slug:reference>/recovery/order/", construction.order, name="recovery-order"),
    path("<slug:reference>/recovery/receive/", construction.receive, name="recovery-receive"),
    path(
        "<slug:reference>/files/<slug:of>/<paper:row>/<paper:place>/",
        construction.file,
        name="bureau-construction-file",
    ),
]
