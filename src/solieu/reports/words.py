"""Words that a template never types: names of the period, cut-off dates, names of units, members and levels."""

from __future__ import annotations

from datetime import date

from solieu.core import Period
from solieu.expressions import Reference
from solieu.reports.setting import Setting
from solieu.vietnamese import write_date, write_period

PERIODS = ("ky", "cung_ky", "ky_truoc", "ky_sau")
WORDS = (*PERIODS, *(f"{name}_ngan" for name in PERIODS), "nam", "nam_truoc", "nam_sau", "don_vi", "ngay_cuoi_ky",
         "ngay_chot", "thang_chot")  # fmt: skip


def word(name: str, setting: Setting) -> str:
    """The word behind a name of ``WORDS``. Raises KeyError for any other name."""
    base, style = (name.removesuffix("_ngan"), "short") if name.endswith("_ngan") else (name, "long")
    if base in PERIODS:
        return write_period(_period(base, setting.period), style)
    year = setting.period.year
    known = {"nam": str(year), "nam_truoc": str(year - 1), "nam_sau": str(year + 1)}
    if name in known:
        return known[name]
    if name in ("ngay_chot", "thang_chot"):
        return cut_off_word(name, common_cut_off(setting))
    return {"don_vi": setting.unit_name(setting.unit), "ngay_cuoi_ky": write_date(setting.period.end)}[name]


def cut_off_word(style: str, day: date) -> str:
    """29/02/2024 or 02/2024."""
    return write_date(day) if style == "ngay_chot" else write_date(day).partition("/")[2]


def common_cut_off(setting: Setting) -> date:
    """The only cut-off of the catalogue, else the end of the period."""
    rules = tuple(setting.catalog.cut_offs.values())
    return setting.period.end_of_month(rules[0].months_before_end) if len(rules) == 1 else setting.period.end


def title_of(reference: Reference, setting: Setting) -> str | None:
    """``ten``: noun of an indicator, title of a member or of a target level, name of a unit."""
    name, catalog = reference.name, setting.catalog
    if name in catalog.indicators:
        return catalog.indicators[name].noun or catalog.indicators[name].title
    dimension, _, member = name.partition(".")
    if dimension in catalog.dimensions and member in catalog.dimensions[dimension].members:
        return catalog.dimensions[dimension].members[member]
    if name in catalog.target_levels:
        return catalog.target_levels[name]
    return setting.unit_name(name) if name in setting.territory.units else None


def in_case(text: str, case: str) -> str:
    if case == "hoa":
        return text.upper()
    first = {"hoa_dau": str.upper, "thuong_dau": str.lower}.get(case, str)(text[:1])
    return first + text[1:]


def _period(name: str, period: Period) -> Period:
    moves = {"cung_ky": Period.same_last_year, "ky_truoc": Period.previous, "ky_sau": Period.next}
    return moves[name](period) if name in moves else period
