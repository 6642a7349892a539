"""Taking an invitation up: with a new account, or with the one the address has."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from zhiyun.casework.actions import invitations
from zhiyun.casework.queries import invitations as offers
from zhiyun.web import guards, seats
from zhiyun.web.accounts import entering, forms
from zhiyun.web.accounts.one_form import Sheet, one_form


@sensitive_post_parameters("password", "again")
@guards.visitor_form
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """Show who invites to what, and take it up."""
    by = seats.actor_of(request)
    offer = offers.offer(token=token, by=by)
    what = {"body": offer.organisation, "role": offer.role.label, "email": offer.email}
    lead = _("%(body)s邀请您以%(role)s的身份办理。登录邮箱：%(email)s") % what
    sheet = Sheet(_("接受邀请"), lead, _("接受邀请"), "home", _("首页"))
    if request.user.is_authenticated and request.user.email == offer.email:

        def accept(given: dict[str, Any], key: str) -> str:
            invitations.accept(by=by, invitation=offer.digest)
            return reverse("desk")

        return one_form(request, sheet, forms.NothingForm(forms.posted(request)), accept)
    if request.user.is_authenticated or offer.is_known:
        return render(request, "zhiyun/accounts/invited_other.html", {"offer": offer, "sheet": sheet})

    def accept_as_new(given: dict[str, Any], key: str) -> str:
        made = invitations.accept_as_new(
            by=by,
            invitation=offer.digest,
            name=given["name"],
            password_hash=make_password(given["password"]),
        )
        entering.enter(request, get_user_model().objects.get(pk=made), with_second_factor=False)
        return reverse("desk")

    return one_form(request, sheet, forms.NewPersonForm(forms.posted(request)), accept_as_new)
