"""The small files a browser or a robot asks for by name."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static

from zhiyun.web import guards

_ROBOTS = "User-agent: *\nDisallow: /allocate/\nDisallow: /count/\nDisallow: /display/\n"


@guards.public
def robots(request: HttpRequest) -> HttpResponse:
    """Keep robots off the screens that only answer to forms."""
    return HttpResponse(_ROBOTS, content_type="text/plain; charset=utf-8")


@guards.public
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead browsers that ask at the old place to the drawn mark."""
    return HttpResponseRedirect(static("zhiyun/favicon.svg"))
