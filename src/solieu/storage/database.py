"""The database of one workspace: where it is, whether its tables fit this version, and what may never change in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from solieu.storage import words

FILE = "solieu.sqlite3"
APP = "storage"
PATIENCE = 20  # seconds that a writer waits for another
# IMMEDIATE: who writes waits at the beginning, so that what a deed has read still holds when it writes.
# synchronous=FULL: "đã tiếp nhận" is said only of what survives a power cut.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": PATIENCE,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}
APPEND_ONLY = (
    "activationrow", "catalogrow", "changedecisionrow", "closingrow", "decisionrow", "entryeventrow", "entryrow",
    "explanationrow", "journalentryrow", "moverow", "narrativerow", "originalrow", "overriderow", "personalrow",
    "remarkrow", "replyrow", "reportliferow", "returnedfilerow", "revisionrow", "submissionrow",
)  # fmt: skip
CHANGING = {  # columns that may be updated all the same
    "submissionrow": ("state",),
    "personalrow": ("value", "salt", "redacted_at"),  # redaction
}
DERIVED = ("entrykeyrow", "foundentryrow", "statespanrow", "statetallyrow")  # made anew from the events of entries


def database_of(folder: Path, url: str = "") -> dict[str, Any]:
    """Connection settings: ``postgresql://user:password@host:port/name?sslmode=require`` or the workspace's own file.

    Whatever stands behind the question mark is handed to libpq (``sslmode``, ``options``, ``connect_timeout``, ...).
    Raises ValueError that says what is wrong with the address; it never repeats a password.
    """
    if not url:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / FILE), "OPTIONS": SQLITE_OPTIONS}
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ValueError("DATABASE_URL phải bắt đầu bằng postgresql://")
    try:
        port = parts.port
    except ValueError:
        raise ValueError("DATABASE_URL ghi cổng không phải số") from None
    name = unquote(parts.path.removeprefix("/"))
    if not name:
        raise ValueError("DATABASE_URL thiếu tên cơ sở dữ liệu; viết postgresql://người_dùng@máy/tên")
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or options.pop("port", "")),
        "OPTIONS": {"connect_timeout": "10", **options},
    }


# --- tables of this version


def is_used() -> bool:
    """Whether the database holds a workspace already."""
    return f"{APP}_activationrow" in connection.introspection.table_names()


def missing_migrations() -> tuple[str, ...]:
    """Steps of this version that the tables have not taken yet."""
    loader = MigrationLoader(connection)
    return tuple(name for app, name in sorted(loader.graph.nodes) if (app, name) not in loader.applied_migrations)


def unknown_migrations() -> tuple[str, ...]:
    """Steps that a later version of the software has taken."""
    loader = MigrationLoader(connection)
    return tuple(
        name for app, name in loader.applied_migrations if app == APP and (app, name) not in loader.graph.nodes
    )


def migrate() -> None:
    """Bring the tables to this version. They may change meanwhile, and are protected again afterwards."""
    with transaction.atomic():
        _run(_unprotect(connection))
    call_command("migrate", verbosity=0, interactive=False)
    with transaction.atomic():
        _run(words.statements(connection))
        _run(_protect(connection))


def close() -> None:
    """Let go of the connection of this thread; the next question makes a new one."""
    connection.close()


# --- append only: the database refuses to change what was written


def _protect(database: BaseDatabaseWrapper) -> Iterator[str]:
    if database.vendor == "postgresql":
        yield (
            "CREATE OR REPLACE FUNCTION solieu_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION 'append only: %', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
    tables = frozenset(database.introspection.table_names())
    for name in APPEND_ONLY:
        table = f"{APP}_{name}"
        if table in tables:
            yield from _triggers(database, table, CHANGING.get(name, ()))


def _triggers(database: BaseDatabaseWrapper, table: str, changing: tuple[str, ...]) -> Iterator[str]:
    update = "UPDATE"
    if changing:
        with database.cursor() as cursor:
            columns = [column.name for column in database.introspection.get_table_description(cursor, table)]
        update += f" OF {', '.join(column for column in columns if column not in changing)}"
    if database.vendor == "postgresql":
        yield (
            f"CREATE TRIGGER keep_rows BEFORE {update} OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION solieu_append_only()"
        )
        yield (
            f"CREATE TRIGGER keep_table BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION solieu_append_only()"
        )
        return
    refuse = f"BEGIN SELECT RAISE(ABORT, 'append only: {table}'); END"
    yield f"CREATE TRIGGER keep_{table}_rows BEFORE {update} ON {table} {refuse}"
    yield f"CREATE TRIGGER keep_{table}_from_deletion BEFORE DELETE ON {table} {refuse}"


def _unprotect(database: BaseDatabaseWrapper) -> Iterator[str]:
    tables = frozenset(database.introspection.table_names())
    for table in (f"{APP}_{name}" for name in APPEND_ONLY):
        if table in tables and database.vendor == "postgresql":
            yield f"DROP TRIGGER IF EXISTS keep_rows ON {table}"
            yield f"DROP TRIGGER IF EXISTS keep_table ON {table}"
        elif table in tables:
            yield f"DROP TRIGGER IF EXISTS keep_{table}_rows"
            yield f"DROP TRIGGER IF EXISTS keep_{table}_from_deletion"


def _run(statements: Iterator[str]) -> None:
    with connection.cursor() as cursor:
        for statement in tuple(statements):
            cursor.execute(statement)


# --- one writer at a time


@contextmanager
def one_writer() -> Iterator[None]:
    """A transaction that no other writer shares: deeds follow one another, as the rows of the journal do.

    SQLite locks by itself (IMMEDIATE). PostgreSQL locks the journal against writers; readers go on reading.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
                cursor.execute(f"LOCK TABLE {APP}_journalentryrow IN SHARE ROW EXCLUSIVE MODE")
        yield


# --- faults of a database that are not our own


def fault_text(error: BaseException) -> str:
    """What to say to an officer of a database that cannot be used; "" for an error that is our own failure."""
    if isinstance(error, ImproperlyConfigured) and "psycopg" in str(error):
        return "dùng PostgreSQL cần cài thêm: pip install solieu[postgres]"
    if not isinstance(error, DatabaseError | InterfaceError):
        return ""
    for mark, said in _FAULTS.items():
        if mark in str(error):
            return said
    if not isinstance(error, OperationalError | InterfaceError):
        return ""
    first = next(iter(str(error).strip().splitlines()), "")
    return f"không dùng được cơ sở dữ liệu: {first}"


_FAULTS = {
    "lock timeout": "cơ sở dữ liệu đang bận; đề nghị thử lại sau ít phút",
    "locked": "cơ sở dữ liệu đang bận; đề nghị thử lại sau ít phút",
    "readonly": "cơ sở dữ liệu chỉ cho đọc; kiểm tra quyền ghi của thư mục",
    "disk is full": "ổ đĩa đã đầy",
    "unable to open": "không mở được tệp dữ liệu; kiểm tra quyền của thư mục",
    "malformed": "tệp dữ liệu hỏng; khôi phục từ bản sao lưu bằng “solieu restore”",
    "invalid connection option": "DATABASE_URL có tùy chọn mà PostgreSQL không biết",
    "not a database": "tệp dữ liệu hỏng; khôi phục từ bản sao lưu bằng “solieu restore”",
}
