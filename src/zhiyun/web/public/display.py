"""The switch between languages and between the standard and the 关怀版 look."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from zhiyun.web import guards


@guards.public_form
def switch(request: HttpRequest) -> HttpResponse:
    """Go back to the page the reader came from; the wish itself is remembered on the way out."""
    back_to = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back_to, allowed_hosts=None):
        back_to = reverse("home")
    return HttpResponseRedirect(back_to)
