"""Office files are zip archives; the same content must give the same bytes, whatever the clock of this machine says."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime


def repack(raw: bytes, moment: datetime, edit: Callable[[str, bytes], bytes] = lambda name, content: content) -> bytes:
    """The archive again with all times set to ``moment``; ``edit`` may change a part by its name."""
    stamp = (max(moment.year, 1980), moment.month, moment.day, moment.hour, moment.minute, moment.second)
    clean = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(clean, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            info = zipfile.ZipInfo(item.filename, stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, edit(item.filename, source.read(item)))
    return clean.getvalue()


def in_utc(moment: datetime) -> datetime:
    """The moment as files write it; one without a zone is taken as UTC, never as the zone of this machine."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
