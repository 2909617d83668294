"""``solieu compare``: two reports or drafts side by side, figure by figure."""

from __future__ import annotations

import json
from collections import Counter

import click

from solieu.cli.doors import say
from solieu.documents.document import Document
from solieu.documents.reading import read_file
from solieu.documents.unread import Unread
from solieu.proofread.comparing import Change, Comparison, Difference, Place, compare

_SAID = {
    Change.VALUE: "đổi số",
    Change.APPEARED: "số mới",
    Change.GONE: "số không còn",
    Change.ONLY_DATES: "chỉ đổi ngày tháng",
}


@click.command("compare")
@click.argument("before", type=click.Path(), metavar="TRƯỚC")
@click.argument("after", type=click.Path(), metavar="SAU")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def compare_(before: str, after: str, format_: str) -> None:
    """So hai báo cáo hoặc hai dự thảo bất kỳ theo số liệu: số nào đổi, mới có, không còn, đoạn nào chỉ đổi ngày."""
    earlier, later = read_file(before), read_file(after)
    unread = [one for one in (earlier, later) if isinstance(one, Unread)]
    for one in unread:
        click.echo(f"Lỗi: {one.file}: {one.reason}.", err=True)
    if unread:
        raise SystemExit(2)
    assert isinstance(earlier, Document) and isinstance(later, Document)
    found = compare(earlier, later)
    say(_as_json(found) if format_ == "json" else _as_text(found))


def _as_text(found: Comparison) -> str:
    if not found.differences:
        return f"Hai báo cáo không khác nhau về số liệu; {found.same} số giữ nguyên."
    counts = Counter(difference.change for difference in found.differences)
    parts = [f"{_SAID[change]} {counts[change]}" for change in Change if counts[change]]
    return "\n".join([f"{found.same} số giữ nguyên; {', '.join(parts)}.", *map(_line, found.differences)])


def _line(difference: Difference) -> str:
    before, after = difference.before, difference.after
    where = " → ".join(f"dòng {place.line}" for place in (before, after) if place is not None)
    if difference.change is Change.VALUE and before is not None and after is not None:
        said = f"“{before.printed}” thành “{after.printed}”"
    else:
        place = after or before
        said = f"“{place.printed if place and difference.change is not Change.ONLY_DATES else difference.words}”"
    behind = "" if difference.change is Change.ONLY_DATES else f" ({difference.words})"
    return f"  {where}: {_SAID[difference.change]} {said}{behind}"


def _as_json(found: Comparison) -> str:
    differences = [
        {"change": one.change.value, "before": _place(one.before), "after": _place(one.after), "words": one.words}
        for one in found.differences
    ]
    return json.dumps({"same": found.same, "differences": differences}, ensure_ascii=False, indent=1)


def _place(place: Place | None) -> dict[str, object] | None:
    if place is None:
        return None
    return {"line": place.line, "start": place.start, "end": place.end, "printed": place.printed}
