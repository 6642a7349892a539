"""Coming in, one's own account, seats and the desk."""

from django.urls import URLPattern, path

from zhiyun.web.accounts import confirming, desk, login, second_factor

urlpatterns: list[URLPattern] = [
    path("login/", login.log_in, name="login"),
    path("login/code/", login.give_code, name="login-code"),
    path("login/recovery/", login.give_recovery_code, name="login-recovery"),
    path("logout/", login.log_out, name="logout"),
    path("confirm/", confirming.confirm, name="confirm"),
    path("desk/", desk.desk, name="desk"),
    path("seats/", desk.choose_seat, name="seats"),
    path("messages/", desk.words, name="messages"),
    path("messages/<int:message>/", desk.word, name="message"),
    path("account/second-factor/", second_factor.enrol, name="second-factor"),
    path("account/second-factor/codes/", second_factor.renew_codes, name="recovery-codes"),
    path("account/second-factor/disable/", second_factor.disable, name="second-factor-disable"),
]
