"""Trả lời: a question by the unit that was asked; an opinion by the office, taken over or explained."""

from __future__ import annotations

from solieu.actions.context import Context, RefusalError, deed
from solieu.actions.journal import record
from solieu.facts import RemarkKind, Reply, ReplyKind


def reply(context: Context, id: str, kind: ReplyKind, text: str) -> Reply:
    """Raises RefusalError without a text, except for an opinion that is taken over."""
    with deed(context) as context:
        remark = context.store.remark(id)
        if remark is None:
            raise RefusalError(f"không có câu hỏi hay ý kiến “{id}”")
        is_question = remark.kind is RemarkKind.QUESTION
        if is_question:
            context.require("figure.answer", remark.owner, remark.period.end)
        else:
            context.require("report.answer_opinion", context.catalog.root_unit)
        if is_question is not (kind is ReplyKind.ANSWERED):
            raise RefusalError("câu hỏi thì trả lời; ý kiến thì tiếp thu hoặc giải trình")
        if not text.strip() and kind is not ReplyKind.TAKEN:
            raise RefusalError("trả lời cần có nội dung")
        said = Reply(id, kind, text.strip(), context.actor.user, context.now)
        context.store.add_reply(said)
        action = "figure.answer" if is_question else "report.answer_opinion"
        record(context, action, id, kind=kind.value)
    return said
