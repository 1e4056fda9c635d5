"""Settings of a Polku site; every value that differs between sites comes from the environment.

README.md has the table of the environment's names. `POLKU_MODE` is `production`, `demo` or `test`;
without it a site with a `DATABASE_URL` is a production site, one without is the demo.
"""

import os
from pathlib import Path

from polku.base import database, django_languages, languages, secret_keys

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = Path(__file__).resolve().parent
VAR = Path(os.environ.get("POLKU_VAR", ROOT / "var"))
MODE = os.environ.get("POLKU_MODE") or ("production" if "DATABASE_URL" in os.environ else "demo")
PRODUCTION = MODE == "production"
DEBUG = os.environ.get("POLKU_DEBUG", "") == "1" and not PRODUCTION


def _switch(name: str, default: bool) -> bool:
    return os.environ.get(name, "1" if default else "0") == "1"


def _list(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


# Secrets: from the environment; the demo and the tests make their own under VAR.
_secrets = secret_keys.read(os.environ, VAR, may_create=not PRODUCTION)
SECRET_KEY = _secrets.secret_key
POLKU_ENCRYPTION_KEYS = _secrets.encryption_keys
POLKU_INDEX_KEY = _secrets.index_key

# The address people use
POLKU_BASE_URL = os.environ.get("POLKU_BASE_URL", "http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = _list("ALLOWED_HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,[::1],testserver")
CSRF_TRUSTED_ORIGINS = [POLKU_BASE_URL] if POLKU_BASE_URL.startswith("https://") else []
WAGTAILADMIN_BASE_URL = POLKU_BASE_URL
WAGTAIL_SITE_NAME = "Polku"
# Approvers are told of what waits; a system administrator is none.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False

INSTALLED_APPS = [
    "polku.base",
    "orgs",
    "polku.record",
    "polku.content",
    "polku.content.upkeep",
    "polku.content.translation",
    "polku.content.visits",
    "activities",
    "activities.signups",
    "activities.handouts",
    "referrals.people",
    "referrals.consent",
    "referrals.cases",
    "referrals.exchange",
    "referrals.reports",
    "referrals.desk",
    "polku.demo",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_htmx",
    "js_lib_leaflet",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "procrastinate.contrib.django",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "polku.base.page_cache.middleware.PageCache",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "polku.base.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "polku.base.middleware.PageLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "polku.base.middleware.SecondFactorGate",
    "polku.base.middleware.EditorsDoor",
    "orgs.fence.gate.Gate",
    "django_htmx.middleware.HtmxMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "polku.urls"
WSGI_APPLICATION = "polku.wsgi.application"
ASGI_APPLICATION = "polku.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # The first in a checkout, the second where the package is installed.
        "DIRS": [ROOT / "templates", PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["polku.base.templatetags.kept"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "orgs.context.frame",
                "referrals.desk.context.frame",
                "polku.content.context.frame",
            ],
        },
    },
]

# Data
DATABASES = {"default": database.configuration(os.environ, VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# The web process may read and add to these tables, never change or remove (see record.models).
POLKU_APPEND_ONLY_TABLES = ["record_auditentry", "exchange_referralmove", "consent_disclosure"]
# Beginnings of the names of tables that public pages show nothing of: a change of any other table
# empties the page cache.
POLKU_TABLES_NOT_SHOWN = [
    *("record_", "people_", "consent_", "cases_", "exchange_", "reports_", "procrastinate_"),
    *("django_session", "account_", "mfa_", "socialaccount_", "content_formanswer", "handouts_"),
    *("wagtailadmin_", "wagtailusers_", "wagtailforms_", "wagtailcore_revision"),
    *("wagtailcore_comment", "wagtailcore_referenceindex", "wagtailcore_uploadedfile"),
    *("wagtailcore_pagelogentry", "wagtailcore_modellogentry", "visits_"),
    # A page's words for the search are written in one transaction with the page, and for a draft,
    # which changes nothing in them, too.
    "wagtailsearch_",
]
# What a draft writes of its page, also by itself every few moments.
POLKU_COLUMNS_NOT_SHOWN = {
    "wagtailcore_page": {
        *("latest_revision_id", "latest_revision_created_at"),
        *("draft_title", "has_unpublished_changes"),
    }
}

CACHE_URL = os.environ.get("CACHE_URL", "")
_SHARED = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}
_LOCAL = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
CACHES = {
    # How often a network address did what: nobody should be able to push that out of the memory by
    # asking for other things.
    "default": _SHARED if CACHE_URL else _LOCAL | {"OPTIONS": {"MAX_ENTRIES": 100_000}},
    "cards": _SHARED if CACHE_URL else _LOCAL | {"LOCATION": "cards"},
    # Wagtail would keep each picture with the account of who uploaded it.
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}

MEDIA_ROOT = VAR / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = VAR / "static"
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION or MODE == "demo"
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000

# Mail: to a folder unless a server is named.
DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM", "polku@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
if MAIL_HOST := os.environ.get("MAIL_HOST"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = MAIL_HOST
    EMAIL_PORT = int(os.environ.get("MAIL_PORT", "587"))
    EMAIL_HOST_USER = os.environ.get("MAIL_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("MAIL_PASSWORD", "")
    EMAIL_USE_TLS = _switch("MAIL_TLS", True)
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR / "mail"

# Languages: the same thirteen for the interface and for content, unless the site names others.
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Helsinki"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = languages.choices(_list("POLKU_LANGUAGES"))
LANGUAGE_CODE = LANGUAGES[0][0]
# Django asks by the code without its script.
LANGUAGES_BIDI = [
    code.partition("-")[0] for code, _name in LANGUAGES if languages.direction(code) == "rtl"
]
django_languages.teach(LANGUAGES)
# Ours, what Django's forms and allauth's pages say in languages that these lack, and a site's own.
LOCALE_PATHS = [PACKAGE / "locale", PACKAGE / "locale_of_django", VAR / "locale"]
WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# The file that says which services translate by machine; empty: none. wagtail-localize asks ours.
POLKU_MACHINE_TRANSLATION = os.environ.get("POLKU_MACHINE_TRANSLATION", "")
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": "polku.content.translation.views.machine.Offered"}
# Those in which Wagtail's own catalogues say about as much as in Finnish, or more.
WAGTAILADMIN_PERMITTED_LANGUAGES = [
    (code, name)
    for code, name in LANGUAGES
    if code not in {"et", "fa", "so"} and code in languages.INTERFACE
] or LANGUAGES[:1]

# Wagtail
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILIMAGES_IMAGE_MODEL = "base.SiteImage"
WAGTAILDOCS_DOCUMENT_MODEL = "base.SiteDocument"
# People fetch them over a mobile network, and the disk is everyone's.
WAGTAILDOCS_MAX_UPLOAD_SIZE = int(os.environ.get("POLKU_DOCUMENT_MEGABYTES", "20")) * 1024 * 1024
# Nothing that a browser runs as a page or a script of this site.
WAGTAILDOCS_EXTENSIONS = [
    *("pdf", "docx", "doc", "odt", "rtf", "txt", "xlsx", "xls", "ods", "csv", "pptx", "ppt"),
    *("odp", "ics", "epub", "zip", "mp3", "m4a", "ogg", "mp4", "webm", "vtt"),
    *("jpg", "jpeg", "png", "webp"),
]
WAGTAILEMBEDS_FINDERS = []  # an embed would load an outside host
WAGTAIL_FRONTEND_LOGIN_URL = "/account/login/"
WAGTAILADMIN_LOGIN_URL = "/account/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
# It would change the address to which a new password is sent, without asking for the old one or
# whether the address is theirs; allauth's page does.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "polku.base.search"}}

# Sign-in
AUTH_USER_MODEL = "orgs.User"
AUTHENTICATION_BACKENDS = [
    "orgs.accounts.RightsByGroup",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "orgs.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by invitation only
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
# Besides allauth's own limits: answers to one form, reports of mistakes, sign-ups for one activity
# and for all, and codes that nobody has, from one network address. A whole reception centre can
# stand behind one address.
ACCOUNT_RATE_LIMITS = {
    "form_answer": "20/h/key",
    "mistake_report": "20/h/key",
    "translation_wish": "3/d/key",
    "sign_up": "30/h/key",
    "sign_ups": "100/h/key",
    "sign_up_code": "60/h/key",
    # Files that had to be drawn, not those that were there.
    "handout": "60/h/key",
}
# Whoever finds a browser signed in changes neither addresses nor what one signs in with.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Long enough to find an authenticator app and add it.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_AUTO_SIGNUP = False
MFA_ADAPTER = "orgs.accounts.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# Accounts come by invitation: nobody has to verify an address before adding a second factor.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_PASSKEY_LOGIN_ENABLED = True
# Only the demo may switch the second factor off; a banner on every workspace page says so.
POLKU_SECOND_FACTOR_REQUIRED = PRODUCTION or _switch("POLKU_SECOND_FACTOR_REQUIRED", MODE != "demo")

# Safety of the transport and of the session
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "polku_session"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None  # until the browser is closed: it should tell nobody apart for a year
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = POLKU_BASE_URL.startswith("https://")
SECURE_SSL_REDIRECT = PRODUCTION and _switch("POLKU_SSL_REDIRECT", True)
if _switch("POLKU_BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Attempts to sign in are counted by the address of the person, not of the proxy.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
SECURE_HSTS_SECONDS = 31_536_000 if SESSION_COOKIE_SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the editor previews pages in a frame of its own site

# Links of editors to other sites: whether a job visits them; in the open network only, but tests
# have their servers at home.
POLKU_VISITS_LINKS = _switch("POLKU_VISITS_LINKS", PRODUCTION)
POLKU_VISITS_INNER_ADDRESSES = False

# Where maps fetch their tiles, such as https://tiles.example/{z}/{x}/{y}.png, and who made them, in
# HTML; there are no maps where no address is named.
POLKU_MAP_TILES = os.environ.get("POLKU_MAP_TILES", "")
POLKU_MAP_ATTRIBUTION = os.environ.get(
    "POLKU_MAP_ATTRIBUTION",
    '<a href="https://www.openstreetmap.org/copyright">© OpenStreetMap contributors</a>',
)

# Under which licence others may use what the site publishes of activities.
POLKU_DATA_LICENCE = os.environ.get(
    "POLKU_DATA_LICENCE", "https://creativecommons.org/licenses/by/4.0/"
)

# Names and contacts of those who signed up are deleted so many days after the last date.
POLKU_SIGN_UPS_KEPT_DAYS = int(os.environ.get("POLKU_SIGN_UPS_KEPT_DAYS", "30"))

# Visits are counted in memory and written after so many seconds; tests say when.
POLKU_VISITS_WRITTEN_EVERY = None if MODE == "test" else 60
# The words of searches without result are kept once the same ones came so often.
POLKU_WORDS_SHOWN_FROM = int(os.environ.get("POLKU_WORDS_SHOWN_FROM", "5"))

# Statistics show no count of fewer people than this, except zero.
POLKU_SMALLEST_COUNT = int(os.environ.get("POLKU_SMALLEST_COUNT", "5"))

# Logs carry no personal data: no query strings of requests, no parameters of statements.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "polku.base.logs.DiscreetFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    # It warns of every rule of style that is for browsers only.
    "loggers": {"weasyprint": {"level": "ERROR"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
}

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
