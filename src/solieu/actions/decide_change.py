"""What becomes of one change of a returned file: accepted, asked about, kept for this document only, or undone."""

from __future__ import annotations

from dataclasses import replace

from solieu.actions.context import Context, RefusalError, deed
from solieu.actions.journal import record
from solieu.core import Period
from solieu.facts import ChangeDecision, Override, Remark, RemarkKind, Verdict


def decide_change(context: Context, sha256: str, change: str, verdict: Verdict, *, report: str, period: Period,
                  reason: str = "") -> ChangeDecision:  # fmt: skip
    """Note that prose is accepted (it is sent as a narrative besides), or that a change is undone."""
    with deed(context) as context:
        context.require("report.decide_change", context.catalog.root_unit)
        decision = _decided(context, sha256, change, verdict, report, period, reason)
        record(context, "report.decide_change", f"{report}/{period}/{change}", verdict=verdict.value, file=sha256,
               reason=decision.reason)  # fmt: skip
    return decision


def keep_figure(context: Context, override: Override, change: str) -> Override:
    """Print a figure otherwise than its facts say, in this report and period only. Raises RefusalError without a reason."""
    if not override.reason.strip():
        raise RefusalError("giữ số riêng cho văn bản này cần ghi lý do")
    with deed(context) as context:
        context.require("report.keep_figure", context.catalog.root_unit)
        _decided(context, override.basis, change, Verdict.KEEP, override.report, override.period, override.reason)
        return _kept(context, override)


def end_override(context: Context, override: Override, reason: str) -> Override:
    """From now on the figure is printed as its facts say."""
    with deed(context) as context:
        context.require("report.keep_figure", context.catalog.root_unit)
        return _kept(context, replace(override, printed="", reason=reason))


def ask_owner(context: Context, question: Remark, change: str) -> Remark:
    """Send the correction to the unit that owes the figure. Raises RefusalError where nobody owes it."""
    if not question.owner:
        raise RefusalError("số này không có nơi gửi để hỏi lại")
    with deed(context) as context:
        context.require("figure.ask", context.catalog.root_unit)
        _decided(context, question.sha256, change, Verdict.ASK, question.report, question.period, "")
        asked = replace(question, id=f"{question.sha256[:10]}-{change}", kind=RemarkKind.QUESTION, actor=context.actor.user,
                        at=context.now)  # fmt: skip
        if context.store.remark(asked.id) is not None:
            raise RefusalError("số này đã được hỏi lại nơi gửi")
        context.store.add_remark(asked)
        record(context, "figure.ask", asked.id, owner=asked.owner, figure=asked.figure, file=asked.sha256)
    return asked


def _decided(
    context: Context, sha256: str, change: str, verdict: Verdict, report: str, period: Period, reason: str
) -> ChangeDecision:
    """The row that says so. Raises RefusalError for a file that was not taken back."""
    if not any(one.sha256 == sha256 for one in context.store.returned_files(report, period)):
        raise RefusalError("tệp này chưa được nhận lại; đề nghị nhận lại tệp trước khi quyết định")
    decision = ChangeDecision(sha256, change, verdict, reason.strip(), context.actor.user, context.now)
    context.store.add_change_decision(decision)
    return decision


def _kept(context: Context, override: Override) -> Override:
    kept = replace(override, reason=override.reason.strip(), actor=context.actor.user, at=context.now)
    context.store.add_override(kept)
    record(context, "report.keep_figure", f"{kept.report}/{kept.period}/{kept.figure}", printed=kept.printed,
           replaces=kept.replaces, reason=kept.reason, file=kept.basis)  # fmt: skip
    return kept
