"""The names of an entry as values of the expression language: its fields, its state, the days of its events."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from solieu.catalog.register_model import EVENT_DAY, HAPPENED, STATE, FieldType
from solieu.core import Quantity, Reading, Trace, TraceKind, Where
from solieu.expressions import Expression, Reference, evaluate_condition
from solieu.registers.entries import EntryState
from solieu.vietnamese import Certain, read_date, read_number


class FieldScope:
    """Names of an entry as values of the expression language; days are numbers of days."""

    def __init__(self, state: EntryState, event_day: date | None = None) -> None:
        self.state = state
        self._event_day = event_day

    def resolve(self, reference: Reference) -> Trace:
        return self.field(reference.name)

    def word(self, reference: Reference) -> str:
        """What a name stands for where it is compared with a text."""
        name = reference.name
        if name == STATE:
            return self.state.state
        return self.state.fields.get(name, "")

    def field(self, name: str) -> Trace:
        entry = self.state.entry
        origin = Where(form=entry.register, row=entry.id, field=name, key=f"register:{entry.register}:{entry.id}")
        quantity = self._quantity(name)
        if quantity is None:
            return Trace(TraceKind.ABSENT, Reading.absent(), formula=name, origin=origin)
        return Trace(TraceKind.CONSTANT, Reading.of(quantity), formula=name, origin=origin)

    def _quantity(self, name: str) -> Quantity | None:
        if name == EVENT_DAY:
            return _days(self._event_day)
        if name.startswith(HAPPENED):
            return _days(self.state.happened(name.removeprefix(HAPPENED)))
        text = self.state.fields.get(name, "")
        field = self.state.register.field(name)
        if field is not None and field.type is FieldType.DATE:
            return _days(day_of(text))
        read = read_number(text)
        return read.quantity if isinstance(read, Certain) else None


def day_of(text: str) -> date | None:
    """A day as a register keeps it: 2024-03-31, or as an officer writes it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return read_date(text)


def _days(day: date | None) -> Quantity | None:
    return Quantity(Decimal(day.toordinal())) if day else None


def fits(condition: Expression, scope: FieldScope) -> bool | None:
    """None when something that the condition needs is missing."""
    return evaluate_condition(condition, scope, scope.word)
