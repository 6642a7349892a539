"""Django's settings. Everything an operator may change comes from `environment`; the rest is decided here."""

import os

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

from zhiyun.config.database import database
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
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "zhiyun.records",
    "zhiyun.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "zhiyun.web.display.display_middleware",
    "zhiyun.web.seats.seat_middleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "zhiyun.web.display.shown",
                "zhiyun.web.seats.shown",
            ],
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
DATABASES = {"default": database(ENVIRONMENT)}

AUTH_USER_MODEL = "records.Person"
AUTHENTICATION_BACKENDS = ["zhiyun.web.accounts.backend.EmailBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
]
LOGIN_URL = "login"

# A working day at the desk; the browser forgets sooner when it is closed.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

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
CSRF_FAILURE_VIEW = "zhiyun.web.forged.refused"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = ENVIRONMENT.production
CSRF_COOKIE_SECURE = ENVIRONMENT.production
# How many proxies of our own stand in front; only what they add to X-Forwarded-For and -Proto is believed.
PROXIES = ENVIRONMENT.proxies
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if ENVIRONMENT.production else 0

# What the open calculators are handed stays in memory and is forgotten; `web.guards` refuses a larger body before
# Django reads it. Evidence is larger, and goes through a temporary file into safekeeping.
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE
HOME = ENVIRONMENT.home
# What the process that brought a file of patents in does at its end: tell who saved a search what is new.
AFTER_READING = ("-c", "from zhiyun.cli import main; main()", "patents", "alerts")
FILES = HOME / "files"
SMTP = ENVIRONMENT.smtp
PASSWORD_RESET_TIMEOUT = 60 * 60
CLAMD = ENVIRONMENT.clamd
E_SEAL = ENVIRONMENT.e_seal
DEMO = ENVIRONMENT.demo
SITE = ENVIRONMENT.public_address(port=os.environ.get("PORT", "8000"))

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
