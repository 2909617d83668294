"""The wording of a gap: what is missing, of which period, and who owes it. No figure stands in it."""

from __future__ import annotations

from collections.abc import Iterable

from solieu.core import Absence, FactKey, SeriesKind, Trace
from solieu.reports.setting import Setting
from solieu.vietnamese import write_date, write_period

_NAMED = 3


def missing_figure(trace: Trace, setting: Setting) -> tuple[str, str, FactKey | None]:
    """Text, owner and key of what is missing behind a value."""
    missing = [leaf for leaf in trace.leaves() if not leaf.reading.is_present and leaf.key is not None]
    key = next((leaf.key for leaf in missing if leaf.key), trace.key)
    if trace.reading.absence is Absence.DOES_NOT_APPLY and not missing:
        return "[Không tính được vì số gốc bằng không]", "", trace.key
    if key is None:
        return "[Chưa có số liệu]", "", None
    kind = {Absence.DOES_NOT_APPLY: "Không áp dụng", Absence.WITHHELD: "Không công bố"}
    head = kind.get(trace.reading.absence or Absence.NOT_YET_REPORTED, "Chưa có số liệu")
    owner, who = _owed_by(key, missing, trace, setting)
    return f"[{head}: {describe(key, setting)}{f' – {who}' if who else ''}]", owner, key


def missing_text(guidance: str, owner: str, setting: Setting) -> str:
    said = f" “{guidance}”" if guidance else ""
    return f"[Chưa có phần viết{said}{f' – {setting.unit_name(owner)}' if owner else ''}]"


def missing_list(title: str, owner: str, setting: Setting) -> str:
    return f"[Chưa chốt {title[:1].lower()}{title[1:]}{f' – {setting.unit_name(owner)}' if owner else ''}]"


def describe(key: FactKey, setting: Setting) -> str:
    """nhóm cây có củ, ước thực hiện quý I/2024."""
    indicator = setting.catalog.indicators.get(key.indicator)
    noun = (indicator.noun or indicator.title) if indicator else key.indicator
    cut = ", ".join(member_title(name, member, setting) for name, member in key.cut)
    return f"{noun}{f' ({cut})' if cut else ''}, {_series(key, setting)}"


def member_title(dimension: str, member: str, setting: Setting) -> str:
    known = setting.catalog.dimensions.get(dimension)
    return known.members.get(member, member) if known else member


def _series(key: FactKey, setting: Setting) -> str:
    period = write_period(key.period, "short")
    match key.series.kind:
        case SeriesKind.ESTIMATE:
            return f"ước thực hiện {period}"
        case SeriesKind.TARGET:
            return f"{setting.catalog.target_levels.get(key.series.level, key.series.level)} {period}"
        case _:
            cut_off = key.series.cut_off
            return f"thực hiện đến ngày {write_date(cut_off)}" if cut_off else f"thực hiện {period}"


def _owed_by(key: FactKey, missing: Iterable[Trace], trace: Trace, setting: Setting) -> tuple[str, str]:
    """The units that did not send, when others did; else the body that owns the indicator."""
    below = [leaf.key.unit for leaf in missing if leaf.key and leaf.key.unit != setting.unit]
    indicator = setting.catalog.indicators.get(key.indicator)
    owner = indicator.owner if indicator else ""
    if below and (not owner or any(leaf.reading.is_present for leaf in trace.leaves())):
        units = list(dict.fromkeys(below))
        names = ", ".join(setting.unit_name(unit) for unit in units[:_NAMED])
        return units[0], names + (" và các đơn vị khác" if len(units) > _NAMED else "")
    return owner, setting.unit_name(owner) if owner else ""
