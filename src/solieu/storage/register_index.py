"""Registers in the database: entries by name, what follows from them, and questions to a million of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Sum

from solieu.facts import Entry, EntryEvent, Provenance
from solieu.registers import (
    Asked,
    EntryIndex,
    Found,
    Held,
    Key,
    PersonalValue,
    plain_words,
    register_word,
)
from solieu.registers.indexing import FOREVER, KNOWN_NOW, LAST_DAY
from solieu.storage import models, rows, words

CHUNK = 500
MOST_COUNTED = 3_000  # a search says "more than" beyond it
SPAN = ("state", "first", "until", "known_from", "known_until")
Place = tuple[str, str, str, date]  # register, unit, state, day


class RegisterStore:
    """The part of the store that knows registers."""

    # --- entries and their events

    def entries(self, register: str) -> tuple[Entry, ...]:
        return _entries(models.EntryRow.objects.filter(register=register).order_by("id"))

    def entries_named(self, register: str, ids: Collection[str]) -> tuple[Entry, ...]:
        """Those of these ids that there are, in the order in which they came into the register."""
        names, found = list(ids), list[Entry]()
        for start in range(0, len(names), CHUNK):
            some = models.EntryRow.objects.filter(register=register, name__in=names[start : start + CHUNK])
            found += _entries(some.order_by("id"))
        return tuple(found)

    def add_events(self, register: str, events: Sequence[tuple[Entry, EntryEvent]]) -> None:
        """Events of entries in order; entries that are new are made."""
        names = {entry.id: entry for entry, _ in events}
        known = _keys_of(register, names)
        new = [
            models.EntryRow(register=register, name=id, unit=entry.unit, provenance=entry.provenance.value)
            for id, entry in names.items()
            if id not in known
        ]
        models.EntryRow.objects.bulk_create(new, batch_size=CHUNK)
        known |= _keys_of(register, [row.name for row in new])
        made = [rows.event_row(known[entry.id], event) for entry, event in events]
        models.EntryEventRow.objects.bulk_create(made, batch_size=CHUNK)

    def add_event(self, register: str, id: str, unit: str, provenance: Provenance, event: EntryEvent) -> None:
        self.add_events(register, [(Entry(register, id, unit, (), provenance), event)])

    # --- what is kept apart

    def add_personal(self, values: Iterable[PersonalValue]) -> None:
        made = [models.PersonalRow(**{name: getattr(one, name) for name in rows.PERSONAL}) for one in values]
        models.PersonalRow.objects.bulk_create(made, batch_size=CHUNK)

    def personal(self, ids: Collection[str]) -> Mapping[str, PersonalValue]:
        found = models.PersonalRow.objects.filter(pk__in=list(ids))
        return {row.id: PersonalValue(*(getattr(row, name) for name in rows.PERSONAL)) for row in found}

    def redact(self, ids: Collection[str], at: datetime) -> None:
        """Value and salt are gone for good; the row says when."""
        models.PersonalRow.objects.filter(pk__in=list(ids)).update(value="", salt="", redacted_at=at)

    # --- what follows from the events

    def put_indexes(self, indexes: Sequence[EntryIndex]) -> None:
        """In the place of what was kept for these entries."""
        tallies: Counter[Place] = Counter()
        for register in dict.fromkeys(index.register for index in indexes):
            some = [index for index in indexes if index.register == register]
            known = _keys_of(register, [index.entry for index in some])
            for start in range(0, len(some), CHUNK):
                _put({known[index.entry]: index for index in some[start : start + CHUNK]}, tallies)
        _add_tallies(tallies)

    def forget_indexes(self, register: str) -> None:
        """Everything that was derived for a register, before it is made anew by another definition."""
        for table in (models.StateTallyRow, models.EntryKeyRow, models.FoundEntryRow, models.StateSpanRow):
            table.objects.filter(register=register).delete()

    # --- the shelf: what one entry must know of the others

    def holder(self, register: str, key: Key) -> str:
        found = models.EntryKeyRow.objects.filter(
            register=register, rule=key.rule, series=key.series, number=key.number
        )
        return found.values_list("entry__name", flat=True).first() or ""

    def last_number(self, register: str, rule: str, series: str) -> int:
        found = models.EntryKeyRow.objects.filter(register=register, rule=rule, series=series)
        return found.order_by("-number").values_list("number", flat=True).first() or 0

    def neighbours(self, register: str, key: Key) -> tuple[Held | None, Held | None]:
        same = models.EntryKeyRow.objects.filter(register=register, rule=key.rule, series=key.series)
        lower = same.filter(number__lt=key.number).order_by("-number").select_related("entry").first()
        higher = same.filter(number__gt=key.number).order_by("number").select_related("entry").first()
        return _held(lower), _held(higher)

    def state(self, register: str, id: str) -> str:
        found = models.FoundEntryRow.objects.filter(register=register, entry__name=id)
        return found.values_list("state", flat=True).first() or ""

    # --- questions

    def tally(self, register: str, day: date, units: Collection[str] | None = None,
              known_at: datetime | None = None) -> Mapping[str, int]:  # fmt: skip
        """How many entries were in which state on a day, of all units or some; by what is known, or was at a moment."""
        if known_at is not None:
            held = models.StateSpanRow.objects.filter(
                register=register, first__lte=day, until__gt=day, known_from__lte=known_at, known_until__gt=known_at
            )
            return Counter(_of_units(held, units).values_list("state", flat=True))
        changes = _of_units(models.StateTallyRow.objects.filter(register=register, day__lte=day), units)
        summed = changes.values_list("state").annotate(Sum("change")).order_by("state")
        return {state: count for state, count in summed if count}

    def find_entries(self, asked: Asked) -> Found:
        """One page of the entries that fit, the newest first: by the day on which they were opened or came into the
        state, those that were found by words by when they came into the register."""
        text = plain_words(asked.words).split()
        if not text:
            counts = self.tally(asked.register, asked.day or LAST_DAY, asked.units)
            total = counts.get(asked.state, 0) if asked.state else sum(counts.values())
            ids, total = _page(asked, "", total)
            return Found(_in_order(ids), total)
        word, vendor = register_word(asked.register), connection.vendor
        for query in (words.phrase_query(vendor, word, text), words.any_order_query(vendor, word, text)):
            ids, total = _page(asked, query, None)
            if ids or asked.offset:
                return Found(_in_order(ids), min(total, MOST_COUNTED), total_is_least=total > MOST_COUNTED)
        return Found((), 0)


def _entries(found: QuerySet[models.EntryRow]) -> tuple[Entry, ...]:
    return tuple(map(rows.entry_of, found.prefetch_related("events")))


def _in_order(ids: Sequence[int]) -> tuple[Entry, ...]:
    known = {row.pk: row for row in models.EntryRow.objects.filter(pk__in=ids).prefetch_related("events")}
    return tuple(rows.entry_of(known[id]) for id in ids)


def _keys_of(register: str, names: Collection[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    asked = list(names)
    for start in range(0, len(asked), CHUNK):
        some = models.EntryRow.objects.filter(register=register, name__in=asked[start : start + CHUNK])
        found |= dict(some.values_list("name", "pk"))
    return found


def _of_units(query: QuerySet[Any], units: Collection[str] | None) -> QuerySet[Any]:
    return query if units is None else query.filter(unit__in=list(units))


def _held(row: models.EntryKeyRow | None) -> Held | None:
    return Held(Key(row.rule, row.series, row.number, row.day), row.entry.name) if row and row.number >= 0 else None


# --- writing what follows


def _put(indexes: Mapping[int, EntryIndex], tallies: Counter[Place]) -> None:
    _put_spans(indexes, tallies)
    models.EntryKeyRow.objects.filter(entry__in=list(indexes)).delete()
    models.FoundEntryRow.objects.filter(pk__in=list(indexes)).delete()
    keys = [
        models.EntryKeyRow(entry_id=id, register=index.register, rule=key.rule, series=key.series, number=key.number, day=key.day)
        for id, index in indexes.items()
        for key in index.keys
    ]  # fmt: skip
    models.EntryKeyRow.objects.bulk_create(keys, batch_size=CHUNK)
    found = [
        models.FoundEntryRow(entry_id=id, register=index.register, unit=index.unit, state=index.state,
                             opened=index.opened, words=index.words)
        for id, index in indexes.items()
        if index.opened is not None
    ]  # fmt: skip
    models.FoundEntryRow.objects.bulk_create(found, batch_size=CHUNK)


def _put_spans(indexes: Mapping[int, EntryIndex], tallies: Counter[Place]) -> None:
    """What the events say now instead of what they said before."""
    before = models.StateSpanRow.objects.filter(entry__in=list(indexes))
    for row in before.filter(known_until=KNOWN_NOW):
        _tell(tallies, (row.register, row.unit, row.state), row.first, row.until, -1)
    before.delete()
    made = []
    for id, index in indexes.items():
        for span in index.spans:
            values = {name: getattr(span, name) for name in SPAN}
            made.append(models.StateSpanRow(entry_id=id, register=index.register, unit=index.unit, **values))
            if span.holds:
                _tell(tallies, (index.register, index.unit, span.state), span.first, span.until, 1)
    models.StateSpanRow.objects.bulk_create(made, batch_size=CHUNK)


def _tell(tallies: Counter[Place], state: tuple[str, str, str], first: date, until: date, sign: int) -> None:
    tallies[(*state, first)] += sign
    if until != FOREVER:
        tallies[(*state, until)] -= sign


def _add_tallies(tallies: Counter[Place]) -> None:
    """Added to what is there; PostgreSQL and SQLite know the same words for it."""
    told = [(*place, change) for place, change in tallies.items() if change]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO storage_statetallyrow (register, unit, state, day, change) VALUES (%s, %s, %s, %s, %s) "
            "ON CONFLICT (register, state, unit, day) DO UPDATE SET change = storage_statetallyrow.change + excluded.change",
            told,
        )


# --- asking


def _page(asked: Asked, query: str, total: int | None) -> tuple[list[int], int]:
    """Ids of one page and how many there are; where that is not known before, at most one more than are counted."""
    tables, order, conditions, values = _source(asked, query)
    if asked.units is not None:
        conditions.append(f"f.unit IN ({', '.join(['%s'] * len(asked.units)) or 'NULL'})")
        values += sorted(asked.units)
    where = " AND ".join(conditions)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT f.entry_id FROM {tables} WHERE {where} ORDER BY {order} LIMIT %s OFFSET %s",
            [*values, asked.limit, asked.offset],
        )
        ids = [id for (id,) in cursor.fetchall()]
        if total is None:
            cursor.execute(
                f"SELECT count(*) FROM (SELECT 1 FROM {tables} WHERE {where} LIMIT {MOST_COUNTED + 1}) x", values
            )
            total = int(cursor.fetchone()[0])
    return ids, total


def _source(asked: Asked, query: str) -> tuple[str, str, list[str], list[Any]]:
    """Tables, order, conditions and their values. Rows ``f`` are entries as they stand or, for a state without words,
    the states themselves."""
    if asked.state and not query:
        return "storage_statespanrow f", "f.first DESC, f.entry_id DESC", *_in_state("f", asked)
    tables, order = "storage_foundentryrow f", "f.opened DESC, f.entry_id DESC"
    conditions, values = ["f.register = %s"], list[Any]([asked.register])
    if query:
        tables, matches, newest = words.source(connection.vendor)
        order, conditions, values = f"{newest} DESC", [matches, *conditions], [query, *values]
    if asked.day:
        conditions.append("f.opened <= %s")
        values.append(asked.day)
    if asked.state:
        held, more = _in_state("s", asked)
        spans = f"SELECT 1 FROM storage_statespanrow s WHERE s.entry_id = f.entry_id AND {' AND '.join(held)}"
        conditions.append(f"EXISTS ({spans})")
        values += more
    return tables, order, conditions, values


def _in_state(row: str, asked: Asked) -> tuple[list[str], list[Any]]:
    day = asked.day or LAST_DAY
    held = ["{0}.register = %s", "{0}.state = %s", "{0}.first <= %s", "{0}.until > %s", "{0}.known_until = %s"]
    known = connection.ops.adapt_datetimefield_value(KNOWN_NOW)  # as the tables hold it
    return [one.format(row) for one in held], [asked.register, asked.state, day, day, known]
