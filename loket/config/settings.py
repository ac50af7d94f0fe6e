"""Django's settings, made from the `LOKET_*` variables and the keys file."""

from __future__ import annotations

from pathlib import Path

import allauth
from csp.constants import NONE, SELF

from loket.config import database, mailing
from loket.config.env import settings
from loket.config.keys import keyring, secret_key

_env = settings()
HOME = Path(__file__).resolve().parent.parent

SECRET_KEY = secret_key()
DEBUG = _env.debug
ALLOWED_HOSTS = [host.strip() for host in _env.hosts.split(",")]
ROOT_URLCONF = "loket.config.urls"

AUTH_USER_MODEL = "offices.Staff"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "loket.lib.audit",
    "loket.lib.live",
    "loket.lib.pulse",
    "loket.offices",
    "loket.contacts",
    "loket.messaging",
    "loket.partners",
    "loket.bookings",
    "loket.cases",
    "loket.web",
]

MIDDLEWARE = [
    "loket.web.traces.Traces",
    "django.middleware.security.SecurityMiddleware",
    "loket.web.middleware.Files",
    "loket.web.middleware.Wall",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "loket.web.middleware.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HOME / "web" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "loket.web.context.house",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader"],
                )
            ],
        },
    }
]

DATABASES = {"default": database.for_django(database.url())}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation."
        "UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "desk"
# One-time links to choose a password. Our own choice: long enough for a working day.
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60

# Staff are added by an administrator, never by themselves; so there is no page to sign
# up, and nothing that tells whether an address is known.
ACCOUNT_ADAPTER = "loket.web.signin.adapters.Accounts"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_ENABLED = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# Passwords are counted at our own door (see loket/web/throttle.py); these are tries of
# a second factor by one person, and passkeys shown by one address.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/15m/key", "reauthenticate": "20/15m/user"}
MFA_ADAPTER = "loket.web.signin.adapters.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Browsers let pages of this machine alone use passkeys without TLS.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = _env.demo
MFA_TOTP_ISSUER = "Loket"
# In the database, because a code that was used counts for every process of pages.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "web_cache",
    }
}

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Indonesia"), ("en", "English")]
LOCALE_PATHS = [HOME / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
_SIGN_IN = Path(allauth.__file__).parent
# Only what pages ask for: the packages hold thousands of files more.
_PACKAGES = HOME.parent / "node_modules"
STATICFILES_DIRS = [
    HOME / "web" / "static",
    ("vendor/allauth", _SIGN_IN / "mfa" / "static" / "mfa" / "js"),
    *(
        (f"vendor/{folder}", _PACKAGES / folder)
        for folder in (
            "@fontsource-variable/plus-jakarta-sans",
            "@tabler/core/dist/css",
            "htmx.org/dist",
            "htmx-ext-sse/dist",
        )
    ),
]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

_FRAMES = [_env.emulator_url] if _env.demo and _env.emulator_url else [NONE]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "frame-src": _FRAMES,
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
# A year; browsers hear of it over TLS only, so it cannot lock anybody out of a test.
SECURE_HSTS_SECONDS = 0 if _env.demo else 365 * 24 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not _env.demo
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_AGE = 12 * 60 * 60
# A thousand cases of another system with all their fields, and room.
DATA_UPLOAD_MAX_MEMORY_SIZE = 3_000_000
LOGGING_CONFIG = None
CSRF_FAILURE_VIEW = "loket.web.errors.forgery"
SESSION_COOKIE_NAME = "loket_session"
CSRF_COOKIE_NAME = "loket_csrf"
LANGUAGE_COOKIE_NAME = "language"

_MAIL = mailing.for_django(_env.smtp_url.get_secret_value())
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST, EMAIL_PORT = _MAIL.host, _MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL.user, _MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL.upgrades, _MAIL.is_sealed
EMAIL_TIMEOUT = mailing.TIMEOUT_S
DEFAULT_FROM_EMAIL = _env.mail_from
LOKET_MAIL = bool(_MAIL.host)

# What the pages need of us, since they stand below and may not ask.
LOKET_KEYRING = keyring
LOKET_DEMO = _env.demo
LOKET_SECOND_FACTOR = not _env.demo
LOKET_HOOKS_PRIVATE = _env.hooks_private
LOKET_EMULATOR_URL = _env.emulator_url
LOKET_DATA_DIR = _env.data_dir
LOKET_WEBHOOK_READY = bool(
    _env.app_secrets and _env.whatsapp_verify_token.get_secret_value()
)
