"""Django's settings. Everything an operator may change comes from `environment`; the rest is decided here."""

import os

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

from zhiyun.config.environment import LOCAL_HOSTS, Environment
from zhiyun.gateways.installation import CHECKOUT

ENVIRONMENT = Environment.read(os.environ)
if faults := ENVIRONMENT.production_faults():
    raise ImproperlyConfigured("\n".join(["不能以正式方式启动：", *faults]))

DEBUG = ENVIRONMENT.debug
# Without a kept key (tests, one-off commands) each process draws its own; `./run` keeps one for all workers.
SECRET_KEY = ENVIRONMENT.secret_key or get_random_secret_key()
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts or LOCAL_HOSTS)

ROOT_URLCONF = "zhiyun.config.urls"
WSGI_APPLICATION = "zhiyun.config.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "csp",
    "zhiyun.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "zhiyun.web.display.display_middleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request", "zhiyun.web.display.shown"],
        },
    }
]

# Chinese first, whatever the browser prefers; a reader chooses English on the page (`web.display`).
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": ENVIRONMENT.home / "zhiyun.sqlite3",
        "OPTIONS": {
            # A transaction that reads first and writes later fails under load unless it takes its lock at once.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL survives a power cut; without recursive_triggers REPLACE slips past append-only triggers.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                "PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON;"
            ),
        },
    }
}

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.home / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = ENVIRONMENT.production
CSRF_COOKIE_SECURE = ENVIRONMENT.production
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if ENVIRONMENT.production else 0

# What is uploaded stays in memory and is forgotten; `web.guards` refuses a larger body before Django reads it.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE

# The invented round and district anyone may try; an installation without them offers no sample.
EXAMPLES = CHECKOUT / "examples"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Its default sends mail to admins in production; we have none, so the console hears everything.
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # Every scanner that knocks by number instead of by name would leave a traceback; it is answered 400.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # Its only warnings are of answers to HEAD, which Django leaves to the server to shorten.
        "gunicorn.http.wsgi": {"level": "ERROR"},
    },
}
