"""Where the bureau's meetings are convened, held and recorded."""

from django.urls import path

from zhiyun.web.bureau import meeting_cases, meeting_files, meeting_minutes, meetings

urlpatterns = [
    path("", meetings.listing, name="meetings"),
    path("<str:reference>/", meetings.meeting, name="meeting"),
    path("<str:reference>/minutes/", meeting_minutes.minutes, name="meeting-minutes"),
    path("<str:reference>/packet.pdf", meeting_files.packet, name="meeting-packet"),
    path("<str:reference>/packet.zip", meeting_files.archive, name="meeting-archive"),
    path("<str:reference>/cases/<str:case>/", meeting_cases.case, name="meeting-case"),
]
