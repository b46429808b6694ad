"""Django settings; everything that differs per place comes from the environment."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from raamvertelling.config.environment import data_folder, database, flag, issuer, languages, mail, secret
from raamvertelling.config.logs import Lines, without_links
from raamvertelling.web.language_list import KNOWN, SOURCE

# Our tables are small: threads of the linear algebra library would wait for each other longer than they calculate.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
DATA = data_folder()
DEBUG = flag("RAAM_DEBUG", default=False)
SECRET_KEY = secret("RAAM_SECRET_KEY", DATA / "django.key")
RAAM_MASTER_KEY = secret("RAAM_MASTER_KEY", DATA / "master.key")
RAAM_DEMO = flag("RAAM_DEMO", default=False)
RAAM_ADDRESS = os.environ.get("RAAM_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
# An engine that proposes transcripts: a folder with a faster-whisper model. Off unless an operator sets it.
RAAM_WHISPER_MODEL = os.environ.get("RAAM_WHISPER_MODEL", "").strip()
RAAM_CONTACT = os.environ.get("RAAM_CONTACT", "security@raamvertelling.example")
# Where "Snel weg" goes: an ordinary page that says nothing about what was on the screen.
RAAM_QUICK_EXIT = os.environ.get("RAAM_QUICK_EXIT", "https://www.nu.nl/")
# How many people may begin to tell at one storypoint in a day. Never counted by address: a library has only one.
RAAM_STARTS_A_DAY = int(os.environ.get("RAAM_STARTS_A_DAY", "2000"))
ALLOWED_HOSTS = os.environ.get("RAAM_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
# How many proxies of our own stand in front; only then does the header with the visitor's address count.
RAAM_PROXIES = int(os.environ.get("RAAM_PROXIES", "0"))
CSRF_TRUSTED_ORIGINS = [RAAM_ADDRESS]

INSTALLED_APPS = [
    # Ours first: our templates replace those of libraries.
    "raamvertelling.web",
    "raamvertelling.people",
    "raamvertelling.inquiries",
    "raamvertelling.stories.keystore",
    "raamvertelling.stories",
    "raamvertelling.telling",
    "raamvertelling.sensemaking",
    "raamvertelling.accountability",
    "raamvertelling.returning",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "raamvertelling.web.languages.team_in_dutch",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "raamvertelling.people.sessions.watch",
    "raamvertelling.people.second_step.require",
    "raamvertelling.web.guard.guard",
    "raamvertelling.inquiries.archived.read_only",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "raamvertelling.config.urls"
WSGI_APPLICATION = "raamvertelling.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {
    "default": database("RAAM_DATABASE_URL", DATA / "raam.sqlite3"),
    "keystore": database("RAAM_KEYSTORE_URL", DATA / "keystore.sqlite3"),
}
DATABASE_ROUTERS = ["raamvertelling.config.routers.KeystoreRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "raamvertelling.people.adapter.TeamAdapter"
# Who changed how they sign in gets a mail about it: then they know when it was somebody else.
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_FORMS = {
    "login": "raamvertelling.people.forms.LoginForm",
    "reset_password": "raamvertelling.people.forms.ResetPasswordForm",
    "reset_password_from_key": "raamvertelling.people.forms.ResetPasswordKeyForm",
    "change_password": "raamvertelling.people.forms.ChangePasswordForm",
    "set_password": "raamvertelling.people.forms.SetPasswordForm",
    "reauthenticate": "raamvertelling.people.forms.ReauthenticateForm",
}
# With 1 a member of a team without a second step reaches only the page to set one up.
RAAM_SECOND_STEP_REQUIRED = flag("RAAM_SECOND_STEP_REQUIRED", default=False)
MFA_ADAPTER = "raamvertelling.stories.second_step.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Raamvertelling"
# The clock of a telephone may be half a minute off; each code still works once (people.second_step).
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "30/m/ip"}
MFA_FORMS = {
    "authenticate": "raamvertelling.people.step_forms.AuthenticateForm",
    "reauthenticate": "raamvertelling.people.step_forms.ReauthenticateForm",
    "activate_totp": "raamvertelling.people.step_forms.ActivateTOTPForm",
    "add_webauthn": "raamvertelling.people.step_forms.AddPasskeyForm",
    "authenticate_webauthn": "raamvertelling.people.step_forms.AuthenticatePasskeyForm",
    "reauthenticate_webauthn": "raamvertelling.people.step_forms.ReauthenticatePasskeyForm",
    "login_webauthn": "raamvertelling.people.step_forms.LoginPasskeyForm",
}
# Signing in with one's municipality (OpenID Connect); without an issuer there is no such way.
RAAM_OIDC_ISSUER = issuer("RAAM_OIDC_ISSUER")
RAAM_OIDC_CLIENT_ID = os.environ.get("RAAM_OIDC_CLIENT_ID", "").strip()
RAAM_OIDC_CLIENT_SECRET = os.environ.get("RAAM_OIDC_CLIENT_SECRET", "").strip()
RAAM_OIDC_LABEL = os.environ.get("RAAM_OIDC_LABEL", "Inloggen met uw gemeente")
# An issuer that never says that an address was verified, but of which every address is.
RAAM_OIDC_TRUST_EMAIL = flag("RAAM_OIDC_TRUST_EMAIL", default=False)
# Only addresses at these domains; empty means all.
RAAM_OIDC_DOMAINS = os.environ.get("RAAM_OIDC_DOMAINS", "").lower().replace(",", " ").split()
SOCIALACCOUNT_ADAPTER = "raamvertelling.inquiries.sign_in.InvitedAccounts"
SOCIALACCOUNT_STORE_TOKENS = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/team/"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = RAAM_ADDRESS.startswith("https://")
CSRF_COOKIE_HTTPONLY = True
# Gone with the browser: on a shared device nothing tells that somebody was here.
CSRF_COOKIE_AGE = None
PASSWORD_RESET_TIMEOUT = 3600

LANGUAGE_CODE = "nl"
# A language that no reader has checked is off until an operator switches it on knowingly: RAAM_LANGUAGES="en tr".
LANGUAGES = [(code, KNOWN[code].name) for code in languages("RAAM_LANGUAGES", KNOWN, SOURCE)]
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
FORM_RENDERER = "raamvertelling.web.forms.RaamRenderer"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "raamvertelling.web.staticfiles.HashedStaticFiles"},
}
WHITENOISE_USE_FINDERS = DEBUG
MEDIA_ROOT = DATA / "media"
# Where the signed heads of the logs are written every day; an operator who keeps them elsewhere points this there.
RAAM_HEADS = Path(os.environ.get("RAAM_HEADS", "") or DATA / "heads")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
# What a teller may add to a story: a recording of so many minutes, files of so many megabytes.
RAAM_RECORDING_MINUTES = int(os.environ.get("RAAM_RECORDING_MINUTES", "10"))
RAAM_MEDIA_MB = int(os.environ.get("RAAM_MEDIA_MB", "25"))
FILE_UPLOAD_HANDLERS = [
    "raamvertelling.web.uploads.InMemory",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_TEMP_DIR = DATA / "uploads"
FILE_UPLOAD_TEMP_DIR.mkdir(mode=0o700, exist_ok=True)

SECURE_CONTENT_TYPE_NOSNIFF = True
# A browser that came once by https never comes without it. Only a proxy of our own can say that it was https.
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SESSION_COOKIE_SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SESSION_COOKIE_SECURE and RAAM_PROXIES else None
# Not "no-referrer": browsers then send "Origin: null" with every form, and the check against forged forms fails.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        # Only raam/js/trusted.js, and the worker's own line, make a page or a worker of text.
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["raam"],
    },
}

# Without a mail server an invitation is handed over as a link. On one's own computer the console shows mail; of a real
# place those lines would be kept, with an address and a link that sets a password.
_MAIL = mail("RAAM_MAIL")
RAAM_SENDS_MAIL = bool(_MAIL) or "RAAM_EMAIL_BACKEND" in os.environ
_NO_MAIL = "dummy" if SESSION_COOKIE_SECURE else "console"
EMAIL_BACKEND = os.environ.get("RAAM_EMAIL_BACKEND", f"django.core.mail.backends.{_NO_MAIL}.EmailBackend")
EMAIL_TIMEOUT = 15
globals().update(_MAIL)
DEFAULT_FROM_EMAIL = os.environ.get("RAAM_EMAIL_FROM", "raamvertelling@raamvertelling.example")

# No address, agent or query string: the server's access log stays off, and Django's own does not list every page that
# was not there or not filled in well.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_links": {"()": "django.utils.log.CallbackFilter", "callback": without_links}},
    "formatters": {"lines": {"()": Lines}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["without_links"],
            # Who develops sees the whole error; a real place keeps nothing of what somebody wrote.
            **({} if DEBUG else {"formatter": "lines"}),
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}, "django.security.csrf": {"level": "ERROR"}},
}
