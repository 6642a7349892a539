"""Where the bureau runs the review of construction funding."""

from django.urls import path

from zhiyun.web.bureau import review, review_case, review_draw, review_set_up, site_visits

urlpatterns = [
    path("", review.calls, name="review-calls"),
    path("panels/<str:panel>/", review_draw.panel, name="review-panel"),
    path("cases/<str:reference>/", review_case.case, name="review-case"),
    path("cases/<str:reference>/rule/", review_case.rule, name="review-rule"),
    path("cases/<str:reference>/close/", review_case.close, name="review-close"),
    path("cases/<str:reference>/visits/plan/", site_visits.plan, name="visit-plan"),
    path("visits/<int:visit>/", site_visits.visit, name="visit"),
    path("visits/<int:visit>/sign/", site_visits.sign, name="visit-sign"),
    path("visits/<int:visit>/photographs/<int:number>/", site_visits.photograph, name="visit-photograph"),
    path("visits/<int:visit>/scans/<int:number>/", site_visits.scan, name="visit-scan"),
    path("<str:call>/", review.board, name="review-board"),
    path("<str:call>/scheme/", review_set_up.scheme, name="review-scheme"),
    path("<str:call>/phases/", review_set_up.phases, name="review-phases"),
    path("<str:call>/draw/", review_draw.draw, name="review-draw"),
    path("<str:call>/remind/", review.remind, name="review-remind"),
    path("<str:call>/calibration/", review.calibration, name="review-calibration"),
]
