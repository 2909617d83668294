"""Databases of tests: SQLite in a folder, and PostgreSQL where a server answers. Each test has one of its own."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import psycopg

LOOPBACK = "postgresql://postgres@127.0.0.1:5432/test"


# The PostgreSQL of DATABASE_URL, or the one that usually answers on this machine; tests change the variable later.
SERVER = os.environ.get("DATABASE_URL") or LOOPBACK


def no_server() -> str:
    """Why no PostgreSQL can be used; "" when one answers."""
    try:
        with psycopg.connect(SERVER, connect_timeout=3):
            return ""
    except psycopg.Error as error:
        place = urlsplit(SERVER)
        return (
            f"no PostgreSQL at {place.hostname}:{place.port or 5432} (set DATABASE_URL): {str(error).splitlines()[0]}"
        )


def url_of(name: str) -> str:
    return urlunsplit(urlsplit(SERVER)._replace(path=f"/{name}"))


def _ask(statement: str) -> None:
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(statement)  # type: ignore[call-overload]


@contextmanager
def postgresql_database() -> Iterator[str]:
    """The address of an empty database that is there as long as the block."""
    name = f"solieu_test_{uuid.uuid4().hex[:16]}"
    _ask(f'CREATE DATABASE "{name}"')
    try:
        yield url_of(name)
    finally:
        _ask(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@dataclass(frozen=True, slots=True)
class Filling:
    """What a database held at a moment. Putting it back is much faster than a new database for each test."""

    url: str
    rows: Mapping[str, bytes]
    sequences: Mapping[str, int]

    @staticmethod
    def of(url: str) -> Filling:
        with psycopg.connect(url) as database:
            tables = [name for (name,) in database.execute(_TABLES)]
            rows = {name: _copied(database, name) for name in tables}
            sequences = {name: last or 0 for name, last in database.execute(_SEQUENCES)}
        return Filling(url, rows, sequences)

    def put_back(self) -> None:
        """The tables refuse to be emptied (append only), so triggers rest meanwhile; that takes a superuser."""
        with psycopg.connect(self.url) as database:
            _let_go(database)
            database.execute("SET synchronous_commit = off")
            database.execute("SET session_replication_role = replica")
            for name, content in self.rows.items():
                database.execute(f'DELETE FROM "{name}"')  # type: ignore[call-overload]
                with database.cursor().copy(f'COPY "{name}" FROM STDIN') as into:  # type: ignore[call-overload]
                    into.write(content)
            for name, last in self.sequences.items():
                database.execute("SELECT setval(%s, %s, %s)", (name, max(last, 1), last > 0))


_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
_SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"


def _copied(database: psycopg.Connection, name: str) -> bytes:
    with database.cursor().copy(f'COPY "{name}" TO STDOUT') as out:  # type: ignore[call-overload]
        return b"".join(bytes(part) for part in out)


def _let_go(database: psycopg.Connection) -> None:
    """A process that a test has killed may still hold a lock for a moment."""
    database.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
