"""Whether the journal is whole, and whether what it says was written is still there as it was written."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby, pairwise

from solieu.actions.context import Context, JournalRow, RefusalError, Store
from solieu.actions.journal import broken_rows, figures_digest
from solieu.facts import Submission

_ANCHOR = re.compile(r"(\d+):([0-9a-f]{16,64})\Z")


def anchor(store: Store) -> str:
    """``429:9c1f…``: number and digest of the last row. Whoever keeps it elsewhere (a backup, a paper) can tell later
    whether rows were cut off the end, which no chain shows by itself."""
    last = store.last_journal_row()
    return f"{last.number}:{last.digest}" if last else ""


def journal_faults(context: Context, kept_anchor: str = "") -> tuple[str, ...]:
    """What is wrong, in words; empty when all is whole. Raises RefusalError for an anchor that cannot be read."""
    context.require("journal.read", "")
    rows = context.store.journal()
    return (*_chain(rows), *_cut(rows, kept_anchor), *_figures(context.store, rows), *_originals(context.store, rows))


def _chain(rows: Sequence[JournalRow]) -> Iterator[str]:
    broken = broken_rows(rows)
    if broken:
        shown = ", ".join(map(str, broken[:10])) + ("..." if len(broken) > 10 else "")
        yield f"chuỗi băm đứt ở dòng {shown}: dòng đã bị sửa, bị chèn, hoặc dòng trước đó đã bị bớt"
    for before, row in pairwise(rows):
        if row.at <= before.at:
            yield f"dòng {row.number} ghi thời điểm không sau dòng {before.number}"


def _cut(rows: Sequence[JournalRow], kept: str) -> Iterator[str]:
    """Rows up to an anchor that was kept elsewhere."""
    if not kept:
        return
    match = _ANCHOR.match(kept.strip())
    if match is None:
        raise RefusalError("mốc nhật ký viết dạng SỐ_DÒNG:MÃ_BĂM, như “solieu journal verify” in ra")
    number, digest = int(match[1]), match[2]
    row = next((row for row in rows if row.number == number), None)
    if row is None:
        yield f"nhật ký chỉ còn {len(rows)} dòng, mốc đã giữ là dòng {number}: các dòng cuối đã bị bớt"
    elif not row.digest.startswith(digest):
        yield f"dòng {number} không phải dòng của mốc đã giữ: nhật ký đã bị viết lại"


def _figures(store: Store, rows: Sequence[JournalRow]) -> Iterator[str]:
    """Revisions are told to the row that wrote them by their moment; no two deeds share one."""
    deeds: Mapping[datetime, JournalRow] = {row.at: row for row in rows}
    found = {}
    for moment, revisions in groupby(store.revisions_by_moment(), key=lambda revision: revision.accepted_at):
        row, written = deeds.get(moment), tuple(revisions)
        if row is None:
            yield f"{len(written)} số liệu ({written[0].key}, ...) không có dòng nhật ký nào ghi"
        else:
            found[row.number] = figures_digest(written)
    for row in rows:
        said = row.details.get("figures", "")
        if said != found.get(row.number, ""):
            yield f"số liệu mà dòng {row.number} ({row.action} {row.object}) đã ghi nay khác hoặc thiếu"


def _originals(store: Store, rows: Sequence[JournalRow]) -> Iterator[str]:
    """Files as they arrived."""
    said = {row.object: row.details["sha256"] for row in rows if "sha256" in row.details}
    sent: Mapping[str, Submission] = {one.id: one for one in store.submissions()}
    for one in sent.values():
        if said.get(one.id) != one.sha256:
            yield f"lần gửi {one.id} không có dòng nhật ký nào ghi, hoặc ghi một tệp khác"
        elif not _is_whole(store, one.sha256):
            yield f"tệp gốc của lần gửi {one.id} đã bị sửa hoặc không còn"
    for row in rows:
        if row.action in ("submission.submit", "register.count") and row.object not in sent:
            yield f"lần gửi {row.object} mà dòng {row.number} ghi nay không còn"
    for row in rows:
        if row.action == "report.take_back" and not _is_whole(store, row.details["file"]):
            yield f"tệp nhận lại của {row.object} đã bị sửa hoặc không còn"
        for part in row.details.get("copies", "").split():
            if not _is_whole(store, part.partition("=")[2]):
                yield f"bản phát hành {part.partition('=')[0]} của {row.object} đã bị sửa hoặc không còn"


def _is_whole(store: Store, sha256: str) -> bool:
    try:
        return hashlib.sha256(store.content(sha256)).hexdigest() == sha256
    except KeyError:
        return False
