"""The page of a sample stands on the sample's own day; a workspace of an office on the day of the calendar."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from solieu.app import worklist
from solieu.app.sample_day import MARK, keep_moment, sample_clock
from solieu.app.worklist import DutyState
from solieu.core import parse_period
from solieu.vietnamese import VIETNAM
from workplace import Workplace

DAY = datetime(2024, 3, 14, 8, 0, 30, tzinfo=VIETNAM)


def test_the_clock_starts_at_the_kept_moment_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_moment(tmp_path, DAY)
    seconds = [1000]
    monkeypatch.setattr("solieu.app.sample_day.monotonic", lambda: seconds[0])
    clock = sample_clock(tmp_path)
    assert clock is not None and clock() == DAY
    seconds[0] += 90
    assert clock() == DAY + timedelta(seconds=90)


@pytest.mark.parametrize("mark", [None, "", "hôm qua"])
def test_what_names_no_moment_has_no_clock_of_its_own(tmp_path: Path, mark: str | None) -> None:
    if mark is not None:
        (tmp_path / MARK).write_text(mark, encoding="utf-8")
    assert sample_clock(tmp_path) is None


def test_nothing_is_years_late_on_the_day_of_the_sample(office_desk: Workplace, tmp_path: Path) -> None:
    keep_moment(tmp_path, DAY)
    office_desk.workspace.clock = sample_clock(tmp_path) or office_desk.workspace.clock
    found = worklist.duties(office_desk.workspace, parse_period("2024-Q1"))
    late = [duty for duty in found if duty.state is DutyState.OVERDUE]
    assert late and all(-15 < duty.days_left < 0 for duty in late)
