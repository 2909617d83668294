"""Filters: days and moments as officers read them (office-habits A9.8), marks of provenance, query strings."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils.translation import get_language, gettext

from solieu.core import Period
from solieu.vietnamese import VIETNAM, write_period
from solieu.web import wording

register = template.Library()


@register.filter
def ngay(day: date | None) -> str:
    """05/03/2024."""
    return f"{day:%d/%m/%Y}" if day else ""


@register.filter
def gio_ngay(moment: datetime | None) -> str:
    """16 giờ 20 ngày 12/03/2024, as clocks in Vietnam show it."""
    if moment is None:
        return ""
    here = moment.astimezone(VIETNAM)
    parts = {"hour": f"{here:%H}", "minute": f"{here:%M}", "day": f"{here:%d/%m/%Y}"}
    return gettext("%(hour)s giờ %(minute)s ngày %(day)s") % parts


@register.filter
def moc(moment: datetime | None) -> str:
    """The machine form of a moment, for addresses and the attribute datetime."""
    return moment.astimezone(VIETNAM).isoformat() if moment else ""


@register.filter
def ky(period: Period) -> str:
    """quý I năm 2024; 2024-Q1 for a reader of English."""
    return write_period(period) if get_language() == "vi" else str(period)


@register.filter
def ky_ngan(period: Period) -> str:
    """quý I/2024."""
    return write_period(period, "short") if get_language() == "vi" else str(period)


@register.filter
def hoa(text: object) -> str:
    """First letter in upper case."""
    return wording.capital(str(text))


@register.filter
def nguoi(user: str) -> str:
    """A user as officers call the post: the body, the role, else the name itself."""
    return wording.person(user)
