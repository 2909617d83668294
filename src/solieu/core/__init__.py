"""The values of the trade. Nothing in here reads a file, asks a clock or knows a database."""

from solieu.core.fact_key import Cut, FactKey, Series, SeriesKind, parse_fact_key
from solieu.core.finding import Consequence, Finding, FindingValue
from solieu.core.interval import Interval
from solieu.core.period import Calendar, Period, PeriodKind, parse_period
from solieu.core.quantity import Hedge, Quantity, round_half_away
from solieu.core.reading import Absence, Reading, spread
from solieu.core.roles import ROLES
from solieu.core.trace import Trace, TraceKind
from solieu.core.where import Where
from solieu.core.working_days import WEEKENDS, WorkCalendar

__all__ = [
    "ROLES",
    "WEEKENDS",
    "Absence",
    "Calendar",
    "Consequence",
    "Cut",
    "FactKey",
    "Finding",
    "FindingValue",
    "Hedge",
    "Interval",
    "Period",
    "PeriodKind",
    "Quantity",
    "Reading",
    "Series",
    "SeriesKind",
    "Trace",
    "TraceKind",
    "Where",
    "WorkCalendar",
    "parse_fact_key",
    "parse_period",
    "round_half_away",
    "spread",
]
