"""Nhận lại: a draft that was edited in Word is kept as it came, with its tracked changes and the opinions in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from solieu.actions.context import Context, RefusalError, deed
from solieu.actions.journal import record
from solieu.facts import Remark, ReturnedFile


def take_back(context: Context, file: ReturnedFile, content: bytes, opinions: Sequence[Remark] = ()) -> ReturnedFile:
    """Seal the file and note who handed it in; its comments become opinions that are answered one by one. The same file
    again is the same file. Raises RefusalError for a report that the catalogue does not have."""
    if file.report not in context.catalog.reports:
        raise RefusalError(f"không có báo cáo “{file.report}”; có: {', '.join(context.catalog.reports)}")
    with deed(context) as context:
        context.require("report.take_back", context.catalog.root_unit)
        digest = context.store.seal(content)
        known = [one for one in context.store.returned_files(file.report, file.period) if one.sha256 == digest]
        if known:
            return known[0]
        came = replace(file, sha256=digest, actor=context.actor.user, at=context.now)
        context.store.add_returned(came)
        for number, opinion in enumerate(opinions, 1):
            context.store.add_remark(replace(opinion, id=f"{digest[:10]}-{number}", sha256=digest, actor=context.actor.user,
                                             at=context.now))  # fmt: skip
        record(context, "report.take_back", f"{file.report}/{file.period}/{file.draft}", file=digest,
               opinions=str(len(opinions) or ""))  # fmt: skip
    return came
