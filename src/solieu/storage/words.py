"""Finding entries by words without marks: the full-text index of either database, over words that we cut ourselves.

SQLite keeps an FTS5 table beside ``FoundEntryRow``, PostgreSQL a generated tsvector with a GIN index; neither needs an
extension that is not there. Both know whole words in their order and the beginnings of words.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "storage_foundentryrow"
FTS = "storage_foundwords"


def statements(database: BaseDatabaseWrapper) -> Iterator[str]:
    """What makes the index where it is not there yet; its triggers are made anew, for a table may have been rebuilt."""
    if TABLE not in database.introspection.table_names():
        return
    if database.vendor == "postgresql":
        yield (
            f"ALTER TABLE {TABLE} ADD COLUMN IF NOT EXISTS found tsvector "
            "GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED"
        )
        yield f"CREATE INDEX IF NOT EXISTS found_words ON {TABLE} USING gin (found)"
        return
    yield (
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {FTS} USING fts5("
        f"words, content='{TABLE}', content_rowid='entry_id', tokenize='ascii', prefix='2 3', columnsize=0)"
    )
    gone = f"INSERT INTO {FTS}({FTS}, rowid, words) VALUES ('delete', old.entry_id, old.words)"
    come = f"INSERT INTO {FTS}(rowid, words) VALUES (new.entry_id, new.words)"
    for name, event, body in (
        ("come", "INSERT", f"{come};"),
        ("gone", "DELETE", f"{gone};"),
        ("changed", "UPDATE", f"{gone}; {come};"),
    ):
        yield f"DROP TRIGGER IF EXISTS words_{name}"
        yield f"CREATE TRIGGER words_{name} AFTER {event} ON {TABLE} BEGIN {body} END"


def source(vendor: str) -> tuple[str, str, str]:
    """Tables, condition (with the query as its parameter) and order for a question about rows ``f`` by words. SQLite
    walks through the word lists from the newest entry on and stops when it has enough."""
    if vendor == "postgresql":
        return f"{TABLE} f", "f.found @@ to_tsquery('simple', %s)", "f.entry_id"
    return f"{FTS} w JOIN {TABLE} f ON f.entry_id = w.rowid", f"{FTS} MATCH %s", "w.rowid"


def phrase_query(vendor: str, register: str, words: list[str]) -> str:
    """The words one after the other, the last one perhaps only begun."""
    if vendor == "postgresql":
        return f"{register} & ({' <-> '.join([*words[:-1], f'{words[-1]}:*'])})"
    return f'{register} AND "{" ".join(words)}" *'


def any_order_query(vendor: str, register: str, words: list[str]) -> str:
    """Every word begins some word."""
    if vendor == "postgresql":
        return " & ".join([register, *(f"{word}:*" for word in words)])
    return " AND ".join([register, *(f"{word}*" for word in words)])
