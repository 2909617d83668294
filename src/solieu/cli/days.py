"""Days on the command line."""

from __future__ import annotations

from datetime import date

import click


class DayType(click.ParamType[date]):
    """A day: 2024-03-31 or 31/3/2024."""

    name = "ngày"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        from solieu.vietnamese import read_date

        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            found = read_date(str(value))
        return found or self.fail(f"“{value}” không phải ngày; viết 2024-03-31 hoặc 31/3/2024", param, ctx)


DAY = DayType()
