"""Every address of the screens, and who answers there."""

from django.urls import path

from zhiyun.web.public import display, home, texts, workdays

urlpatterns = [
    path("", home.home, name="home"),
    path("about/", home.about, name="about"),
    path("display/", display.switch, name="display"),
    path("robots.txt", texts.robots, name="robots"),
    path("favicon.ico", texts.favicon, name="favicon"),
    path("workdays/", workdays.workdays, name="workdays"),
    path("law/", home.about, name="law"),
    path("estimate/", home.about, name="estimate"),
    path("allocate/", home.about, name="allocate"),
    path("count/", home.about, name="count"),
]
