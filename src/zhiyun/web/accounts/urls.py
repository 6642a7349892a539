"""Coming in, one's own account, seats and the desk."""

from django.urls import URLPattern, path

from zhiyun.web.accounts import (
    account,
    confirming,
    desk,
    invited,
    login,
    mailbox,
    organisation,
    registering,
    second_factor,
)

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
    path("register/", registering.register, name="register"),
    path("register/<str:token>/", registering.register_confirmed, name="register-confirmed"),
    path("forgotten/", registering.forgotten, name="forgotten"),
    path("forgotten/<int:person_id>/<str:token>/", registering.reset, name="reset"),
    path("invitations/<str:token>/", invited.invited, name="invited"),
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    path("organisation/", organisation.organisation, name="organisation"),
    path("organisation/invite/", organisation.invite, name="organisation-invite"),
    path("organisation/invitations/<int:invitation>/", organisation.revoke, name="organisation-revoke"),
    path("organisation/members/<int:mandate>/", organisation.remove, name="organisation-remove"),
    path("organisation/hand-over/", organisation.hand_over, name="organisation-hand-over"),
    path("account/", account.account, name="account"),
    path("account/password/", account.password, name="account-password"),
    path("account/email/", account.email, name="account-email"),
    path("account/email/<str:token>/", account.email_confirm, name="account-email-confirm"),
    path("account/phone/", account.phone, name="account-phone"),
    path("account/sessions/", account.sessions, name="account-sessions"),
    path("account/seats/<int:mandate>/", account.step_down, name="account-step-down"),
    path("account/leave/", account.leave, name="account-leave"),
    path("account/second-factor/", second_factor.enrol, name="second-factor"),
    path("account/second-factor/codes/", second_factor.renew_codes, name="recovery-codes"),
    path("account/second-factor/disable/", second_factor.disable, name="second-factor-disable"),
]
