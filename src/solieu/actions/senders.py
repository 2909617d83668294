"""Who owes a form: every unit of some kinds for itself, or an organisation for the whole area."""

from __future__ import annotations

from collections.abc import Iterator

from solieu.catalog import Catalog
from solieu.catalog.model import Form
from solieu.core import Period, PeriodKind
from solieu.territory import Territory
from solieu.vietnamese import write_date, write_period

FREQUENCY = {
    PeriodKind.MONTH: "T",
    PeriodKind.QUARTER: "Q",
    PeriodKind.HALF: "6T",
    PeriodKind.NINE_MONTHS: "9T",
    PeriodKind.YEAR: "N",
}
IRREGULAR = "V"  # vụ việc: for any period
WORDS = {"T": "tháng", "Q": "quý", "6T": "6 tháng", "9T": "9 tháng", "N": "năm"}


def senders_of(form: Form, catalog: Catalog, territory: Territory, period: Period) -> Iterator[tuple[str, str]]:
    """Area and sender of everything that is owed on one form for a period, in official order."""
    for sender in form.senders:
        if sender.organisation:
            yield catalog.root_unit, sender.organisation
        else:
            for unit in territory.children(catalog.root_unit, period.end, sender.kinds):
                yield unit, unit


def is_collected(form: Form, period: Period) -> bool:
    """Whether the form exists for this period at all."""
    return not _period_fault(form, period)


def sender_fault(form: Form, catalog: Catalog, territory: Territory, unit: str, sender: str, period: Period) -> str:
    """Why this sender does not hand in this form for this area and period; "" when it does."""
    if fault := _period_fault(form, period):
        return fault
    owed = tuple(senders_of(form, catalog, territory, period))
    if (unit, sender) in owed:
        return ""
    about = [one for area, one in owed if area == unit]
    name = territory.name(unit, period.end)
    if not about:
        return f"biểu {form.code} không thu của {name}"
    wanted = " hoặc ".join(territory.name(one, period.end) for one in about)
    return f"biểu {form.code} của {name} do {wanted} gửi, không phải {territory.name(sender, period.end)}"


def _period_fault(form: Form, period: Period) -> str:
    if form.frequency not in (IRREGULAR, FREQUENCY[period.kind]):
        collected = WORDS.get(form.frequency, form.frequency)
        return f"biểu {form.code} thu theo {collected}, không có kỳ {write_period(period, 'short')}"
    if form.since and period.end < form.since:
        return f"biểu {form.code} chỉ thu từ ngày {write_date(form.since)}"
    if form.until and period.end >= form.until:
        return f"biểu {form.code} đã thôi thu từ ngày {write_date(form.until)}"
    return ""
