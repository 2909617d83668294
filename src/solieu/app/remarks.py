"""Questions to the owners of figures and opinions on drafts, each with what was replied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from solieu.app.workspace import Workspace
from solieu.facts import Remark, RemarkKind, Reply, ReplyKind
from solieu.territory import Territory
from solieu.vietnamese import write_moment

REPLIES = {ReplyKind.ANSWERED: "trả lời", ReplyKind.TAKEN: "tiếp thu", ReplyKind.EXPLAINED: "giải trình"}


@dataclass(frozen=True, slots=True)
class Asked:
    remark: Remark
    replies: tuple[Reply, ...]


def remarks_for(workspace: Workspace, *, sha256: str = "", user: str = "") -> tuple[Asked, ...]:
    """What this person may see, oldest first: who reads the whole area all of it, a unit what it was asked."""
    context = workspace.context(user)
    reads_all = context.may("read", context.catalog.root_unit)
    replies: dict[str, list[Reply]] = {}
    for reply in workspace.store.replies():
        replies.setdefault(reply.remark, []).append(reply)
    return tuple(
        Asked(one, tuple(replies.get(one.id, ()))) for one in workspace.store.remarks(sha256=sha256)
        if reads_all or (one.owner and context.may("read", one.owner, one.period.end))
    )  # fmt: skip


def said(asked: Asked, territory: Territory) -> Iterator[str]:
    one = asked.remark
    if one.kind is RemarkKind.QUESTION:
        head = f"Hỏi {territory.name(one.owner, one.period.end)}"
    else:
        head = f"Ý kiến của {one.author or 'người không ghi tên'}"
    about = f" về “{one.words}”" if one.words else ""
    yield f"{one.id}  {head}, báo cáo {one.report} kỳ {one.period}{about}: {one.text}"
    for reply in asked.replies:
        yield f"  {REPLIES[reply.kind]} ({reply.actor}, {write_moment(reply.at)}){f': {reply.text}' if reply.text else ''}"
