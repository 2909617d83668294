"""Đóng kỳ and mở lại kỳ: while a period is closed nothing is sent, accepted or decided for it."""

from __future__ import annotations

from solieu.actions.context import Context, RefusalError, deed
from solieu.actions.journal import record
from solieu.core import Period


def close_period(context: Context, period: Period) -> None:
    _set(context, period, closed=True)


def reopen_period(context: Context, period: Period, reason: str) -> None:
    if not reason.strip():
        raise RefusalError("mở lại kỳ cần nêu lý do")
    _set(context, period, closed=False, reason=reason.strip())


def _set(context: Context, period: Period, *, closed: bool, reason: str = "") -> None:
    action = "period.close" if closed else "period.reopen"
    with deed(context) as context:
        context.require(action, "")
        if context.store.is_closed(period) is closed:
            raise RefusalError(f"kỳ {period} {'đã đóng rồi' if closed else 'đang mở'}")
        context.store.set_closed(period, closed, context.now)
        record(context, action, str(period), reason=reason)
