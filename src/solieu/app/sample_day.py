"""The day on which a sample stands: its page shows who is late as it was then, whatever the calendar says now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

MARK = ".solieu-demo"  # the folder holds a sample; the file names the moment at which it was finished


@dataclass(frozen=True, slots=True)
class SampleClock:
    """Starts at the sample's own moment and goes on from there."""

    start: datetime
    begun: int  # seconds of the machine

    def __call__(self) -> datetime:
        return self.start + timedelta(seconds=int(monotonic()) - self.begun)


def keep_moment(folder: Path, moment: datetime) -> None:
    (folder / MARK).write_text(moment.astimezone(UTC).isoformat(timespec="seconds"), encoding="utf-8")


def sample_clock(folder: Path) -> SampleClock | None:
    """None for a workspace that is no sample, and for a sample that does not say when it was finished."""
    mark = folder / MARK
    try:
        moment = datetime.fromisoformat(mark.read_text(encoding="utf-8").strip())
    except (OSError, ValueError):
        return None
    return SampleClock(moment, int(monotonic()))
