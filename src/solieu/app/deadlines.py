"""Deadlines in the words of an office."""

from __future__ import annotations

from solieu.catalog.register_model import Clocked
from solieu.registers import Clock
from solieu.vietnamese import write_date


def clock_line(clock: Clock) -> str:
    """Hạn thụ lý: 21/02/2024, quá hạn 02 ngày làm việc."""
    due = f"{write_date(clock.due)}, " if clock.due else ""
    doubt = "" if clock.certain else " (chưa có lịch nghỉ của năm này)"
    return f"{clock.deadline.title}: {due}{clock_words(clock)}{doubt}"


def clock_words(clock: Clock) -> str:
    days = "ngày làm việc" if clock.deadline.count is Clocked.WORKING else "ngày"
    match clock.standing:
        case "tam_dung":
            return "đang tạm dừng tính thời hạn"
        case "dung_han":
            return "đã xong đúng hạn"
        case "tre_han":
            return f"đã xong, trễ {-clock.left:02} {days}"
        case "qua_han":
            return f"quá hạn {-clock.left:02} {days}"
    return f"còn {clock.left} {days}" if clock.left else "hạn hôm nay"
