"""The door a WSGI server knocks at."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhiyun.config.settings")

application = get_wsgi_application()
# Django would load the pages with the first request, in every worker anew; so they are loaded once and shared.
assert get_resolver().url_patterns
