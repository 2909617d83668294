"""Django, set up in code for one workspace a process: embedded SQLite by default, PostgreSQL by DATABASE_URL."""

from __future__ import annotations

import os
from typing import Any

import django
from django.conf import settings
from django.db import connections


def allowed_hosts() -> tuple[str, ...]:
    """This machine, and the names under which a proxy in front is called: SOLIEU_HOSTS, separated by commas."""
    named = os.environ.get("SOLIEU_HOSTS", "")
    return ("127.0.0.1", "localhost", *(host.strip() for host in named.split(",") if host.strip()))


def configure(database: dict[str, Any], secret: str, *, hosts: tuple[str, ...] = ()) -> None:
    """Set Django up once; a later call only changes the database of this process."""
    if not settings.configured:
        settings.configure(**_settings(database, secret, hosts or allowed_hosts()))
        django.setup()
        return
    present = connections.databases["default"]
    if any(present.get(name) != value for name, value in database.items()):
        connections["default"].close()
        connections.databases["default"] = connections.configure_settings({"default": database})["default"]
        del connections["default"]


# Nothing is loaded from elsewhere, nothing runs or is styled inline; data: is the icons inside the style sheet.
POLICY = {
    "default-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}
APPS = ["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "solieu.storage", "solieu.web"]
MIDDLEWARE = [
    "solieu.web.serving.each_request",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "solieu.web.language.chosen_language",
    "solieu.web.faults.with_a_page",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
]
CONTEXT = [
    "django.template.context_processors.request",
    "django.template.context_processors.i18n",
    "django.contrib.messages.context_processors.messages",
    "solieu.web.frame.frame",
]
CACHE = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 100_000}}
TEMPLATES = {
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "APP_DIRS": True,
    "OPTIONS": {"context_processors": CONTEXT},
}


def _settings(database: dict[str, Any], secret: str, hosts: tuple[str, ...]) -> dict[str, Any]:
    https = bool(os.environ.get("SOLIEU_HTTPS"))  # set where a proxy in front speaks TLS
    return {
        "DATABASES": {"default": database},
        "SECRET_KEY": secret,
        "ALLOWED_HOSTS": list(hosts),
        "CSRF_TRUSTED_ORIGINS": [f"https://{host}" for host in hosts] if https else [],
        "DEBUG": False,
        "USE_TZ": True,
        "TIME_ZONE": "Asia/Ho_Chi_Minh",
        "LANGUAGE_CODE": "vi",
        "LANGUAGES": [("vi", "Tiếng Việt"), ("en", "English")],
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "INSTALLED_APPS": APPS,
        "MIDDLEWARE": MIDDLEWARE,
        "CACHES": {"default": CACHE},
        "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",
        "CONTENT_SECURITY_POLICY": {"DIRECTIVES": POLICY},
        "CSRF_FAILURE_VIEW": "solieu.web.faults.stale_form",
        "ROOT_URLCONF": "solieu.web.urls",
        "WSGI_APPLICATION": "solieu.web.serving.application",
        "TEMPLATES": [TEMPLATES],
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": https,
        "SESSION_COOKIE_AGE": int(os.environ.get("SOLIEU_SESSION_SECONDS", 8 * 3600)),
        "SESSION_SAVE_EVERY_REQUEST": True,  # counted from the last page: no session dies over a half-filled form
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_SECURE": https,
        "SECURE_REFERRER_POLICY": "same-origin",
        "X_FRAME_OPTIONS": "DENY",
        "LOGIN_URL": "/dang-nhap/",
        "LOGIN_REDIRECT_URL": "/",
        "DATA_UPLOAD_MAX_MEMORY_SIZE": 2 * 2**20,  # of fields; the size of files is bounded by the page
    }
