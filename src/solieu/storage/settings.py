"""Django, set up in code for one workspace a process: embedded SQLite by default, PostgreSQL by DATABASE_URL."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connections

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON;",
}


def database_of(folder: Path, url: str = "") -> dict[str, Any]:
    """Connection settings: ``postgresql://user:password@host:port/name`` or the workspace's own file."""
    if not url:
        name = folder / "solieu.sqlite3"
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(name), "OPTIONS": SQLITE_OPTIONS}
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ValueError(f"DATABASE_URL must begin with postgresql://, not {parts.scheme}://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
    }


def configure(database: dict[str, Any], secret: str, *, hosts: tuple[str, ...] = ("127.0.0.1", "localhost")) -> None:
    """Set Django up once; a later call only changes the database of this process."""
    if not settings.configured:
        settings.configure(**_settings(database, secret, hosts))
        django.setup()
        return
    if connections.databases["default"]["NAME"] != database["NAME"]:
        connections["default"].close()
        connections.databases["default"] = connections.configure_settings({"default": database})["default"]
        del connections["default"]


def migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)


def _settings(database: dict[str, Any], secret: str, hosts: tuple[str, ...]) -> dict[str, Any]:
    return {
        "DATABASES": {"default": database},
        "SECRET_KEY": secret,
        "ALLOWED_HOSTS": list(hosts),
        "DEBUG": False,
        "USE_TZ": True,
        "TIME_ZONE": "Asia/Ho_Chi_Minh",
        "LANGUAGE_CODE": "vi",
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "INSTALLED_APPS": [
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "solieu.storage",
            "solieu.web",
        ],
        "MIDDLEWARE": [
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
            "csp.middleware.CSPMiddleware",
        ],
        "CONTENT_SECURITY_POLICY": {"DIRECTIVES": {"default-src": ["'self'"], "img-src": ["'self'", "data:"]}},
        "ROOT_URLCONF": "solieu.web.urls",
        "WSGI_APPLICATION": "solieu.web.serving.application",
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
            }
        ],
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_AGE": int(os.environ.get("SOLIEU_SESSION_SECONDS", 8 * 3600)),
        "SECURE_REFERRER_POLICY": "same-origin",
        "X_FRAME_OPTIONS": "DENY",
        "LOGIN_URL": "/dang-nhap/",
        "LOGIN_REDIRECT_URL": "/",
        "DATA_UPLOAD_MAX_MEMORY_SIZE": 25 * 2**20,
    }
