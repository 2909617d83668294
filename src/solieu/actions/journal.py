"""The journal: who did what to which object and when, chained by hashes, written in the transaction of the deed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime

from solieu.actions.context import Context, JournalRow
from solieu.facts import Revision

START = "0" * 64


def record(context: Context, action: str, object: str, **details: str) -> None:
    """Append one row. Details hold ids and hashes, never personal data."""
    last = context.store.last_journal_row()
    number, previous = (last.number + 1, last.digest) if last else (1, START)
    said = {name: value for name, value in sorted(details.items()) if value}
    digest = digest_of(previous, number, context.now, context.actor.user, action, object, said)
    row = JournalRow(number, context.now, context.actor.user, action, object, said, digest)
    context.store.add_journal_row(row)


def digest_of(previous: str, number: int, at: datetime, actor: str, action: str, object: str, details: object) -> str:
    """SHA-256 over the row before and everything that this row says; the moment in UTC, as databases give it back."""
    moment = at.astimezone(UTC).isoformat()
    content = json.dumps([number, moment, actor, action, object, details], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(f"{previous}\n{content}".encode()).hexdigest()


def broken_rows(rows: Iterable[JournalRow]) -> tuple[int, ...]:
    """Numbers of the rows that do not follow from the row before them; empty when the journal is whole."""
    broken, previous, expected = [], START, 1
    for row in rows:
        digest = digest_of(previous, row.number, row.at, row.actor, row.action, row.object, dict(row.details))
        if row.digest != digest or row.number != expected:
            broken.append(row.number)
        previous, expected = row.digest, row.number + 1
    return tuple(broken)


def figures_digest(revisions: Iterable[Revision]) -> str:
    """SHA-256 over the figures that one deed wrote, in the order of their keys; "" when it wrote none."""
    lines = sorted(
        f"{revision.key}|{revision.number}|{revision.reading}|{revision.submission}|{revision.status}|"
        f"{revision.provenance}|{int(revision.stated_total)}|{revision.note}"
        for revision in revisions
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest() if lines else ""
