"""The three powers: accounts, rules and logs; and the expert pool they keep."""

from django.urls import URLPattern, path

from zhiyun.web.administration import deeds, desks, experts

urlpatterns: list[URLPattern] = [
    path("", desks.administration, name="administration"),
    path("people/", desks.persons, name="administration-people"),
    path("people/invite/", desks.invite, name="administration-invite"),
    path("people/<int:person_id>/", desks.person, name="administration-person"),
    path("people/<int:person_id>/grant/", deeds.grant, name="administration-grant"),
    path("people/<int:person_id>/take/<int:mandate>/", deeds.take, name="administration-take"),
    path("people/<int:person_id>/second-factor/", deeds.reset_second_factor, name="administration-reset"),
    path("people/<int:person_id>/end/", deeds.end_account, name="administration-end"),
    path("bureaus/", desks.enter_bureau, name="administration-bureau"),
    path("log/", desks.log, name="administration-log"),
    path("experts/", experts.experts_list, name="experts"),
    path("experts/own/", experts.own, name="expert-profile"),
    path("experts/<int:person_id>/", experts.edit, name="expert"),
]
