"""What is said of a report that came back: for a terminal, for a page, for a machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from solieu.app.taking_back import Came
from solieu.facts import Verdict
from solieu.reports.taking_back import Belongs, FigureChange, FigureKind, ProseChange, ProseKind
from solieu.vietnamese import write_moment

if TYPE_CHECKING:
    from solieu.app.draft_comparing import DraftComparison

PROSE = {
    ProseKind.REWORDED: "sửa lời",
    ProseKind.ADDED: "thêm đoạn",
    ProseKind.DELETED: "bỏ đoạn",
    ProseKind.MOVED: "chuyển chỗ",
    ProseKind.DUPLICATED: "lặp đoạn",
    ProseKind.SPLIT: "tách đoạn",
    ProseKind.JOINED: "gộp đoạn",
}
FIGURES = {
    FigureKind.CHANGED: "đổi số",
    FigureKind.REWRITTEN: "viết khác, cùng giá trị",
    FigureKind.ADDED: "thêm số",
    FigureKind.DELETED: "bỏ số",
    FigureKind.MOVED: "chuyển chỗ",
    FigureKind.DUPLICATED: "lặp số",
}
BELONGS = {
    Belongs.NARRATIVE: "phần viết",
    Belongs.TEMPLATE: "lời cố định của mẫu",
    Belongs.FRAME: "thể thức văn bản",
    Belongs.TABLE: "bảng của mẫu",
}
VERDICTS = {
    Verdict.ACCEPT: "đã tiếp nhận",
    Verdict.ASK: "đã hỏi nơi gửi",
    Verdict.KEEP: "giữ riêng cho văn bản này",
    Verdict.UNDO: "bỏ thay đổi",
}
_LONGEST = 160


def as_text(came: Came, file: str) -> str:
    return "\n".join(_lines(came, file))


def _lines(came: Came, file: str) -> Iterator[str]:
    report, taken = came.done.report, came.taken
    how = "" if came.by_identity else " (tệp không còn cho biết; đối chiếu với dự thảo gần nhất)"
    yield f"{file}: báo cáo {report.id} kỳ {report.period}, số liệu đến {write_moment(came.moment)}{how}."
    if taken.is_unchanged:
        yield f"Không có gì thay đổi; {taken.kept} số giữ nguyên."
    else:
        yield f"{taken.kept} số giữ nguyên; {len(taken.figures)} số cần xem; {len(taken.prose)} chỗ sửa lời."
    yield from _listed(came)
    comments = came.returned.comments
    if comments:
        yield "Ý kiến:"
    for one in comments:
        about = f" (về “{_short(one.words)}”)" if one.words else ""
        yield f"  {one.author or 'Không rõ tên'}{about}: {_short(one.text)}"
    if came.returned.changes:
        who = ", ".join(dict.fromkeys(one.author for one in came.returned.changes if one.author))
        yield f"Tệp còn {len(came.returned.changes)} thay đổi theo dõi (Track Changes) của {who or 'người không ghi tên'}."


def _listed(came: Came) -> Iterator[str]:
    decided = came.decided
    titles = {section.id: section.title for section in came.done.report.sections}
    section: str | None = None
    for label, change in came.labelled.items():
        done = decided.get(change.id)
        mark = f" [{VERDICTS[done.verdict]}{f': {done.reason}' if done.reason else ''}]" if done else ""
        if label == "S1":
            yield "Số liệu:"
        if label == "L1":
            yield "Lời văn:"
        if isinstance(change, FigureChange):
            yield f"  {label}.{mark} {figure_line(came, change)}"
            continue
        if change.section != section:
            section = change.section
            yield f"  {titles.get(section, 'Thể thức')}"
        yield f"    {label}.{mark} {prose_line(change)}"


def compared_lines(found: DraftComparison) -> Iterator[str]:
    """Two drafts, change by change."""
    taken, report = found.taken, found.later.report
    head = f"{report.id} kỳ {report.period}, dự thảo lần {found.first} và lần {found.second}"
    if taken.is_unchanged:
        yield f"{head}: không khác nhau; {taken.kept} số giữ nguyên."
        return
    yield f"{head}: {taken.kept} số giữ nguyên, {len(taken.figures)} số khác, {len(taken.prose)} chỗ khác lời."
    for change in taken.figures:
        yield f"  {FIGURES[change.kind]} {_values(change)}: {change.words}"
    for edit in taken.prose:
        yield f"  {PROSE[edit.kind]} ({BELONGS[edit.belongs]}): {_said(edit)}"


def figure_line(came: Came, change: FigureChange) -> str:
    said = f"{FIGURES[change.kind]} {_values(change)}"
    where = f"; {change.place}" if change.place else ""
    who = f"; {who_owes(came, change)}" if change.owner else ""
    by = f"; người sửa: {', '.join(change.authors)}" if change.authors else ""
    return f"{said}{where}{who}{_binding(change)}{by}. {change.words}"


def _values(change: FigureChange) -> str:
    if change.was and change.now and change.was != change.now:
        return f"“{change.was}” thành “{change.now}”"
    return f"“{change.now or change.was}”"


def _binding(change: FigureChange) -> str:
    if change.figure is not None or change.kind is not FigureKind.ADDED:
        return ""
    if change.bound.is_certain:
        return f"; là {change.bound.titles[0]} ({change.bound.references[0]})"
    if change.bound.references:
        return f"; có thể là {', '.join(change.bound.references[:3])} (figure-without-source)"
    return "; không gắn với số liệu nào (figure-without-source)"


def who_owes(came: Came, change: FigureChange) -> str:
    name = came.done.held.territory.name(change.owner, came.period.end)
    return f"nơi gửi: {name}" if len(change.senders) <= 1 else f"nơi chịu trách nhiệm: {name}"


def prose_line(change: ProseChange) -> str:
    belongs = BELONGS[change.belongs] + (f" {change.narrative}" if change.narrative else "")
    where = f", {change.place}" if change.place else ""
    by = f"; người sửa: {', '.join(change.authors)}" if change.authors else ""
    return f"{PROSE[change.kind]}{where} ({belongs}{by}): {_said(change)}"


def _said(change: ProseChange) -> str:
    if change.edits and change.kind is ProseKind.REWORDED:
        return "; ".join(_edit(one.before, one.after) for one in change.edits)
    return f"“{_short(change.now or change.was)}”"


def _edit(before: str, after: str) -> str:
    if before and after:
        return f"“{before}” thành “{after}”"
    return f"thêm “{after}”" if after else f"bỏ “{before}”"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"


def as_json(came: Came) -> str:
    taken = came.taken
    return json.dumps(
        {
            "report": came.done.report.id,
            "period": str(came.period),
            "moment": came.moment.isoformat(),
            "kept": taken.kept,
            "figures": [_figure(came, one) for one in taken.figures],
            "prose": [_prose(one) for one in taken.prose],
            "decided": {one.change: one.verdict.value for one in came.decided.values()},
            "comments": [
                {"author": one.author, "at": one.at, "text": one.text, "words": one.words}
                for one in came.returned.comments
            ],
            "tracked": [
                {"kind": one.kind, "author": one.author, "at": one.at, "words": one.words}
                for one in came.returned.changes
            ],
        },
        ensure_ascii=False,
        indent=1,
    )


def _figure(came: Came, change: FigureChange) -> dict[str, object]:
    return {
        "id": change.id,
        "kind": change.kind.value,
        "figure": change.figure.id if change.figure else None,
        "key": str(change.figure.key) if change.figure and change.figure.key else None,
        "before": change.was,
        "after": change.now,
        "owner": change.owner,
        "senders": list(change.senders),
        "section": change.section,
        "place": change.place,
        "words": change.words,
        "bound": list(change.bound.references),
        "without_source": change.is_without_source,
        "authors": list(change.authors),
    }


def _prose(change: ProseChange) -> dict[str, object]:
    return {
        "id": change.id,
        "kind": change.kind.value,
        "belongs": change.belongs.value,
        "narrative": change.narrative,
        "section": change.section,
        "place": change.place,
        "before": change.was,
        "after": change.now,
        "edits": [{"before": one.before, "after": one.after} for one in change.edits],
        "authors": list(change.authors),
    }
